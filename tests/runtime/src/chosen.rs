//! Types of the caller's own, as a crate is generated with that was told of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::runtime::{AsNumber, AsText, Field, headers, record, union};

/// A decimal number with its digits as they were written. All that it knows of texts is `FromStr` and `Display`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub String);

/// The text is no decimal number. It is not even an error in the sense of `std`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDecimal;

impl FromStr for Decimal {
    type Err = NoDecimal;

    fn from_str(text: &str) -> Result<Self, NoDecimal> {
        let digits = text.strip_prefix('-').unwrap_or(text).replacen('.', "", 1);
        let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_decimal.then(|| Self(text.to_owned())).ok_or(NoDecimal)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What something costs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Price {
    /// A number.
    pub total: AsNumber<Decimal>,
    /// A text.
    pub tax: AsText<Decimal>,
    /// A number that may be absent and may be null.
    pub tip: Field<AsNumber<Decimal>>,
    /// Numbers in a list.
    pub parts: Option<Vec<AsNumber<Decimal>>>,
    /// Texts by name.
    pub rest: BTreeMap<String, AsText<Decimal>>,
}

record! { Price {
    total: required "total",
    tax: required "tax",
    tip: three_state "tip",
    parts: optional "parts",
    ..rest
} }

/// A number beside integers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Counted {
    /// A number.
    pub total: AsNumber<Decimal>,
    /// An integer.
    pub count: i64,
    /// A text.
    pub note: String,
    /// Integers.
    pub more: Vec<i64>,
}

record! { Counted {
    total: required "total",
    count: required "count",
    note: required "note",
    more: required "more",
} }

/// A number, a text that is one, or any other text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quote {
    /// A number.
    Number(AsNumber<Decimal>),
    /// A text.
    Text(AsText<Decimal>),
    /// Another text.
    Words(String),
    /// Something newer than this crate.
    Unknown(serde_json::Value),
}

union! { Quote { Number: number, Text: string, Words: string } }

/// Headers of chosen types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceHeaders {
    /// A number.
    pub total: Option<AsNumber<Decimal>>,
    /// Numbers.
    pub parts: Option<Vec<AsNumber<Decimal>>>,
    /// A text.
    pub tax: Option<AsText<Decimal>>,
    /// A number of a width that only its own `Deserialize` knows.
    pub wide: Option<u128>,
}

headers! { PriceHeaders {
    total: simple "X-Total",
    parts: simple "X-Parts",
    tax: simple "X-Tax",
    wide: simple "X-Wide",
} }
