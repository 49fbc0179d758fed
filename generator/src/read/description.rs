//! The outermost object of a description: `info`, servers, tags and components.

use std::sync::Arc;

use super::Reader;
use super::field::Fields;
use crate::diagnostic::Code;
use crate::document::{Document, ExternalDocs, SchemaId, Tag};
use crate::source::{Node, NodeKind};

/// The sections of `components` that are read only where something refers into them.
const READ_WHERE_USED: [&str; 9] = [
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "examples",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

impl<'n> Reader<'n, '_> {
    pub(super) fn description(&mut self) -> Document {
        let mut document = Document::default();
        let Some(mut fields) = self.fields(&self.tree.root, "the description") else {
            return document;
        };
        // In YAML a number is what a version such as 3.1 becomes without quotes.
        let version = fields.take("openapi");
        if let Some(version) = version.filter(|node| matches!(node.kind, NodeKind::Number(_))) {
            self.wrong_kind(version, "`openapi`", "a string");
        }
        // `identity` has read it.
        self.text(&mut fields, "$self");
        if self.is_swagger() {
            self.swagger(&mut fields, &mut document);
        }
        self.info(&mut fields, &mut document);
        document.external_docs = self.external_docs(&mut fields);
        if document.servers.is_empty() {
            document.servers = self.servers(&mut fields).unwrap_or_default();
        }
        for node in self.list(&mut fields, "tags") {
            document.tags.extend(self.tag(node));
        }
        document.security = self.requirements(&mut fields).unwrap_or_default();
        self.components(&mut fields, &mut document);
        self.operations(&mut fields, &mut document);
        document.webhooks = self.webhooks(&mut fields);
        let has_none = document.operations.is_empty() && document.webhooks.is_empty();
        let at = self.tree.root.get("paths").unwrap_or(&self.tree.root).at;
        if has_none && !document.skipped.is_empty() {
            let message = "no operation of the description is left";
            self.say_of_value(Code::NoOperationLeft, at, message);
        } else if has_none && document.components.is_empty() {
            self.say_of_value(Code::NoOperations, at, "the description has no operations");
        }
        self.finish(fields, "the description", &["jsonSchemaDialect"]);
        document
    }

    fn info(&mut self, fields: &mut Fields<'n>, document: &mut Document) {
        let Some(node) = fields.take("info") else {
            self.say_of_value(Code::MissingKey, self.tree.root.at, "the key `info` is missing");
            return;
        };
        let moved = self.moved(node);
        let Some(mut fields) = moved.and_then(|node| self.fields(node, "`info`")) else {
            return;
        };
        document.title = self.text(&mut fields, "title").unwrap_or_default();
        document.version = self.text(&mut fields, "version");
        document.summary = self.text(&mut fields, "summary");
        document.description = self.text(&mut fields, "description");
        self.finish(fields, "`info`", &["termsOfService", "contact", "license"]);
    }

    /// `externalDocs`, if it has a `url`.
    pub(super) fn external_docs(&mut self, fields: &mut Fields<'n>) -> Option<ExternalDocs> {
        let node = fields.take("externalDocs")?;
        let mut fields = self.fields(node, "external documentation")?;
        let url = self.text(&mut fields, "url");
        let description = self.text(&mut fields, "description");
        self.finish(fields, "external documentation", &[]);
        if url.is_none() {
            self.say_of_value(Code::MissingKey, node.at, "the external documentation has no `url`");
        }
        Some(ExternalDocs { url: url?, description })
    }

    fn tag(&mut self, node: &'n Node) -> Option<Tag> {
        let node = self.resolved(node)?;
        let mut fields = self.fields(node, "a tag")?;
        let name = self.text(&mut fields, "name");
        let summary = self.text(&mut fields, "summary");
        let description = self.text(&mut fields, "description");
        let external_docs = self.external_docs(&mut fields);
        self.finish(fields, "a tag", &["parent", "kind"]);
        Some(Tag { name: name?, summary, description, external_docs })
    }

    fn components(&mut self, fields: &mut Fields<'n>, document: &mut Document) {
        let Some(node) = fields.take("components") else {
            return;
        };
        let moved = self.moved(node);
        let Some(mut fields) = moved.and_then(|node| self.fields(node, "`components`")) else {
            return;
        };
        for (name, node) in self.map(&mut fields, "schemas") {
            let schema: (Arc<str>, SchemaId) = (name.clone(), self.schema(node));
            document.components.push(schema);
        }
        for (name, node) in self.map(&mut fields, "securitySchemes") {
            document.security_schemes.extend(self.security_scheme(name, node));
        }
        for section in READ_WHERE_USED {
            fields.take(section);
        }
        self.finish(fields, "`components`", &[]);
    }
}
