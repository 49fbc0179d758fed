//! What the caller chose for single places → the types there. A choice that finds nothing is an error,
//! so that the configuration never says more than is so.

use super::Lowering;
use crate::api::{Shape, Type};
use crate::config::{Choices, is_within};
use crate::diagnostic::{Code, Diagnostic, Location};

impl Lowering<'_> {
    /// Follows the choices, once every type has its shape.
    pub(super) fn follow(&mut self, choices: &Choices) {
        for place in &choices.closed {
            let found = self.change_within(place, |shape| match shape {
                Shape::Choice(choice) if !choice.open && !choice.values.is_empty() => {
                    choice.closed = true;
                    true
                }
                _ => false,
            });
            self.need(found, "closed", place, "enum of texts that could be closed");
        }
        for place in &choices.keep_unknown {
            let found = self.change_within(place, |shape| match shape {
                Shape::Record(record) if record.rest.is_none() || record.unforeseen => {
                    (record.rest, record.unforeseen) = (Some(Type::Any), true);
                    true
                }
                _ => false,
            });
            self.need(found, "keep-unknown", place, "record that does not keep them anyway");
        }
    }

    /// Changes the types at a place and below it; whether there was one to change.
    fn change_within(&mut self, place: &str, mut change: impl FnMut(&mut Shape) -> bool) -> bool {
        let mut found = false;
        for id in self.types.ids() {
            if let Some(definition) = self.types.get_mut(id)
                && is_within(&definition.origin.at.to_string(), place)
            {
                found |= change(&mut definition.shape);
            }
        }
        found
    }

    fn need(&mut self, found: bool, key: &str, place: &str, what: &str) {
        if !found {
            let message = format!("`{key}` at `{place}`: there is no {what}");
            self.diagnostics.add(Diagnostic::new(Code::UnneededChoice, Location::Nowhere, message));
        }
    }
}
