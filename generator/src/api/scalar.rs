//! Single values: a text or a number, of whatever format.

use super::{ChosenId, JsonKind};

/// Single values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// Nothing but null.
    Null,
    /// True or false.
    Bool,
    /// An integer.
    Integer(Width),
    /// A number.
    F64,
    /// A text.
    String,
    /// An instant.
    DateTime,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A UUID (RFC 9562).
    Uuid,
    /// An address of IPv4.
    Ipv4,
    /// An address of IPv6.
    Ipv6,
    /// Bytes, as Base64.
    Base64,
    /// Bytes, as Base64 for URLs.
    Base64Url,
    /// A file, which is sent as a part.
    File,
    /// A text or a number whose type the caller chose.
    Chosen(ChosenId, JsonKind),
}

impl Scalar {
    /// The word for its values by their description, if there is a better one than their JSON type.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Scalar::DateTime => Some("DateTime"),
            Scalar::Date => Some("Date"),
            Scalar::Time => Some("Time"),
            Scalar::Duration => Some("Duration"),
            Scalar::Uuid => Some("Uuid"),
            Scalar::Ipv4 => Some("Ipv4"),
            Scalar::Ipv6 => Some("Ipv6"),
            Scalar::Base64 | Scalar::Base64Url => Some("Bytes"),
            Scalar::File => Some("File"),
            Scalar::Null | Scalar::Bool | Scalar::Integer(_) | Scalar::F64 => None,
            Scalar::String | Scalar::Chosen(..) => None,
        }
    }
}

/// How many bits an integer has, and whether one of them is a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is called like what it is")]
pub enum Width {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl Width {
    /// Whether a value is one of its values.
    pub fn holds(self, value: i128) -> bool {
        match self {
            Width::I8 => i8::try_from(value).is_ok(),
            Width::I16 => i16::try_from(value).is_ok(),
            Width::I32 => i32::try_from(value).is_ok(),
            Width::I64 => i64::try_from(value).is_ok(),
            Width::U8 => u8::try_from(value).is_ok(),
            Width::U16 => u16::try_from(value).is_ok(),
            Width::U32 => u32::try_from(value).is_ok(),
            Width::U64 => u64::try_from(value).is_ok(),
        }
    }
}
