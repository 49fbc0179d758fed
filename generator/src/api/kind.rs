//! The kinds of JSON values, as far as unions distinguish them.

use super::Scalar;

/// A kind of JSON values that unions distinguish.
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
    /// The values of another union.
    Nested,
    /// Anything.
    Any,
}

impl Scalar {
    /// The kind of its values.
    pub fn kind(self) -> JsonKind {
        match self {
            Scalar::Null => JsonKind::Any,
            Scalar::Bool => JsonKind::Boolean,
            Scalar::Integer(_) => JsonKind::Integer,
            Scalar::F64 => JsonKind::Number,
            Scalar::Chosen(_, kind) => kind,
            // Every other scalar is a text of some format.
            _ => JsonKind::String,
        }
    }
}
