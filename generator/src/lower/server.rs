//! Servers → the usual base URL, the other servers that a caller can choose, and the server of each operation
//! that has one of its own.

use crate::api::{Docs, Server, ServerVariable};
use crate::diagnostic::Code;
use crate::document;
use crate::lower::schema::Schemas;

/// Where an API is reached.
#[derive(Default)]
pub(super) struct Servers {
    /// Where every operation without a server of its own is called, if that is absolute.
    pub(super) usual: Option<Server>,
    /// The URL of the first server, if it is relative to the location of the description.
    pub(super) relative: Option<String>,
    /// The servers that a caller can choose from; empty if there is no choice.
    pub(super) all: Vec<Server>,
}

/// The servers of the description. The first server of the description is the usual one; if there is none, the
/// first absolute server of an operation is.
pub(super) fn servers(schemas: &Schemas<'_>) -> Servers {
    let document = schemas.document;
    let stated = document.operations.iter().flat_map(|operation| &operation.servers);
    let described = match document.servers.as_slice() {
        [] => stated.clone().find(|server| is_absolute(server)).map(std::slice::from_ref),
        servers => Some(servers),
    };
    let first = described.and_then(<[_]>::first);
    let usual = first.and_then(absolute);
    let mut relative = None;
    if let Some(server) = first.filter(|_| usual.is_none()) {
        let code = match is_relative(&server.url) {
            true => Code::UnusedKey,
            false => Code::Unsupported,
        };
        let message = format!("`{}` is no base URL by itself; the caller gives it", server.url);
        schemas.say(code, server.at, message);
        relative = Some(server.url.clone()).filter(|url| is_relative(url) && url != "/");
    }
    let mut all: Vec<Server> = Vec::new();
    for server in document.servers.iter().chain(stated) {
        let server = absolute(server);
        all.extend(server.filter(|new| !all.iter().any(|old| old.url() == new.url())));
    }
    if all.len() == 1 && all.iter().all(|server| server.variables.is_empty()) {
        all.clear();
    }
    Servers { usual, relative, all }
}

/// The URL of the server of an operation, if that is not the usual one.
pub(super) fn own_server(
    schemas: &Schemas<'_>,
    operation: &document::Operation,
    servers: &Servers,
) -> Option<String> {
    let first = operation.servers.first()?;
    let is_usual = schemas.document.servers.first().is_some_and(|usual| usual.url == first.url);
    let url = match absolute(first) {
        Some(server) => server.url(),
        None if is_relative(&first.url) => first.url.clone(),
        None => {
            let message = format!("`{}` is no URL; the base URL is called", first.url);
            schemas.say(Code::Unsupported, first.at, message);
            return None;
        }
    };
    let usual = servers.usual.as_ref().map(Server::url);
    (!is_usual && usual.as_ref() != Some(&url)).then_some(url)
}

/// A server, if its URL is absolute and has no query, no fragment, and no variable without a value.
fn absolute(described: &document::Server) -> Option<Server> {
    let server = server(described);
    let url = server.url();
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    (absolute && !url.contains(['{', '?', '#', ' '])).then_some(server)
}

fn is_absolute(described: &document::Server) -> bool {
    let url = server(described).url();
    url.starts_with("https://") || url.starts_with("http://")
}

fn is_relative(url: &str) -> bool {
    !url.contains(['{', '?', '#', ' ', ':'])
}

fn server(described: &document::Server) -> Server {
    let variables = described.variables.iter().filter_map(|variable| {
        // Without a default, the first value is the best guess.
        let default = variable.default.as_ref().or_else(|| variable.choices.first())?;
        Some(ServerVariable {
            name: variable.name.to_string(),
            default: default.clone(),
            choices: variable.choices.clone(),
            docs: Docs::of(variable.description.as_deref()),
        })
    });
    Server {
        template: described.url.trim().to_owned(),
        variables: variables.collect(),
        docs: Docs {
            summary: described.name.clone(),
            ..Docs::of(described.description.as_deref())
        },
    }
}
