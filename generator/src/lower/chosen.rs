//! What the caller chose for single places → the types there. A choice that finds nothing is an error,
//! so that the configuration never says more than is so.

use std::collections::BTreeSet;

use super::Lowering;
use crate::api::{Scalar, Shape, Type, TypeId};
use crate::config::{Choices, DeriveChoice, is_within};
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

    /// Adds the traits that were chosen. An order is derived where all that a type holds has one too; of
    /// any other trait nothing is known, and the caller sees to that.
    pub(super) fn derive(&mut self, choices: &Choices) {
        for DeriveChoice { at, traits } in &choices.derives {
            for name in traits {
                let mut chosen: BTreeSet<TypeId> = self.within(at).collect();
                if matches!(name.as_str(), "PartialOrd" | "Ord") {
                    self.keep_ordered(&mut chosen, name == "Ord");
                }
                let mut found = false;
                for id in &chosen {
                    let Some(definition) = self.types.get_mut(*id) else { continue };
                    if !matches!(definition.shape, Shape::Alias(_)) {
                        found = true;
                        definition.derives.retain(|known| known != name);
                        definition.derives.push(name.clone());
                    }
                }
                self.need(found, "derives", at, &format!("type that can have `{name}`"));
            }
        }
    }

    /// The types at a place and below it.
    fn within(&self, place: &str) -> impl Iterator<Item = TypeId> {
        let types = self.types.iter();
        types
            .filter(move |(_, definition)| is_within(&definition.origin.at.to_string(), place))
            .map(|(id, _)| id)
    }

    /// Takes away the types that hold what has no order, until there is none.
    fn keep_ordered(&self, chosen: &mut BTreeSet<TypeId>, total: bool) {
        loop {
            let before = chosen.clone();
            chosen.retain(|id| {
                let Some(definition) = self.types.get(*id) else { return false };
                let whole = !matches!(definition.shape, Shape::Union(_));
                let equal = definition.traits.total_equality || !total;
                whole
                    && equal
                    && definition.shape.types().into_iter().all(|ty| is_ordered(ty, &before))
            });
            if *chosen == before {
                return;
            }
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

fn is_ordered(ty: &Type, ordered: &BTreeSet<TypeId>) -> bool {
    match ty {
        Type::Scalar(scalar) => {
            use Scalar::{Base64, Base64Url, Duration, Time};
            !matches!(scalar, Time | Duration | Base64 | Base64Url)
        }
        Type::Named(id) => ordered.contains(id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_ordered(inner, ordered),
        Type::Any => false,
    }
}
