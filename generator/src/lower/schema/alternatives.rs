//! `oneOf` and `anyOf`, with what stands beside them → the alternatives of a union, or what they come
//! to together where they are none.

use super::combination::combinations;
use super::model::Whole;
use super::reference::target;
use super::scalar::is_plain_text;
use super::schemas::Schemas;
use super::synthetic::{alternative_of, changed};
use super::whole::whole;
use super::within::is_of;
use crate::document::{Additional, JsonType, Schema, SchemaId, ValueNote};

/// What the alternatives of a schema come to.
pub(super) enum Branches {
    /// There is nothing to choose from.
    None,
    /// One alternative.
    Single(SchemaId),
    /// One of the texts that a schema lists, open to others where a plain text is an alternative too.
    Listed(SchemaId),
    /// A text.
    Text,
    /// A union.
    Several(Vec<SchemaId>),
}

/// The alternatives of a whole schema.
pub(super) fn branches(schemas: &Schemas<'_>, id: SchemaId, whole: &Whole) -> Branches {
    let branches = with_what_stands_beside(schemas, id, whole);
    match *branches.as_slice() {
        [] => Branches::None,
        [single] => Branches::Single(single),
        _ => texts(schemas, id, &branches).unwrap_or(Branches::Several(branches)),
    }
}

/// The alternatives, each with what holds beside them. One that says all by itself stays as it is,
/// and so keeps its name.
fn with_what_stands_beside(schemas: &Schemas<'_>, id: SchemaId, own: &Whole) -> Vec<SchemaId> {
    let shaped = says_more_than_types(&own.schema);
    let mut branches = Vec::new();
    for parts in combinations(schemas, own) {
        let says_all = match (shaped, parts.as_slice()) {
            (true, [single]) => whole(schemas, *single).parts.contains(&id),
            (true, _) => false,
            (false, _) => {
                let types = &own.schema.types;
                types.is_empty() || parts.iter().all(|part| states_type(schemas, *part, types))
            }
        };
        let beside = (!says_all).then(|| {
            let base = Schema { title: None, description: None, ..own.schema.clone() };
            changed(schemas, id, "beside", base)
        });
        let parts: Vec<SchemaId> = beside.into_iter().chain(parts).collect();
        let branch = alternative_of(schemas, id, &parts);
        if !branches.contains(&branch) {
            branches.push(branch);
        }
    }
    branches
}

/// Whether a schema says what JSON type its values have, and allows none but these types.
fn states_type(schemas: &Schemas<'_>, id: SchemaId, allowed: &[JsonType]) -> bool {
    let types = whole(schemas, id).schema.types.clone();
    if !types.is_empty() {
        return types.iter().all(|kind| is_of(*kind, allowed));
    }
    let schema = schemas.schema(target(schemas, id));
    schema.only_null
        || schema.reference.is_some()
        || schema.describes_object()
        || schema.values.is_some()
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
}

/// Texts among themselves are one text, or one of those that are listed: open to any where a plain text is
/// an alternative too.
fn texts(schemas: &Schemas<'_>, id: SchemaId, branches: &[SchemaId]) -> Option<Branches> {
    let texts: Option<Vec<Text>> = branches.iter().map(|id| text(schemas, *id)).collect();
    let open = texts?.contains(&Text::Any);
    let is_reference = |id: &SchemaId| schemas.schema(*id).reference.is_some();
    if !open && branches.iter().any(is_reference) {
        return None;
    }
    let (mut values, mut value_notes) = (Vec::new(), Vec::new());
    for branch in branches {
        let schema = schemas.schema(target(schemas, *branch));
        for (index, value) in schema.values.iter().flatten().enumerate() {
            values.push(value.clone());
            value_notes.push(value_note(&schema, index));
        }
    }
    if values.is_empty() {
        return Some(Branches::Text);
    }
    let types = vec![JsonType::String];
    let listed = Schema { types, values: Some(values), value_notes, ..Schema::default() };
    let listed = changed(schemas, id, "texts", listed);
    if open {
        schemas.open(listed);
    }
    Some(Branches::Listed(listed))
}

/// What is said of a listed value. What is said of an alternative with one value is said of that value.
fn value_note(schema: &Schema, index: usize) -> ValueNote {
    let note = schema.value_notes.get(index).cloned().unwrap_or_default();
    if schema.values.as_ref().is_some_and(|values| values.len() > 1) {
        return note;
    }
    ValueNote {
        title: schema.title.clone(),
        description: note.description.or_else(|| schema.description.clone()),
        deprecated: schema.deprecated,
        ..note
    }
}

/// The values of a text among alternatives.
#[derive(PartialEq)]
enum Text {
    Any,
    Listed,
}

fn text(schemas: &Schemas<'_>, id: SchemaId) -> Option<Text> {
    let schema = schemas.schema(target(schemas, id));
    let single = schema.all_of.is_empty() && schema.one_of.is_empty();
    let plain = single && schema.any_of.is_empty() && schema.reference.is_none();
    let typed = schema.types == [JsonType::String]
        || schema.types.is_empty()
            && schema.values.iter().flatten().all(|value| value.as_str().is_some());
    match (&schema.values, plain && typed && schema.base64.is_none()) {
        (Some(values), true) if !values.is_empty() => Some(Text::Listed),
        (None, true) if !schema.types.is_empty() => {
            is_plain_text(schema.format.as_deref()).then_some(Text::Any)
        }
        _ => None,
    }
}

/// Whether a schema shapes its values otherwise than by their JSON type.
fn says_more_than_types(schema: &Schema) -> bool {
    let mut rest = schema.clone();
    rest.types.clear();
    rest.only_null = false;
    if rest.additional == Additional::Any {
        rest.additional = Additional::Unstated;
    }
    rest.has_shape()
}
