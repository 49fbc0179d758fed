//! Alternatives → a union. Objects are told apart by a member where there is one; all else is told by
//! the JSON type, and by what reads the value best.

use std::sync::Arc;

use super::Form;
use super::Lowering;
use super::whole::Group;
use crate::api::{JsonKind, Scalar, Shape, Type, Union, Variant};
use crate::document::{Additional, JsonType, Schema, SchemaId};

/// Of alternatives of alternatives, so many are looked at.
const MOST_ALTERNATIVES: usize = 512;

/// So many objects are held against each other, to see whether they may hold at once.
const MOST_OVERLAPPING: usize = 32;

/// References to references are followed this far.
const LONGEST_CHAIN: usize = 64;

/// An alternative that is no union itself, or one that has a name.
pub(in crate::lower) struct Leaf {
    pub(in crate::lower) id: SchemaId,
    /// The schema that describes it: two names may stand for one.
    described_by: SchemaId,
    kind: JsonKind,
    is_record: bool,
    /// The values of the tag that stand for it.
    pub(in crate::lower) tags: Vec<String>,
}

impl Leaf {
    /// Whether some of its values are objects.
    pub(in crate::lower) fn may_be_object(&self) -> bool {
        matches!(self.kind, JsonKind::Object | JsonKind::Nested)
    }

    /// Whether a member may tell it.
    pub(in crate::lower) fn is_tellable(&self) -> bool {
        self.is_record || self.kind == JsonKind::Nested
    }

    /// Whether it may be an object of any kind.
    pub(in crate::lower) fn is_opaque(&self) -> bool {
        self.kind == JsonKind::Any
    }
}

