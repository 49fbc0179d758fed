//! The error that the caller chose for what operations leave undescribed.

use crate::api::{Answer, Docs, Payload, Statuses, View};
use crate::diagnostic::{Code, Location};
use crate::document::SchemaId;
use crate::lower::schema::Schemas;
use crate::lower::types::{Types, type_of};

/// The schema at the place that the caller chose. A choice that finds no schema is an error.
pub(super) fn chosen_error(schemas: &Schemas<'_>, place: Option<&str>) -> Option<SchemaId> {
    let (document, place) = (schemas.document, place?);
    let is_there = |at| document.pointer(at).to_string() == place;
    let found = document.schemas.iter().find(|(_, schema)| schema.at.is_some_and(is_there));
    if found.is_none() {
        let message = format!("`error` at `{place}`: there is no schema");
        schemas.report(Code::UnneededChoice, Location::Nowhere, message);
    }
    found.map(|(id, _)| id)
}

/// The answer of every failure whose body is not described.
pub(super) fn undescribed_failure(types: &mut Types<'_>, error: SchemaId) -> Answer {
    Answer {
        statuses: Statuses::Rest,
        media: Vec::new(),
        words: "json".to_owned(),
        payload: Payload::Json(type_of(types, error, View::Received)),
        docs: Docs::default(),
    }
}
