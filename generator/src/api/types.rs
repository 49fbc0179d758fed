//! Types: what travels as JSON.

use super::{Docs, Origin};
use crate::arena::Id;

/// The name of a type definition.
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
    /// What can be done with its values beside sending and reading them.
    pub traits: Traits,
}

/// What can be done with the values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// Equality is total, so that values can be keys.
    pub total_equality: bool,
    /// There is a value that says nothing.
    pub empty_value: bool,
}

/// What a named type is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// An object with known members, in the author's order.
    Record(Vec<Member>),
    /// One of some texts, open to new ones, in the author's order.
    Choice(Vec<ChoiceValue>),
    /// One of some types, told apart by the JSON type of the value, open to new ones.
    Union(Vec<Variant>),
    /// Another name for a type.
    Alias(Type),
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A single value.
    Scalar(Scalar),
    /// A named type.
    Named(TypeId),
    /// A list.
    List(Box<Type>),
    /// An object with any keys.
    Map(Box<Type>),
    /// A type, or null. Never directly in another of its kind.
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

    /// The named types whose values stand directly in a value of this type.
    pub fn held(&self) -> Option<TypeId> {
        match self {
            Type::Named(id) => Some(*id),
            Type::Nullable(inner) => inner.held(),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Any => None,
        }
    }

    /// The named type that occurs in this type, at whatever depth.
    pub fn mentioned(&self) -> Option<TypeId> {
        match self {
            Type::Named(id) => Some(*id),
            Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => inner.mentioned(),
            Type::Scalar(_) | Type::Any => None,
        }
    }
}

/// Single values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// True or false.
    Bool,
    /// An integer of 32 bits.
    I32,
    /// An integer of 64 bits.
    I64,
    /// A number.
    F64,
    /// A text.
    String,
    /// An instant.
    DateTime,
    /// A day.
    Date,
}

/// A member of a record.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name on the wire.
    pub wire_name: String,
    /// What is said of it.
    pub docs: Docs,
    /// The type of its value.
    pub ty: Type,
    /// Whether it may be absent.
    pub presence: Presence,
    /// Whether its value must stand elsewhere, because it may hold another of the same record.
    pub indirect: bool,
}

/// Whether a member may be absent. Absent is not null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is always there.
    Required,
    /// It may be absent.
    Optional,
}

/// A known value of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceValue {
    /// The text on the wire.
    pub wire: String,
}

/// A known variant of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The JSON type that tells it.
    pub kind: JsonKind,
    /// The type of its value.
    pub ty: Type,
    /// Whether its value must stand elsewhere, because it may hold another of the same union.
    pub indirect: bool,
    /// What is said of it.
    pub docs: Docs,
}

/// The types of JSON values that unions tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// True or false.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A text.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}
