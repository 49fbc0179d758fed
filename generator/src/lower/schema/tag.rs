//! The member that tells the alternatives of a union apart, and its values: those that the mapping
//! names, those that the alternative itself allows, or else the name of its schema.

use super::Form;
use super::Lowering;
use super::choice;
use super::synthetic::Made;
use super::union::Leaf;
use super::whole::Group;
use crate::document::{Discriminator, SchemaId};

/// Of unions within unions, so many alternatives are asked.
const MOST_ASKED: usize = 1000;

impl Lowering<'_> {
    /// The values of the tag that stand for an alternative.
    pub(in crate::lower) fn tags(&mut self, id: SchemaId, by: &Discriminator) -> Vec<String> {
        let identities = self.identities(id);
        let mut tags: Vec<String> = Vec::new();
        for (value, schema) in &by.mapping {
            let target = self.target(*schema);
            if identities.contains(&target) && !tags.iter().any(|tag| **tag == **value) {
                tags.push(value.to_string());
            }
        }
        for value in self.constants(id, &by.property, &mut { MOST_ASKED }).unwrap_or_default() {
            if !tags.contains(&value) {
                tags.push(value);
            }
        }
        if tags.is_empty() {
            tags.extend(identities.iter().find_map(|identity| self.component_name(*identity)));
        }
        tags
    }

    /// The schemas that an alternative is, or is made of.
    fn identities(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut identities = vec![self.target(id)];
        match self.made_of.get(&id) {
            Some(Made::All(parts) | Made::Within(_, parts)) => {
                identities.extend(parts.iter().map(|part| self.target(*part)));
            }
            Some(Made::From(from, _)) => identities.push(*from),
            _ => {}
        }
        identities
    }

    /// The values that an alternative allows for a member, if it lists them.
    fn constants(&mut self, id: SchemaId, member: &str, left: &mut usize) -> Option<Vec<String>> {
        *left = left.checked_sub(1)?;
        let (id, form) = self.resolved_form(id);
        match form {
            Form::Record | Form::Map(_) => {
                let whole = self.whole(id);
                let (_, property) =
                    whole.schema.properties.iter().find(|(name, _)| **name == *member)?;
                let property = self.whole(*property);
                let values = property.schema.values.as_deref().filter(|_| !property.schema.open)?;
                values.iter().map(choice::text).collect()
            }
            Form::Union(group) => {
                let mut all = Vec::new();
                for branch in &group.branches {
                    all.extend(self.constants(*branch, member, left)?);
                }
                Some(all)
            }
            _ => None,
        }
    }

    /// Finds the member that tells the alternatives apart: the one that is said to, or one whose
    /// values every object lists and no two share. Gives each alternative its values of it.
    pub(in crate::lower) fn tell_apart(
        &mut self,
        group: &Group,
        leaves: &mut [Leaf],
    ) -> Option<String> {
        if let Some(by) = &group.discriminator {
            for leaf in leaves.iter_mut().filter(|leaf| leaf.may_be_object()) {
                // The object itself, beside its kinds, stands for every other value.
                let itself = Made::From(group.owner, super::inheritance::ITSELF.to_owned());
                if self.made_of.get(&leaf.id) != Some(&itself) {
                    leaf.tags = self.tags(leaf.id, by);
                }
            }
            return Some(by.property.clone());
        }
        let objects: Vec<SchemaId> =
            leaves.iter().filter(|leaf| leaf.is_tellable()).map(|leaf| leaf.id).collect();
        if objects.len() < 2 || leaves.iter().any(Leaf::is_opaque) {
            return None;
        }
        let first = self.whole(self.target(*objects.first()?));
        for (member, _) in &first.schema.properties {
            let values: Option<Vec<Vec<String>>> =
                objects.iter().map(|id| self.constants(*id, member, &mut { MOST_ASKED })).collect();
            let Some(values) = values.filter(|values| are_disjoint(values)) else { continue };
            let objects = leaves.iter_mut().filter(|leaf| leaf.is_tellable());
            for (leaf, values) in objects.zip(values) {
                leaf.tags = values;
            }
            return Some(member.to_string());
        }
        None
    }

    /// Whether no value follows two records: one requires what the other does not have, or they
    /// list different values of a member.
    pub(in crate::lower) fn are_apart(&mut self, one: SchemaId, other: SchemaId) -> bool {
        let (left, right) = (self.whole(one), self.whole(other));
        let lacks = |required: &[String], properties: &[(std::sync::Arc<str>, SchemaId)]| {
            let has = |name: &String| properties.iter().any(|(known, _)| **known == **name);
            required.iter().any(|name| !has(name))
        };
        if lacks(&left.schema.required, &right.schema.properties)
            || lacks(&right.schema.required, &left.schema.properties)
        {
            return true;
        }
        left.schema.properties.iter().any(|(member, _)| {
            let values = [one, other].map(|id| self.constants(id, member, &mut { MOST_ASKED }));
            let [Some(left), Some(right)] = values else { return false };
            are_disjoint(&[left, right])
        })
    }
}

fn are_disjoint(values: &[Vec<String>]) -> bool {
    let mut all: Vec<&String> = values.iter().flatten().collect();
    let count = all.len();
    all.sort();
    all.dedup();
    all.len() == count && values.iter().all(|values| !values.is_empty())
}
