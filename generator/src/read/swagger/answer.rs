//! `schema` and `examples` of an answer, and the `produces` of its operation → content. An answer without a schema
//! has no body (Swagger 2.0, Response Object), unless an example shows one.

use std::sync::Arc;

use super::is_file;
use super::media_type::{Named, or_usual};
use crate::diagnostic::Code;
use crate::document::{Header, MediaType, Style, Value};
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    /// The content of the answer at a node. What an operation produces is often said for its successes only: a
    /// failure whose schema none of it can carry, such as an object as `image/png`, is what the description
    /// produces otherwise.
    pub(in crate::read) fn swagger_answer(
        &mut self,
        fields: &mut Fields<'n>,
        node: &'n Node,
        produces: Option<&[Named]>,
        is_failure: bool,
    ) -> Vec<MediaType> {
        let Some(schema) = fields.take("schema") else {
            let content = self.content(fields);
            return if content.is_empty() { self.shown(fields) } else { content };
        };
        let mut named = match produces {
            // Nothing is said of the media type of a file, which is hardly JSON.
            None | Some([]) if is_file(schema) => vec![Named::unstated("*/*", node.at)],
            stated => or_usual(stated, node),
        };
        // An example shows that there is its media type too.
        let examples = self.examples(fields);
        let is_new = |(shown, _): &&(Named, &Node)| named.iter().all(|known| !known.is(shown));
        let shown: Vec<Named> = examples.iter().filter(is_new).map(|(it, _)| it.clone()).collect();
        named.extend(shown);
        if is_failure && named.iter().all(|one| !one.has_structure()) && self.is_structured(schema)
        {
            let mut usual = self.usual.produces.clone().unwrap_or_default();
            usual.retain(Named::has_structure);
            named.extend(or_usual(Some(&usual), node));
        }
        let id = self.schema(schema);
        let content = named.into_iter().map(|named| {
            let example = examples.iter().find(|(shown, _)| shown.is(&named));
            let example = example.map(|(_, node)| Value::new(node));
            let Named { name, at } = named;
            MediaType { at, name, schema: Some(id), encoding: Vec::new(), example }
        });
        content.collect()
    }

    /// Whether a schema describes what is more than a text or bytes.
    fn is_structured(&mut self, schema: &'n Node) -> bool {
        self.resolved(schema).is_some_and(|schema| {
            let kind = schema.get("type").and_then(Node::as_str);
            let keys = ["properties", "allOf", "items", "additionalProperties"];
            matches!(kind, Some("object" | "array"))
                || kind.is_none() && keys.iter().any(|key| schema.get(key).is_some())
        })
    }

    /// The examples of an answer, by their media types.
    fn examples(&mut self, fields: &mut Fields<'n>) -> Vec<(Named, &'n Node)> {
        let mut examples = Vec::new();
        for (key, node) in self.extensible_map(fields, "examples") {
            let name = self.media_type_name(key, node);
            examples.extend(name.map(|name| (Named { name, at: node.at }, node)));
        }
        examples
    }

    /// The content that only examples show.
    fn shown(&mut self, fields: &mut Fields<'n>) -> Vec<MediaType> {
        let shown = self.examples(fields).into_iter().map(|(Named { name, at }, node)| {
            let example = Some(Value::new(node));
            MediaType { at, name, schema: None, encoding: Vec::new(), example }
        });
        shown.collect()
    }

    /// The header at a node, which is its own schema. A list whose values are not separated by commas is a text.
    pub(in crate::read) fn swagger_header(
        &mut self,
        name: &Arc<str>,
        node: &'n Node,
        mut fields: Fields<'n>,
    ) -> Header {
        let format = node.get("collectionFormat").unwrap_or(node);
        let style = self.collection_style(&mut fields, node, Style::Simple, false);
        let is_separated_otherwise = style.is_some_and(|(style, _)| style != Style::Simple);
        if is_separated_otherwise {
            let message = "only commas separate the values of a header; it is a text";
            self.say_of_value(Code::Unsupported, format.at, message);
        }
        let schema = self.schema_of_parameter(node, super::Role::Header);
        Header {
            at: node.at,
            name: name.clone(),
            schema: schema.filter(|_| !is_separated_otherwise),
            content: None,
            explode: false,
            description: self.text(&mut fields, "description"),
            deprecated: self.flag(&mut fields, "deprecated").unwrap_or(false),
        }
    }
}
