//! An operation: all that is the same for each of its calls. Each operation is a `static`, so that a call
//! holds a pointer.

use std::sync::OnceLock;

use http::Method;

use crate::runtime::parameter::Style;

/// The id, method, path, credentials and encodings of an operation.
///
/// ```text
/// static UPDATE: Operation =
///     Operation::new("updateCustomer", Method::PUT, "/customers/{id}").auth(&[&["AppToken"]]);
/// ```
#[derive(Debug)]
pub struct Operation {
    id: &'static str,
    method: OperationMethod,
    path: &'static str,
    accept: &'static str,
    auth: &'static [&'static [&'static str]],
    encoding: &'static [(Style, &'static [&'static str])],
    parts: &'static [(&'static str, &'static str)],
    part_styles: &'static [(Style, &'static [&'static str])],
    server: Option<&'static str>,
    redirects: bool,
    idempotency: Option<&'static str>,
    tag: &'static str,
}

/// The method of an operation. Only those that the HTTP library knows are constants.
#[derive(Debug)]
enum OperationMethod {
    Known(Method),
    Named(&'static str, OnceLock<Method>),
}

impl Operation {
    /// An operation that accepts `application/json` and needs no credential.
    ///
    /// `path` starts with a slash and is appended to the base URL; `{name}` stands for a path
    /// parameter, everything else is percent-encoded already.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self::made(id, OperationMethod::Known(method), path)
    }

    /// An operation like that of [`new`](Self::new), with a method that is given by its name, such as `QUERY`
    /// or `COPY`. The name is a token.
    pub const fn of_method(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self::made(id, OperationMethod::Named(method, OnceLock::new()), path)
    }

    const fn made(id: &'static str, method: OperationMethod, path: &'static str) -> Self {
        let accept = "application/json";
        Self {
            id,
            method,
            path,
            accept,
            auth: &[],
            encoding: &[],
            parts: &[],
            part_styles: &[],
            server: None,
            redirects: false,
            idempotency: None,
            tag: "",
        }
    }

    /// Replaces the `Accept` header.
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// The credentials of the operation: alternatives, each a list of security schemes that are all
    /// needed. An empty alternative allows calls without a credential.
    pub const fn auth(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.auth = alternatives;
        self
    }

    /// The styles of the members of a form, where they are not the default.
    pub const fn encoding(mut self, members: &'static [(Style, &'static [&'static str])]) -> Self {
        self.encoding = members;
        self
    }

    /// The media types of the parts of a body, where they are not the default.
    pub const fn parts(mut self, media_types: &'static [(&'static str, &'static str)]) -> Self {
        self.parts = media_types;
        self
    }

    /// The styles of the parts of a body. A part that has a style is spelled as in a form.
    pub const fn part_styles(mut self, parts: &'static [(Style, &'static [&'static str])]) -> Self {
        self.part_styles = parts;
        self
    }

    /// The server of the operation, if it is not that of the client. A relative URL is resolved against
    /// the client's.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// States that a redirect is the answer, which is given to the caller and not followed.
    pub const fn redirects(mut self) -> Self {
        self.redirects = true;
        self
    }

    /// Names the header of the key by which the server recognises a call that is tried again.
    pub const fn idempotency(mut self, header: &'static str) -> Self {
        self.idempotency = Some(header);
        self
    }

    /// States the tag that groups the operation with others.
    pub const fn tagged(mut self, tag: &'static str) -> Self {
        self.tag = tag;
        self
    }

    /// The header given to [`idempotency`](Self::idempotency).
    pub const fn idempotency_header(&self) -> Option<&'static str> {
        self.idempotency
    }

    /// The first of the operation's tags; empty if it has none.
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// The id that error messages start with: the description's `operationId`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    pub fn method(&self) -> &Method {
        match &self.method {
            OperationMethod::Known(method) => method,
            // What makes operations gives tokens only, of which each is a method.
            OperationMethod::Named(name, method) => method
                .get_or_init(|| Method::from_bytes(name.as_bytes()).unwrap_or(Method::OPTIONS)),
        }
    }

    /// The path template, appended to the base URL.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The value of the `Accept` header.
    pub const fn accepts(&self) -> &'static str {
        self.accept
    }

    /// The alternatives given to [`auth`](Self::auth).
    pub const fn schemes(&self) -> &'static [&'static [&'static str]] {
        self.auth
    }

    /// The URL given to [`server`](Self::server).
    pub const fn own_server(&self) -> Option<&'static str> {
        self.server
    }

    /// Whether a redirect is the answer.
    pub const fn has_redirects(&self) -> bool {
        self.redirects
    }

    /// The style of a member of a form that [`encoding`](Self::encoding) states.
    pub fn style_of(&self, member: &str) -> Option<Style> {
        styled(self.encoding, member)
    }

    /// The media type of a part of a body that [`parts`](Self::parts) states.
    pub fn part_type(&self, name: &str) -> Option<&'static str> {
        self.parts.iter().find(|(part, _)| *part == name).map(|(_, media_type)| *media_type)
    }

    /// The style of a part of a body that [`part_styles`](Self::part_styles) states.
    pub fn part_style_of(&self, name: &str) -> Option<Style> {
        styled(self.part_styles, name)
    }
}

fn styled(styles: &[(Style, &[&str])], name: &str) -> Option<Style> {
    styles.iter().find(|(_, names)| names.contains(&name)).map(|(style, _)| *style)
}
