//! Swagger 2.0: the objects that it describes otherwise than OpenAPI 3, each read into what 3.1 has for it.
//! All that both have in common is read by the files beside this folder.

mod address;
mod answer;
mod body;
mod form;
mod header;
mod media_type;
mod parameter;
mod role;
mod security;

pub(super) use media_type::Stated;
pub(super) use role::Role;

use std::sync::Arc;

use address::Address;
use media_type::Named;

use super::Reader;
use super::field::Fields;
use crate::document::{Document, JsonType, Schema, SchemaId};
use crate::source::{Node, NodeId};

/// What a description states once for all its operations.
#[derive(Default)]
pub(super) struct Usual {
    consumes: Vec<Named>,
    produces: Vec<Named>,
    address: Address,
}

/// How vendors spell that null is allowed, for which 2.0 itself has no word.
const NULLABLE: [&str; 2] = ["x-nullable", "x-isnullable"];

impl<'n> Reader<'n, '_> {
    /// The keys of the outermost object that only 2.0 has. `parameters` and `responses` are read where something
    /// refers into them.
    pub(super) fn swagger(&mut self, fields: &mut Fields<'n>, document: &mut Document) {
        fields.take("swagger");
        self.usual.consumes = self.media_types(fields, "consumes").unwrap_or_default();
        self.usual.produces = self.media_types(fields, "produces").unwrap_or_default();
        document.servers = self.usual_servers(fields);
        for (name, node) in self.map(fields, "definitions") {
            let schema: (Arc<str>, SchemaId) = (name.clone(), self.schema(node));
            document.components.push(schema);
        }
        for (name, node) in self.map(fields, "securityDefinitions") {
            document.security_schemes.extend(self.security_scheme(name, node));
        }
        for section in ["parameters", "responses"] {
            fields.take(section);
        }
    }

    /// Whether a schema says that null is allowed.
    pub(super) fn is_nullable(&mut self, fields: &mut Fields<'n>) -> bool {
        let mut nullable = self.flag(fields, "nullable").unwrap_or(false);
        let vendors = if self.is_swagger() { &NULLABLE[..] } else { &[] };
        for key in vendors {
            nullable |= self.flag(fields, key).unwrap_or(false);
        }
        nullable
    }

    /// The id of a schema that stands nowhere by itself, and is made of what stands at a node.
    fn made_schema(&mut self, at: NodeId, schema: Schema) -> SchemaId {
        if let Some(known) = self.schema_at.get(&at) {
            return *known;
        }
        let id = self.schemas.push(Arc::new(Schema { at: Some(at), ..schema }));
        self.schema_at.insert(at, id);
        id
    }
}

/// Makes a schema that of a file (`type: file`): bytes, as 3.0 spells them.
pub(super) fn file(schema: &mut Schema) {
    if !schema.types.contains(&JsonType::String) {
        schema.types.push(JsonType::String);
    }
    schema.format = Some("binary".to_owned());
}

/// Whether a schema is that of a file.
fn is_file(node: &Node) -> bool {
    node.get("type").and_then(Node::as_str) == Some("file")
}
