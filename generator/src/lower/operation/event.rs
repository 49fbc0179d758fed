//! The schema of an event stream (the HTML standard, section 9.2) → what its events carry.
//!
//! OpenAPI 3.1 does not say whether the schema is that of the data of an event, of a whole event, or of the list of
//! all events: each is met, and told by the members that the schema describes. In OpenAPI 3.2 `itemSchema` is that of
//! a whole event; those who write that of the data are understood all the same.

use crate::api::{Payload, Scalar, Type, View};
use crate::document::{MediaType, SchemaId};
use crate::lower::schema::{Form, Schemas, leaves, resolved_form, target, whole};
use crate::lower::types::{Types, type_of};

/// The fields of an event, and the comments between them.
const FIELDS: [&str; 5] = ["data", "event", "id", "retry", "comment"];

/// Where nobody says that a schema is that of a whole event, it needs another field beside the data.
const FIELDS_OF_AN_EVENT: usize = 2;

/// What the events of a stream carry.
pub(super) fn events(types: &mut Types<'_>, media: &MediaType) -> Payload {
    let schema = match (media.items, media.schema) {
        (Some(item), _) => item,
        (None, None) => return Payload::Events(Type::Scalar(Scalar::String)),
        (None, Some(schema)) => match resolved_form(types.schemas, schema).1 {
            Form::List(Some(item)) => item,
            _ => schema,
        },
    };
    let least = if media.items.is_some() { 1 } else { FIELDS_OF_AN_EVENT };
    if let Some(data) = data_of_event(types.schemas, schema, least) {
        let held = whole(types.schemas, target(types.schemas, data)).schema.content;
        return Payload::Events(plain(types, held.unwrap_or(data)));
    }
    match is_event_of_several(types.schemas, schema) {
        true => Payload::EventObjects(plain(types, schema)),
        false => Payload::Events(plain(types, schema)),
    }
}

fn plain(types: &mut Types<'_>, schema: SchemaId) -> Type {
    type_of(types, schema, View::Received).split_null().0.clone()
}

/// The schema of the data, where a schema is that of a whole event: an object of nothing but the fields of an
/// event, at least so many of them. What has alternatives may be one of several events.
fn data_of_event(schemas: &Schemas<'_>, schema: SchemaId, least: usize) -> Option<SchemaId> {
    let whole = whole(schemas, target(schemas, schema));
    if !whole.alternatives.is_empty() {
        return None;
    }
    let properties = &whole.schema.properties;
    let is_field = |name: &str| FIELDS.contains(&name);
    let is_event = properties.len() >= least && properties.iter().all(|(name, _)| is_field(name));
    let data = properties.iter().find(|(name, _)| &**name == "data").filter(|_| is_event);
    data.map(|(_, data)| *data)
}

/// Whether a schema is a union of whole events, which their names tell apart.
fn is_event_of_several(schemas: &Schemas<'_>, schema: SchemaId) -> bool {
    let (id, form) = resolved_form(schemas, schema);
    let Form::Union(alternatives) = form else { return false };
    let leaves = leaves(schemas, id, &alternatives.branches);
    let is_named = |id: SchemaId| {
        let whole = whole(schemas, target(schemas, id));
        whole.schema.properties.iter().any(|(name, _)| &**name == "event")
    };
    !leaves.is_empty()
        && leaves.iter().all(|leaf| {
            data_of_event(schemas, leaf.id, FIELDS_OF_AN_EVENT).is_some() && is_named(leaf.id)
        })
}
