//! `enum` → a choice of texts, open to new ones.

use std::collections::BTreeSet;

use super::Form;
use super::Lowering;
use crate::api::{Choice, ChoiceValue, Docs};
use crate::document::{JsonType, Schema, SchemaId, Value};
use crate::source::NodeKind;

impl Lowering<'_> {
    /// Texts are a choice; which numbers are allowed is only documented, since their type carries
    /// them all. The stated type decides what the values are: YAML reads `on` and `1` otherwise than
    /// their author meant. Values of several types are alternatives.
    pub(in crate::lower) fn choice_form(&mut self, id: SchemaId, schema: &Schema) -> Form {
        let values = schema.values.as_deref().unwrap_or(&[]);
        let mut kinds: Vec<JsonType> = values.iter().filter_map(kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.starts_with(&[JsonType::Integer, JsonType::Number]) {
            kinds.remove(0);
        }
        let stated = schema.types.as_slice();
        match (stated, kinds.as_slice()) {
            ([JsonType::String], _) if values.iter().all(|value| text(value).is_some()) => {
                Form::Choice(id)
            }
            ([], [JsonType::String]) => Form::Choice(id),
            ([single], _) | ([], [single]) => {
                let plain = Schema { values: None, types: vec![*single], ..Schema::clone(schema) };
                self.plain_form(id, &plain)
            }
            ([], []) => Form::Any,
            ([], several) | (several, _) => self.kinds_form(id, schema, several),
        }
    }

    pub(in crate::lower) fn choice(&mut self, id: SchemaId) -> Choice {
        let whole = self.whole(id);
        let values = whole.schema.values.as_deref().unwrap_or(&[]);
        let mut known = BTreeSet::new();
        let mut choice = Choice { open: whole.schema.open, ..Choice::default() };
        for (index, value) in values.iter().enumerate() {
            let Some(wire) = text(value).filter(|wire| known.insert(wire.clone())) else {
                continue;
            };
            let note = whole.schema.value_notes.get(index).cloned().unwrap_or_default();
            let docs = Docs::of(note.description.as_deref());
            let at = self.document.pointer(value.at());
            choice.values.push(ChoiceValue { at, wire, label: note.name, docs });
        }
        choice
    }
}

/// The values of a kind, for the alternative of that kind.
pub(in crate::lower) fn of_kind(values: &[Value], wanted: JsonType) -> Vec<Value> {
    let fits = |value: &&Value| match kind(value) {
        Some(JsonType::Integer) => matches!(wanted, JsonType::Integer | JsonType::Number),
        other => other == Some(wanted),
    };
    values.iter().filter(fits).cloned().collect()
}

/// A value as the text that its author meant.
pub(in crate::lower) fn text(value: &Value) -> Option<String> {
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
