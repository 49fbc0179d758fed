//! Headers of answers.

use super::Reader;
use super::field::Fields;
use crate::document::{ComponentKind, Header};
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    /// The headers of a response. `Content-Type` is left out, since `content` states it (OpenAPI 3.1, section
    /// 4.8.17.1).
    pub(super) fn headers(&mut self, fields: &mut Fields<'n>) -> Vec<Header> {
        let mut headers = Vec::new();
        for (name, node) in self.map(fields, "headers") {
            let Some(node) = self.resolved_as(ComponentKind::Header, node) else { continue };
            let Some(mut fields) = self.fields(node, "a header") else { continue };
            if self.is_swagger() && !is_described_apart(node) {
                let header = self.swagger_header(name, node, fields);
                headers.extend(Some(header).filter(|_| !is_content_type(name)));
                continue;
            }
            let header = Header {
                at: node.at,
                name: name.clone(),
                schema: fields.take("schema").map(|schema| self.schema(schema)),
                content: self.content(&mut fields).into_iter().next(),
                explode: self.flag(&mut fields, "explode").unwrap_or(false),
                description: self.text(&mut fields, "description"),
                deprecated: self.flag(&mut fields, "deprecated").unwrap_or(false),
            };
            self.finish_header(fields);
            if !is_content_type(name) {
                headers.push(header);
            }
        }
        headers
    }

    /// Reports the fields that are left. `style` can only be `simple`, and `required` has no effect: every
    /// header may be absent.
    fn finish_header(&mut self, mut fields: Fields<'n>) {
        fields.take("style");
        self.finish(fields, "a header", &["required", "example", "examples"]);
    }
}

/// Whether the value of a parameter or a header is described by a schema of its own. In Swagger 2.0 a
/// parameter and a header are schemas themselves.
pub(super) fn is_described_apart(node: &Node) -> bool {
    ["schema", "content"].iter().any(|key| node.get(key).is_some())
}

/// Whether a header states the media type of a body.
pub(super) fn is_content_type(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}
