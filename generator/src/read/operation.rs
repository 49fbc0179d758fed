//! Paths: every method of every path is an operation, with its body and its answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reader;
use super::field::Fields;
use super::header::is_content_type;
use super::media_type::is_token;
use super::swagger::Stated;
use super::version::Version;
use crate::diagnostic::Code;
use crate::document::{
    Body, ComponentKind, Document, Method, Operation, Requirement, Response, Server, Skipped,
    StatusKey, Value,
};
use crate::source::Node;

/// The method that opens a tunnel (RFC 9110, section 9.3.6), which is nothing that an operation could answer.
const CONNECT: &str = "CONNECT";

impl<'n> Reader<'n, '_> {
    pub(super) fn operations(&mut self, fields: &mut Fields<'n>, document: &mut Document) {
        let mut first_of_shape: BTreeMap<String, &Arc<str>> = BTreeMap::new();
        for (path, node) in self.extensible_map(fields, "paths") {
            let first = *first_of_shape.entry(shape(path)).or_insert(path);
            if first != path {
                let message = format!("`{path}` is the same path as `{first}`");
                self.say_of_key(Code::DuplicatePath, node.at, message);
            }
            if !path.starts_with('/') {
                let message = format!("the path `{path}` does not begin with `/`");
                self.say_of_key(Code::PathMismatch, node.at, message);
            }
            let skipped = self.path_item(path, node, &document.security, &mut document.operations);
            document.skipped.extend(skipped);
        }
    }

    /// Adds the operations of a path item. Gives those that could not be read.
    pub(super) fn path_item(
        &mut self,
        path: &Arc<str>,
        node: &'n Node,
        security: &[Requirement],
        operations: &mut Vec<Operation>,
    ) -> Vec<Skipped> {
        self.unread = Some(Vec::new());
        let item = self.resolved(node).and_then(|node| self.fields(node, "a path item"));
        let Some(mut fields) = item else {
            return vec![self.skipped(path, None)];
        };
        let mut skipped = Vec::new();
        let shared = self.list(&mut fields, "parameters");
        let unread = self.unread.take();
        let servers = self.servers(&mut fields).unwrap_or_default();
        for (method, node) in self.methods(&mut fields) {
            self.unread.clone_from(&unread);
            let Some(node) = node else {
                let reasons = vec!["the method opens a tunnel".to_owned()];
                skipped.push(Skipped { path: path.clone(), method: Some(method), reasons });
                continue;
            };
            match self.operation(path, method.clone(), node, shared, security) {
                Some(mut operation) => {
                    if operation.servers.is_empty() {
                        operation.servers.clone_from(&servers);
                    }
                    operations.push(operation);
                }
                None => skipped.push(self.skipped(path, Some(method))),
            }
        }
        self.unread = None;
        self.finish(fields, "a path item", &["summary", "description"]);
        skipped
    }

    /// The methods that a path item describes, each with its operation. One without is left out, and said.
    fn methods(&mut self, fields: &mut Fields<'n>) -> Vec<(Method, Option<&'n Node>)> {
        let keys = Method::WITH_KEY.into_iter();
        let mut methods: Vec<(Method, Option<&'n Node>)> =
            keys.filter_map(|(key, method)| Some((method, Some(fields.take(key)?)))).collect();
        for (name, node) in self.extensible_map(fields, "additionalOperations") {
            let method = Method::called(name);
            let message = if !is_token(name) {
                format!("`{name}` is no method of HTTP, and is left out")
            } else if &**name == CONNECT {
                methods.push((method, None));
                format!("`{name}` opens a tunnel, and is left out")
            } else if methods.iter().any(|(known, _)| *known == method) {
                format!("`{name}` is described by a key of its own, which is read instead")
            } else {
                methods.push((method.clone(), Some(node)));
                // A method that has a key of its own must stand there (OpenAPI 3.2, section 4.9.1).
                if matches!(method, Method::Other(_)) {
                    continue;
                }
                format!("`{name}` stands beside `additionalOperations`, as `{}`", method.key())
            };
            self.say_of_key(Code::WrongKind, node.at, message);
        }
        methods
    }

    /// What could not be read, for the reasons that were noted.
    fn skipped(&mut self, path: &Arc<str>, method: Option<Method>) -> Skipped {
        let reasons = self.unread.take().unwrap_or_default();
        Skipped { path: path.clone(), method, reasons }
    }

    fn operation(
        &mut self,
        path: &Arc<str>,
        method: Method,
        node: &'n Node,
        shared: &'n [Node],
        security: &[Requirement],
    ) -> Option<Operation> {
        // The specification has no references to operations; authors write them all the same.
        let node = self.resolved(node)?;
        let mut fields = self.fields(node, "an operation")?;
        let own = self.list(&mut fields, "parameters");
        let (parameters, body) = match self.version {
            Version::Swagger => self.swagger_sent(&mut fields, shared, own),
            Version::ThreeZero | Version::ThreeOne | Version::ThreeTwo => {
                let body = fields.take("requestBody").and_then(|node| self.body(node));
                (self.parameters(shared, own), body)
            }
        };
        let operation = Operation {
            at: node.at,
            path: path.clone(),
            method,
            id: self.text(&mut fields, "operationId"),
            rust_name: self.text(&mut fields, "x-rust-name"),
            tags: self.texts(&mut fields, "tags"),
            summary: self.text(&mut fields, "summary"),
            description: self.text(&mut fields, "description"),
            external_docs: self.external_docs(&mut fields),
            deprecated: self.flag(&mut fields, "deprecated").unwrap_or(false),
            parameters,
            body,
            responses: self.responses(&mut fields),
            servers: self.operation_servers(&mut fields),
            security: self.requirements(&mut fields).unwrap_or_else(|| security.to_vec()),
            paging: paging(&mut fields),
            unread: self.unread.take().unwrap_or_default(),
            callbacks: Vec::new(),
        };
        let callbacks = self.callbacks(&mut fields);
        let operation = Operation { callbacks, ..operation };
        self.finish(fields, "an operation", &[]);
        Some(operation)
    }

    /// The servers that an operation states. In Swagger 2.0 it can only state `schemes`.
    fn operation_servers(&mut self, fields: &mut Fields<'n>) -> Vec<Server> {
        let servers = self.servers(fields).unwrap_or_default();
        match servers.is_empty() && self.is_swagger() {
            true => self.swagger_servers(fields),
            false => servers,
        }
    }

    pub(super) fn body(&mut self, node: &'n Node) -> Option<Body> {
        let node = self.resolved_as(ComponentKind::Body, node)?;
        let mut fields = self.fields(node, "a request body")?;
        let body = Body {
            at: node.at,
            description: self.text(&mut fields, "description"),
            required: self.flag(&mut fields, "required").unwrap_or(false),
            content: self.content(&mut fields),
        };
        self.finish(fields, "a request body", &[]);
        Some(body)
    }

    fn responses(&mut self, fields: &mut Fields<'n>) -> Vec<(StatusKey, Response)> {
        let produces = match self.version {
            Version::Swagger => self.produces(fields),
            Version::ThreeZero | Version::ThreeOne | Version::ThreeTwo => Stated::default(),
        };
        let mut responses = Vec::new();
        for (key, node) in self.extensible_map(fields, "responses") {
            match status_key(key) {
                Some(status) => {
                    let response = self.response(status, node, &produces);
                    responses.extend(response.map(|response| (status, response)));
                }
                None => {
                    let message = format!(
                        "`{key}` is neither a status, a range such as `4XX`, nor `default`"
                    );
                    self.note_unread(&message);
                    self.say_of_key(Code::UnknownKey, node.at, message);
                }
            }
        }
        responses
    }

    fn response(
        &mut self,
        status: StatusKey,
        named: &'n Node,
        produces: &Stated,
    ) -> Option<Response> {
        let node = self.resolved_as(ComponentKind::Response, named)?;
        let mut fields = self.fields(node, "a response")?;
        let content = match self.version {
            Version::Swagger => self.swagger_answer(&mut fields, node, produces, status),
            Version::ThreeZero | Version::ThreeOne | Version::ThreeTwo => self.content(&mut fields),
        };
        let headers = node.get("headers").and_then(Node::as_map).unwrap_or(&[]);
        let response = Response {
            at: node.at,
            named_at: named.at,
            summary: self.text(&mut fields, "summary"),
            description: self.text(&mut fields, "description"),
            headers: self.headers(&mut fields),
            content,
            states_media_type: headers.iter().any(|(name, _)| is_content_type(name)),
        };
        self.finish(fields, "a response", &["links"]);
        Some(response)
    }
}

/// The extensions that state how an operation pages: ours, and those of others.
const PAGING: [&str; 4] =
    ["x-paging", "x-ms-pageable", "x-fern-pagination", "x-speakeasy-pagination"];

/// The first of these extensions that an operation has, and its value.
fn paging(fields: &mut Fields<'_>) -> Option<(String, Value)> {
    let stated = PAGING.iter().find_map(|key| Some((*key, fields.take(key)?)));
    stated.map(|(key, node)| (key.to_owned(), Value::new(node)))
}

/// A path without the names of its parameters. Two paths must differ in more than those names (OpenAPI 3.1,
/// section 4.8.8.1).
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, behind)) = after.split_once('}') else { break };
        shape.push_str(before);
        shape.push_str("{}");
        rest = behind;
    }
    shape + rest
}

/// `404`, `4XX` (also in lower case, as it is met in the wild) or `default`.
fn status_key(key: &str) -> Option<StatusKey> {
    if key == "default" {
        return Some(StatusKey::Default);
    }
    match key.as_bytes() {
        [hundred @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(StatusKey::Range(hundred - b'0')),
        [_, _, _] => {
            key.parse().ok().filter(|code| (100..=599).contains(code)).map(StatusKey::Code)
        }
        _ => None,
    }
}
