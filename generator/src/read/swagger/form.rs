//! The parameters of a form (`in: formData`) → a body whose schema is an object with a member for each. It is
//! multipart if a member is a file, and else what `consumes` says first.

use std::sync::Arc;

use super::media_type::{Named, Stated};
use super::{Role, is_file};
use crate::diagnostic::Code;
use crate::document::{Body, Encoding, JsonType, MediaType, Schema, Style};
use crate::read::Reader;
use crate::source::{Node, NodeId};

/// What a form is sent as where no media type for it is stated.
const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter of a form.
pub(super) struct Member<'n> {
    name: Arc<str>,
    /// Where it stands among the parameters, perhaps as a reference.
    pub(super) named: &'n Node,
    node: &'n Node,
    /// Whether it is the operation's own, and not of the path item.
    is_own: bool,
}

impl<'n> Reader<'n, '_> {
    /// Adds a parameter of a form. One of the operation replaces one of the path item; of two in the same list the
    /// first is kept.
    pub(super) fn add_member(
        &mut self,
        members: &mut Vec<Member<'n>>,
        named: &'n Node,
        node: &'n Node,
        is_own: bool,
    ) {
        let Some(mut fields) = self.fields(node, "a parameter") else { return };
        let Some(name) = self.text(&mut fields, "name") else {
            self.say_of_value(Code::MissingKey, node.at, "the parameter has no `name`");
            return;
        };
        let member = Member { name: name.into(), named, node, is_own };
        match members.iter_mut().find(|known| known.name == member.name) {
            Some(known) if known.is_own == is_own => {
                let message = format!("the parameter `{}` stands twice", member.name);
                self.say_of_value(Code::DuplicateParameter, named.at, message);
            }
            Some(known) => *known = member,
            None => members.push(member),
        }
    }

    /// The body that is made of the parameters of a form. It stands where the list of them does: at that of the
    /// operation, or of the path item where the operation adds none.
    pub(super) fn form(&mut self, members: &[Member<'n>], consumes: &Stated) -> Body {
        let of_list = members.iter().find(|member| member.is_own).or(members.first());
        let at = of_list.map_or(self.tree.root.at, |member| self.list_of(member.named));
        let mut form = Schema { types: vec![JsonType::Object], ..Schema::default() };
        let mut encoding = Vec::new();
        for member in members {
            let Some(mut fields) = self.fields(member.node, "a parameter") else { continue };
            if self.flag(&mut fields, "required") == Some(true) {
                form.required.push(member.name.to_string());
            }
            if let Some(node) = member.node.get("allowEmptyValue") {
                let message = "`allowEmptyValue` has no effect on a form";
                self.say_of_key(Code::UnusedKey, node.at, message);
            }
            let style = self.collection_style(&mut fields, member.node, Style::Form, true);
            let style = style.filter(|_| !has_file(member.node));
            encoding.extend(style.map(|style| (member.name.clone(), joined(style))));
            if member.node.get("type").is_none() {
                let message = "the parameter has no `type`";
                self.say_of_value(Code::MissingKey, member.node.at, message);
            }
            let schema = self.schema_as(member.node, Role::Parameter);
            form.properties.push((member.name.clone(), schema));
        }
        let required = !form.required.is_empty();
        let schema = Some(self.made_schema(at, form));
        let Named { name, at: named_at } = self.form_media_type(members, at, consumes);
        let content =
            vec![MediaType { at: named_at, name, schema, items: None, encoding, example: None }];
        Body { at, description: None, required, content }
    }

    /// The media type of a form.
    fn form_media_type(&mut self, members: &[Member<'n>], at: NodeId, consumes: &Stated) -> Named {
        let has_file = members.iter().any(|member| has_file(member.node));
        let fits = |one: &&Named| one.is_multipart() || one.is_form() && !has_file;
        let stated = &consumes.named;
        let used =
            stated.iter().find(fits).cloned().unwrap_or_else(|| {
                Named::unstated(if has_file { MULTIPART } else { URL_ENCODED }, at)
            });
        for other in stated.iter().filter(|one| consumes.is_own && one.name != used.name) {
            let message = format!("the form is sent as `{}`, not as `{}`", used.name, other.name);
            self.say_of_value(Code::UnusedKey, other.at, message);
        }
        used
    }

    /// The list that a node stands in.
    fn list_of(&self, node: &Node) -> NodeId {
        self.tree.places[node.at].step.as_ref().map_or(node.at, |(list, _)| *list)
    }
}

fn joined((style, explode): (Style, bool)) -> Encoding {
    Encoding {
        content_type: None,
        style: Some(style),
        explode: Some(explode),
        allow_reserved: None,
    }
}

/// Whether a parameter is a file, or a list of them.
fn has_file(node: &Node) -> bool {
    is_file(node) || node.get("items").is_some_and(is_file)
}
