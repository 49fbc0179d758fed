//! Media types → what travels in a body.

use super::{Lowering, parts};
use crate::api::{
    Body, Content, Docs, Origin, Payload, Sample, Scalar, Sent, Spelling, Step, Style, Type,
};
use crate::diagnostic::Code;
use crate::document::{self, Encoding, JsonType, MediaType};

impl Lowering<'_> {
    /// What an operation sends.
    pub(super) fn body(
        &mut self,
        operation: &document::Operation,
        origin: &Origin,
    ) -> Option<Body> {
        let described = operation.body.as_ref()?;
        let mut contents: Vec<Content> = Vec::new();
        let mut encoding = Vec::new();
        let (mut parts, mut part_styles) = (Vec::new(), Vec::new());
        for media in &described.content {
            let content = self.content(media);
            match contents.iter().find(|known| is_same(known, &content)) {
                Some(known) => {
                    let message = format!("it is sent as `{}`, which is the same", known.media);
                    self.say_of_key(Code::UnusedKey, media.at, message);
                }
                None => {
                    match content.sent {
                        Sent::Form(_) => encoding = spellings(media),
                        Sent::Parts(_) => {
                            parts = parts::media_types(media);
                            part_styles = spellings(media);
                            part_styles.retain(|(spelling, _)| spelling.style != Style::Json);
                            // Nothing is escaped in a part.
                            part_styles.iter_mut().for_each(|(one, _)| one.reserved = false);
                        }
                        _ => {}
                    }
                    contents.push(content);
                }
            }
        }
        let several = (contents.len() > 1).then(|| Origin {
            at: origin.at.clone(),
            path: origin.path.iter().cloned().chain([Step::Content]).collect(),
        });
        let required = described.required;
        let docs = Docs::of(described.description.as_deref());
        let body = Body { required, contents, several, encoding, parts, part_styles, docs };
        (!body.contents.is_empty()).then_some(body)
    }

    /// A body as a media type.
    fn content(&mut self, media: &MediaType) -> Content {
        let kind = self.preference(media);
        let essence = essence(&media.name);
        let ty =
            |lowering: &mut Self| media.schema.map_or(Type::Any, |schema| lowering.type_of(schema));
        let sent = match kind {
            Preference::Json => Sent::Json(ty(self)),
            Preference::Form if essence.starts_with("multipart/") => {
                Sent::Parts(self.parts_type(media))
            }
            Preference::Form => Sent::Form(ty(self)),
            Preference::Text => Sent::Text,
            Preference::Bytes if is_markup(&essence) => Sent::Text,
            Preference::Bytes if is_lines(&essence) => match ty(self) {
                Type::List(item) => Sent::Lines(*item),
                Type::Scalar(_) => Sent::Text,
                value => Sent::Lines(value),
            },
            Preference::Bytes => Sent::Bytes,
        };
        let sample = match (&sent, media.schema) {
            (Sent::Bytes, _) | (_, None) => Sample::Null,
            (Sent::Form(_), Some(schema)) => self.styled_sample(schema, media.example.as_slice()),
            (Sent::Parts(_), Some(schema)) => {
                let sample = self.styled_sample(schema, media.example.as_slice());
                self.parts_sample(media, sample)
            }
            (_, Some(schema)) => self.sample(schema, media.example.as_slice()),
        };
        let is_open = sent == Sent::Bytes && is_header_text(&essence) && essence.contains('*');
        let range = is_open.then(|| essence.clone());
        let media = sendable(&media.name, kind);
        Content { media, range, words: words(&essence), sent, sample }
    }

    /// Names what stands inline in the media types of a body after the media type, but for the one
    /// that comes first for a reader.
    pub(super) fn anchor_contents(&mut self, body: &document::Body) {
        let first = body.content.iter().min_by_key(|media| self.preference(media));
        let Some(first) = first.map(|media| media.at) else { return };
        for media in body.content.iter().filter(|media| media.at != first) {
            let mut path = self.origin(media.at).path;
            path.push(Step::Other(words(&essence(&media.name))));
            self.anchor(media.at, path);
        }
    }

    /// What travels as a media type in an answer.
    pub(super) fn payload(&mut self, media: &MediaType) -> Payload {
        let essence = essence(&media.name);
        match self.preference(media) {
            _ if essence == "text/event-stream" => Payload::Events(self.event_type(media)),
            Preference::Bytes if is_markup(&essence) => Payload::Text,
            _ if is_lines(&essence) => Payload::Lines(match self.media_type(media) {
                Type::List(item) => *item,
                Type::Scalar(_) => Type::Any,
                value => value,
            }),
            Preference::Json => Payload::Json(self.media_type(media)),
            Preference::Text => Payload::Text,
            Preference::Bytes | Preference::Form => Payload::Bytes,
        }
    }

    fn media_type(&mut self, media: &MediaType) -> Type {
        media.schema.map_or(Type::Any, |schema| self.type_of(schema))
    }

    /// The type of the data of events. Some describe the event around it, and some a list of events.
    fn event_type(&mut self, media: &MediaType) -> Type {
        let Some(schema) = media.schema else { return Type::Scalar(Scalar::String) };
        let whole = self.whole(self.target(schema));
        let properties = &whole.schema.properties;
        let is_event = |name: &str| ["data", "event", "id", "retry", "comment"].contains(&name);
        let data = properties.iter().find(|(name, _)| &**name == "data");
        let data = data.filter(|_| properties.iter().all(|(name, _)| is_event(name)));
        let schema = data.filter(|_| properties.len() > 1).map_or(schema, |(_, data)| *data);
        match self.type_of(schema) {
            Type::List(item) => *item,
            ty => ty.split_null().0.clone(),
        }
    }

    /// What a media type is to us. A schema that says that it is bytes is stronger than its name.
    pub(super) fn preference(&self, media: &MediaType) -> Preference {
        let schema = media.schema.and_then(|schema| self.schema(self.target(schema)));
        let binary = schema.is_some_and(|schema| {
            schema.format.as_deref() == Some("binary")
                && matches!(schema.types.as_slice(), [] | [JsonType::String])
        });
        match preference(&media.name) {
            Preference::Json | Preference::Text if binary => Preference::Bytes,
            other => other,
        }
    }
}

