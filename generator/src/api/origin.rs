//! Where a thing comes from: the only evidence that naming may use.

use crate::source::Pointer;

/// Where a thing comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Its place in the description.
    pub at: Pointer,
    /// The same way in the words of an API, from the outermost named thing inwards.
    pub path: Vec<Step>,
}

/// One step of the way from a named thing to something within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A thing that its author named: a type that operations share.
    Shared(String),
    /// An operation, in the words of its wished name.
    Operation(String),
    /// What the server sends: a webhook or a callback, with its method.
    Webhook(String),
    /// What an operation sends.
    Body,
    /// What an operation sends, as the media types that it can be sent as.
    Content,
    /// What an operation answers when all is well and there is one such answer.
    Success,
    /// What an operation answers for these statuses, in words.
    Answer(String),
    /// What an operation answers when something is wrong and there is one such answer.
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
    /// A variant of a union that its author named.
    Titled(String),
    /// A step that has no better word.
    Other(String),
}
