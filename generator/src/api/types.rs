//! Types: what travels as JSON.

use super::{Choice, Docs, JsonKind, Origin, OtherView, Sample, Scalar};
use crate::arena::{Arena, Id};
use crate::source::Pointer;

/// The id of a type definition in [`Api::types`](super::Api::types).
pub type TypeId = Id<TypeDef>;

/// A type that has a name of its own.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Where it comes from.
    pub origin: Origin,
    /// What is said of it.
    pub docs: Docs,
    /// What it is.
    pub shape: Shape,
    /// How its values travel.
    pub role: Role,
    /// What can be done with its values beside sending and reading them.
    pub traits: Traits,
    /// The traits that the caller chose for it beside the usual ones.
    pub derives: Vec<ChosenTrait>,
    /// Whether operations or webhooks receive its values, and no operation sends any.
    pub only_received: bool,
    /// The other view of its schema, if it is one of two.
    pub other_view: Option<OtherView>,
}

impl TypeDef {
    /// A new definition. Its traits are set when all types are known.
    pub fn new(origin: Origin, docs: Docs, shape: Shape, role: Role) -> Self {
        let traits = Traits { total_equality: true, empty_value: false };
        let derives = Vec::new();
        Self { origin, docs, shape, role, traits, derives, only_received: false, other_view: None }
    }
}

/// How the values of a type travel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Role {
    /// As JSON, or spelled as a parameter or a form.
    #[default]
    Json,
    /// As the parts of a body.
    Parts,
    /// As headers, each in a style of its own.
    Headers(Vec<HeaderStyle>),
}

/// How the value of a header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderStyle {
    /// Its items, or its names and values, with commas between them.
    Simple,
    /// Pairs of names and values, with commas between them.
    Exploded,
    /// As JSON.
    Json,
}

/// What can be done with the values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Traits {
    /// Equality is total, so that values can be keys.
    pub total_equality: bool,
    /// There is a value in which every member is absent.
    pub empty_value: bool,
}

/// A trait that the caller chose for a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChosenTrait {
    /// Equality that is total, so that values can be keys.
    TotalEquality,
    /// A hash that equal values share.
    Hash,
    /// An order, in which two values may be incomparable.
    PartialOrder,
    /// An order of all values.
    TotalOrder,
    /// Any other trait, by the path that the caller wrote.
    Other(String),
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// An object with known members.
    Record(Record),
    /// One of some texts or numbers, open to new ones.
    Choice(Choice),
    /// One of some types, open to new ones.
    Union(Union),
    /// A list whose first items have types of their own.
    Tuple(Tuple),
    /// A type of its own around another, because it may hold another of itself.
    Wrapper(Type),
    /// Another name for a type.
    Alias(Type),
}

impl Shape {
    /// The types of its members, items or variants, in order.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Shape::Record(record) => record
                .members
                .iter()
                .map(|member| &member.ty)
                .chain(&record.other_members)
                .collect(),
            Shape::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Shape::Tuple(tuple) => {
                tuple.items.iter().map(|item| &item.ty).chain(&tuple.following_items).collect()
            }
            Shape::Wrapper(ty) | Shape::Alias(ty) => vec![ty],
            Shape::Choice(_) => Vec::new(),
        }
    }

    /// The named types whose values are held by a value of this shape directly, and not in a list or a map.
    pub fn held(&self) -> Vec<TypeId> {
        match self {
            Shape::Record(record) => {
                record.members.iter().filter_map(|member| member.ty.held()).collect()
            }
            Shape::Tuple(tuple) => tuple.items.iter().filter_map(|item| item.ty.held()).collect(),
            _ => self.types().into_iter().filter_map(Type::held).collect(),
        }
    }
}

/// An object with known members.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// The members, in the author's order.
    pub members: Vec<Member>,
    /// Whether the constructor takes the members that must be given by name, in a struct of their own.
    pub by_name: bool,
    /// The names of the members that only the other view of the schema has.
    pub of_other_view: Vec<String>,
    /// The type of all members that are not in `members`, if a record keeps those.
    pub other_members: Option<Type>,
    /// Whether the description says nothing of other members, and a record keeps them because the caller
    /// chose so.
    pub unforeseen: bool,
}

