//! Schemas that could not be read → the operations whose parameters, bodies or answers are made of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Reader;
use crate::document::{Additional, MediaType, Operation, Reference, Schema, SchemaId};

impl Reader<'_, '_> {
    /// Adds to each operation what could not be read of its schemas, which are read after all operations.
    pub(super) fn note_unread_schemas(&self, operations: &mut [Operation]) {
        if self.unread_schemas.is_empty() {
            return;
        }
        for operation in operations {
            for reason in self.unread_within(schemas_of(operation)) {
                if !operation.unread.contains(reason) {
                    operation.unread.push(reason.clone());
                }
            }
        }
    }

    /// What could not be read of schemas and of all that they are made of.
    fn unread_within(&self, mut waiting: Vec<SchemaId>) -> BTreeSet<&String> {
        let mut seen = BTreeSet::new();
        let mut unread = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if seen.insert(id) {
                unread.extend(self.unread_schemas.get(&id).into_iter().flatten());
                waiting.extend(within(&self.schemas[id]));
            }
        }
        unread
    }
}

/// The schemas that an operation states.
fn schemas_of(operation: &Operation) -> Vec<SchemaId> {
    let in_media = MediaType::schemas;
    let mut schemas = Vec::new();
    for parameter in &operation.parameters {
        schemas.extend(parameter.schema);
        schemas.extend(parameter.content.iter().flat_map(in_media));
    }
    let body = operation.body.iter().flat_map(|body| &body.content);
    schemas.extend(body.flat_map(in_media));
    for (_, response) in &operation.responses {
        schemas.extend(response.content.iter().flat_map(in_media));
        for header in &response.headers {
            schemas.extend(header.schema);
            schemas.extend(header.content.iter().flat_map(in_media));
        }
    }
    schemas
}

/// The schemas that a schema is made of.
fn within(schema: &Arc<Schema>) -> Vec<SchemaId> {
    let mut within = [&schema.all_of, &schema.one_of, &schema.any_of, &schema.prefix_items]
        .map(Vec::as_slice)
        .concat();
    let named = schema.properties.iter().chain(&schema.patterns);
    within.extend(named.map(|(_, property)| *property));
    within.extend(schema.items);
    if let Some(Reference::To(target)) = schema.reference {
        within.push(target);
    }
    if let Additional::Of(value) = schema.additional {
        within.push(value);
    }
    within
}
