//! The member that tells the alternatives of a union apart, and its values: those that the mapping
//! names, those that the alternative itself allows, or else the name of its schema.

use super::Form;
use super::Lowering;
use super::choice;
use super::synthetic::Made;
use super::union::{Leaf, distinct};
use super::whole::Group;
use crate::diagnostic::Code;
use crate::document::{Discriminator, SchemaId};

/// Of unions within unions, so many alternatives are asked.
const MOST_ASKED: usize = 1000;

impl Lowering<'_> {
    /// The values of the tag that stand for each alternative of a group. What the mapping gives to one, and
    /// what is the name of one, stands for no other, though a list that they share may allow it there too.
    pub(in crate::lower) fn tags(
        &mut self,
        group: &Group,
        alternatives: &[SchemaId],
        by: &Discriminator,
    ) -> Vec<Vec<String>> {
        self.tags_of(group, alternatives, by, &mut { MOST_ASKED })
    }

    fn tags_of(
        &mut self,
        group: &Group,
        alternatives: &[SchemaId],
        by: &Discriminator,
        left: &mut usize,
    ) -> Vec<Vec<String>> {
        let mapped: Vec<Vec<String>> = alternatives.iter().map(|id| self.mapped(*id, by)).collect();
        let names: Vec<Option<String>> = alternatives.iter().map(|id| self.own_name(*id)).collect();
        let owner = |value: &String| {
            let by_mapping = mapped.iter().position(|values| values.contains(value));
            by_mapping.or_else(|| names.iter().position(|name| name.as_ref() == Some(value)))
        };
        let mut all = Vec::new();
        for (index, id) in alternatives.iter().enumerate() {
            let mut tags = mapped.get(index).cloned().unwrap_or_default();
            // The object itself, beside its kinds, stands for every other value.
            if self.stands_for_others(*id, group, by) {
                all.push(tags);
                continue;
            }
            for value in self.constants(*id, &by.property, left).unwrap_or_default() {
                if owner(&value).is_none_or(|owner| owner == index) && !tags.contains(&value) {
                    tags.push(value);
                }
            }
            if tags.is_empty() {
                tags.extend(names.get(index).cloned().flatten());
            }
            all.push(tags);
        }
        all
    }

    /// The values that the mapping gives to an alternative.
    fn mapped(&self, id: SchemaId, by: &Discriminator) -> Vec<String> {
        let identities = self.identities(id);
        let mut values: Vec<String> = Vec::new();
        for (value, schema) in &by.mapping {
            if identities.contains(&self.target(*schema))
                && !values.iter().any(|it| **it == **value)
            {
                values.push(value.to_string());
            }
        }
        values
    }

    /// The name of the schema that an alternative is.
    fn own_name(&self, id: SchemaId) -> Option<String> {
        self.identities(id).iter().find_map(|identity| self.component_name(*identity))
    }

    /// Whether an alternative is the object itself beside its kinds, or has one that is told by the same
    /// member.
    fn stands_for_others(&mut self, id: SchemaId, group: &Group, by: &Discriminator) -> bool {
        let itself = |owner: SchemaId| Made::From(owner, super::inheritance::ITSELF.to_owned());
        if self.made_of.get(&id) == Some(&itself(group.owner)) {
            return true;
        }
        let (_, form) = self.resolved_form(id);
        let Form::Union(inner) = form else { return false };
        let is_same = inner.discriminator.as_ref().is_some_and(|it| it.property == by.property);
        let mut made = inner.branches.iter().filter_map(|branch| self.made_of.get(branch));
        is_same && made.any(|made| *made == itself(inner.owner))
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
                let by = group.discriminator.clone().filter(|by| by.property == member);
                if let Some(by) = by {
                    let tags = self.tags_of(&group, &group.branches, &by, left);
                    return Some(tags.concat());
                }
                let mut all = Vec::new();
                for branch in &group.branches {
                    all.extend(self.constants(*branch, member, left)?);
                }
                Some(all)
            }
            _ => None,
        }
    }

    /// What is said to tell the alternatives apart: by the group, or by an object that all of them take in.
    pub(in crate::lower) fn told_by(&mut self, group: &Group) -> Option<Discriminator> {
        if group.discriminator.is_some() {
            return group.discriminator.clone();
        }
        let mut inherited: Option<Discriminator> = None;
        for branch in &group.branches {
            let (id, form) = self.resolved_form(*branch);
            let Form::Record = form else { return None };
            let by = self.whole(id).schema.discriminator.clone()?;
            match &mut inherited {
                Some(known) if known.property != by.property => return None,
                Some(known) => known.mapping.extend(by.mapping),
                None => inherited = Some(by),
            }
        }
        inherited.filter(|_| group.branches.len() > 1)
    }

    /// Finds the member that tells the alternatives apart: the one that is said to, or one whose
    /// values every object lists and no two share. Gives each alternative its values of it.
    pub(in crate::lower) fn tell_apart(
        &mut self,
        group: &Group,
        leaves: &mut Vec<Leaf>,
    ) -> Option<String> {
        let by = self.told_by(group);
        if let Some(by) = &by {
            let mut objects: Vec<&mut Leaf> =
                leaves.iter_mut().filter(|leaf| leaf.may_be_object()).collect();
            let ids: Vec<SchemaId> = objects.iter().map(|leaf| leaf.id).collect();
            let tags = self.tags(group, &ids, by);
            self.say_what_is_no_alternative(group, &tags);
            for (leaf, tags) in objects.iter_mut().zip(tags) {
                leaf.tags = tags;
            }
        }
        *leaves = distinct(std::mem::take(leaves));
        if let Some(by) = by {
            return Some(by.property);
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

    /// A mapping may name what is not listed, and nobody may send that.
    fn say_what_is_no_alternative(&mut self, group: &Group, tags: &[Vec<String>]) {
        let Some(at) = self.schema(group.owner).and_then(|schema| schema.at) else { return };
        for (value, _) in group.discriminator.iter().flat_map(|by| &by.mapping) {
            if !tags.iter().flatten().any(|tag| **tag == **value) {
                let message = format!("`{value}` is mapped to what is no alternative here");
                self.say(Code::UnusedKey, at, message);
            }
        }
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
