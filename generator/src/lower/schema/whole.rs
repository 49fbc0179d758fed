//! A schema, and all that it refers to beside other keywords or takes in by `allOf` → one schema that
//! says all of it. What is described on both sides has to hold on both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{Alternatives, Whole};
use super::reference::target;
use super::schemas::Schemas;
use super::synthetic::{all_of, only_require};
use super::within::{is_listed, is_of, is_same};
use crate::diagnostic::Code;
use crate::document::{
    Additional, Constraint, JsonType, Reference, Schema, SchemaId, Value, ValueNote,
};
use crate::limits;

/// A whole schema in the making.
#[derive(Default)]
struct Gathered {
    whole: Whole,
    /// The schemas that describe each property.
    properties: Vec<(Arc<str>, Vec<SchemaId>)>,
    /// The position of each property in `properties`.
    property_at: BTreeMap<Arc<str>, usize>,
    required: BTreeSet<String>,
    additional: Vec<SchemaId>,
    items: Vec<SchemaId>,
    /// The schemas that were taken in so far.
    parts: Vec<SchemaId>,
}

impl Gathered {
    fn fault(&mut self, code: Code, reason: &str) {
        self.whole.fault.get_or_insert_with(|| (code, reason.to_owned()));
    }

    fn take_in(&mut self, id: SchemaId, schema: &Schema) {
        if schema.never {
            self.fault(Code::UntypedSchema, "nothing is allowed here");
        }
        self.take_types(schema);
        self.take_object(schema);
        let whole = &mut self.whole.schema;
        if whole.prefix_items.is_empty() {
            whole.prefix_items.clone_from(&schema.prefix_items);
        }
        whole.no_more_items |= schema.no_more_items;
        self.items.extend(schema.items);
        for (branches, exclusive) in [(&schema.one_of, true), (&schema.any_of, false)] {
            if !branches.is_empty() {
                let branches = branches.clone();
                let discriminator = schema.discriminator.clone();
                self.whole.alternatives.push(Alternatives {
                    branches,
                    exclusive,
                    discriminator,
                    owner: id,
                });
            }
        }
        let whole = &mut self.whole.schema;
        whole.discriminator = whole.discriminator.take().or_else(|| schema.discriminator.clone());
        whole.read_only |= schema.read_only;
        whole.write_only |= schema.write_only;
        for constraint in &schema.constraints {
            whole.constraints.retain(|known| known.keyword != constraint.keyword);
            whole.constraints.push(Constraint::clone(constraint));
        }
    }

    fn take_types(&mut self, schema: &Schema) {
        let whole = &mut self.whole.schema;
        let types = common_types(&whole.types, &schema.types);
        if types.is_empty() && !schema.types.is_empty() {
            self.fault(Code::Contradiction, "its parts are of different types");
            return;
        }
        whole.types = types;
        whole.only_null |= schema.only_null;
        match (&mut whole.values, &schema.values) {
            (_, None) => {}
            (Some(known), Some(values)) if values.iter().any(|value| is_listed(known, value)) => {
                let both: Vec<Value> =
                    values.iter().filter(|value| is_listed(known, value)).cloned().collect();
                let noted = [(&**values, &schema.value_notes), (&**known, &whole.value_notes)];
                whole.value_notes = notes_of(&both, noted);
                *known = both;
            }
            (_, Some(values)) => {
                whole.values = Some(values.clone());
                whole.value_notes.clone_from(&schema.value_notes);
            }
        }
        whole.base64 = whole.base64.or(schema.base64);
        whole.content = whole.content.or(schema.content);
        whole.format = schema.format.clone().or_else(|| whole.format.take());
    }

    fn take_object(&mut self, schema: &Schema) {
        for (name, property) in &schema.properties {
            let next = self.properties.len();
            let index = *self.property_at.entry(name.clone()).or_insert(next);
            match self.properties.get_mut(index) {
                Some((_, describing)) if describing.contains(property) => {}
                Some((_, describing)) => describing.push(*property),
                None => self.properties.push((name.clone(), vec![*property])),
            }
        }
        let whole = &mut self.whole.schema;
        for name in &schema.required {
            if self.required.insert(name.clone()) {
                whole.required.push(name.clone());
            }
        }
        for pattern in &schema.patterns {
            if !whole.patterns.contains(pattern) {
                whole.patterns.push(pattern.clone());
            }
        }
        whole.property_names = schema.property_names.or(whole.property_names);
        match (schema.additional, whole.additional) {
            (Additional::Of(value), _) => self.additional.push(value),
            (Additional::Any, _) | (Additional::Closed, Additional::Unstated) => {
                whole.additional = schema.additional;
            }
            _ => {}
        }
    }
}

