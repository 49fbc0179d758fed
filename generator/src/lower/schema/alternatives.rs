//! `oneOf` and `anyOf`, with what stands beside them → the alternatives of a union, or what they come
//! to together where they are none.

use super::combination::combinations;
use super::model::Whole;
use super::reference::target;
use super::scalar::is_plain_text;
use super::schemas::Schemas;
use super::synthetic::{alternative_of, changed};
use super::values::json_types;
use super::whole::whole;
use super::within::is_of;
use crate::document::{Additional, JsonType, Schema, SchemaId, ValueNote};

/// What the alternatives of a schema come to.
pub(super) enum Branches {
    /// There is nothing to choose from.
    None,
    /// One alternative.
    Single(SchemaId),
    /// One of the texts or numbers that a schema lists, open to others where any is an alternative too.
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
        _ => constants(schemas, id, whole, &branches).unwrap_or(Branches::Several(branches)),
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

/// Constants of one kind are one choice, open to other values where all of that kind are an alternative too.
/// Texts among themselves are one text, and numbers of which nothing is said stay apart.
fn constants(
    schemas: &Schemas<'_>,
    id: SchemaId,
    whole: &Whole,
    branches: &[SchemaId],
) -> Option<Branches> {
    let constants: Option<Vec<Constants>> =
        branches.iter().map(|id| constants_of(schemas, *id)).collect();
    let constants = constants?;
    let of = common_type(&constants)?;
    let open = constants.iter().any(|constants| constants.are_all);
    let is_reference = |id: &SchemaId| schemas.schema(*id).reference.is_some();
    if !open && branches.iter().any(is_reference) {
        return None;
    }
    let mut listed = Schema { types: vec![of], ..Schema::default() };
    for branch in branches {
        let schema = schemas.schema(target(schemas, *branch));
        for (index, value) in schema.values.iter().flatten().enumerate() {
            listed.values.get_or_insert_default().push(value.clone());
            listed.value_notes.push(value_note(&schema, index));
        }
        if of != JsonType::String {
            listed.format = listed.format.take().or_else(|| schema.format.clone());
        }
    }
    if of != JsonType::String {
        listed.format = whole.schema.format.clone().or(listed.format);
        let is_named = |note: &ValueNote| *note != ValueNote::default();
        listed.value_notes.iter().any(is_named).then_some(())?;
    }
    if listed.values.is_none() {
        return Some(Branches::Text);
    }
    let listed = changed(schemas, id, "texts", listed);
    if open {
        schemas.open(listed);
    }
    Some(Branches::Listed(listed))
}

/// The type of all constants: texts, or numbers, which are integers if all are.
fn common_type(constants: &[Constants]) -> Option<JsonType> {
    let first = constants.first()?.of;
    let are = |allowed: &[JsonType]| constants.iter().all(|it| allowed.contains(&it.of));
    match first {
        JsonType::String => are(&[first]).then_some(first),
        _ if are(&[JsonType::Integer]) => Some(JsonType::Integer),
        _ => are(&[JsonType::Integer, JsonType::Number]).then_some(JsonType::Number),
    }
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

/// The values of an alternative that is a text or a number.
struct Constants {
    of: JsonType,
    /// Whether all values of the type are among them.
    are_all: bool,
}

fn constants_of(schemas: &Schemas<'_>, id: SchemaId) -> Option<Constants> {
    let schema = schemas.schema(target(schemas, id));
    let single = schema.all_of.is_empty() && schema.one_of.is_empty();
    let plain = single && schema.any_of.is_empty() && schema.reference.is_none();
    let listed = schema.values.as_deref().map(json_types);
    let of = match (schema.types.as_slice(), listed.as_deref()) {
        ([of], _) | ([], Some([of])) => *of,
        _ => return None,
    };
    let is_constant = matches!(of, JsonType::String | JsonType::Integer | JsonType::Number);
    if !plain || !is_constant || schema.base64.is_some() {
        return None;
    }
    match schema.values.as_deref() {
        Some([]) => None,
        Some(_) => Some(Constants { of, are_all: false }),
        None if of != JsonType::String || is_plain_text(schemas, &schema) => {
            Some(Constants { of, are_all: true })
        }
        None => None,
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
