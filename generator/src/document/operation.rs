//! An operation, its parameters, its body and its answers.

use std::fmt;
use std::sync::Arc;

use super::{ExternalDocs, Requirement, SchemaId, Server, Value};
use crate::source::NodeId;

/// One method of one path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Where it is described.
    pub at: NodeId,
    /// Its path template, such as `/customers/{id}`.
    pub path: Arc<str>,
    /// Its method.
    pub method: Method,
    /// `operationId`.
    pub id: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `tags`, in the order written.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Its parameters, those of the path item included where it does not replace them.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub body: Option<Body>,
    /// `responses`, in the order written.
    pub responses: Vec<(StatusKey, Response)>,
    /// `security`, or that of the description where it states none.
    pub security: Vec<Requirement>,
    /// `servers`, or those of its path where it states none; none if neither does.
    pub servers: Vec<Server>,
    /// The extension that states how it pages, and its value.
    pub paging: Option<(String, Value)>,
    /// The messages about parts of the operation that could not be read.
    pub unread: Vec<String>,
    /// `callbacks`: what the server calls because of it.
    pub callbacks: Vec<Webhook>,
}

/// A request that the server makes.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// What its author calls it.
    pub name: Arc<str>,
    /// What is sent; its path is the name, or the expression of a callback.
    pub operation: Operation,
}

/// Operations of a path that could not be read.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// The path.
    pub path: Arc<str>,
    /// The method of a single operation; none if nothing of the path could be read.
    pub method: Option<Method>,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// A method of HTTP.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY
    Query,
    /// Any other, as written: the case of a method counts (RFC 9110, section 9.1).
    Other(Arc<str>),
}

impl Method {
    /// Those with a key of their own in a path item.
    pub const WITH_KEY: [(&'static str, Method); 9] = [
        ("get", Method::Get),
        ("put", Method::Put),
        ("post", Method::Post),
        ("delete", Method::Delete),
        ("options", Method::Options),
        ("head", Method::Head),
        ("patch", Method::Patch),
        ("trace", Method::Trace),
        ("query", Method::Query),
    ];

    /// The method of that name.
    pub fn called(name: &Arc<str>) -> Self {
        let known = Self::WITH_KEY.into_iter().find(|(_, method)| method.to_string() == **name);
        known.map_or_else(|| Method::Other(name.clone()), |(_, method)| method)
    }

    /// Its key in a path item, or in `additionalOperations`.
    pub fn key(&self) -> &str {
        match self {
            Method::Other(name) => name,
            _ => {
                Self::WITH_KEY.iter().find(|(_, method)| method == self).map_or("", |(key, _)| key)
            }
        }
    }
}

impl fmt::Display for Method {
    /// Writes it as HTTP does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Method::Other(name) => f.write_str(name),
            _ => f.write_str(&self.key().to_ascii_uppercase()),
        }
    }
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it is described.
    pub at: NodeId,
    /// Its name on the wire.
    pub name: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// Where it is sent.
    pub location: In,
    /// Whether it must be sent.
    pub required: bool,
    /// What its author says of it.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `schema`; none if the value is described by `content`, or not at all.
    pub schema: Option<SchemaId>,
    /// `content`, which describes the value by a media type. The specification allows one; a description may
    /// state several.
    pub content: Vec<MediaType>,
    /// `style`, or the default of its location.
    pub style: Style,
    /// `explode`, or the default of its style.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `allowEmptyValue`.
    pub allow_empty_value: bool,
    /// `example`, or the value of the first of `examples`.
    pub example: Option<Value>,
}

/// Where a parameter or a key is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum In {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As the whole query.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter is written (OpenAPI 3.1, section 4.8.12.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `;name=value`
    Matrix,
    /// `.value`
    Label,
    /// `value`
    Simple,
    /// `name=value`
    Form,
    /// `name=value` in a cookie, with nothing escaped.
    Cookie,
    /// Values with spaces between them.
    SpaceDelimited,
    /// Values with `|` between them.
    PipeDelimited,
    /// Values with tabs between them, which only Swagger 2.0 knows.
    TabDelimited,
    /// `name[key]=value`
    DeepObject,
}

impl Style {
    /// The style that the specification calls by this name.
    pub fn called(name: &str) -> Option<Style> {
        Some(match name {
            "matrix" => Style::Matrix,
            "label" => Style::Label,
            "simple" => Style::Simple,
            "form" => Style::Form,
            "cookie" => Style::Cookie,
            "spaceDelimited" => Style::SpaceDelimited,
            "pipeDelimited" => Style::PipeDelimited,
            "deepObject" => Style::DeepObject,
            _ => return None,
        })
    }
}

/// The request body of an operation.
#[derive(Debug, Clone)]
pub struct Body {
    /// Where it is described.
    pub at: NodeId,
    /// What its author says of it.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// Its media types, in the order written.
    pub content: Vec<MediaType>,
}

/// A media type and the schema of what is sent as it.
#[derive(Debug, Clone)]
pub struct MediaType {
    /// Where it is described.
    pub at: NodeId,
    /// The media type, as written.
    pub name: Arc<str>,
    /// The schema, if one is stated.
    pub schema: Option<SchemaId>,
    /// `itemSchema`: the schema of each value of a sequence.
    pub items: Option<SchemaId>,
    /// `encoding`: how members of the schema are sent, by their names, in the order written.
    pub encoding: Vec<(Arc<str>, Encoding)>,
    /// `example`, or the value of the first of `examples`.
    pub example: Option<Value>,
}

impl MediaType {
    /// The schemas that are stated: of the whole, and of each value of a sequence.
    pub fn schemas(&self) -> impl Iterator<Item = SchemaId> + use<> {
        self.schema.into_iter().chain(self.items)
    }
}

/// How a member of a form or a multipart body is sent. Where nothing is stated, its schema decides.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: Option<bool>,
}

impl Encoding {
    /// Whether a style is stated: `contentType` has no effect then (OpenAPI 3.1, section 4.8.15.1).
    pub fn has_style(&self) -> bool {
        self.style.is_some() || self.explode.is_some() || self.allow_reserved.is_some()
    }
}

/// A response of an operation.
#[derive(Debug, Clone)]
pub struct Response {
    /// Where the response is described: the target of the reference, if it is one.
    pub at: NodeId,
    /// Where the response stands in the operation, perhaps as a reference.
    pub named_at: NodeId,
    /// What it is called in prose.
    pub summary: Option<String>,
    /// What its author says of it.
    pub description: Option<String>,
    /// `headers`, in the order written.
    pub headers: Vec<Header>,
    /// Its media types, in the order written.
    pub content: Vec<MediaType>,
    /// Whether it has a header `Content-Type`, and so a body, described by `content` or not.
    pub states_media_type: bool,
}

/// A header of an answer.
#[derive(Debug, Clone)]
pub struct Header {
    /// Where it is described.
    pub at: NodeId,
    /// Its name.
    pub name: Arc<str>,
    /// Its schema, if one is stated.
    pub schema: Option<SchemaId>,
    /// `content`, where its value is described by a media type.
    pub content: Option<MediaType>,
    /// `explode`.
    pub explode: bool,
    /// What its author says of it.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// The statuses that a response is described for. Ordered from the most to the least specific.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusKey {
    /// One status.
    Code(u16),
    /// A class of statuses: `4XX` is 4.
    Range(u8),
    /// Every other.
    Default,
}

impl fmt::Display for StatusKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatusKey::Code(code) => write!(f, "{code}"),
            StatusKey::Range(hundred) => write!(f, "{hundred}XX"),
            StatusKey::Default => f.write_str("default"),
        }
    }
}
