//! Which variants of a union may read a value: those of its tag, or of its JSON type.

use serde_json::Value;

use crate::runtime::json::number::{as_integer, is_written_as_integer};

/// The values that a variant may read.
#[derive(Debug, Clone, Copy)]
pub struct Foreseen {
    /// Their JSON type.
    pub kind: Kind,
    /// The values of the tag for which the variant is taken.
    pub tags: &'static [&'static str],
}

/// A JSON type, in the sense of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    String,
    /// A number whose fraction is zero, even if it is written as 1.0.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    Array,
    /// An object.
    Object,
    /// Any value.
    Any,
}

/// The indexes of the variants that may read a value: first those of its tag, then those without a tag.
/// For a value without a tag, the first are all variants of its JSON type.
pub fn candidates(value: &Value, tag: &str, rows: &[Foreseen]) -> (Vec<usize>, Vec<usize>) {
    let kind = kind(value, rows);
    let of_kind = |row: &Foreseen| row.kind == Kind::Any || kind == Some(row.kind);
    let which = |fits: &dyn Fn(&Foreseen) -> bool| -> Vec<usize> {
        let all = rows.iter().enumerate();
        all.filter(|(_, row)| fits(row)).map(|(index, _)| index).collect()
    };
    let own = match value.get(tag) {
        _ if tag.is_empty() => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other @ (Value::Number(_) | Value::Bool(_))) => Some(other.to_string()),
        _ => None,
    };
    match own {
        None => (which(&of_kind), Vec::new()),
        Some(own) => (
            which(&|row| row.tags.contains(&&*own)),
            which(&|row| of_kind(row) && row.tags.is_empty()),
        ),
    }
}

/// The kind of the rows that a value belongs to.
///
/// A number that is written as an integer is `Integer` where a row has that kind, else `Number`. A number
/// that is written with a fraction or an exponent is `Number` where a row has that kind, else `Integer`,
/// if its fraction is zero.
fn kind(value: &Value, rows: &[Foreseen]) -> Option<Kind> {
    let preferred: &[Kind] = match value {
        Value::Null => &[],
        Value::Bool(_) => &[Kind::Boolean],
        Value::Number(number) if is_written_as_integer(number) => &[Kind::Integer, Kind::Number],
        Value::Number(number) if as_integer(number).is_some() => &[Kind::Number, Kind::Integer],
        Value::Number(_) => &[Kind::Number],
        Value::String(_) => &[Kind::String],
        Value::Array(_) => &[Kind::Array],
        Value::Object(_) => &[Kind::Object],
    };
    preferred.iter().copied().find(|kind| rows.iter().any(|row| row.kind == *kind))
}
