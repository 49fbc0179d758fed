//! `schema` and `examples` of an answer, and the `produces` of its operation → content. An answer without a schema
//! has no body (Swagger 2.0, Response Object), unless an example shows one, or the operation is there for it.

use super::is_file;
use super::media_type::{Named, Stated, or_usual};
use crate::document::{MediaType, StatusKey, Value};
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
        produces: &Stated,
        status: StatusKey,
    ) -> Vec<MediaType> {
        let Some(schema) = fields.take("schema") else {
            let content = self.content(fields);
            return if content.is_empty() {
                self.shown(fields, produces, hundred(status) == Some(2))
            } else {
                content
            };
        };
        let mut named = match produces.named.is_empty() && is_file(schema) {
            // Nothing is said of the media type of a file, which is hardly JSON.
            true => vec![Named::unstated("*/*", node.at)],
            false => produces.or_usual(node),
        };
        // An example shows that there is its media type too.
        let examples = self.examples(fields);
        let is_new = |(shown, _): &&(Named, &Node)| named.iter().all(|known| !known.is(shown));
        let shown: Vec<Named> = examples.iter().filter(is_new).map(|(it, _)| it.clone()).collect();
        named.extend(shown);
        let is_failure = hundred(status).is_none_or(|hundred| hundred >= 4);
        if is_failure && named.iter().all(|one| !one.has_structure()) && self.is_structured(schema)
        {
            let mut usual = self.usual.produces.clone();
            usual.retain(Named::has_structure);
            named = or_usual(&usual, node);
        }
        let id = self.schema(schema);
        let content = named.into_iter().map(|named| {
            let example = examples.iter().find(|(shown, _)| shown.is(&named));
            let example = example.map(|(_, node)| Value::new(node));
            let Named { name, at } = named;
            MediaType { at, name, schema: Some(id), items: None, encoding: Vec::new(), example }
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
            let name = self.media_type_name(key, node, None);
            examples.extend(name.map(|name| (Named { name, at: node.at }, node)));
        }
        examples
    }

    /// The content of an answer without a schema: what examples show; or else what a success produces, if the
    /// operation itself states that this is no value with members, such as `application/octet-stream`. Many
    /// frameworks state JSON for every operation, which says nothing.
    fn shown(
        &mut self,
        fields: &mut Fields<'n>,
        produces: &Stated,
        is_success: bool,
    ) -> Vec<MediaType> {
        let without_schema = |Named { name, at }, example: Option<Value>| MediaType {
            at,
            name,
            schema: None,
            items: None,
            encoding: Vec::new(),
            example,
        };
        let examples = self.examples(fields);
        let is_plain = produces.is_own && !produces.named.iter().any(Named::has_structure);
        if examples.is_empty() && is_plain && is_success {
            return produces.named.iter().cloned().map(|it| without_schema(it, None)).collect();
        }
        let shown = examples.into_iter();
        shown.map(|(named, node)| without_schema(named, Some(Value::new(node)))).collect()
    }
}

/// The class of a status. `default` has none; what it describes is mostly failures.
fn hundred(status: StatusKey) -> Option<u16> {
    match status {
        StatusKey::Code(code) => Some(code / 100),
        StatusKey::Range(hundred) => Some(hundred.into()),
        StatusKey::Default => None,
    }
}
