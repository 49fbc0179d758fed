//! Headers of answers, which are their own schemas.

use std::sync::Arc;

use super::Role;
use crate::diagnostic::Code;
use crate::document::{Header, Style};
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::Node;

impl<'n> Reader<'n, '_> {
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
        let schema = self.schema_of_parameter(node, Role::Header);
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
