//! Parameters: those of an operation, and those of its path item that the operation does not replace.

use super::Reader;
use super::field::Fields;
use super::header::is_described_apart;
use crate::diagnostic::Code;
use crate::document::{ComponentKind, In, Parameter, Style};
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    /// The parameters of an operation: its own, and those of the path item that it does not replace
    /// (OpenAPI 3.1, section 4.8.10.1). Those of the path item come first.
    pub(super) fn parameters(&mut self, shared: &'n [Node], own: &'n [Node]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for node in shared {
            self.add_parameter(&mut parameters, node, 0);
        }
        let lent = parameters.len();
        for node in own {
            self.add_parameter(&mut parameters, node, lent);
        }
        parameters
    }

    /// Adds a parameter. It replaces a parameter of the path item, of which there are `lent`; of two in the
    /// same list the first is kept.
    pub(super) fn add_parameter(
        &mut self,
        parameters: &mut Vec<Parameter>,
        node: &'n Node,
        lent: usize,
    ) {
        let Some(parameter) = self.parameter(node) else { return };
        let same = |other: &Parameter| {
            other.name == parameter.name && other.location == parameter.location
        };
        match parameters.iter().position(same) {
            Some(index) if index < lent => {
                if let Some(other) = parameters.get_mut(index) {
                    *other = parameter;
                }
            }
            Some(_) => {
                let message = format!("the parameter `{}` stands twice", parameter.name);
                self.say_of_value(Code::DuplicateParameter, node.at, message);
            }
            None => parameters.push(parameter),
        }
    }

    fn parameter(&mut self, node: &'n Node) -> Option<Parameter> {
        let node = self.resolved_as(ComponentKind::Parameter, node)?;
        let mut fields = self.fields(node, "a parameter")?;
        let name = self.text(&mut fields, "name");
        let location = self.location(&mut fields, node);
        let (Some(name), Some(location)) = (name, location) else {
            let is_missing = |key| node.get(key).is_none_or(|node| node.kind_name() == "null");
            if ["name", "in"].into_iter().any(is_missing) {
                let message = "the parameter has no `name` or no `in`";
                self.say_of_value(Code::MissingKey, node.at, message);
            }
            return None;
        };
        if self.is_swagger() && !is_described_apart(node) {
            return Some(self.swagger_parameter(name, location, node, fields));
        }
        let style = self.style(&mut fields, location);
        let parameter = Parameter {
            at: node.at,
            rust_name: self.text(&mut fields, "x-rust-name"),
            required: self.flag(&mut fields, "required").unwrap_or(false),
            description: self.text(&mut fields, "description"),
            deprecated: self.flag(&mut fields, "deprecated").unwrap_or(false),
            content: self.content(&mut fields),
            schema: fields.take("schema").map(|schema| self.schema(schema)),
            explode: self
                .flag(&mut fields, "explode")
                .unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            allow_reserved: self.flag(&mut fields, "allowReserved").unwrap_or(false),
            allow_empty_value: self.flag(&mut fields, "allowEmptyValue").unwrap_or(false),
            example: self.example(&mut fields),
            name,
            location,
            style,
        };
        self.finish(fields, "a parameter", &[]);
        Some(parameter)
    }

    fn location(&mut self, fields: &mut Fields<'n>, node: &'n Node) -> Option<In> {
        Some(match self.text(fields, "in")?.as_str() {
            "path" => In::Path,
            "query" => In::Query,
            "querystring" => In::QueryString,
            "header" => In::Header,
            "cookie" => In::Cookie,
            other => {
                let message = format!("a parameter cannot be in `{other}`");
                self.say_of_value(Code::WrongKind, node.at, message);
                return None;
            }
        })
    }

    fn style(&mut self, fields: &mut Fields<'n>, location: In) -> Style {
        let (default, allowed) = match location {
            In::Path => (Style::Simple, &[Style::Simple, Style::Label, Style::Matrix][..]),
            In::Header => (Style::Simple, &[Style::Simple][..]),
            In::Cookie => (Style::Form, &[Style::Form, Style::Cookie][..]),
            In::Query | In::QueryString => (Style::Form, &IN_A_QUERY[..]),
        };
        let Some(node) = fields.take("style") else {
            return default;
        };
        self.style_among(node, allowed).unwrap_or(default)
    }

    /// A style that a query or a form can have.
    pub(super) fn style_of_a_query(&mut self, node: &'n Node) -> Option<Style> {
        self.style_among(node, &IN_A_QUERY)
    }

    fn style_among(&mut self, node: &'n Node, allowed: &[Style]) -> Option<Style> {
        match node.as_str().and_then(Style::called) {
            Some(style) if allowed.contains(&style) => Some(style),
            Some(_) => {
                let message = "what stands at this place does not have this style";
                self.say_of_value(Code::WrongKind, node.at, message);
                None
            }
            None => {
                self.wrong_kind(node, "`style`", "one of the specification's styles");
                None
            }
        }
    }
}

const IN_A_QUERY: [Style; 4] =
    [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject];
