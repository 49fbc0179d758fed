//! `enum` → a choice of texts, open to new ones.

use std::collections::BTreeSet;

use super::Lowering;
use super::schema::Form;
use crate::api::ChoiceValue;
use crate::document::{JsonType, Schema, SchemaId, Value};
use crate::source::NodeKind;

impl Lowering<'_> {
    /// Texts are a choice. Values of one other type are of that type, and which of them are allowed
    /// is only documented.
    pub(super) fn choice_form(&mut self, schema: &Schema) -> Form {
        let values = schema.values.as_deref().unwrap_or(&[]);
        let mut kinds: Vec<JsonType> = values.iter().filter_map(kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        match (kinds.as_slice(), schema.types.as_slice()) {
            ([], _) => Form::Any,
            ([JsonType::String], [] | [JsonType::String]) => Form::Choice,
            ([JsonType::Integer | JsonType::Number], [JsonType::Number]) => {
                self.scalar_form(schema, JsonType::Number)
            }
            ([single @ (JsonType::Integer | JsonType::Number | JsonType::Boolean)], [] | [_]) => {
                self.scalar_form(schema, *single)
            }
            _ => Form::Untyped("an enum of several types is not carried yet".to_owned()),
        }
    }

    pub(super) fn choice(&mut self, id: SchemaId) -> Vec<ChoiceValue> {
        let values = self.schema(id).and_then(|schema| schema.values.as_deref()).unwrap_or(&[]);
        let mut known = BTreeSet::new();
        values
            .iter()
            .filter_map(Value::as_str)
            .filter(|wire| known.insert(*wire))
            .map(|wire| ChoiceValue { wire: wire.to_owned() })
            .collect()
    }
}

fn kind(value: &Value) -> Option<JsonType> {
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
