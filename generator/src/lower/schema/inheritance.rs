//! A schema with a discriminator and without alternatives: its kinds are the schemas that take it in
//! by `allOf` (OpenAPI 3.1, section 4.8.25), and those that its mapping names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Lowering;
use super::whole::Group;
use crate::document::{Additional, Reference, Schema, SchemaId};

/// The word for an object beside its kinds.
pub(in crate::lower) const ITSELF: &str = "base";

/// Parts of parts are followed this far.
const DEEPEST: usize = 100;

impl Lowering<'_> {
    /// Finds the kinds of every shared schema that has some, by their names.
    pub(in crate::lower) fn find_subtypes(&mut self) {
        let mut components = self.document.components.clone();
        components.sort();
        let mut subtypes: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for (_, id) in &components {
            let mut ancestors = Vec::new();
            self.find_ancestors(*id, &mut ancestors, &mut BTreeSet::new(), 0);
            for ancestor in ancestors.into_iter().filter(|ancestor| ancestor != id) {
                let kinds = subtypes.entry(ancestor).or_default();
                if !kinds.contains(id) {
                    kinds.push(*id);
                }
            }
        }
        self.subtypes = subtypes;
    }

    /// The schemas with a discriminator that a schema takes in.
    fn find_ancestors(
        &self,
        id: SchemaId,
        found: &mut Vec<SchemaId>,
        seen: &mut BTreeSet<SchemaId>,
        depth: usize,
    ) {
        let Some(schema) = self.schema(id).filter(|_| depth < DEEPEST) else { return };
        let beside = match schema.reference {
            Some(Reference::To(target)) if schema.has_shape() => Some(target),
            _ => None,
        };
        for part in schema.all_of.iter().copied().chain(beside) {
            let part = self.target(part);
            if !seen.insert(part) {
                continue;
            }
            if self.schema(part).is_some_and(|part| part.discriminator.is_some()) {
                found.push(part);
            }
            self.find_ancestors(part, found, seen, depth + 1);
        }
    }

    /// The kinds of an object as alternatives, and last the object itself, for what is none of them.
    pub(in crate::lower) fn kinds_told_by_a_member(
        &mut self,
        id: SchemaId,
        schema: &Arc<Schema>,
    ) -> Option<Group> {
        let discriminator = schema.discriminator.clone()?;
        let named = discriminator.mapping.iter().map(|(_, schema)| self.target(*schema));
        let mut kinds: Vec<SchemaId> = Vec::new();
        for kind in named.chain(self.subtypes.get(&id).into_iter().flatten().copied()) {
            if kind != id && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if kinds.is_empty() {
            return None;
        }
        let mut branches: Vec<SchemaId> = kinds.into_iter().map(|kind| self.itself(kind)).collect();
        branches.push(self.itself(id));
        Some(Group { branches, exclusive: true, discriminator: Some(discriminator), owner: id })
    }

    /// A schema as the object that it describes, without its kinds. What it is no kind of is kept.
    fn itself(&mut self, id: SchemaId) -> SchemaId {
        let Some(schema) = self.schema(id) else { return id };
        if schema.discriminator.is_none() || !self.subtypes.contains_key(&id) {
            return id;
        }
        let mut itself = Schema { discriminator: None, ..Schema::clone(&schema) };
        if itself.additional == Additional::Unstated {
            itself.additional = Additional::Any;
        }
        self.derived(id, ITSELF, itself)
    }
}
