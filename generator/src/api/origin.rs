//! Where a thing comes from in the description: the only thing that its name may depend on.

use std::sync::Arc;

use super::{ParameterPlace, View};
use crate::source::Pointer;

/// Where a thing comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Its place in the description.
    pub at: Pointer,
    /// The path to it in the terms of an API, from the outermost named thing inwards.
    pub path: Vec<Step>,
    /// The view of a schema that a type is; none where both views are one type.
    pub view: Option<View>,
}

impl Origin {
    /// The origin of what has no views.
    pub fn new(at: Pointer, path: Vec<Step>) -> Self {
        Self { at, path, view: None }
    }

    /// The view, where the name of the type has to say it. The view that the place of a schema is for has the
    /// name of the schema: within what an operation sends, that is the sent one, everywhere else the
    /// received one. So the name depends on the place alone, and on no use.
    pub fn marked_view(&self) -> Option<View> {
        let is_sent = |step: &Step| {
            let kind = match step {
                Step::Component(kind) => *kind,
                step => return matches!(step, Step::Body | Step::Parameter(..)),
            };
            matches!(kind, ComponentKind::Body | ComponentKind::Parameter)
        };
        let is_request = self.path.iter().any(is_sent);
        let unmarked = if is_request { View::Sent } else { View::Received };
        self.view.filter(|view| *view != unmarked)
    }
}

/// One step of the way from a named thing to something within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A thing that its author named: a type that operations share; with the path of its file, where that is not
    /// the description's first.
    Shared(String, Option<Arc<str>>),
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
    /// A parameter, in a place.
    Parameter(ParameterPlace, String),
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
    /// What a component is that is no schema, behind its name.
    Component(ComponentKind),
    /// A step that has no better word.
    Other(String),
}

/// A kind of component that is no schema and that holds schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComponentKind {
    /// What an operation answers.
    Answer,
    /// What an operation sends.
    Body,
    /// A header of an answer.
    Header,
    /// What a body or an answer is as a media type.
    MediaType,
    /// A parameter.
    Parameter,
}

impl ComponentKind {
    /// The word for the kind.
    pub fn word(self) -> &'static str {
        match self {
            ComponentKind::Answer => "answer",
            ComponentKind::Body => "body",
            ComponentKind::Header => "header",
            ComponentKind::MediaType => "content",
            ComponentKind::Parameter => "parameter",
        }
    }
}
