//! The kinds of JSON values, as far as unions tell them apart.

use super::Scalar;

/// The JSON values that unions tell apart.
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
    /// Whatever another union knows.
    Nested,
    /// Anything.
    Any,
}

impl Scalar {
    /// The JSON values that it may be.
    pub fn kind(self) -> JsonKind {
        match self {
            Scalar::Null => JsonKind::Any,
            Scalar::Bool => JsonKind::Boolean,
            Scalar::Integer(_) => JsonKind::Integer,
            Scalar::F64 => JsonKind::Number,
            // Every other scalar is a text of some format.
            _ => JsonKind::String,
        }
    }
}
