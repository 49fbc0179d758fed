//! Where a thing comes from in the description: the only thing that its name may depend on.

use crate::source::Pointer;

/// Where a thing comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Its place in the description.
    pub at: Pointer,
    /// The path to it in the terms of an API, from the outermost named thing inwards.
    pub path: Vec<Step>,
}

/// One step of the way from a named thing to something within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A thing that its author named: a type that operations share.
    Shared(String),
    /// An operation, by its wished name.
    Operation(String),
    /// What the server sends: a webhook or a callback, with its method.
    Webhook(String),
    /// What an operation sends.
    Body,
    /// The choice between the media types that an operation can send.
    Content,
    /// The only answer of an operation that is a success.
    Success,
    /// One of several answers of an operation, by the words for its statuses.
    Answer(String),
    /// The only answer of an operation that is a failure.
    Failure,
    /// A parameter.
    Parameter(String),
    /// A member of a record.
    Member(String),
    /// An item of a list.
    Item,
    /// A value of a map.
    Value,
    /// A part of a merged record, from 1.
    Part(usize),
    /// A variant of a union, from 1.
    Variant(usize),
    /// A variant of a union, by its title.
    Titled(String),
    /// A step that has no better word.
    Other(String),
}
