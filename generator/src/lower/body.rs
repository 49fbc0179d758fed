//! Media types → what travels in a body.

use super::Lowering;
use crate::api::{Body, Docs, Payload, Type};
use crate::diagnostic::Code;
use crate::document::{self, MediaType};

impl Lowering<'_> {
    /// What an operation sends.
    ///
    /// # Errors
    /// The reason, if it must send something that is not carried.
    pub(super) fn body(
        &mut self,
        operation: &document::Operation,
        losses: &mut Vec<String>,
    ) -> Result<Option<Body>, String> {
        let Some(described) = &operation.body else {
            return Ok(None);
        };
        let chosen = described.content.iter().min_by_key(|media| self.preference(media));
        let Some(chosen) = chosen else {
            return Ok(None);
        };
        for other in described.content.iter().filter(|other| other.at != chosen.at) {
            let message =
                format!("`{}` is left out; the body is sent as `{}`", other.name, chosen.name);
            self.say_of_key(Code::UnsupportedBody, other.at, message);
        }
        let kind = self.preference(chosen);
        if kind == Preference::Form {
            let message = format!("a body of `{}` is not sent yet", chosen.name);
            self.say_of_key(Code::UnsupportedBody, chosen.at, message.clone());
            if described.required {
                return Err(message);
            }
            losses.push(message);
            return Ok(None);
        }
        Ok(Some(Body {
            required: described.required,
            media: sendable(&chosen.name, kind),
            payload: self.payload(chosen),
            docs: Docs::of(described.description.as_deref()),
        }))
    }

    /// What travels as a media type.
    pub(super) fn payload(&mut self, media: &MediaType) -> Payload {
        match self.preference(media) {
            Preference::Json => {
                Payload::Json(media.schema.map_or(Type::Any, |schema| self.type_of(schema)))
            }
            Preference::Text => Payload::Text,
            Preference::Bytes | Preference::Form => Payload::Bytes,
        }
    }

    /// What a media type is to us. A wildcard is what some generators write for JSON, unless its
    /// schema says that it is bytes.
    pub(super) fn preference(&self, media: &MediaType) -> Preference {
        let schema = media.schema.and_then(|schema| self.schema(schema));
        let binary = schema.is_some_and(|schema| schema.format.as_deref() == Some("binary"));
        match preference(&media.name) {
            Preference::Json if binary && media.name.contains('*') => Preference::Bytes,
            other => other,
        }
    }
}

/// Which of several media types is chosen: the first in this order, then the first as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Preference {
    /// JSON, and what builds on it.
    Json,
    /// Any text.
    Text,
    /// Anything else.
    Bytes,
    /// What is made of fields.
    Form,
}

/// What the name of a media type says.
fn preference(media: &str) -> Preference {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    match (kind, subtype) {
        (_, "json") | ("*" | "application", "*") => Preference::Json,
        (_, subtype) if subtype.ends_with("+json") => Preference::Json,
        ("multipart", _) | (_, "x-www-form-urlencoded") => Preference::Form,
        ("text", "event-stream") => Preference::Bytes,
        ("text", _) => Preference::Text,
        _ => Preference::Bytes,
    }
}

/// Whether a media type is JSON.
pub(super) fn is_json(media: &str) -> bool {
    preference(media) == Preference::Json
}

/// The media type that a body is sent as: as written, where that can stand in a header and is no
/// wildcard.
fn sendable(media: &str, kind: Preference) -> String {
    if is_header_text(media) && !media.contains('*') {
        return media.trim().to_owned();
    }
    let usual = match kind {
        Preference::Json => "application/json",
        Preference::Text => "text/plain",
        Preference::Bytes | Preference::Form => "application/octet-stream",
    };
    usual.to_owned()
}

/// The media type that an answer is asked for as, if it can stand in a header.
pub(super) fn acceptable(media: &str, kind: Preference) -> Option<String> {
    match (is_header_text(media), kind, media.contains('*')) {
        (true, Preference::Json, true) => Some("application/json".to_owned()),
        (true, _, _) => Some(media.trim().to_owned()),
        (false, _, _) => None,
    }
}

fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
