//! Operations: what can be called and how it is wished to be named, and what cannot and why.

use std::collections::BTreeSet;

use super::server::Servers;
use super::{Lowering, path};
use crate::api::{Docs, Operation, Origin, Step};
use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document;
use crate::source::Segment;

impl Lowering<'_> {
    /// The operations, sorted by path and method.
    pub(super) fn operations(&mut self, servers: &Servers) -> Arena<Operation> {
        let document = self.document;
        let mut described: Vec<&document::Operation> = document.operations.iter().collect();
        described.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
        let wishes = self.wishes(&described);
        for (operation, wish) in described.iter().zip(&wishes) {
            self.anchor_operation(operation, wish);
        }
        let groups = super::group::groups(&described);
        let mut operations = Arena::default();
        for ((operation, wish), group) in described.into_iter().zip(wishes).zip(groups) {
            let origin =
                Origin { at: document.pointer(operation.at), path: vec![Step::Operation(wish)] };
            let operation = self.operation(operation, origin, group, servers);
            operations.push(operation);
        }
        operations
    }

    /// The wished name of each operation: its id, or its method and path where it has none or
    /// another one, earlier in the description, has the same.
    fn wishes(&mut self, described: &[&document::Operation]) -> Vec<String> {
        let mut firsts = BTreeSet::new();
        let mut taken = BTreeSet::new();
        for operation in &self.document.operations {
            if let Some(id) = &operation.id
                && taken.insert(id.as_str())
            {
                firsts.insert((&operation.path, operation.method));
            }
        }
        let mut wishes = Vec::new();
        for operation in described {
            let wish = match &operation.id {
                Some(id) if firsts.contains(&(&operation.path, operation.method)) => id.clone(),
                Some(id) => {
                    let wish = path::words(operation.method.key(), &operation.path);
                    let message = format!(
                        "`{id}` is the name of another operation too; this one is named `{wish}`"
                    );
                    let id = Segment::Key("operationId".into());
                    let pointer = self.document.pointer(operation.at);
                    let place = pointer.segments().iter().cloned().chain([id]).collect();
                    let location = Location::Value(place);
                    self.diagnostics.add(Diagnostic::new(
                        Code::DuplicateOperation,
                        location,
                        message,
                    ));
                    wish
                }
                None => path::words(operation.method.key(), &operation.path),
            };
            wishes.push(wish);
        }
        wishes
    }

    /// Lets the types within an operation be named after it.
    fn anchor_operation(&mut self, operation: &document::Operation, wish: &str) {
        let way = |last: Option<Step>| {
            let first = Step::Operation(wish.to_owned());
            std::iter::once(first).chain(last).collect::<Vec<_>>()
        };
        self.anchor(operation.at, way(None));
        for parameter in &operation.parameters {
            // A shared parameter names its types itself.
            let origin = self.origin(parameter.at);
            if !matches!(origin.path.first(), Some(Step::Shared(_))) {
                self.anchor(parameter.at, way(Some(Step::Parameter(parameter.name.clone()))));
            }
        }
        if let Some(body) = &operation.body {
            self.anchor_contents(body);
        }
        for (status, response) in &operation.responses {
            let step = super::outcome::step(&operation.responses, *status);
            if response.at == response.named_at {
                self.anchor(response.at, way(Some(step)));
            }
        }
    }

    fn operation(
        &mut self,
        described: &document::Operation,
        origin: Origin,
        group: String,
        servers: &Servers,
    ) -> Operation {
        let (path, mut parameters) = self.path(described);
        parameters.extend(self.parameters(described));
        let body = self.body(described, &origin);
        let outcomes = self.outcomes(described, &origin);
        let (security, scopes) = self.security(described);
        Operation {
            label: label(described),
            method: described.method.to_string(),
            template: described.path.to_string(),
            path,
            parameters,
            body,
            accepts: outcomes.accepts,
            server: self.own_server(described, servers),
            success: outcomes.success,
            failure: outcomes.failure,
            stream: outcomes.stream,
            headers: self.headers(described, &origin),
            security,
            scopes,
            group,
            docs: Docs {
                summary: described.summary.clone(),
                description: described.description.clone(),
                link: super::docs::link(described.external_docs.as_ref()),
                deprecated: described.deprecated,
                facts: Vec::new(),
            },
            losses: described.unread.clone(),
            origin,
        }
    }
}

/// What messages call an operation: its id, or its method and path.
fn label(operation: &document::Operation) -> String {
    match &operation.id {
        Some(id) => id.clone(),
        None => format!("{} {}", operation.method, operation.path),
    }
}
