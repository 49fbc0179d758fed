//! Which schemas the operations of a document need.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Additional, Document, MediaType, Operation, Reference, Schema, SchemaId};

/// The schemas that operations and webhooks need, and those that these need.
pub(super) fn reached(document: &Document) -> BTreeSet<SchemaId> {
    let extending = extending(document);
    let webhooks = document.webhooks.iter().map(|webhook| &webhook.operation);
    let mut waiting: Vec<SchemaId> =
        document.operations.iter().chain(webhooks).flat_map(of_operation).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if reached.insert(id) {
            let schema = &document.schemas[id];
            waiting.extend(of_schema(schema));
            // An object with a discriminator may be any of those that take it in.
            if schema.discriminator.is_some() {
                waiting.extend(extending.get(&id).into_iter().flatten());
            }
        }
    }
    reached
}

/// The components that take in each schema by `allOf`, however deep.
fn extending(document: &Document) -> BTreeMap<SchemaId, BTreeSet<SchemaId>> {
    let mut extending: BTreeMap<SchemaId, BTreeSet<SchemaId>> = BTreeMap::new();
    for (_, component) in &document.components {
        let mut waiting = vec![*component];
        let mut seen = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = &document.schemas[id];
            let taken_in = schema.all_of.iter().copied().chain(target(schema));
            for part in taken_in {
                extending.entry(part).or_default().insert(*component);
                waiting.push(part);
            }
        }
    }
    extending
}

fn target(schema: &Schema) -> Option<SchemaId> {
    match schema.reference {
        Some(Reference::To(target)) => Some(target),
        Some(Reference::Broken) | None => None,
    }
}

fn of_operation(operation: &Operation) -> Vec<SchemaId> {
    let mut ids = Vec::new();
    let of_content = |content: &[MediaType]| -> Vec<SchemaId> {
        content.iter().flat_map(MediaType::schemas).collect()
    };
    for parameter in &operation.parameters {
        ids.extend(parameter.schema);
        ids.extend(of_content(&parameter.content));
    }
    ids.extend(operation.body.iter().flat_map(|body| of_content(&body.content)));
    for (_, response) in &operation.responses {
        ids.extend(of_content(&response.content));
        for header in &response.headers {
            ids.extend(header.schema);
            ids.extend(header.content.as_ref().and_then(|media| media.schema));
        }
    }
    let callbacks = operation.callbacks.iter();
    ids.extend(callbacks.flat_map(|callback| of_operation(&callback.operation)));
    ids
}

/// The schemas that a schema names.
fn of_schema(schema: &Schema) -> Vec<SchemaId> {
    let mut ids: Vec<SchemaId> = target(schema).into_iter().collect();
    ids.extend(schema.properties.iter().map(|(_, id)| *id));
    ids.extend(schema.patterns.iter().map(|(_, id)| *id));
    if let Additional::Of(id) = schema.additional {
        ids.push(id);
    }
    ids.extend(schema.property_names);
    ids.extend(schema.items);
    ids.extend(&schema.prefix_items);
    ids.extend(schema.content);
    ids.extend(&schema.all_of);
    ids.extend(&schema.one_of);
    ids.extend(&schema.any_of);
    let mapping = schema.discriminator.iter().flat_map(|it| &it.mapping);
    ids.extend(mapping.map(|(_, id)| *id));
    ids.extend(schema.discriminator.as_ref().and_then(|it| it.default));
    ids
}
