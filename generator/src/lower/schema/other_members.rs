//! The members that an object may have beside those that are described by name.

use super::model::OtherMembers;
use super::schemas::Schemas;
use super::synthetic::{any_of, changed};
use crate::document::{Additional, Schema, SchemaId};

/// What the other members of an object are. Several patterns are alternatives.
pub(in crate::lower) fn other_members(
    schemas: &Schemas<'_>,
    id: SchemaId,
    schema: &Schema,
) -> OtherMembers {
    let mut values: Vec<SchemaId> = schema.patterns.iter().map(|(_, value)| *value).collect();
    match schema.additional {
        Additional::Of(value) => values.push(value),
        // A pattern narrows what is open otherwise.
        Additional::Any if values.is_empty() => return OtherMembers::Any,
        Additional::Any => values.push(changed(schemas, id, "other", Schema::default())),
        Additional::Unstated | Additional::Closed => {}
    }
    match values.as_slice() {
        [] => OtherMembers::Unstated,
        several => OtherMembers::Of(any_of(schemas, several)),
    }
}
