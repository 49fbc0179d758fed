//! The member that tells the alternatives of a union apart, and its values: those that the mapping
//! names, those that the alternative itself allows or states, or else the name of its schema.

use std::sync::Arc;

use super::form::resolved_form;
use super::inheritance::is_base_of;
use super::leaf::distinct;
use super::model::{Alternatives, Composition, Form, Leaf};
use super::reference::{component_name, target};
use super::schemas::Schemas;
use super::values::text_of;
use super::whole::whole;
use crate::diagnostic::Code;
use crate::document::{Discriminator, SchemaId};
use crate::limits;

/// The values of the tag that stand for each alternative of a group. What the mapping gives to one, and
/// what is the name of one, stands for no other, though a list that they share may allow it there too.
pub(in crate::lower) fn tag_values(
    schemas: &Schemas<'_>,
    group: &Alternatives,
    branches: &[SchemaId],
    by: &Discriminator,
) -> Vec<Vec<String>> {
    tags_within(schemas, group, branches, by, &mut { limits::ALTERNATIVES_WITH_A_TAG })
}

fn tags_within(
    schemas: &Schemas<'_>,
    group: &Alternatives,
    branches: &[SchemaId],
    by: &Discriminator,
    left: &mut usize,
) -> Vec<Vec<String>> {
    let mapped: Vec<Vec<String>> = branches.iter().map(|id| mapped(schemas, *id, by)).collect();
    let names: Vec<Option<String>> = branches.iter().map(|id| own_name(schemas, *id)).collect();
    let owner = |value: &String| {
        let by_mapping = mapped.iter().position(|values| values.contains(value));
        by_mapping.or_else(|| names.iter().position(|name| name.as_ref() == Some(value)))
    };
    let mut all = Vec::new();
    for (index, id) in branches.iter().enumerate() {
        if is_default(schemas, *id, by) {
            all.push(Vec::new());
            continue;
        }
        let mut tags = mapped.get(index).cloned().unwrap_or_default();
        if stands_for_all_others(schemas, *id, group, by) {
            all.push(tags);
            continue;
        }
        for value in constants(schemas, *id, &by.property, left).unwrap_or_default() {
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

/// Whether an alternative is what `defaultMapping` names. It stands for every value that is none of another
/// alternative, its own among them, and for none at all.
fn is_default(schemas: &Schemas<'_>, id: SchemaId, by: &Discriminator) -> bool {
    let default = by.default.map(|default| target(schemas, default));
    default.is_some_and(|default| identities(schemas, id).contains(&default))
}

/// The values that the mapping gives to an alternative.
fn mapped(schemas: &Schemas<'_>, id: SchemaId, by: &Discriminator) -> Vec<String> {
    let identities = identities(schemas, id);
    let mut values: Vec<String> = Vec::new();
    for (value, schema) in &by.mapping {
        if identities.contains(&target(schemas, *schema))
            && !values.iter().any(|it| **it == **value)
        {
            values.push(value.to_string());
        }
    }
    values
}

/// The value that an alternative states for itself, or else the name of the schema that it is.
fn own_name(schemas: &Schemas<'_>, id: SchemaId) -> Option<String> {
    let identities = identities(schemas, id);
    let stated = identities.iter().find_map(|identity| schemas.schema(*identity).tag.clone());
    stated.or_else(|| identities.iter().find_map(|identity| component_name(schemas, *identity)))
}

/// Whether an alternative is the base of an inheritance beside its subtypes, or a union that has one and is
/// told apart by the same member: it stands for all values that no other alternative has.
fn stands_for_all_others(
    schemas: &Schemas<'_>,
    id: SchemaId,
    group: &Alternatives,
    by: &Discriminator,
) -> bool {
    if is_base_of(schemas, id, group.owner) {
        return true;
    }
    let (_, Form::Union(inner)) = resolved_form(schemas, id) else { return false };
    inner.discriminator.as_ref().is_some_and(|it| it.property == by.property)
        && inner.branches.iter().any(|branch| is_base_of(schemas, *branch, inner.owner))
}

/// The schemas that an alternative is, or is composed of.
fn identities(schemas: &Schemas<'_>, id: SchemaId) -> Vec<SchemaId> {
    let mut identities = vec![target(schemas, id)];
    match schemas.composition(id) {
        Some(Composition::All(parts) | Composition::AlternativeOf(_, parts)) => {
            identities.extend(parts.iter().map(|part| target(schemas, *part)));
        }
        Some(Composition::Changed(from, _)) => identities.push(from),
        Some(Composition::Any(_) | Composition::Member(..)) | None => {}
    }
    identities
}

/// The values that an alternative allows for a member, if it lists them.
fn constants(
    schemas: &Schemas<'_>,
    id: SchemaId,
    member: &str,
    left: &mut usize,
) -> Option<Vec<String>> {
    *left = left.checked_sub(1)?;
    let (id, form) = resolved_form(schemas, id);
    match form {
        Form::Record | Form::Map(_) => {
            let object = whole(schemas, id);
            let mut properties = object.schema.properties.iter();
            let (_, property) = properties.find(|(name, _)| **name == *member)?;
            let property = whole(schemas, *property);
            let values = property.schema.values.as_deref().filter(|_| !property.open)?;
            values.iter().map(text_of).collect()
        }
        Form::Union(inner) => {
            let by = inner.discriminator.clone().filter(|by| by.property == member);
            if let Some(by) = by {
                let tags = tags_within(schemas, &inner, &inner.branches, &by, left);
                return Some(tags.concat());
            }
            let mut all = Vec::new();
            for branch in &inner.branches {
                all.extend(constants(schemas, *branch, member, left)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// What the description says to tell the alternatives apart: their own discriminator, or that of an object
/// that all of them take in.
pub(in crate::lower) fn discriminator_of(
    schemas: &Schemas<'_>,
    group: &Alternatives,
) -> Option<Discriminator> {
    if group.discriminator.is_some() {
        return group.discriminator.clone();
    }
    let mut inherited: Option<Discriminator> = None;
    for branch in &group.branches {
        let (id, Form::Record) = resolved_form(schemas, *branch) else { return None };
        let by = whole(schemas, id).schema.discriminator.clone()?;
        match &mut inherited {
            Some(known) if known.property != by.property => return None,
            Some(known) => known.mapping.extend(by.mapping),
            None => inherited = Some(by),
        }
    }
    inherited.filter(|_| group.branches.len() > 1)
}

/// Finds the member that tells the alternatives apart: the discriminator, or a member whose values every
/// object lists and no two share. Gives each alternative its values of that member.
pub(super) fn assign_tags(
    schemas: &Schemas<'_>,
    group: &Alternatives,
    leaves: &mut Vec<Leaf>,
) -> Option<String> {
    let by = discriminator_of(schemas, group);
    if let Some(by) = &by {
        let mut objects: Vec<&mut Leaf> =
            leaves.iter_mut().filter(|leaf| leaf.may_be_object()).collect();
        let ids: Vec<SchemaId> = objects.iter().map(|leaf| leaf.id).collect();
        let tags = tag_values(schemas, group, &ids, by);
        report_unmatched(schemas, group, &tags);
        report_default(schemas, group, &ids);
        for (leaf, tags) in objects.iter_mut().zip(tags) {
            leaf.tags = tags;
        }
    }
    *leaves = distinct(std::mem::take(leaves));
    match by {
        Some(by) => Some(by.property),
        None => assign_constants(schemas, leaves),
    }
}

/// Finds a member whose values every object lists and no two share.
fn assign_constants(schemas: &Schemas<'_>, leaves: &mut [Leaf]) -> Option<String> {
    let objects: Vec<SchemaId> =
        leaves.iter().filter(|leaf| leaf.is_tellable()).map(|leaf| leaf.id).collect();
    if objects.len() < 2 || leaves.iter().any(Leaf::is_opaque) {
        return None;
    }
    let first = whole(schemas, target(schemas, *objects.first()?));
    // The order in which members are written means nothing: the first by name decides.
    let mut members: Vec<&Arc<str>> =
        first.schema.properties.iter().map(|(name, _)| name).collect();
    members.sort_unstable();
    for member in members {
        let values: Option<Vec<Vec<String>>> =
            objects.iter().map(|id| all_constants(schemas, *id, member)).collect();
        let Some(values) = values.filter(|values| are_disjoint(values)) else { continue };
        let objects = leaves.iter_mut().filter(|leaf| leaf.is_tellable());
        for (leaf, values) in objects.zip(values) {
            leaf.tags = values;
        }
        return Some(member.to_string());
    }
    None
}

/// A mapping may name a schema that is no alternative, and nobody may send that.
fn report_unmatched(schemas: &Schemas<'_>, group: &Alternatives, tags: &[Vec<String>]) {
    let Some(at) = schemas.schema(group.owner).at else { return };
    for (value, schema) in group.discriminator.iter().flat_map(|by| &by.mapping) {
        let default = group.discriminator.as_ref().and_then(|by| by.default);
        if default.is_some_and(|default| target(schemas, default) == target(schemas, *schema)) {
            continue;
        }
        if !tags.iter().flatten().any(|tag| **tag == **value) {
            let message = format!("`{value}` is mapped to what is no alternative here");
            schemas.say(Code::UnusedKey, at, message);
        }
    }
}

/// What `defaultMapping` names may be no alternative too.
fn report_default(schemas: &Schemas<'_>, group: &Alternatives, objects: &[SchemaId]) {
    let Some(by) = &group.discriminator else { return };
    let Some(at) = schemas.schema(group.owner).at.filter(|_| by.default.is_some()) else { return };
    if !objects.iter().any(|id| is_default(schemas, *id, by)) {
        let message = "`defaultMapping` names what is no alternative here, and has no effect";
        schemas.say(Code::Unsupported, at, message.to_owned());
    }
}

/// Whether no value follows two records: one requires what the other does not have, or they list
/// different values of a member.
pub(super) fn are_apart(schemas: &Schemas<'_>, one: SchemaId, other: SchemaId) -> bool {
    let (left, right) = (whole(schemas, one), whole(schemas, other));
    let lacks = |required: &[String], properties: &[(Arc<str>, SchemaId)]| {
        let has = |name: &String| properties.iter().any(|(known, _)| **known == **name);
        required.iter().any(|name| !has(name))
    };
    if lacks(&left.schema.required, &right.schema.properties)
        || lacks(&right.schema.required, &left.schema.properties)
    {
        return true;
    }
    left.schema.properties.iter().any(|(member, _)| {
        let values = [one, other].map(|id| all_constants(schemas, id, member));
        let [Some(left), Some(right)] = values else { return false };
        are_disjoint(&[left, right])
    })
}

fn all_constants(schemas: &Schemas<'_>, id: SchemaId, member: &str) -> Option<Vec<String>> {
    constants(schemas, id, member, &mut { limits::ALTERNATIVES_WITH_A_TAG })
}

fn are_disjoint(values: &[Vec<String>]) -> bool {
    let mut all: Vec<&String> = values.iter().flatten().collect();
    let count = all.len();
    all.sort();
    all.dedup();
    all.len() == count && values.iter().all(|values| !values.is_empty())
}
