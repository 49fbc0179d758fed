//! Servers: where an API, a path or an operation is reached.

use super::Reader;
use super::field::Fields;
use crate::diagnostic::Code;
use crate::document::{Server, ServerVariable};
use crate::source::{Node, NodeKind};

impl<'n> Reader<'n, '_> {
    /// `servers`. None if it is not stated, or holds no server.
    pub(super) fn servers(&mut self, fields: &mut Fields<'n>) -> Option<Vec<Server>> {
        let nodes = self.list(fields, "servers");
        let servers: Vec<Server> = nodes.iter().filter_map(|node| self.server(node)).collect();
        (!servers.is_empty()).then_some(servers)
    }

    fn server(&mut self, node: &'n Node) -> Option<Server> {
        let mut fields = self.fields(node, "a server")?;
        let url = self.text(&mut fields, "url");
        if url.is_none() {
            self.say_of_value(Code::MissingKey, node.at, "the server has no `url`");
        }
        let name = self.text(&mut fields, "name");
        let description = self.text(&mut fields, "description");
        let mut variables = Vec::new();
        for (name, node) in self.map(&mut fields, "variables") {
            let Some(mut fields) = self.fields(node, "a server variable") else {
                continue;
            };
            variables.push(ServerVariable {
                name: name.clone(),
                default: self.text(&mut fields, "default"),
                choices: self.choices(&mut fields),
                description: self.text(&mut fields, "description"),
            });
            self.finish(fields, "a server variable", &[]);
        }
        self.finish(fields, "a server", &[]);
        Some(Server { at: node.at, url: url?, name, description, variables })
    }

    /// `enum` of a variable. Numbers are taken too, since ports and versions are often written without quotes.
    fn choices(&mut self, fields: &mut Fields<'n>) -> Vec<String> {
        let mut choices = Vec::new();
        for node in self.list(fields, "enum") {
            match &node.kind {
                NodeKind::String(text) => choices.push(text.to_string()),
                NodeKind::Number(number) => choices.push(number.as_written().to_owned()),
                _ => self.wrong_kind(node, "an item of `enum`", "a string"),
            }
        }
        choices
    }
}
