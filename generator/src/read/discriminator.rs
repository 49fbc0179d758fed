//! `discriminator`: the member that distinguishes schemas, and the schema that each of its values stands
//! for.

use std::sync::Arc;

use super::Reader;
use super::field::Fields;
use crate::diagnostic::Code;
use crate::document::{Discriminator, SchemaId};
use crate::source::{Node, NodeId};

impl<'n> Reader<'n, '_> {
    pub(super) fn discriminator(&mut self, node: &'n Node) -> Option<Discriminator> {
        // Swagger 2.0 writes the name of the member alone, and so do some descriptions of 3.0.
        if let Some(property) = node.as_str() {
            if !self.is_swagger() {
                self.wrong_kind(node, "`discriminator`", "an object");
            }
            let property = property.to_owned();
            return Some(Discriminator {
                at: node.at,
                property,
                mapping: Vec::new(),
                default: None,
            });
        }
        let mut fields = self.fields(node, "`discriminator`")?;
        let property = self.text(&mut fields, "propertyName");
        let mapping = self.mapping(&mut fields);
        let default = fields.take("defaultMapping").and_then(|node| self.named_schema(node));
        self.finish(fields, "`discriminator`", &[]);
        if property.is_none() {
            let message = "the discriminator has no `propertyName`";
            self.say_of_value(Code::MissingKey, node.at, message);
        }
        Some(Discriminator { at: node.at, property: property?, mapping, default })
    }

    /// The values of `mapping`, each with the schema that it stands for.
    fn mapping(&mut self, fields: &mut Fields<'n>) -> Vec<(Arc<str>, SchemaId)> {
        let mut mapping = Vec::new();
        for (value, node) in self.map(fields, "mapping") {
            let schema = self.named_schema(node);
            mapping.extend(schema.map(|schema| (value.clone(), schema)));
        }
        mapping
    }

    /// The schema that a text means: the name of a component, or a reference.
    fn named_schema(&mut self, node: &'n Node) -> Option<SchemaId> {
        let named = node.as_str().and_then(|name| self.component(node.at, name));
        named.or_else(|| self.target(node)).map(|target| self.schema(target))
    }

    /// The component with a name: of the file of a place, or of the description's first file.
    fn component(&self, at: NodeId, name: &str) -> Option<&'n Node> {
        let is_swagger = self.is_swagger();
        let of = |root: &'n Node| {
            let schemas = root.get("components").and_then(|components| components.get("schemas"));
            let named = schemas.and_then(|schemas| schemas.get(name));
            let definitions = root.get("definitions").filter(|_| is_swagger);
            named.or_else(|| definitions?.get(name))
        };
        let own = self.file(self.tree.file_of(at)).and_then(Result::ok);
        own.and_then(of).or_else(|| of(&self.tree.root))
    }
}
