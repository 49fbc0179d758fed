//! What a schema that only refers to another comes to, and what a schema is called.

use super::schemas::Schemas;
use crate::document::{Reference, SchemaId};
use crate::limits;

/// The schema at the end of a chain of schemas that only refer to the next one.
pub(in crate::lower) fn target(schemas: &Schemas<'_>, mut id: SchemaId) -> SchemaId {
    for _ in 0..limits::REFERENCES_IN_A_CHAIN {
        let schema = schemas.schema(id);
        match schema.reference {
            Some(Reference::To(target)) if !schema.has_shape() => id = target,
            _ => return id,
        }
    }
    id
}

/// Whether a schema refers to another or says anything of the shape of its values.
pub(super) fn says_something(schemas: &Schemas<'_>, id: SchemaId) -> bool {
    let schema = schemas.schema(id);
    let is_encoded = schema.content.is_some() || schema.base64.is_some();
    schema.reference.is_some() || schema.has_shape() || is_encoded
}

/// What an alternative is called: by its title, by the component that it refers to, or by the only value
/// of one of its members.
pub(in crate::lower) fn title_of(schemas: &Schemas<'_>, id: SchemaId) -> Option<String> {
    let schema = schemas.schema(id);
    if let Some(title) = schema.title.as_ref().filter(|title| is_name(title)) {
        return Some(title.clone());
    }
    if let Some(Reference::To(target)) = schema.reference {
        return component_name(schemas, target);
    }
    let constants = schema
        .properties
        .iter()
        .filter_map(|(name, property)| Some((name.clone(), only_text(schemas, *property)?)));
    // The order in which members are written means nothing: the first by name decides.
    constants.min().map(|(_, text)| text)
}

/// The only text that a schema allows.
fn only_text(schemas: &Schemas<'_>, id: SchemaId) -> Option<String> {
    match schemas.schema(id).values.as_deref() {
        Some([single]) => single.as_str().map(str::to_owned),
        _ => None,
    }
}

/// The name of a schema that operations share.
pub(in crate::lower) fn component_name(schemas: &Schemas<'_>, id: SchemaId) -> Option<String> {
    schemas.names.get(&id).map(|name| name.to_string())
}

/// Whether a title is short enough to be a name; longer ones are sentences.
pub(in crate::lower) fn is_name(title: &str) -> bool {
    title.chars().count() <= limits::LETTERS_OF_A_TITLE
}
