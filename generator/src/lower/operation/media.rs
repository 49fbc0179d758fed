//! What a media type is to a client, by its name and its schema.

use crate::document::{JsonType, MediaType};
use crate::lower::schema::{Schemas, target};

/// What a described media type carries. A schema of bytes takes precedence over the name of the media type.
pub(in crate::lower) fn preference(schemas: &Schemas<'_>, media: &MediaType) -> Preference {
    let schema = media.schema.map(|schema| schemas.schema(target(schemas, schema)));
    let binary = schema.is_some_and(|schema| {
        schema.format.as_deref() == Some("binary")
            && matches!(schema.types.as_slice(), [] | [JsonType::String])
    });
    match by_name(&media.name) {
        Preference::Json | Preference::Text if binary => Preference::Bytes,
        other => other,
    }
}

/// What a media type carries. Of several media types of an answer, the first in this order is preferred, then
/// the first as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Preference {
    /// JSON, and what builds on it.
    Json,
    /// Any text.
    Text,
    /// Anything else.
    Bytes,
    /// A form, URL-encoded or multipart.
    Form,
}

/// What a media type carries, by its name.
fn by_name(media: &str) -> Preference {
    let essence = essence(media);
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    match (kind, subtype) {
        _ if is_lines(&essence) => Preference::Bytes,
        (_, "json") | ("*" | "application", "*") => Preference::Json,
        (_, subtype) if subtype.ends_with("+json") => Preference::Json,
        ("multipart", _) | (_, "x-www-form-urlencoded") => Preference::Form,
        ("text", "event-stream") => Preference::Bytes,
        ("text", _) => Preference::Text,
        _ => Preference::Bytes,
    }
}

/// A media type without its parameters.
pub(super) fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is XML or YAML: a text that the caller writes and reads with a library of their own.
pub(super) fn is_markup(essence: &str) -> bool {
    ["/xml", "+xml", "/yaml", "/x-yaml", "+yaml"].iter().any(|end| essence.ends_with(end))
}

/// Whether a media type is a sequence of JSON values, such as one on each line.
pub(super) fn is_lines(essence: &str) -> bool {
    let names = ["jsonl", "jsonlines", "ndjson", "json-lines", "stream+json", "json-seq"];
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    names.contains(&subtype.trim_start_matches("x-")) || subtype.ends_with("+json-seq")
}

/// Whether a media type is a sequence of values that are read one by one.
pub(super) fn is_sequence(essence: &str) -> bool {
    is_lines(essence) || essence == "text/event-stream"
}

/// Whether a media type is neither a text nor JSON.
pub(super) fn is_of_bytes(media: &str) -> bool {
    by_name(media) == Preference::Bytes && !is_markup(&essence(media))
}

/// The words that name a media type, its parameters ignored, beside others.
pub(in crate::lower) fn words_of(media: &str) -> String {
    words(&essence(media))
}

/// The words that name a media type, given without parameters, beside others.
pub(super) fn words(essence: &str) -> String {
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", essence));
    let word = match (kind, subtype) {
        (_, "json") => "json",
        ("application", "x-www-form-urlencoded") => "form",
        ("text", "plain") => "text",
        ("application", "octet-stream") => "bytes",
        ("*" | "application", "*") => "any",
        (kind, "*") => kind,
        _ if is_lines(essence) => "json lines",
        (_, "event-stream") => "events",
        ("multipart", "form-data") => "parts",
        (_, subtype) => subtype.trim_start_matches("x-"),
    };
    word.to_owned()
}

/// Whether a media type is JSON.
pub(super) fn is_json(media: &str) -> bool {
    by_name(media) == Preference::Json
}

/// The media type that a body is sent as: as written, if it can be the value of a header and is no wildcard;
/// else the usual one.
pub(super) fn sendable(media: &str, kind: Preference) -> String {
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

/// The media type that an answer is asked for as, if it can stand in a header. Of all that a wildcard
/// allows, JSON comes first.
pub(super) fn acceptable(media: &str, kind: Preference) -> Option<String> {
    match (is_header_text(media), kind, media.contains('*')) {
        (true, _, _) if media.trim().is_empty() => None,
        (true, Preference::Json, true) => Some(format!("application/json, {}", media.trim())),
        (true, _, _) => Some(media.trim().to_owned()),
        (false, _, _) => None,
    }
}

/// Whether a text can be the value of a header.
pub(super) fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
