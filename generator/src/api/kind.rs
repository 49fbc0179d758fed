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
            Scalar::String
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Duration
            | Scalar::Uuid
            | Scalar::Ipv4
            | Scalar::Ipv6
            | Scalar::Base64
            | Scalar::Base64Url
            | Scalar::File => JsonKind::String,
        }
    }
}
