//! The default of a schema → whether the schema itself allows it: only then is it stated as a fact.

use crate::diagnostic::Code;
use crate::document::{JsonType, Schema, SchemaId, Value};
use crate::lower::schema::{Schemas, text_of, whole};
use crate::source::NodeKind;

/// Says that a schema refuses its own default. What is not understood is allowed.
pub(super) fn refuses_default(schemas: &Schemas<'_>, id: SchemaId) -> bool {
    let Some(default) = schemas.schema(id).default.clone() else { return false };
    let whole = whole(schemas, id);
    if whole.fault.is_some() || matches!(default.kind(), NodeKind::Null) {
        return false;
    }
    let Some(reason) = refusal(&whole.schema, &default) else { return false };
    schemas.say(Code::Contradiction, default.at(), format!("`default` is {default}, {reason}"));
    true
}

/// Why a schema does not allow a value.
fn refusal(schema: &Schema, value: &Value) -> Option<String> {
    if !schema.types.is_empty() && !schema.types.iter().any(|known| is_of_type(value, *known)) {
        return Some("which is not of its type".to_owned());
    }
    let is_listed = |values: &Vec<Value>| values.iter().any(|known| is_same(known, value));
    if schema.values.as_ref().is_some_and(|values| !is_listed(values)) {
        return Some("which is none of its values".to_owned());
    }
    let number = number(value)?;
    let broken = schema.constraints.iter().find(|constraint| {
        let bound = self::number(&constraint.value);
        bound.is_some_and(|bound| match &*constraint.keyword {
            "minimum" => number < bound,
            "exclusiveMinimum" => number <= bound,
            "maximum" => number > bound,
            "exclusiveMaximum" => number >= bound,
            _ => false,
        })
    })?;
    Some(format!("which its `{}` of {} forbids", broken.keyword, broken.value))
}

fn is_of_type(value: &Value, known: JsonType) -> bool {
    match (value.kind(), known) {
        (NodeKind::Bool(_), JsonType::Boolean)
        | (NodeKind::Number(_), JsonType::Number)
        | (NodeKind::List(_), JsonType::Array)
        | (NodeKind::Map(_), JsonType::Object)
        // YAML reads a text such as `on` or `1` as something else where its author forgot the quotes.
        | (NodeKind::String(_) | NodeKind::Bool(_) | NodeKind::Number(_), JsonType::String) => true,
        // 1.0 is an integer (JSON Schema 2020-12, section 4.2.3).
        (NodeKind::Number(_), JsonType::Integer) => {
            number(value).is_some_and(|number| number.fract() == 0.0)
        }
        _ => false,
    }
}

/// Whether two values are the same, or would be but for forgotten quotes.
fn is_same(one: &Value, other: &Value) -> bool {
    let bare = |value: &Value| text_of(value).unwrap_or_else(|| value.to_string());
    bare(one) == bare(other) || number(one).is_some() && number(one) == number(other)
}

fn number(value: &Value) -> Option<f64> {
    match value.kind() {
        NodeKind::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}