impl Lowering<'_> {
    /// What one of several alternatives is.
    pub(in crate::lower) fn union(&mut self, id: SchemaId, group: &Group) -> Shape {
        let mut leaves = Vec::new();
        self.add_leaves(&group.branches, &mut leaves, &mut vec![id]);
        let mut tag = self.tell_apart(group, &mut leaves);
        if tag.is_none()
            && !group.exclusive
            && let Some(shape) = self.merge_overlapping(id, &mut leaves)
        {
            return shape;
        }
        let mut variants: Vec<Variant> = Vec::new();
        for leaf in leaves {
            let variant = self.variant(leaf, tag.as_deref());
            match variants.iter_mut().find(|known| known.ty == variant.ty) {
                Some(known) => known.tags.extend(variant.tags),
                None => variants.push(variant),
            }
        }
        if variants.iter().all(|variant| variant.tags.is_empty()) {
            tag = None;
        }
        match variants.as_slice() {
            [] => Shape::Alias(self.untyped(id, "none of its alternatives is a type")),
            [single] if !single.adds_tag => Shape::Alias(single.ty.clone()),
            _ => Shape::Union(Union { tag, variants }),
        }
    }

    /// What a schema describes, and the schema that describes it, past those that only refer.
    pub(in crate::lower) fn resolved_form(&mut self, mut id: SchemaId) -> (SchemaId, Form) {
        for _ in 0..LONGEST_CHAIN {
            match self.form(id) {
                Form::Same(other) => id = other,
                form => return (id, form),
            }
        }
        (id, Form::Broken)
    }

    fn add_leaves(
        &mut self,
        branches: &[SchemaId],
        leaves: &mut Vec<Leaf>,
        seen: &mut Vec<SchemaId>,
    ) {
        for branch in branches {
            let (described_by, form) = self.resolved_form(*branch);
            let named = self.target(*branch);
            let is_seen = seen.contains(&named)
                || matches!(form, Form::Union(_)) && seen.contains(&described_by);
            if is_seen || seen.len() > MOST_ALTERNATIVES {
                continue;
            }
            seen.extend([named, described_by]);
            let (kind, is_record) = match form {
                Form::Union(group) if self.component_name(described_by).is_none() => {
                    self.add_leaves(&group.branches, leaves, seen);
                    continue;
                }
                Form::Union(_) => (JsonKind::Nested, false),
                Form::Broken => continue,
                Form::Record => (JsonKind::Object, true),
                Form::Map(_) => (JsonKind::Object, false),
                Form::List(_) | Form::Tuple => (JsonKind::Array, false),
                Form::Choice(_) => (JsonKind::String, false),
                Form::Scalar(Scalar::Null) => continue,
                Form::Scalar(scalar) => (scalar.kind(), false),
                Form::Any | Form::Untyped(..) | Form::Same(_) => (JsonKind::Any, false),
            };
            leaves.push(Leaf { id: *branch, described_by, kind, is_record, tags: Vec::new() });
        }
    }

    fn variant(&mut self, leaf: Leaf, tag: Option<&str>) -> Variant {
        let Leaf { mut id, kind, is_record, tags, .. } = leaf;
        let lacks_tag = |lowering: &mut Self, id: SchemaId, tag: &str| {
            let whole = lowering.whole(lowering.target(id));
            !whole.schema.properties.iter().any(|(name, _)| **name == *tag)
        };
        let mut adds_tag = match tag {
            Some(tag) => is_record && !tags.is_empty() && lacks_tag(self, id, tag),
            None => false,
        };
        if let (true, Some(tag)) = (adds_tag && tags.len() > 1, tag) {
            // Which of the values it was has to be kept.
            id = self.with_tag(id, tag);
            adds_tag = false;
        }
        let ty = match self.type_of(id) {
            Type::Nullable(inner) => *inner,
            ty => ty,
        };
        let docs = self.docs_of(id);
        let label = docs.summary.clone().filter(|title| crate::lower::origin::is_name(title));
        let at = self.pointer_of(id);
        Variant { at, kind, tags, adds_tag, ty, indirect: false, label, docs }
    }

    /// A record with a tag that it does not describe itself.
    fn with_tag(&mut self, id: SchemaId, tag: &str) -> SchemaId {
        let text = Schema { types: vec![JsonType::String], ..Schema::default() };
        let text = self.derived(id, tag, text);
        let tagged = Schema {
            properties: vec![(Arc::from(tag), text)],
            required: vec![tag.to_owned()],
            ..Schema::default()
        };
        let tagged = self.derived(id, "tagged", tagged);
        self.all_at_once(&[id, tagged])
    }

    /// Objects that may hold at once are one object with the members of all: whichever holds, nothing
    /// of it is lost. Where nothing else is left, that is the whole type.
    fn merge_overlapping(&mut self, id: SchemaId, leaves: &mut Vec<Leaf>) -> Option<Shape> {
        let records: Vec<SchemaId> =
            leaves.iter().filter(|leaf| leaf.is_record).map(|leaf| self.target(leaf.id)).collect();
        if records.len() < 2 || records.len() > MOST_OVERLAPPING {
            return None;
        }
        let overlap = records.iter().enumerate().any(|(index, one)| {
            records.iter().skip(index + 1).any(|other| !self.are_apart(*one, *other))
        });
        if !overlap {
            return None;
        }
        let merged = self.merged(&records);
        let merged = self.derived(id, "object", merged);
        let place = leaves.iter().position(|leaf| leaf.is_record)?;
        leaves.retain(|leaf| !leaf.is_record);
        let (kind, is_record) = (JsonKind::Object, true);
        let tags = Vec::new();
        leaves.insert(place, Leaf { id: merged, described_by: merged, kind, is_record, tags });
        (leaves.len() == 1).then(|| Shape::Record(self.record(merged)))
    }

    fn merged(&mut self, records: &[SchemaId]) -> Schema {
        let mut merged = Schema { types: vec![JsonType::Object], ..Schema::default() };
        let mut properties: Vec<(Arc<str>, Vec<SchemaId>)> = Vec::new();
        for (index, record) in records.iter().enumerate() {
            let whole = self.whole(*record);
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
            merged.properties.push((name, self.any_at_all(&describing)));
        }
        merged
    }
}

/// Alternatives that are one, but for those that a tag tells apart.
pub(in crate::lower) fn distinct(leaves: Vec<Leaf>) -> Vec<Leaf> {
    let mut distinct: Vec<Leaf> = Vec::new();
    for leaf in leaves {
        let is_told = |known: &Leaf| !known.tags.is_empty() && !leaf.tags.is_empty();
        let is_same =
            |known: &&mut Leaf| known.described_by == leaf.described_by && !is_told(known);
        match distinct.iter_mut().find(is_same) {
            Some(known) => known.tags.extend(leaf.tags),
            None => distinct.push(leaf),
        }
    }
    distinct
}
