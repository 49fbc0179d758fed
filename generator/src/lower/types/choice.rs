//! `enum` → a choice of texts, open to new ones.

use std::collections::BTreeSet;

use crate::api::{Choice, ChoiceValue, Docs};
use crate::document::SchemaId;
use crate::lower::schema::{Schemas, text_of, whole};

/// The texts that a schema lists.
pub(super) fn choice(schemas: &Schemas<'_>, id: SchemaId) -> Choice {
    let whole = whole(schemas, id);
    let values = whole.schema.values.as_deref().unwrap_or(&[]);
    let mut known = BTreeSet::new();
    let mut choice = Choice { open: whole.open, ..Choice::default() };
    for (index, value) in values.iter().enumerate() {
        let Some(wire) = text_of(value).filter(|wire| known.insert(wire.clone())) else {
            continue;
        };
        let note = whole.schema.value_notes.get(index).cloned().unwrap_or_default();
        let docs = Docs {
            summary: note.title,
            description: note.description,
            deprecated: note.deprecated,
            ..Docs::default()
        };
        let at = schemas.document.pointer(value.at());
        choice.values.push(ChoiceValue { at, wire, label: note.name, docs });
    }
    choice
}
