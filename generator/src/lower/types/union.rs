//! Alternatives → a union. Objects are told apart by a member where there is one; all else is told by
//! the JSON type, and by what reads the value best.

use super::docs::docs_of;
use super::record::record;
use super::type_of::{Types, type_of, untyped};
use crate::api::{Shape, Type, Union, Variant};
use crate::document::SchemaId;
use crate::lower::schema::{
    Alternatives, Leaf, Schemas, assign_tags, is_name, leaves, merge_overlapping, target, whole,
    with_tag,
};

/// The shape of a schema with alternatives.
pub(super) fn union(types: &mut Types<'_>, id: SchemaId, alternatives: &Alternatives) -> Shape {
    let schemas = types.schemas;
    let mut leaves = leaves(schemas, id, &alternatives.branches);
    let mut tag = assign_tags(schemas, alternatives, &mut leaves);
    if tag.is_none()
        && !alternatives.exclusive
        && let Some(merged) = merge_overlapping(schemas, id, &mut leaves)
    {
        return Shape::Record(record(types, merged));
    }
    let mut variants: Vec<Variant> = Vec::new();
    for leaf in leaves {
        let variant = variant(types, leaf, tag.as_deref());
        match variants.iter_mut().find(|known| known.ty == variant.ty) {
            Some(known) => known.tags.extend(variant.tags),
            None => variants.push(variant),
        }
    }
    if variants.iter().all(|variant| variant.tags.is_empty()) {
        tag = None;
    }
    match variants.as_slice() {
        [] => Shape::Alias(untyped(types, id, "none of its alternatives is a type")),
        [single] if !single.adds_tag => Shape::Alias(single.ty.clone()),
        _ => Shape::Union(Union { tag, variants }),
    }
}

fn variant(types: &mut Types<'_>, leaf: Leaf, tag: Option<&str>) -> Variant {
    let Leaf { mut id, json_kind, is_record, tags, .. } = leaf;
    let schemas = types.schemas;
    let added = tag.filter(|tag| is_record && !tags.is_empty() && lacks(schemas, id, tag));
    let mut adds_tag = added.is_some();
    if let Some(tag) = added.filter(|_| tags.len() > 1) {
        // Which of the values it was has to be kept.
        id = with_tag(schemas, id, tag);
        adds_tag = false;
    }
    let ty = match type_of(types, id) {
        Type::Nullable(inner) => *inner,
        ty => ty,
    };
    let docs = docs_of(schemas, id);
    let label = docs.summary.clone().filter(|title| is_name(title));
    let at = schemas.pointer(id);
    Variant { at, kind: json_kind, tags, adds_tag, ty, indirect: false, label, docs }
}

/// Whether a record does not describe a member.
fn lacks(schemas: &Schemas<'_>, id: SchemaId, member: &str) -> bool {
    let whole = whole(schemas, target(schemas, id));
    !whole.schema.properties.iter().any(|(name, _)| **name == *member)
}
