//! `enum` → a choice of texts, open to new ones.

use std::collections::BTreeSet;

use super::Lowering;
use super::schema::Form;
use crate::api::ChoiceValue;
use crate::document::{JsonType, Schema, SchemaId, Value};
use crate::source::NodeKind;

impl Lowering<'_> {
    /// Texts are a choice; of which other values are allowed is only documented. The stated type
    /// decides what the values are: YAML reads `on` and `1` otherwise than their author meant.
    pub(super) fn choice_form(&mut self, schema: &Schema) -> Form {
        let values = schema.values.as_deref().unwrap_or(&[]);
        let mut kinds: Vec<JsonType> = values.iter().filter_map(kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.as_slice() == [JsonType::Integer, JsonType::Number] {
            kinds = vec![JsonType::Number];
        }
        match (schema.types.as_slice(), kinds.as_slice()) {
            ([JsonType::Array], _) => Form::List(schema.items),
            ([JsonType::Object], _) => super::schema::object_form(schema),
            ([JsonType::String], _) if values.iter().all(|value| text(value).is_some()) => {
                Form::Choice
            }
            ([stated], _) => self.scalar_form(schema, *stated),
            ([], [JsonType::String]) => Form::Choice,
            ([], [single @ (JsonType::Integer | JsonType::Number | JsonType::Boolean)]) => {
                self.scalar_form(schema, *single)
            }
            ([], []) => Form::Any,
            _ => Form::Untyped("an enum of several types is not carried yet".to_owned()),
        }
    }

    pub(super) fn choice(&mut self, id: SchemaId) -> Vec<ChoiceValue> {
        let values = self.schema(id).and_then(|schema| schema.values.as_deref()).unwrap_or(&[]);
        let mut known = BTreeSet::new();
        values
            .iter()
            .filter_map(text)
            .filter(|wire| known.insert(wire.clone()))
            .map(|wire| ChoiceValue { wire })
            .collect()
    }
}

/// A value as the text that its author meant.
fn text(value: &Value) -> Option<String> {
    match value.kind() {
        NodeKind::String(text) => Some(text.to_string()),
        NodeKind::Bool(_) | NodeKind::Number(_) => Some(value.to_string()),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
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
