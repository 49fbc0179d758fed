//! The alternatives of a union → what they come to: variants and what tells them apart, or one object with the
//! members of all where objects may hold at once.

use std::sync::Arc;

use super::leaf::leaves;
use super::model::{Alternatives, Leaf, United};
use super::reference::target;
use super::schemas::Schemas;
use super::synthetic::{changed, member_of};
use super::tag::{are_apart, assign_tags};
use super::whole::whole;
use crate::api::JsonKind;
use crate::document::{Additional, JsonType, Schema, SchemaId};
use crate::limits;

/// What the alternatives of a schema come to. It is decided once.
pub(in crate::lower) fn united(
    schemas: &Schemas<'_>,
    id: SchemaId,
    alternatives: &Alternatives,
) -> Arc<United> {
    if let Some(known) = schemas.united.get(id) {
        return known;
    }
    let united = Arc::new(decide(schemas, id, alternatives));
    schemas.united.insert(id, united.clone());
    united
}

fn decide(schemas: &Schemas<'_>, id: SchemaId, alternatives: &Alternatives) -> United {
    let mut leaves = leaves(schemas, id, &alternatives.branches);
    let tag = assign_tags(schemas, alternatives, &mut leaves);
    if tag.is_none()
        && !alternatives.exclusive
        && let Some(merged) = merge_overlapping(schemas, id, &mut leaves)
    {
        return United::Record(merged);
    }
    United::Variants { leaves, tag }
}

/// Replaces the records among alternatives by one record, if some of them may hold at once: whichever
/// holds, nothing of it is lost. It is the whole type where no other alternative is left.
fn merge_overlapping(
    schemas: &Schemas<'_>,
    id: SchemaId,
    leaves: &mut Vec<Leaf>,
) -> Option<SchemaId> {
    let records: Vec<SchemaId> =
        leaves.iter().filter(|leaf| leaf.is_record).map(|leaf| target(schemas, leaf.id)).collect();
    if records.len() < 2 || records.len() > limits::OVERLAPPING_RECORDS {
        return None;
    }
    let overlap = records.iter().enumerate().any(|(index, one)| {
        records.iter().skip(index + 1).any(|other| !are_apart(schemas, *one, *other))
    });
    if !overlap {
        return None;
    }
    let merged = merged(schemas, id, &records);
    let merged = changed(schemas, id, "object", merged);
    let place = leaves.iter().position(|leaf| leaf.is_record)?;
    leaves.retain(|leaf| !leaf.is_record);
    leaves.insert(
        place,
        Leaf {
            id: merged,
            described_by: merged,
            json_kind: JsonKind::Object,
            is_record: true,
            is_any: false,
            tags: Vec::new(),
        },
    );
    (leaves.len() == 1).then_some(merged)
}

/// A record with the members of all records; required is what all of them require.
fn merged(schemas: &Schemas<'_>, owner: SchemaId, records: &[SchemaId]) -> Schema {
    let mut merged = Schema { types: vec![JsonType::Object], ..Schema::default() };
    let mut properties: Vec<(Arc<str>, Vec<SchemaId>)> = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let whole = whole(schemas, *record);
        for (name, property) in &whole.schema.properties {
            match properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, describing)) => describing.push(*property),
                None => properties.push((name.clone(), vec![*property])),
            }
        }
        match index {
            0 => merged.required.clone_from(&whole.schema.required),
            _ => merged.required.retain(|name| whole.schema.required.contains(name)),
        }
        if !matches!(whole.schema.additional, Additional::Unstated | Additional::Closed) {
            merged.additional = Additional::Any;
        }
    }
    for (name, describing) in properties {
        let member = member_of(schemas, owner, &name, &describing);
        merged.properties.push((name, member));
    }
    merged
}
