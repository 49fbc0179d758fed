//! The alternatives of a union, with those of unnamed unions within it in their place.

use super::form::resolved_form;
use super::model::{Form, Leaf};
use super::reference::{component_name, target};
use super::schemas::Schemas;
use crate::api::{JsonKind, Scalar};
use crate::document::SchemaId;
use crate::limits;

/// The leaves of the alternatives of a schema.
pub(in crate::lower) fn leaves(
    schemas: &Schemas<'_>,
    id: SchemaId,
    branches: &[SchemaId],
) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    add_leaves(schemas, branches, &mut leaves, &mut vec![id]);
    for kind in [JsonKind::String, JsonKind::Integer, JsonKind::Number] {
        any_last(&mut leaves, kind);
    }
    leaves
}

/// Puts the alternative that is any text, or any number, behind those that are some of them: where both read
/// a value, the first is taken.
fn any_last(leaves: &mut Vec<Leaf>, kind: JsonKind) {
    let any = leaves.iter().position(|leaf| leaf.is_any && leaf.json_kind == kind);
    let some = leaves.iter().rposition(|leaf| leaf.json_kind == kind && !leaf.is_any);
    if let (Some(any), Some(some)) = (any, some)
        && any < some
    {
        let last = leaves.remove(any);
        leaves.insert(some, last);
    }
}

fn add_leaves(
    schemas: &Schemas<'_>,
    branches: &[SchemaId],
    leaves: &mut Vec<Leaf>,
    seen: &mut Vec<SchemaId>,
) {
    for branch in branches {
        let (described_by, form) = resolved_form(schemas, *branch);
        let named = target(schemas, *branch);
        let is_seen =
            seen.contains(&named) || matches!(form, Form::Union(_)) && seen.contains(&described_by);
        if is_seen || seen.len() > limits::SCHEMAS_OF_A_UNION {
            continue;
        }
        // Two schemas may describe the same object, and be told by values of their own.
        seen.push(named);
        seen.extend(Some(described_by).filter(|_| matches!(form, Form::Union(_))));
        let is_any =
            matches!(form, Form::Scalar(Scalar::String | Scalar::Integer(_) | Scalar::F64));
        let (json_kind, is_record) = match form {
            Form::Union(inner) if component_name(schemas, described_by).is_none() => {
                add_leaves(schemas, &inner.branches, leaves, seen);
                continue;
            }
            Form::Union(_) => (JsonKind::Nested, false),
            Form::Broken => continue,
            Form::Record => (JsonKind::Object, true),
            Form::Map(_) => (JsonKind::Object, false),
            Form::List(_) | Form::Tuple => (JsonKind::Array, false),
            Form::Choice(_, of) => (of.kind(), false),
            Form::Json(_) => (JsonKind::String, false),
            Form::Scalar(Scalar::Null) => continue,
            Form::Scalar(scalar) => (scalar.kind(), false),
            Form::Any | Form::Untyped(..) | Form::Same(_) => (JsonKind::Any, false),
        };
        let (id, tags) = (*branch, Vec::new());
        leaves.push(Leaf { id, described_by, json_kind, is_record, is_any, tags });
    }
}

/// The leaves without those that describe what another one does, but for those that a tag tells apart.
pub(super) fn distinct(leaves: Vec<Leaf>) -> Vec<Leaf> {
    let mut distinct: Vec<Leaf> = Vec::new();
    for leaf in leaves {
        let have_tags = |known: &Leaf| !known.tags.is_empty() && !leaf.tags.is_empty();
        let is_same =
            |known: &&mut Leaf| known.described_by == leaf.described_by && !have_tags(known);
        match distinct.iter_mut().find(is_same) {
            Some(known) => known.tags.extend(leaf.tags),
            None => distinct.push(leaf),
        }
    }
    distinct
}
