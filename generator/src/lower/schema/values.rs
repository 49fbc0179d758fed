//! The values that a schema lists, and their JSON types.

use crate::document::{JsonType, Value};
use crate::source::NodeKind;

/// Whether a listed value is of a JSON type.
pub(super) fn is_of_type(value: &Value, wanted: JsonType) -> bool {
    match json_type(value) {
        Some(JsonType::Integer) => matches!(wanted, JsonType::Integer | JsonType::Number),
        other => other == Some(wanted),
    }
}

/// The JSON types of the listed values, null apart. Where there is any number, integers are numbers.
pub(super) fn json_types(values: &[Value]) -> Vec<JsonType> {
    let mut types: Vec<JsonType> = values.iter().filter_map(json_type).collect();
    types.sort_unstable();
    types.dedup();
    if types.starts_with(&[JsonType::Integer, JsonType::Number]) {
        types.remove(0);
    }
    types
}

/// A value as the text that its author has in mind: YAML reads `on` and `1` as something else.
pub(in crate::lower) fn text_of(value: &Value) -> Option<String> {
    match value.kind() {
        NodeKind::String(text) => Some(text.to_string()),
        NodeKind::Number(number) => Some(number.as_written().to_owned()),
        NodeKind::Bool(_) => Some(value.to_string()),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
    }
}

/// The digits of a listed number, without a fraction where it is whole: a number, or a text that spells one.
pub(super) fn digits_of(value: &Value) -> Option<String> {
    let text: &str = match value.kind() {
        NodeKind::Number(number) => number,
        NodeKind::String(text) => text,
        _ => return None,
    };
    if let Ok(whole) = text.parse::<i128>() {
        return Some(whole.to_string());
    }
    let number: f64 = text.parse().ok()?;
    // Adding zero makes 0 of -0.
    number.is_finite().then(|| (number + 0.0).to_string())
}

fn json_type(value: &Value) -> Option<JsonType> {
    Some(match value.kind() {
        NodeKind::Null => return None,
        NodeKind::Bool(_) => JsonType::Boolean,
        NodeKind::Number(digits) if digits.contains(['.', 'e', 'E']) => JsonType::Number,
        NodeKind::Number(_) => JsonType::Integer,
        NodeKind::String(_) => JsonType::String,
        NodeKind::List(_) => JsonType::Array,
        NodeKind::Map(_) => JsonType::Object,
    })
}
