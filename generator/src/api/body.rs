//! What an operation sends, and as which media types.

use super::{Api, Docs, Origin, Sample, Spelling, Type};

/// What an operation sends.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// What it can be, in the author's order: one thing, or the caller chooses.
    pub contents: Vec<Content>,
    /// Where the choice is described, if there is one.
    pub several: Option<Origin>,
    /// How members of a form are spelled, where that is not the usual way.
    pub encoding: Vec<(Spelling, Vec<String>)>,
    /// The media types of its parts by their names, where those are not the usual ones.
    pub parts: Vec<(String, String)>,
    /// The parts that are spelled in a style, those of one spelling together.
    pub part_styles: Vec<(Spelling, Vec<String>)>,
    /// What is said of it.
    pub docs: Docs,
}

/// A body as one media type.
#[derive(Debug, Clone)]
pub struct Content {
    /// The media type that it is sent as.
    pub media: String,
    /// The media types that the caller can say it is instead, where the description has a wildcard.
    pub range: Option<String>,
    /// What tells it from the others, in words.
    pub words: String,
    /// What is sent.
    pub sent: Sent,
    /// A value that may be sent, where that is no bytes and something is known of it; of lines, a list.
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
    /// The members of a value as parts; made by hand where nothing is known of them.
    Parts(Option<Type>),
    /// A text.
    Text,
    /// Bytes, or a stream of them.
    Bytes,
}

impl Sent {
    /// The type of the values that are sent, if they are not sent as they are.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Sent::Json(ty) | Sent::Form(ty) | Sent::Lines(ty) | Sent::Parts(Some(ty)) => Some(ty),
            Sent::Parts(None) | Sent::Text | Sent::Bytes => None,
        }
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

    /// Whether the type of a value says that it is sent as this content and no other.
    pub fn is_told_by_type(&self, api: &Api, content: &Content) -> bool {
        let kind = kind(api, &content.sent);
        self.contents.iter().filter(|other| self::kind(api, &other.sent) == kind).count() == 1
    }
}

/// What two contents have in common if their values are of one type.
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
