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
        let chosen = described.content.iter().min_by_key(|media| preference(&media.name));
        let Some(chosen) = chosen else {
            return Ok(None);
        };
        for other in described.content.iter().filter(|other| other.at != chosen.at) {
            let message =
                format!("`{}` is left out; the body is sent as `{}`", other.name, chosen.name);
            self.say_of_key(Code::UnsupportedBody, other.at, message);
        }
        if preference(&chosen.name) == Preference::Form {
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
            media: concrete(&chosen.name),
            payload: self.payload(chosen),
            docs: Docs::of(described.description.as_deref()),
        }))
    }

    /// What travels as a media type.
    pub(super) fn payload(&mut self, media: &MediaType) -> Payload {
        match preference(&media.name) {
            Preference::Json => {
                Payload::Json(media.schema.map_or(Type::Any, |schema| self.type_of(schema)))
            }
            Preference::Text => Payload::Text,
            Preference::Bytes | Preference::Form => Payload::Bytes,
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

/// What a media type is to us.
pub(super) fn preference(media: &str) -> Preference {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    match (kind, subtype) {
        // A wildcard with a schema is what some generators write for JSON.
        (_, "json") | ("*" | "application", "*") => Preference::Json,
        (_, subtype) if subtype.ends_with("+json") => Preference::Json,
        ("multipart", _) | (_, "x-www-form-urlencoded") => Preference::Form,
        ("text", "event-stream") => Preference::Bytes,
        ("text", _) => Preference::Text,
        _ => Preference::Bytes,
    }
}

/// The media type that is sent: as written, where that can stand in a header and is no wildcard.
pub(super) fn concrete(media: &str) -> String {
    let sendable = media.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !media.contains('*');
    if sendable { media.trim().to_owned() } else { "application/json".to_owned() }
}
