//! Described operations → operations, each with the name that its author wishes for it.

use std::collections::BTreeMap;

use super::body::{anchor_body, anchor_contents, body};
use super::context::Context;
use super::error::chosen_error;
use super::group::groups;
use super::header::headers;
use super::idempotency::idempotency_header;
use super::loss::losses;
use super::outcome::{self, outcomes};
use super::parameter::{parameters, place};
use super::path::{self, path};
use crate::api::{Docs, Operation, Origin, Parameter, ParameterPlace, Step};
use crate::arena::Arena;
use crate::config::Choices;
use crate::diagnostic::{Code, Location};
use crate::document::{self, SchemaId};
use crate::lower::credential::security;
use crate::lower::schema::Schemas;
use crate::lower::server::{Servers, own_server};
use crate::lower::types::{Types, link};
use crate::source::Segment;

/// What the caller chose for every operation.
struct Chosen<'c> {
    idempotency_header: Option<&'c str>,
    error: Option<SchemaId>,
}

/// The operations, sorted by path and method.
pub(in crate::lower) fn operations(
    context: &mut Context<'_>,
    servers: &Servers,
    choices: &Choices,
) -> Arena<Operation> {
    let document = context.types.schemas.document;
    let mut described: Vec<&document::Operation> = document.operations.iter().collect();
    described.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    let wishes = wishes(context.types.schemas, &described);
    for (operation, wish) in described.iter().zip(&wishes) {
        anchor_operation(&mut context.types, operation, wish);
    }
    let groups = groups(&described);
    let chosen = Chosen {
        idempotency_header: choices.idempotency_header.as_deref(),
        error: chosen_error(context.types.schemas, choices.error.as_deref()),
    };
    let mut operations = Arena::default();
    for ((described, wish), group) in described.into_iter().zip(wishes).zip(groups) {
        let origin = Origin::new(document.pointer(described.at), vec![Step::Operation(wish)]);
        operations.push(operation(context, described, origin, group, servers, &chosen));
    }
    operations
}

/// The wished name of each operation: its `operationId`; or its method and path, where it has no `operationId`
/// or another operation has an equal one.
fn wishes(schemas: &Schemas<'_>, described: &[&document::Operation]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in described.iter().filter_map(|operation| operation.id.as_deref()) {
        *counts.entry(id).or_default() += 1;
    }
    let mut wishes = Vec::new();
    for operation in described {
        let words = || path::words(operation.method.key(), &operation.path);
        let wish = match &operation.id {
            Some(id) if counts.get(id.as_str()) == Some(&1) => id.clone(),
            Some(id) => {
                let wish = words();
                let message =
                    format!("`{id}` is the id of another operation too, and names neither");
                let id = Segment::Key("operationId".into());
                let pointer = schemas.document.pointer(operation.at);
                let place = pointer.segments().iter().cloned().chain([id]).collect();
                let location = Location::Value(place);
                schemas.report(Code::DuplicateOperation, location, message);
                wish
            }
            None => words(),
        };
        wishes.push(wish);
    }
    wishes
}

/// Anchors the origins of the inline types of an operation, so that they are named after the operation.
fn anchor_operation(types: &mut Types<'_>, operation: &document::Operation, wish: &str) {
    let way = |last: Option<Step>| {
        let first = Step::Operation(wish.to_owned());
        std::iter::once(first).chain(last).collect::<Vec<_>>()
    };
    types.origins.anchor(operation.at, way(None));
    for parameter in &operation.parameters {
        // The types of a shared parameter are named after the parameter.
        let origin = types.origins.of_node(parameter.at);
        if !matches!(origin.path.first(), Some(Step::Shared(..))) {
            let step = Step::Parameter(place(parameter.location), parameter.name.clone());
            types.origins.anchor(parameter.at, way(Some(step)));
        }
    }
    if let Some(body) = &operation.body {
        anchor_body(types, body, &way(Some(Step::Body)));
        anchor_contents(types, body);
    }
    for (status, response) in &operation.responses {
        let step = outcome::step(&operation.responses, *status);
        if response.at == response.named_at {
            types.origins.anchor(response.at, way(Some(step)));
        }
    }
}

fn operation(
    context: &mut Context<'_>,
    described: &document::Operation,
    origin: Origin,
    group: String,
    servers: &Servers,
    chosen: &Chosen<'_>,
) -> Operation {
    let (path, in_path) = path(context, described);
    let mut parameters: Vec<Parameter> =
        in_path.into_iter().chain(parameters(context, described)).collect();
    note_shared_names(&mut parameters);
    let body = body(context, described, &origin);
    let outcomes = outcomes(&mut context.types, described, &origin, chosen.error);
    let (security, scopes) = security(context.types.schemas, described);
    let method = described.method.to_string();
    let losses = losses(context.types.schemas, described);
    Operation {
        label: label(described),
        idempotency: idempotency_header(&method, &parameters, chosen.idempotency_header),
        method,
        template: described.path.to_string(),
        path,
        parameters,
        body,
        accepts: outcomes.accepts,
        server: own_server(context.types.schemas, described, servers),
        success: outcomes.success,
        failure: outcomes.failure,
        stream: outcomes.stream,
        paging: None,
        headers: headers(&mut context.types, described, &origin),
        security,
        scopes,
        tag: described.tags.first().cloned(),
        group,
        docs: Docs {
            summary: described.summary.clone(),
            description: described.description.clone(),
            link: link(described.external_docs.as_ref()),
            deprecated: described.deprecated,
            facts: Vec::new(),
        },
        losses: described.unread.iter().cloned().chain(outcomes.losses).chain(losses).collect(),
        origin,
    }
}

/// Notes which parameters have a name that a parameter in another place has too. Of some, such as headers,
/// the case means nothing.
fn note_shared_names(parameters: &mut [Parameter]) {
    let known: Vec<(String, ParameterPlace)> =
        parameters.iter().map(|it| (it.wire_name.to_lowercase(), it.place)).collect();
    for parameter in parameters {
        let name = parameter.wire_name.to_lowercase();
        let mut places = known.iter().filter(|(known, _)| *known == name).map(|(_, place)| *place);
        parameter.shares_name = places.any(|place| place != parameter.place);
    }
}

/// What messages call an operation: its id, or its method and path.
fn label(operation: &document::Operation) -> String {
    match &operation.id {
        Some(id) => id.clone(),
        None => format!("{} {}", operation.method, operation.path),
    }
}
