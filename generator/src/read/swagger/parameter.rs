//! Parameters in a path, a query or a header. Each is its own schema; `collectionFormat` is its style.

use super::Role;
use crate::diagnostic::Code;
use crate::document::{In, Parameter, SchemaId, Style, Value};
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    /// The parameter at a node, whose `name` and `in` have been taken.
    pub(in crate::read) fn swagger_parameter(
        &mut self,
        name: String,
        location: In,
        node: &'n Node,
        mut fields: Fields<'n>,
    ) -> Parameter {
        let (joined, explode) = match location {
            In::Path | In::Header => (Style::Simple, false),
            In::Query | In::QueryString | In::Cookie => (Style::Form, true),
        };
        let style = self.collection_style(&mut fields, node, joined, location == In::Query);
        let (style, explode) = style.unwrap_or((joined, explode));
        let usual_example = self.example(&mut fields);
        let example = fields.take("x-example").map(Value::new);
        Parameter {
            at: node.at,
            rust_name: self.text(&mut fields, "x-rust-name"),
            required: self.flag(&mut fields, "required").unwrap_or(false),
            description: self.text(&mut fields, "description"),
            deprecated: self.flag(&mut fields, "deprecated").unwrap_or(false),
            content: Vec::new(),
            schema: self.schema_of_parameter(node, Role::Parameter),
            explode,
            allow_reserved: false,
            allow_empty_value: self.flag(&mut fields, "allowEmptyValue").unwrap_or(false),
            example: usual_example.or(example),
            name,
            location,
            style,
        }
    }

    /// The schema that a parameter or a header is, and none if nothing is said of its value.
    pub(super) fn schema_of_parameter(&mut self, node: &'n Node, role: Role) -> Option<SchemaId> {
        let says_something = ["type", "enum", "items"].iter().any(|key| node.get(key).is_some());
        if node.get("type").is_none() {
            let message = format!("{} has no `type`", role.name());
            self.say_of_value(Code::MissingKey, node.at, message);
        }
        says_something.then(|| self.schema_as(node, role))
    }

    /// The style of a list and whether it repeats its name, by `collectionFormat`; none for what is no list.
    /// `joined` is the style whose values have commas between them.
    pub(super) fn collection_style(
        &mut self,
        fields: &mut Fields<'n>,
        node: &'n Node,
        joined: Style,
        may_repeat: bool,
    ) -> Option<(Style, bool)> {
        let stated = fields.take("collectionFormat");
        if !is_list(node) {
            if let Some(stated) = stated {
                self.say_of_key(Code::UnusedKey, stated.at, "`collectionFormat` has no effect");
            }
            return None;
        }
        let Some(stated) = stated else { return Some((joined, false)) };
        Some(match stated.as_str() {
            Some("csv") => (joined, false),
            Some("ssv") => (Style::SpaceDelimited, false),
            Some("tsv") => (Style::TabDelimited, false),
            Some("pipes") => (Style::PipeDelimited, false),
            Some("multi") if may_repeat => (Style::Form, true),
            Some("multi") => {
                let message = "only a query or a form can have a parameter several times";
                self.say_of_value(Code::WrongKind, stated.at, message);
                (joined, false)
            }
            Some(other) => {
                let message = format!("`{other}` is no `collectionFormat`");
                self.say_of_value(Code::WrongKind, stated.at, message);
                (joined, false)
            }
            None => {
                self.wrong_kind(stated, "`collectionFormat`", "a string");
                (joined, false)
            }
        })
    }
}

/// Whether the value of a parameter is a list.
pub(super) fn is_list(node: &Node) -> bool {
    match node.get("type") {
        Some(kind) => kind.as_str() == Some("array"),
        None => node.get("items").is_some(),
    }
}
