//! `enum` → a choice of texts or numbers, open to new ones.

use std::collections::BTreeSet;

use crate::api::{Choice, ChoiceValue, Docs, Scalar};
use crate::document::SchemaId;
use crate::lower::schema::{Schemas, whole, wire_of};

/// The texts or numbers that a schema lists. The best name of a number is its title: its digits say nothing.
pub(super) fn choice(schemas: &Schemas<'_>, id: SchemaId, of: Scalar) -> Choice {
    let whole = whole(schemas, id);
    let values = whole.schema.values.as_deref().unwrap_or(&[]);
    let mut known = BTreeSet::new();
    let mut choice = Choice { of, values: Vec::new(), open: whole.open, closed: false };
    for (index, value) in values.iter().enumerate() {
        let wire = wire_of(value, of).filter(|wire| known.insert(wire.clone()));
        let Some(wire) = wire else { continue };
        let note = whole.schema.value_notes.get(index).cloned().unwrap_or_default();
        let title = note.title.clone().filter(|_| !choice.is_of_texts());
        let docs = Docs {
            summary: note.title,
            description: note.description,
            deprecated: note.deprecated,
            ..Docs::default()
        };
        let at = schemas.document.pointer(value.at());
        choice.values.push(ChoiceValue { at, wire, label: note.name.or(title), docs });
    }
    choice
}
