//! Values and constraints of a description, as samples and numbers.

use crate::api::{Sample, Scalar};
use crate::document::{Schema, Value};
use crate::lower::schema::wire_of;
use crate::source::NodeKind;

/// A listed value of a choice, if it is one: a text, which YAML may have read as something else, or a number.
pub(super) fn of_choice(value: &Value, of: Scalar) -> Option<Sample> {
    let wire = wire_of(value, of)?;
    Some(if of == Scalar::String { Sample::Text(wire) } else { Sample::Number(wire) })
}

/// A value as its author wrote it.
pub(super) fn of_value(value: &Value) -> Sample {
    of_node(value.kind())
}

fn of_node(kind: &NodeKind) -> Sample {
    match kind {
        NodeKind::Null => Sample::Null,
        NodeKind::Bool(value) => Sample::Bool(*value),
        NodeKind::Number(digits) => Sample::Number(digits.to_string()),
        NodeKind::String(text) => Sample::Text(text.to_string()),
        NodeKind::List(items) => {
            Sample::List(items.iter().map(|item| of_node(&item.kind)).collect())
        }
        NodeKind::Map(members) => Sample::Object(
            members.iter().map(|(name, value)| (name.to_string(), of_node(&value.kind))).collect(),
        ),
    }
}

/// The constraint of a schema that has this keyword.
pub(super) fn constraint<'s>(schema: &'s Schema, keyword: &str) -> Option<&'s Value> {
    let mut constraints = schema.constraints.iter();
    constraints.find(|known| &*known.keyword == keyword).map(|known| &known.value)
}

/// The regular expression that a schema states.
pub(super) fn pattern_of(schema: &Schema) -> Option<&str> {
    constraint(schema, "pattern").and_then(Value::as_str)
}

/// How many items, characters or members a schema asks for.
pub(super) fn count(schema: &Schema, keyword: &str) -> Option<usize> {
    number_of(schema, keyword).filter(|count| *count >= 0.0).map(|count| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
        let count = count as usize;
        count
    })
}

/// The number that a constraint states.
pub(super) fn number_of(schema: &Schema, keyword: &str) -> Option<f64> {
    constraint(schema, keyword)?.to_string().parse().ok()
}

/// Whether a schema bounds numbers.
pub(super) fn bounds_numbers(schema: &Schema) -> bool {
    let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    bounds.iter().any(|keyword| constraint(schema, keyword).is_some())
}
