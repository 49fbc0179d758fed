//! Operations: what can be called, what it sends and what it may answer.

use super::{Body, Docs, Origin, Paging, Sample, Spelling, Type, TypeId};
use crate::arena::Id;
use crate::source::Pointer;

/// The id of an operation in [`Api::operations`](super::Api::operations).
pub type OperationId = Id<Operation>;

/// Something that can be called.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Where it comes from; its path is one [`Step::Operation`](super::Step::Operation).
    pub origin: Origin,
    /// What its author calls it, for messages.
    pub label: String,
    /// The method, as HTTP writes it.
    pub method: String,
    /// The path, for people.
    pub template: String,
    /// The path, for machines.
    pub path: Vec<PathPart>,
    /// Its parameters, in the author's order.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// The answers of a success.
    pub success: Answers,
    /// The answers of a failure.
    pub failure: Answers,
    /// The answer of a success that can be read piece by piece, if there is one.
    pub stream: Option<Stream>,
    /// How its list is paged through, if its answer is one page of a list.
    pub paging: Option<Paging>,
    /// The type of the headers of its answers, if some are described.
    pub headers: Option<TypeId>,
    /// The URL of its own server, if it has one other than the usual server; it may be relative.
    pub server: Option<String>,
    /// The media types for `Accept`, in the order of preference.
    pub accepts: Vec<String>,
    /// The alternatives of its security: each has the schemes of the credentials that are needed together. No
    /// alternative means that no credential is needed; an empty one makes credentials optional.
    pub security: Vec<Vec<String>>,
    /// The scopes that a token must have; several sets if alternatives differ in their scopes.
    pub scopes: Vec<Vec<String>>,
    /// The header of the key by which the server recognises a call that is made again, if it has one.
    pub idempotency: Option<String>,
    /// The first of its tags.
    pub tag: Option<String>,
    /// The group that it belongs to.
    pub group: String,
    /// What is said of it.
    pub docs: Docs,
    /// Messages about what is missing compared with the description; empty if nothing is.
    pub losses: Vec<String>,
}

impl Operation {
    /// Whether its request may hold a stream, so that it can be sent once only.
    pub fn may_stream(&self) -> bool {
        let mut contents = self.body.iter().flat_map(|body| &body.contents);
        contents.any(|content| content.sent.may_stream())
    }

    /// The named types of what it sends, parameters included; not what those hold.
    pub fn sent_types(&self) -> impl Iterator<Item = TypeId> {
        let contents = self.body.iter().flat_map(|body| &body.contents);
        let bodies = contents.filter_map(|content| content.sent.ty());
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        bodies.chain(parameters).filter_map(Type::mentioned)
    }

    /// The named types of what it answers, headers aside; not what those hold.
    pub fn received_types(&self) -> impl Iterator<Item = TypeId> {
        let answers = self.success.described.iter().chain(&self.failure.described);
        let streamed = self.stream.iter().map(|stream| &stream.payload);
        let payloads = answers.map(|answer| &answer.payload).chain(streamed);
        payloads.filter_map(|payload| payload.ty()?.mentioned())
    }
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPart {
    /// A text that is sent unchanged.
    Literal(String),
    /// The value of the path parameter of this name.
    Parameter(String),
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it is described, if it is.
    pub at: Option<Pointer>,
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it is sent.
    pub place: ParameterPlace,
    /// Whether the operation has a parameter of its name in another place too.
    pub shares_name: bool,
    /// How it is spelled there.
    pub spelling: Spelling,
    /// Whether it must be sent.
    pub required: bool,
    /// The type of its value. Null is not sent; or as an empty value, if [`Spelling::or_empty`].
    pub ty: Type,
    /// What is said of it.
    pub docs: Docs,
    /// A value that may be sent.
    pub sample: Sample,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl ParameterPlace {
    /// The word for the place.
    pub fn word(self) -> &'static str {
        match self {
            ParameterPlace::Path => "path",
            ParameterPlace::Query => "query",
            ParameterPlace::Header => "header",
            ParameterPlace::Cookie => "cookie",
        }
    }
}

/// What travels in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// Nothing, or nothing worth reading.
    Empty,
    /// A value as JSON.
    Json(Type),
    /// Values of this type as JSON, one after the other.
    Lines(Type),
    /// Events whose data is of this type.
    Events(Type),
    /// Events whose fields together are an object of this type.
    EventObjects(Type),
    /// A text.
    Text,
    /// Bytes.
    Bytes,
}

