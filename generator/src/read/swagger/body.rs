//! The parameters of an operation → those that are parameters in 3.1 too, and its body: the parameter that is the
//! body (`in: body`), or the form that is made of several (`in: formData`).

use super::form::Member;
use super::media_type::{Named, Stated};
use crate::diagnostic::Code;
use crate::document::{Body, MediaType, Parameter};
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    /// The parameters and the body of an operation, of the parameters of its path item and its own.
    pub(in crate::read) fn swagger_sent(
        &mut self,
        fields: &mut Fields<'n>,
        shared: &'n [Node],
        own: &'n [Node],
    ) -> (Vec<Parameter>, Option<Body>) {
        let mut parameters = Vec::new();
        let mut body: Option<(&'n Node, bool)> = None;
        let mut members: Vec<Member<'n>> = Vec::new();
        for (nodes, is_own) in [(shared, false), (own, true)] {
            let lent = if is_own { parameters.len() } else { 0 };
            for named in nodes {
                let Some(node) = self.resolved(named) else { continue };
                match node.get("in").and_then(Node::as_str) {
                    Some("body") if body.is_some_and(|(_, known)| known == is_own) => {
                        let message = "the operation has two bodies";
                        self.say_of_value(Code::DuplicateParameter, named.at, message);
                    }
                    Some("body") => body = Some((node, is_own)),
                    Some("formData") => self.add_member(&mut members, named, node, is_own),
                    _ => self.add_parameter(&mut parameters, named, lent),
                }
            }
        }
        let consumes = self.consumes(fields);
        let body = match body {
            Some((node, _)) => {
                for member in &members {
                    let message = "a form parameter has no place beside a body";
                    self.say_of_value(Code::WrongKind, member.named.at, message);
                }
                self.body_parameter(node, &consumes)
            }
            None if members.is_empty() => {
                fields.take("requestBody").and_then(|node| self.body(node))
            }
            None => Some(self.form(&members, &consumes)),
        };
        (parameters, body)
    }

    /// The body that a parameter is.
    fn body_parameter(&mut self, node: &'n Node, consumes: &Stated) -> Option<Body> {
        let mut fields = self.fields(node, "a parameter")?;
        for key in ["name", "in"] {
            fields.take(key);
        }
        let description = self.text(&mut fields, "description");
        let required = self.flag(&mut fields, "required").unwrap_or(false);
        let schema = match fields.take("schema") {
            Some(schema) => Some(self.schema(schema)),
            None => {
                let message = "the body has no `schema`";
                self.say_of_value(Code::MissingKey, node.at, message);
                // Some authors describe the body as they describe other parameters.
                node.get("type").map(|_| {
                    fields.take_rest();
                    self.schema_as(node, super::Role::Parameter)
                })
            }
        };
        self.finish(fields, "the parameter of a body", &[]);
        let named = self.used(consumes, node);
        let content = named.into_iter().map(|Named { name, at }| {
            let (encoding, example) = (Vec::new(), None);
            MediaType { at, name, schema, items: None, encoding, example }
        });
        Some(Body { at: node.at, description, required, content: content.collect() })
    }

    /// The media types of a body. Forms are described by parameters of their own; a body is one only where nothing
    /// else is stated.
    fn used(&mut self, consumes: &Stated, node: &'n Node) -> Vec<Named> {
        let mut named = consumes.or_usual(node);
        if named.iter().all(Named::is_form) {
            return named;
        }
        for form in named.iter().filter(|one| consumes.is_own && one.is_form()) {
            let message = format!("the body is not sent as `{}`, which is a form", form.name);
            self.say_of_value(Code::UnusedKey, form.at, message);
        }
        named.retain(|one| !one.is_form());
        named
    }
}
