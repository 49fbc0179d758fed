//! What an operation sends, and as which media types.

use super::{Api, Docs, Origin, Sample, Spelling, Type};

/// What an operation sends.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// The contents that the caller chooses from, in the author's order. Never empty.
    pub contents: Vec<Content>,
    /// The origin of the choice between contents, if there are several.
    pub several: Option<Origin>,
    /// The spellings of the members of a form, where they are not the usual one, each with the names of its
    /// members.
    pub encoding: Vec<(Spelling, Vec<String>)>,
    /// The name of each part whose media type is not the usual one, and the media type.
    pub parts: Vec<(String, String)>,
    /// The spellings of the parts that have a style, each with the names of its parts.
    pub part_styles: Vec<(Spelling, Vec<String>)>,
    /// Its documentation.
    pub docs: Docs,
}

/// A body as one media type.
#[derive(Debug, Clone)]
pub struct Content {
    /// The media type that it is sent as.
    pub media: String,
    /// The wildcard of the description, if it has one: the caller can state any media type that it allows.
    pub range: Option<String>,
    /// Words that distinguish it from the other contents of the body.
    pub words: String,
    /// What is sent.
    pub sent: Sent,
    /// A value that may be sent; a list for lines. Null for bytes, and where there is no schema.
    pub sample: Sample,
}

/// What travels in the body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// A value as JSON.
    Json(Type),
    /// The members of a value as a form.
    Form(Type),
    /// Values of this type as JSON, a line each.
    Lines(Type),
    /// The members of a value as the parts of a multipart body. Without a type, the caller builds the parts.
    Parts(Option<Type>),
    /// A text.
    Text,
    /// Bytes, or a stream of them.
    Bytes,
}

impl Sent {
    /// The type of the values that are sent; none for a text, bytes, or parts without a type.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Sent::Json(ty) | Sent::Form(ty) | Sent::Lines(ty) | Sent::Parts(Some(ty)) => Some(ty),
            Sent::Parts(None) | Sent::Text | Sent::Bytes => None,
        }
    }

    /// Whether a stream may be sent, which can be read once only.
    pub fn may_stream(&self) -> bool {
        matches!(self, Sent::Parts(_) | Sent::Bytes)
    }
}

impl Body {
    /// What is sent, if there is no choice.
    pub fn single(&self) -> Option<&Content> {
        match self.several {
            Some(_) => None,
            None => self.contents.first(),
        }
    }

    /// Whether the type of a value decides that it is sent as this content and as no other.
    pub fn is_told_by_type(&self, api: &Api, content: &Content) -> bool {
        let kind = kind(api, &content.sent);
        self.contents.iter().filter(|other| self::kind(api, &other.sent) == kind).count() == 1
    }
}

/// The type of the values of a content. Two contents of one kind cannot be distinguished by a value.
#[derive(PartialEq)]
enum Kind {
    Value(Type),
    Parts,
    Bytes,
}

fn kind(api: &Api, sent: &Sent) -> Kind {
    match sent {
        Sent::Parts(None) => Kind::Parts,
        Sent::Json(ty) | Sent::Form(ty) | Sent::Parts(Some(ty)) => Kind::Value(api.unfolded(ty, 0)),
        Sent::Lines(ty) => Kind::Value(Type::List(Box::new(api.unfolded(ty, 0)))),
        Sent::Text => Kind::Value(Type::Scalar(super::Scalar::String)),
        Sent::Bytes => Kind::Bytes,
    }
}
