//! Alternatives → a union. Objects are told apart by a member where there is one; all else is told by
//! the JSON type, and by what reads the value best.

use super::docs::docs_of;
use super::record::record;
use super::type_of::{Types, type_of, untyped};
use super::views::has_member;
use crate::api::{Shape, Type, Union, Variant, View};
use crate::document::SchemaId;
use crate::lower::schema::{
    Alternatives, Leaf, Schemas, United, is_name, target, united, whole, with_tag,
};

/// The shape of a schema with alternatives, in one of its views.
pub(super) fn union(
    types: &mut Types<'_>,
    id: SchemaId,
    alternatives: &Alternatives,
    view: View,
) -> Shape {
    let united = united(types.schemas, id, alternatives);
    let (leaves, tag) = match &*united {
        United::Record(merged) => return Shape::Record(record(types, *merged, view)),
        United::Variants { leaves, tag } => (leaves, tag.as_deref()),
    };
    let mut variants: Vec<Variant> = Vec::new();
    for leaf in leaves {
        let variant = variant(types, leaf, tag, view);
        match variants.iter_mut().find(|known| known.ty == variant.ty) {
            Some(known) => known.tags.extend(variant.tags),
            None => variants.push(variant),
        }
    }
    let has_tags = variants.iter().any(|variant| !variant.tags.is_empty());
    let tag = tag.filter(|_| has_tags).map(str::to_owned);
    match variants.as_slice() {
        [] => Shape::Alias(untyped(types, id, "none of its alternatives is a type")),
        [single] if !single.adds_tag => Shape::Alias(single.ty.clone()),
        _ => Shape::Union(Union { tag, variants }),
    }
}

fn variant(types: &mut Types<'_>, leaf: &Leaf, tag: Option<&str>, view: View) -> Variant {
    let schemas = types.schemas;
    let Leaf { mut id, json_kind, is_record, .. } = *leaf;
    let tags = leaf.tags.clone();
    let tag = tag.filter(|_| is_record && !tags.is_empty());
    let held = tag.map_or(Held::Yes, |tag| held(schemas, id, tag, view));
    let adds_tag = match (held, tag) {
        (Held::Yes, _) | (_, None) => false,
        (Held::Undescribed, Some(tag)) if tags.len() > 1 => {
            // Which of the values it was has to be kept.
            id = with_tag(schemas, id, tag);
            false
        }
        (Held::Undescribed | Held::InOtherView, Some(_)) => true,
    };
    let ty = match type_of(types, id, view) {
        Type::Nullable(inner) => *inner,
        ty => ty,
    };
    let docs = docs_of(schemas, id);
    let label = docs.summary.clone().filter(|title| is_name(title));
    let at = schemas.pointer(id);
    Variant { at, kind: json_kind, tags, adds_tag, ty, indirect: false, label, docs }
}

/// Whether a record holds a member.
enum Held {
    Yes,
    /// The member is not described.
    Undescribed,
    /// Only the other view of the record holds the member.
    InOtherView,
}

fn held(schemas: &Schemas<'_>, id: SchemaId, member: &str, view: View) -> Held {
    let whole = whole(schemas, target(schemas, id));
    let mut properties = whole.schema.properties.iter();
    match properties.find(|(name, _)| **name == *member) {
        None => Held::Undescribed,
        Some((_, property)) if has_member(schemas, view, *property) => Held::Yes,
        Some(_) => Held::InOtherView,
    }
}