/// What is said of some values by the first list that says something of each; empty where nothing is said.
fn notes_of(values: &[Value], lists: [(&[Value], &Vec<ValueNote>); 2]) -> Vec<ValueNote> {
    let note = |value: &Value| {
        lists.iter().find_map(|(listed, notes)| {
            let index = listed.iter().position(|known| is_same(known, value))?;
            notes.get(index).cloned()
        })
    };
    match lists.iter().all(|(_, notes)| notes.is_empty()) {
        true => Vec::new(),
        false => values.iter().map(|value| note(value).unwrap_or_default()).collect(),
    }
}

/// Everything that a schema says.
pub(in crate::lower) fn whole(schemas: &Schemas<'_>, id: SchemaId) -> Arc<Whole> {
    if let Some(known) = schemas.wholes.get(id) {
        return known;
    }
    let mut gathered = Gathered::default();
    gather(schemas, id, &mut gathered, 0);
    let Gathered { mut whole, properties, additional, items, parts, .. } = gathered;
    for (name, describing) in properties {
        // A member that nothing is allowed for is none.
        let never = describing.iter().any(|id| schemas.schema(target(schemas, *id)).never);
        if !never || whole.schema.required.iter().any(|required| **required == *name) {
            whole.schema.properties.push((name, all_of(schemas, &describing)));
        }
    }
    if !additional.is_empty() {
        whole.schema.additional = Additional::Of(all_of(schemas, &additional));
    }
    if !items.is_empty() {
        whole.schema.items = Some(all_of(schemas, &items));
    }
    // An alternative that is a part holds already, and leaves nothing to choose.
    whole.alternatives.retain_mut(|one| {
        let owner = one.owner;
        one.branches.retain(|branch| target(schemas, *branch) != owner);
        !only_require(schemas, &one.branches)
            && !one.branches.iter().any(|branch| parts.contains(&target(schemas, *branch)))
    });
    whole.alternatives = without_implied(schemas, std::mem::take(&mut whole.alternatives));
    whole.parts = parts;
    whole.schema.at = schemas.schema(id).at;
    let whole = Arc::new(whole);
    schemas.wholes.insert(id, whole.clone());
    whole
}

/// Whether only the server sets a member that is described by a schema.
pub(in crate::lower) fn is_read_only(schemas: &Schemas<'_>, id: SchemaId) -> bool {
    whole(schemas, id).schema.read_only || whole(schemas, target(schemas, id)).schema.read_only
}

/// Whether only the server reads a member that is described by a schema.
pub(in crate::lower) fn is_write_only(schemas: &Schemas<'_>, id: SchemaId) -> bool {
    whole(schemas, id).schema.write_only || whole(schemas, target(schemas, id)).schema.write_only
}

fn gather(schemas: &Schemas<'_>, id: SchemaId, into: &mut Gathered, depth: usize) {
    if into.parts.contains(&id) {
        return;
    }
    into.parts.push(id);
    if depth > limits::PARTS_OF_PARTS {
        into.fault(Code::Unsupported, "its parts are nested too deeply");
        return;
    }
    let schema = schemas.schema(id);
    match schema.reference {
        Some(Reference::To(target)) => gather(schemas, target, into, depth + 1),
        Some(Reference::Broken) => {
            into.fault(Code::UntypedSchema, "a part of it is a broken reference");
        }
        None => {}
    }
    for part in &schema.all_of {
        gather(schemas, *part, into, depth + 1);
    }
    into.whole.open |= schemas.is_open(id);
    into.take_in(id, &schema);
}

/// The types that both sides allow, where each states some; an integer is a number too.
fn common_types(one: &[JsonType], other: &[JsonType]) -> Vec<JsonType> {
    if one.is_empty() || other.is_empty() {
        return [one, other].concat();
    }
    let mut both: Vec<JsonType> = other.iter().copied().filter(|kind| is_of(*kind, one)).collect();
    for kind in one.iter().copied().filter(|kind| is_of(*kind, other)) {
        if !both.contains(&kind) {
            both.push(kind);
        }
    }
    both
}

/// The groups of alternatives without those that another group implies: each of its alternatives is one of
/// theirs. What tells the alternatives apart may be said by either.
fn without_implied(schemas: &Schemas<'_>, groups: Vec<Alternatives>) -> Vec<Alternatives> {
    let mut kept: Vec<(BTreeSet<SchemaId>, Alternatives)> = Vec::new();
    for group in groups {
        let branches = group.branches.iter().map(|branch| target(schemas, *branch)).collect();
        let known = kept
            .iter_mut()
            .find(|(known, _)| known.is_subset(&branches) || branches.is_subset(known));
        match known {
            Some((known, first)) => {
                if branches.len() < known.len() {
                    *known = branches;
                    first.branches = group.branches;
                    first.exclusive |= group.exclusive;
                }
                first.discriminator = first.discriminator.take().or(group.discriminator);
            }
            None => kept.push((branches, group)),
        }
    }
    kept.into_iter().map(|(_, group)| group).collect()
}