/// Which of several media types of an answer is asked for: the first in this order, then the first as written.
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

/// Whether it is a text that is written by hand or by a library of the caller's.
pub(super) fn is_markup(essence: &str) -> bool {
    ["/xml", "+xml", "/yaml", "/x-yaml", "+yaml"].iter().any(|end| essence.ends_with(end))
}

/// Whether it is JSON, a line for each value.
fn is_lines(essence: &str) -> bool {
    let names = ["jsonl", "jsonlines", "ndjson", "json-lines", "stream+json", "json-seq"];
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    names.contains(&subtype.trim_start_matches("x-"))
}

/// Whether a media type is neither a text nor JSON.
pub(super) fn is_of_bytes(media: &str) -> bool {
    preference(media) == Preference::Bytes && !is_markup(&essence(media))
}

/// The words that tell a media type, as written, from others.
pub(super) fn words_of(media: &str) -> String {
    words(&essence(media))
}

/// The words that tell a media type from others.
fn words(essence: &str) -> String {
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

/// Whether two contents differ in nothing that a server could mean by them: `text/json` and
/// `application/*+json` are how some frameworks spell JSON. What a merge patch is, is another thing.
fn is_same(one: &Content, other: &Content) -> bool {
    let plain = |content: &Content| {
        let essence = essence(&content.media);
        let is_json = matches!(essence.as_str(), "text/json" | "application/*+json");
        let bare = !content.media.contains(';') || content.media.contains("charset=");
        match (bare, is_json) {
            (true, true) => "application/json".to_owned(),
            (true, false) => essence,
            (false, _) => content.media.clone(),
        }
    };
    one.sent == other.sent && plain(one) == plain(other)
}

/// How the members of a form are spelled, those of one spelling together (OpenAPI 3.1, section
/// 4.8.15.1). A style that is stated is stronger than a media type.
fn spellings(media: &MediaType) -> Vec<(Spelling, Vec<String>)> {
    let mut spellings: Vec<(Spelling, Vec<String>)> = Vec::new();
    for (name, encoding) in &media.encoding {
        let Some(spelling) = spelling(encoding) else { continue };
        match spellings.iter_mut().find(|(known, _)| *known == spelling) {
            Some((_, names)) => names.push(name.to_string()),
            None => spellings.push((spelling, vec![name.to_string()])),
        }
    }
    spellings
}

fn spelling(encoding: &Encoding) -> Option<Spelling> {
    let Encoding { content_type, style, explode, allow_reserved } = encoding;
    if !encoding.has_style() {
        let json = content_type.as_deref().is_some_and(is_json);
        return json.then(|| Spelling::new(Style::Json, false));
    }
    let style = style.map_or(Style::Form, super::parameter::style);
    let explode = explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject));
    let explode = explode || style == Style::DeepObject;
    Some(Spelling { reserved: allow_reserved.unwrap_or(false), ..Spelling::new(style, explode) })
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

pub(super) fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
