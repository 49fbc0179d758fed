//! Parts → the bytes of a multipart body (RFC 7578, and OpenAPI 3.1.1, section 4.8.15), without ever
//! holding a file as a whole.

use percent_encoding::percent_decode_str;

use super::parts::Part;
use super::{Body, FilePart, Multipart, Parts};
use crate::runtime::call::{Call, Operation};
use crate::runtime::error::Fault;
use crate::runtime::parameter::{Place, Style, Tree};
use crate::runtime::send::random_id;

impl Call {
    /// Sets the body to parts, as the operation describes them.
    pub fn multipart(mut self, media_type: &'static str, body: impl Multipart) -> Self {
        let boundary = boundary();
        let framed = frame(body.into_parts(), self.operation, &boundary);
        let media_type = format!("{media_type}; boundary={boundary}");
        self.body = Some((media_type.into(), framed));
        self
    }
}

/// A random text, which occurs in no part.
fn boundary() -> String {
    random_id()
}

fn frame(parts: Parts, operation: &Operation, boundary: &str) -> Result<Body, Fault> {
    let mut whole = Body::default();
    for (name, content) in parts.0 {
        let described = operation.part_type(&name);
        let sent = match content {
            Part::File(file) => vec![of_file(&name, file, described)],
            Part::Value(json) => {
                let about = |fault: Fault| fault.about(format_args!("has a part {name:?} that"));
                let json = json.map_err(about)?;
                let tree = Tree::read(&json).map_err(about)?;
                match operation.part_style_of(&name) {
                    Some(style) => styled(style, &name, &tree),
                    None => of_value(&name, &tree, described),
                }
            }
        };
        for Framed { name, file_name, media_type, body } in sent {
            let head = head(boundary, &name, file_name.as_deref(), media_type.as_deref())?;
            whole = whole.then(head.into()).then(body).then("\r\n".into());
        }
    }
    Ok(whole.then(format!("--{boundary}--\r\n").into()))
}

/// A part whose head is not yet written.
struct Framed {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    body: Body,
}

fn of_file(name: &str, file: FilePart, described: Option<&str>) -> Framed {
    let media_type = file.media_type.or_else(|| described.map(str::to_owned));
    Framed {
        name: name.to_owned(),
        // Most servers take a part without a file name for a text.
        file_name: Some(file.file_name.unwrap_or_else(|| name.to_owned())),
        media_type: Some(media_type.unwrap_or_else(|| "application/octet-stream".to_owned())),
        body: file.body,
    }
}

/// The pairs that a form would have, each as a part. A part is not percent-encoded.
fn styled(style: Style, name: &str, tree: &Tree<'_>) -> Vec<Framed> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let pairs = style.pairs(Place::Form, name, tree).into_iter();
    let part = |pair: String| {
        let (name, value) = pair.split_once('=').unwrap_or((&pair, ""));
        let (name, body) = (decoded(name), decoded(value).into());
        Framed { name, file_name: None, media_type: None, body }
    };
    pairs.map(part).collect()
}

fn of_value(name: &str, tree: &Tree<'_>, described: Option<&str>) -> Vec<Framed> {
    let is_json = described.is_some_and(|media| media.contains("json"));
    let part = |media: Option<&str>, text: &str| {
        let media_type = media.or(described).map(str::to_owned);
        let name = name.to_owned();
        Framed { name, file_name: None, media_type, body: text.to_owned().into() }
    };
    match tree {
        Tree::Null => Vec::new(),
        Tree::Scalar(_, json) if is_json => vec![part(None, json)],
        Tree::Scalar(text, _) => vec![part(None, text)],
        Tree::List(_, json) | Tree::Object(_, json) if is_json => vec![part(None, json)],
        Tree::List(items, _) => {
            let items = items.iter().filter_map(|item| match item {
                Tree::Scalar(text, _) => Some(part(None, text)),
                other => other.json().map(|json| part(Some("application/json"), json)),
            });
            items.collect()
        }
        Tree::Object(_, json) => vec![part(described.or(Some("application/json")), json)],
    }
}

fn head(
    boundary: &str,
    name: &str,
    file_name: Option<&str>,
    media_type: Option<&str>,
) -> Result<String, Fault> {
    let name = quoted(name);
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
    if let Some(file_name) = file_name {
        head += &format!("; filename=\"{}\"", quoted(file_name));
    }
    if let Some(media_type) = media_type {
        if media_type.contains(|c: char| c.is_ascii_control()) {
            let fault = "whose media type holds a control character, such as a line break";
            return Err(Fault::new(fault).about(format_args!("has a part {name:?}")));
        }
        head += &format!("\r\nContent-Type: {media_type}");
    }
    Ok(head + "\r\n\r\n")
}

/// Escapes a name as browsers do (the HTML standard, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
