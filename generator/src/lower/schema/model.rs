//! The nouns of this folder: what can be found out about a schema.

use std::sync::Arc;

use crate::api::{JsonKind, Scalar, Step};
use crate::diagnostic::Code;
use crate::document::{Discriminator, Schema, SchemaId};

/// Everything that a schema says, its alternatives apart.
#[derive(Debug, Default)]
pub(in crate::lower) struct Whole {
    /// What holds in any case. It refers to nothing and has no parts.
    pub(in crate::lower) schema: Schema,
    /// Of each of these, one alternative holds too.
    pub(in crate::lower) alternatives: Vec<Alternatives>,
    /// The schemas that it takes in, itself included.
    pub(in crate::lower) parts: Vec<SchemaId>,
    /// Whether any other text is allowed beside the listed ones: an enum and a plain string are alternatives.
    pub(in crate::lower) open: bool,
    /// Why it has no type, if it has none.
    pub(in crate::lower) fault: Option<(Code, String)>,
}

/// `oneOf` or `anyOf` of a schema.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Alternatives {
    pub(in crate::lower) branches: Vec<SchemaId>,
    /// Whether only one of them holds.
    pub(in crate::lower) exclusive: bool,
    /// What tells them apart, where the description says so.
    pub(in crate::lower) discriminator: Option<Discriminator>,
    /// The schema that lists them.
    pub(in crate::lower) owner: SchemaId,
}

/// What the values of a schema are, null apart.
#[derive(Debug, Clone)]
pub(in crate::lower) enum Form {
    /// What those of another schema are.
    Same(SchemaId),
    /// An object with known members.
    Record,
    /// One of the texts or named numbers that a schema lists, and what they are.
    Choice(SchemaId, Scalar),
    /// One of some schemas.
    Union(Alternatives),
    /// A list whose first items are described one by one.
    Tuple,
    /// An object with any keys.
    Map(OtherMembers),
    /// A list.
    List(Option<SchemaId>),
    /// A single value.
    Scalar(Scalar),
    /// A text with the JSON of a value of this schema.
    Json(SchemaId),
    /// Any JSON value, as described.
    Any,
    /// Any JSON value, because a reference leads nowhere, which was reported when it was read.
    Broken,
    /// Any JSON value, because what is described is not carried, for this reason.
    Untyped(Code, String),
}

/// An alternative that is no union itself, or a union that has a name.
pub(in crate::lower) struct Leaf {
    pub(in crate::lower) id: SchemaId,
    /// The schema that describes it: two names may stand for one.
    pub(super) described_by: SchemaId,
    pub(in crate::lower) json_kind: JsonKind,
    pub(in crate::lower) is_record: bool,
    /// Whether any value of its JSON type is a value of it, as far as texts and numbers go.
    pub(super) is_any: bool,
    /// The values of the tag that stand for it.
    pub(in crate::lower) tags: Vec<String>,
}

impl Leaf {
    /// Whether some of its values are objects.
    pub(super) fn may_be_object(&self) -> bool {
        matches!(self.json_kind, JsonKind::Object | JsonKind::Nested)
    }

    /// Whether a member may tell it from the others.
    pub(super) fn is_tellable(&self) -> bool {
        self.is_record || self.json_kind == JsonKind::Nested
    }

    /// Whether it may be an object of which nothing is known.
    pub(super) fn is_opaque(&self) -> bool {
        self.json_kind == JsonKind::Any
    }
}

/// What alternatives come to.
pub(in crate::lower) enum United {
    /// Objects that may hold at once are one record.
    Record(SchemaId),
    /// Alternatives, and the member that tells them apart, if there is one.
    Variants { leaves: Vec<Leaf>, tag: Option<String> },
}

/// What a schema says of the members that it does not describe by name.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) enum OtherMembers {
    /// Nothing, or that there are none.
    Unstated,
    /// They may be anything.
    Any,
    /// They follow a schema.
    Of(SchemaId),
}

/// What a synthetic schema is composed of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Composition {
    /// All of these schemas hold.
    All(Vec<SchemaId>),
    /// All of these schemas hold, as one alternative of the first schema.
    AlternativeOf(SchemaId, Vec<SchemaId>),
    /// One or more of these schemas hold.
    Any(Vec<SchemaId>),
    /// One or more of these schemas hold for a member of what several alternatives of the first schema come
    /// to.
    Member(SchemaId, Arc<str>, Vec<SchemaId>),
    /// What a schema says, changed in a way that has a name.
    Changed(SchemaId, String),
}

/// A step in the way to the type of a synthetic schema.
#[derive(Debug, Clone)]
pub(in crate::lower) enum Suffix {
    Step(Step),
    /// The last step of the way to the type of another schema.
    LastStepOf(SchemaId),
}
