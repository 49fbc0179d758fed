//! Document → [`Api`]: every decision is made here. What is not carried becomes any JSON value or is left
//! out, with a diagnostic; nothing here fails. Its folders, each of which asks those before it:
//!
//! 1. `pattern`, `formats`, `type_choices`: regular expressions, the formats of texts that have a type of their
//!    own, and the types that the caller chose
//! 2. `schema`: what a schema says
//! 3. `types`: the type of a schema; `sample`: a value of a schema
//! 4. `operation`, `webhook`, `server`, `credential`: what can be called, where, and by whom
//! 5. `finish`: what is known of types only when all of them are there; `paging`: what lists come in pages

mod credential;
mod finish;
mod formats;
mod operation;
mod paging;
mod pattern;
mod sample;
mod schema;
mod server;
mod type_choices;
mod types;
mod webhook;

use crate::api::{Api, Docs, Group, Skipped, StatedName};
use crate::config::Choices;
use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// Decides what a client of the described API is.
pub fn lower(document: &Document, choices: &Choices, diagnostics: &mut Diagnostics) -> Api {
    let type_choices = type_choices::TypeChoices::new(&choices.types);
    let schemas = schema::schemas(document, &type_choices, diagnostics);
    let mut context = operation::Context::new(&schemas);
    let servers = server::servers(&schemas);
    let mut operations = operation::operations(&mut context, &servers, choices);
    webhook::webhooks(&mut context.types);
    types::define_named_types(&mut context.types);
    let (credentials, usual_credentials) = credential::credentials(&schemas);
    let undescribed_security =
        credential::undescribed_security(&schemas, &credentials, &usual_credentials);
    let types::Defined { mut types, mut untyped, places } = context.types.finish();
    let patterns = &context.samples.patterns;
    let chosen_scalars = type_choices.scalars();
    let chosen =
        finish::Chosen { choices, scalars: &chosen_scalars, unused: type_choices.unused() };
    let any = finish::finish(&mut types, &mut operations, patterns, &chosen, diagnostics);
    paging::settle(document, &choices.paging, &types, &mut operations, diagnostics);
    untyped.extend(any);
    untyped.sort();
    untyped.dedup();
    Api {
        title: document.title.clone(),
        version: document.version.clone(),
        docs: Docs {
            summary: document.summary.clone(),
            link: types::link(document.external_docs.as_ref()),
            ..Docs::of(document.description.as_deref())
        },
        server: servers.usual,
        relative_server: servers.relative,
        servers: servers.all,
        credentials,
        usual_credentials,
        undescribed_security,
        groups: groups(document),
        types,
        chosen_scalars,
        operations,
        skipped: skipped(document),
        stated_names: stated_names(document),
        untyped,
        places,
    }
}

fn groups(document: &Document) -> Vec<Group> {
    let tags = document.tags.iter();
    tags.map(|tag| {
        let link = types::link(tag.external_docs.as_ref());
        Group {
            name: tag.name.clone(),
            docs: Docs {
                summary: tag.summary.clone(),
                link,
                ..Docs::of(tag.description.as_deref())
            },
        }
    })
    .collect()
}

fn skipped(document: &Document) -> Vec<Skipped> {
    let skipped = document.skipped.iter();
    skipped
        .map(|skipped| Skipped {
            path: skipped.path.to_string(),
            method: skipped.method.as_ref().map(ToString::to_string),
            reason: skipped.reasons.join("; "),
        })
        .collect()
}

/// The names that the author states with `x-rust-name`.
fn stated_names(document: &Document) -> Vec<StatedName> {
    let schemas = document
        .schemas
        .iter()
        .filter_map(|(_, schema)| Some((schema.at?, schema.rust_name.as_ref()?)));
    let operations = document.operations.iter();
    let operations =
        operations.filter_map(|operation| Some((operation.at, operation.rust_name.as_ref()?)));
    let parameters = document.operations.iter().flat_map(|operation| &operation.parameters);
    let parameters =
        parameters.filter_map(|parameter| Some((parameter.at, parameter.rust_name.as_ref()?)));
    let all = schemas.chain(operations).chain(parameters);
    let mut stated: Vec<StatedName> =
        all.map(|(at, name)| StatedName { at: document.pointer(at), name: name.clone() }).collect();
    stated.sort();
    stated.dedup();
    stated
}
