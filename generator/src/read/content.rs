//! `content`: the media types of a body, an answer or a parameter, with their schemas, encodings and examples.

use super::Reader;
use super::field::Fields;
use super::media_type::USUAL;
use crate::diagnostic::Code;
use crate::document::{ComponentKind, Encoding, MediaType, Value};
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    pub(super) fn content(&mut self, fields: &mut Fields<'n>) -> Vec<MediaType> {
        let mut content = Vec::new();
        let entries = self.map(fields, "content");
        // Without its only media type a body would be lost.
        let otherwise = (entries.len() == 1).then_some(USUAL);
        for (key, node) in entries {
            let Some(name) = self.media_type_name(key, node, otherwise) else {
                continue;
            };
            let Some(node) = self.resolved_as(ComponentKind::MediaType, node) else {
                continue;
            };
            let Some(mut fields) = self.fields(node, "a media type") else {
                continue;
            };
            let schema = fields.take("schema").map(|schema| self.schema(schema));
            let items = fields.take("itemSchema").map(|schema| self.schema(schema));
            let mut encoding = Vec::new();
            for (name, node) in self.map(&mut fields, "encoding") {
                encoding.extend(self.encoding(node).map(|encoding| (name.clone(), encoding)));
            }
            let example = self.example(&mut fields);
            self.positional_encoding(&mut fields);
            content.push(MediaType { at: node.at, name, schema, items, encoding, example });
            self.finish(fields, "a media type", &[]);
        }
        content
    }

    /// `example`, or the value of the first of `examples` that has one. A value that is only shown as it is sent
    /// would have to be read by its media type.
    pub(super) fn example(&mut self, fields: &mut Fields<'n>) -> Option<Value> {
        let single = fields.take("example").map(Value::new);
        let several = fields.take("examples").and_then(Node::as_map).unwrap_or(&[]);
        let mut first = None;
        for (_, node) in several {
            let Some(node) = self.resolved(node) else { continue };
            if let Some(sent) = node.get("serializedValue") {
                self.say_of_key(Code::UnusedKey, sent.at, "`serializedValue` has no effect");
            }
            first = first.or_else(|| node.get("dataValue").or_else(|| node.get("value")));
        }
        single.or_else(|| first.map(Value::new))
    }

    fn encoding(&mut self, node: &'n Node) -> Option<Encoding> {
        let mut fields = self.fields(node, "an encoding")?;
        let style = fields.take("style");
        let encoding = Encoding {
            content_type: self.text(&mut fields, "contentType"),
            style: style.and_then(|node| self.style_of_a_query(node)),
            explode: self.flag(&mut fields, "explode"),
            allow_reserved: self.flag(&mut fields, "allowReserved"),
        };
        self.positional_encoding(&mut fields);
        // A part of several parts is sent as its media type says, whatever each of them is.
        if let Some(node) = fields.take("encoding") {
            let message = "`encoding` of an encoding has no effect".to_owned();
            self.say_of_key(Code::Unsupported, node.at, message);
        }
        self.finish(fields, "an encoding", &["headers"]);
        Some(encoding)
    }

    /// How the parts of a body without names are sent, which is not carried.
    fn positional_encoding(&mut self, fields: &mut Fields<'n>) {
        for key in ["prefixEncoding", "itemEncoding"] {
            if let Some(node) = fields.take(key) {
                let message = format!("`{key}` has no effect: parts without names are not encoded");
                self.say_of_key(Code::Unsupported, node.at, message);
            }
        }
    }
}
