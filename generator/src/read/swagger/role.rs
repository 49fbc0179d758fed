//! Parameters, headers and their items are schemas in Swagger 2.0, with keys of their own beside those of a
//! schema. A role tells which.

use super::parameter::is_list;
use crate::diagnostic::Code;
use crate::read::Reader;
use crate::read::field::Fields;
use crate::source::{Node, NodeKind};

/// What stands at the node of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Role {
    /// A schema, and nothing else.
    Schema,
    /// A parameter, which is its own schema.
    Parameter,
    /// A header of an answer, which is its own schema.
    Header,
    /// The items of a parameter or a header.
    Items,
}

impl Role {
    /// What messages call it.
    pub(in crate::read) fn name(self) -> &'static str {
        match self {
            Role::Schema => "a schema",
            Role::Parameter => "a parameter",
            Role::Header => "a header",
            Role::Items => "an object `items`",
        }
    }

    /// The role of `items` within it.
    pub(in crate::read) fn of_items(self) -> Role {
        match self {
            Role::Schema => Role::Schema,
            Role::Parameter | Role::Header | Role::Items => Role::Items,
        }
    }

    /// The keys that are not of the schema, and are left to whoever reads the parameter or the header.
    fn own_keys(self) -> &'static [&'static str] {
        match self {
            Role::Schema | Role::Items => &[],
            Role::Parameter => &["name", "in", "required", "collectionFormat", "allowEmptyValue"],
            Role::Header => &["collectionFormat"],
        }
    }
}

impl<'n> Reader<'n, '_> {
    /// Leaves the keys that are not of the schema at a node. A list within a list is spelled as JSON, whatever
    /// its `collectionFormat` is: the separators of two levels would be told by nobody.
    pub(in crate::read) fn leave_others(
        &mut self,
        fields: &mut Fields<'n>,
        node: &'n Node,
        role: Role,
    ) {
        for key in role.own_keys() {
            fields.leave(key);
        }
        if role == Role::Header
            && let Some(node) = node.get("required")
            && matches!(node.kind, NodeKind::Bool(_))
        {
            fields.leave("required");
            self.say_of_key(Code::UnusedKey, node.at, "`required` has no effect");
        }
        if role == Role::Items {
            let format = fields.take("collectionFormat");
            if is_list(node) {
                let message = "a list within a list is spelled as JSON";
                self.say_of_value(Code::Unsupported, node.at, message);
            } else if let Some(format) = format {
                self.say_of_key(Code::UnusedKey, format.at, "`collectionFormat` has no effect");
            }
        }
    }
}
