//! Media types → what travels in a body.

use super::context::Context;
use super::event::events;
use super::media::{
    Preference, essence, is_header_text, is_json, is_lines, is_markup, preference, sendable, words,
};
use super::parts::{self, parts_sample, parts_type};
use crate::api::{
    Body, ComponentKind, Content, Docs, Origin, Payload, Sample, Sent, Spelling, Step, Style, Type,
    View,
};
use crate::diagnostic::Code;
use crate::document::{self, Encoding, MediaType, Value};
use crate::lower::sample::{sample, styled_sample};
use crate::lower::types::{Types, type_of};
use crate::source::NodeKind;

/// What an operation sends.
pub(super) fn body(
    context: &mut Context<'_>,
    operation: &document::Operation,
    origin: &Origin,
) -> Option<Body> {
    let described = operation.body.as_ref()?;
    let mut contents: Vec<Content> = Vec::new();
    let mut encoding = Vec::new();
    let (mut parts, mut part_styles) = (Vec::new(), Vec::new());
    for media in &described.content {
        let content = content(context, media);
        match contents.iter().find(|known| is_same(known, &content)) {
            Some(known) => {
                let message = format!("it is sent as `{}`, which is the same", known.media);
                context.types.schemas.say_of_key(Code::UnusedKey, media.at, message);
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
    let several = (contents.len() > 1).then(|| {
        let path = origin.path.iter().cloned().chain([Step::Content]).collect();
        Origin::new(origin.at.clone(), path)
    });
    let required = described.required;
    let docs = Docs::of(described.description.as_deref());
    let body = Body { required, contents, several, encoding, parts, part_styles, docs };
    (!body.contents.is_empty()).then_some(body)
}

/// A body as a media type.
fn content(context: &mut Context<'_>, media: &MediaType) -> Content {
    let kind = preference(context.types.schemas, media);
    let essence = essence(&media.name);
    let sent = match kind {
        Preference::Json => Sent::Json(media_type(&mut context.types, media, View::Sent)),
        Preference::Form if essence.starts_with("multipart/") => {
            Sent::Parts(parts_type(context, media))
        }
        Preference::Form => Sent::Form(media_type(&mut context.types, media, View::Sent)),
        Preference::Text => Sent::Text,
        Preference::Bytes if is_markup(&essence) => Sent::Text,
        Preference::Bytes if is_lines(&essence) => match media.items {
            Some(item) => Sent::Lines(type_of(&mut context.types, item, View::Sent)),
            None => match media_type(&mut context.types, media, View::Sent) {
                Type::List(item) => Sent::Lines(*item),
                Type::Scalar(_) => Sent::Text,
                value => Sent::Lines(value),
            },
        },
        Preference::Bytes => Sent::Bytes,
    };
    let sample = match (&sent, media.schema) {
        (Sent::Lines(_), _) if media.items.is_some() => lines_sample(context, media),
        (Sent::Bytes, _) | (_, None) => Sample::Null,
        (Sent::Form(_), Some(schema)) => {
            styled_sample(&context.samples, schema, media.example.as_slice())
        }
        (Sent::Parts(_), Some(schema)) => {
            let sample = styled_sample(&context.samples, schema, media.example.as_slice());
            parts_sample(context.types.schemas, media, sample)
        }
        (_, Some(schema)) => sample(&context.samples, schema, media.example.as_slice()),
    };
    let is_open = sent == Sent::Bytes && is_header_text(&essence) && essence.contains('*');
    let range = is_open.then(|| essence.clone());
    let media = sendable(&media.name, kind);
    Content { media, range, words: words(&essence), sent, sample }
}

/// The sample of a sequence whose values have a schema of their own: the values that its author shows, or one.
fn lines_sample(context: &Context<'_>, media: &MediaType) -> Sample {
    let Some(item) = media.items else { return Sample::Null };
    let shown = match media.example.as_ref().map(Value::kind) {
        Some(NodeKind::List(shown)) => shown.iter().map(Value::new).collect(),
        _ => Vec::new(),
    };
    let one = |shown: &[Value]| sample(&context.samples, item, shown);
    Sample::List(match shown.as_slice() {
        [] => vec![one(&[])],
        several => several.iter().map(|value| one(std::slice::from_ref(value))).collect(),
    })
}

/// Names the inline types of a body that is described among the parameters, as in Swagger 2.0, after the operation.
/// Those of a shared one are named after it.
pub(super) fn anchor_body(types: &mut Types<'_>, body: &document::Body, way: &[Step]) {
    let origin = types.origins.of_node(body.at);
    if origin.path.contains(&Step::Body) {
        return;
    }
    let way = match origin.path.first() {
        Some(shared @ Step::Shared(..)) => {
            vec![shared.clone(), Step::Component(ComponentKind::Body)]
        }
        _ => way.to_vec(),
    };
    types.origins.anchor(body.at, way.clone());
    // The members of a form stand beside each other, or at places of their own where they are shared.
    for id in body.content.iter().filter_map(|media| media.schema) {
        let form = types.schemas.schema(id);
        for (name, member) in form.properties.iter().filter(|_| form.at == Some(body.at)) {
            let Some(at) = types.schemas.schema(*member).at else { continue };
            if !matches!(types.origins.of_node(at).path.first(), Some(Step::Shared(..))) {
                let step = Step::Member(name.to_string());
                types.origins.anchor(at, way.iter().cloned().chain([step]).collect());
            }
        }
    }
}

/// Names the inline types of a body after their media type, except those of the preferred media type, which are
/// named after the body alone.
pub(super) fn anchor_contents(types: &mut Types<'_>, body: &document::Body) {
    let first = body.content.iter().min_by_key(|media| preference(types.schemas, media));
    let Some(first) = first.map(|media| media.at) else { return };
    for media in body.content.iter().filter(|media| media.at != first) {
        let mut path = types.origins.of_node(media.at).path;
        // The types of a shared media type are named after it.
        if path.contains(&Step::Component(ComponentKind::MediaType)) {
            continue;
        }
        path.push(Step::Other(words(&essence(&media.name))));
        types.origins.anchor(media.at, path);
    }
}

/// What travels as a media type in an answer.
pub(super) fn payload(types: &mut Types<'_>, media: &MediaType) -> Payload {
    let essence = essence(&media.name);
    match preference(types.schemas, media) {
        _ if essence == "text/event-stream" => events(types, media),
        Preference::Bytes if is_markup(&essence) => Payload::Text,
        _ if is_lines(&essence) => Payload::Lines(match media.items {
            Some(item) => type_of(types, item, View::Received),
            None => match media_type(types, media, View::Received) {
                Type::List(item) => *item,
                Type::Scalar(_) => Type::Any,
                value => value,
            },
        }),
        Preference::Json => Payload::Json(media_type(types, media, View::Received)),
        Preference::Text => Payload::Text,
        Preference::Bytes | Preference::Form => Payload::Bytes,
    }
}

fn media_type(types: &mut Types<'_>, media: &MediaType, view: View) -> Type {
    media.schema.map_or(Type::Any, |schema| type_of(types, schema, view))
}

/// Whether two contents send equal values in equal ways: `text/json` and `application/*+json` are how some
/// frameworks spell JSON. A merge patch is not the same as JSON, since a server treats it otherwise.
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

/// The spellings of the members of a form, each with the names of its members (OpenAPI 3.1, section 4.8.15.1).
/// A stated style takes precedence over a stated media type.
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

/// How a member of a form is spelled, where its encoding says that.
pub(super) fn spelling(encoding: &Encoding) -> Option<Spelling> {
    let Encoding { content_type, style, explode, allow_reserved } = encoding;
    if !encoding.has_style() {
        let json = content_type.as_deref().is_some_and(is_json);
        return json.then(|| Spelling::new(Style::Json, false));
    }
    let style = style.map_or(Style::Form, super::style::style);
    let explode = explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject));
    let explode = explode || style == Style::DeepObject;
    Some(Spelling { reserved: allow_reserved.unwrap_or(false), ..Spelling::new(style, explode) })
}