impl Record {
    /// The members that the caller must give to make a record.
    pub fn given(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.must_be_given)
    }
}

/// One of some types.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Union {
    /// The member whose value tells of which variant an object is, if there is one.
    pub tag: Option<String>,
    /// The variants, in the author's order.
    pub variants: Vec<Variant>,
}

/// A list whose first items have types of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tuple {
    /// The first items.
    pub items: Vec<TupleItem>,
    /// The type of the items that may follow the first ones; none if none may.
    pub following_items: Option<Type>,
}

/// An item with a place of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TupleItem {
    /// Its type.
    pub ty: Type,
    /// Whether the item, and every item after it, may be absent.
    pub presence: Presence,
    /// Whether its value must be stored behind a pointer, because it may hold another value of the tuple.
    pub indirect: bool,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// A single value.
    Scalar(Scalar),
    /// A named type.
    Named(TypeId),
    /// A list.
    List(Box<Type>),
    /// An object with any keys.
    Map(Box<Type>),
    /// A text with the JSON of a value.
    Json(Box<Type>),
    /// A type, or null. Never directly in another `Nullable`.
    Nullable(Box<Type>),
    /// Any JSON value, null included.
    Any,
}

impl Type {
    /// The type, with null allowed.
    pub fn or_null(self) -> Self {
        match self {
            Type::Nullable(_) | Type::Any => self,
            other => Type::Nullable(Box::new(other)),
        }
    }

    /// The type without null, and whether null was allowed.
    pub fn split_null(&self) -> (&Type, bool) {
        match self {
            Type::Nullable(inner) => (inner, true),
            Type::Any => (self, true),
            other => (other, false),
        }
    }

    /// The type that a chain of aliases stands for. Once `lower` is done with the types, no alias leads back to
    /// itself.
    pub fn resolved<'a>(&'a self, types: &'a Arena<TypeDef>) -> &'a Type {
        let mut ty = self;
        while let Type::Named(id) = ty
            && let Shape::Alias(inner) = &types[*id].shape
        {
            ty = inner;
        }
        ty
    }

    /// The named type whose value is held by a value of this type directly, and not in a list or a map.
    pub fn held(&self) -> Option<TypeId> {
        match self {
            Type::Named(id) => Some(*id),
            Type::Nullable(inner) => inner.held(),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Json(_) | Type::Any => None,
        }
    }

    /// The named type that occurs in this type, at whatever depth.
    pub fn mentioned(&self) -> Option<TypeId> {
        match self {
            Type::Named(id) => Some(*id),
            Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) | Type::Json(inner) => {
                inner.mentioned()
            }
            Type::Scalar(_) | Type::Any => None,
        }
    }
}

/// A member of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Where it is described, if it is.
    pub at: Option<Pointer>,
    /// Its name on the wire.
    pub wire_name: String,
    /// What is said of it.
    pub docs: Docs,
    /// The type of its value.
    pub ty: Type,
    /// Whether it may be absent.
    pub presence: Presence,
    /// Whether its value must be stored behind a pointer, because it may hold another value of the record.
    pub indirect: bool,
    /// Whether the caller must give its value to make a record. A value that is fixed, that may be absent
    /// or that only the server sets need not be given.
    pub must_be_given: bool,
    /// The value that it has in every record that the caller makes, if there is only one.
    pub fixed: Option<Sample>,
    /// The value that may be assumed where it is absent in an answer.
    pub assumed: Option<Sample>,
}

/// Whether a member may be absent. Absent is not null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// It is always there.
    Required,
    /// It may be absent.
    Optional,
}

/// A known variant of a union.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// Where it is described, if it is.
    pub at: Option<Pointer>,
    /// The kind of JSON values that it may be.
    pub kind: JsonKind,
    /// The values of the tag that stand for it.
    pub tags: Vec<String>,
    /// Whether its type has no member for the tag, so that the union writes the tag.
    pub adds_tag: bool,
    /// The type of its value.
    pub ty: Type,
    /// Whether its value must be stored behind a pointer, because it may hold another value of the union.
    pub indirect: bool,
    /// What its author calls it.
    pub label: Option<String>,
    /// What is said of it.
    pub docs: Docs,
}