impl Payload {
    /// The type of its values, if it has a type of its own.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Payload::Json(ty)
            | Payload::Lines(ty)
            | Payload::Events(ty)
            | Payload::EventObjects(ty) => Some(ty),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        }
    }
}

/// An answer that can be read while it comes.
#[derive(Debug, Clone)]
pub struct Stream {
    /// The media type for `Accept`.
    pub media: String,
    /// What it consists of: values, events or bytes.
    pub payload: Payload,
}

/// The answers of one outcome, the most specific status first.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The described answers.
    pub described: Vec<Answer>,
    /// The origin of the choice between payloads, if the answers have several.
    pub several: Option<Origin>,
}

impl Answers {
    /// Whether an answer is a redirect.
    pub fn has_redirects(&self) -> bool {
        let is_redirect = |answer: &Answer| {
            matches!(answer.statuses, Statuses::One(300..=399) | Statuses::Hundred(3))
        };
        self.described.iter().any(is_redirect)
    }

    /// The payload of every answer, if all have an equal one.
    pub fn single(&self) -> Option<&Payload> {
        match self.several {
            Some(_) => None,
            None => self.described.first().map(|answer| &answer.payload),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// For which statuses.
    pub statuses: Statuses,
    /// The media types that distinguish it from other answers of its statuses; empty if there is no other.
    pub media: Vec<String>,
    /// Words that distinguish it from the other answers.
    pub words: String,
    /// What its body holds.
    pub payload: Payload,
    /// What is said of it.
    pub docs: Docs,
}

/// The statuses of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statuses {
    /// One status.
    One(u16),
    /// A class of statuses: 4 is 400 to 499.
    Hundred(u8),
    /// Every status that no other answer is described for.
    Rest,
}

impl Statuses {
    /// The usual words for them (RFC 9110, section 15).
    pub fn words(self) -> String {
        let known = match self {
            Statuses::One(200) => "ok",
            Statuses::One(201) => "created",
            Statuses::One(202) => "accepted",
            Statuses::One(204) => "no content",
            Statuses::One(206) => "partial content",
            Statuses::One(304) => "not modified",
            Statuses::One(400) => "bad request",
            Statuses::One(401) => "unauthorized",
            Statuses::One(402) => "payment required",
            Statuses::One(403) => "forbidden",
            Statuses::One(404) => "not found",
            Statuses::One(405) => "method not allowed",
            Statuses::One(406) => "not acceptable",
            Statuses::One(408) => "request timeout",
            Statuses::One(409) => "conflict",
            Statuses::One(410) => "gone",
            Statuses::One(412) => "precondition failed",
            Statuses::One(413) => "content too large",
            Statuses::One(415) => "unsupported media type",
            Statuses::One(422) => "unprocessable content",
            Statuses::One(423) => "locked",
            Statuses::One(429) => "too many requests",
            Statuses::One(500) => "internal server error",
            Statuses::One(501) => "not implemented",
            Statuses::One(502) => "bad gateway",
            Statuses::One(503) => "service unavailable",
            Statuses::One(504) => "gateway timeout",
            Statuses::Hundred(2) => "success",
            Statuses::Hundred(3) => "redirection",
            Statuses::Hundred(4) => "client error",
            Statuses::Hundred(5) => "server error",
            Statuses::Rest => "other",
            Statuses::One(code) => return format!("status {code}"),
            Statuses::Hundred(hundred) => return format!("status {hundred}xx"),
        };
        known.to_owned()
    }
}
