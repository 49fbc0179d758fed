//! A schema with a discriminator and without alternatives: its subtypes are the schemas that take it in
//! by `allOf` (OpenAPI 3.1, section 4.8.25), and those that its mapping names.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Alternatives, Composition};
use super::reference::target;
use super::schemas::Schemas;
use super::synthetic::changed;
use crate::document::{Additional, Reference, Schema, SchemaId};
use crate::limits;

/// The word that tells the base itself from its subtypes, in the name of its type.
const BASE: &str = "base";

/// The subtypes of every component that has some, by their names.
pub(super) fn subtypes(schemas: &Schemas<'_>) -> BTreeMap<SchemaId, Vec<SchemaId>> {
    let mut components = schemas.document.components.clone();
    components.sort();
    let mut subtypes: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (_, id) in &components {
        let mut bases = Vec::new();
        find_bases(schemas, *id, &mut bases, &mut BTreeSet::new(), 0);
        for base in bases.into_iter().filter(|base| base != id) {
            let known = subtypes.entry(base).or_default();
            if !known.contains(id) {
                known.push(*id);
            }
        }
    }
    subtypes
}

/// Finds the schemas with a discriminator that a schema takes in.
fn find_bases(
    schemas: &Schemas<'_>,
    id: SchemaId,
    bases: &mut Vec<SchemaId>,
    seen: &mut BTreeSet<SchemaId>,
    depth: usize,
) {
    if depth >= limits::DEPTH_OF_INHERITANCE {
        return;
    }
    let schema = schemas.schema(id);
    let beside = match schema.reference {
        Some(Reference::To(target)) if schema.has_shape() => Some(target),
        _ => None,
    };
    for part in schema.all_of.iter().copied().chain(beside) {
        let part = target(schemas, part);
        if !seen.insert(part) {
            continue;
        }
        if schemas.schema(part).discriminator.is_some() {
            bases.push(part);
        }
        find_bases(schemas, part, bases, seen, depth + 1);
    }
}

/// The subtypes of an object as alternatives, and last the object itself, for what is none of them.
pub(super) fn subtypes_as_alternatives(
    schemas: &Schemas<'_>,
    id: SchemaId,
) -> Option<Alternatives> {
    let discriminator = schemas.schema(id).discriminator.clone()?;
    let mapped = discriminator.mapping.iter().map(|(_, schema)| target(schemas, *schema));
    let mut subtypes: Vec<SchemaId> = Vec::new();
    for subtype in mapped.chain(schemas.subtypes.get(&id).into_iter().flatten().copied()) {
        if subtype != id && !subtypes.contains(&subtype) {
            subtypes.push(subtype);
        }
    }
    if subtypes.is_empty() {
        return None;
    }
    let branches = subtypes.into_iter().chain([id]).map(|branch| without_subtypes(schemas, branch));
    let branches = branches.collect();
    Some(Alternatives { branches, exclusive: true, discriminator: Some(discriminator), owner: id })
}

/// A schema as the object that it describes, without its subtypes. Members that only an unknown subtype
/// has are kept.
fn without_subtypes(schemas: &Schemas<'_>, id: SchemaId) -> SchemaId {
    let schema = schemas.schema(id);
    if schema.discriminator.is_none() || !schemas.subtypes.contains_key(&id) {
        return id;
    }
    let mut base = Schema { discriminator: None, ..Schema::clone(&schema) };
    if base.additional == Additional::Unstated {
        base.additional = Additional::Any;
    }
    changed(schemas, id, BASE, base)
}

/// Whether a schema is another one without its subtypes.
pub(super) fn is_base_of(schemas: &Schemas<'_>, id: SchemaId, owner: SchemaId) -> bool {
    schemas.composition(id) == Some(Composition::Changed(owner, BASE.to_owned()))
}
