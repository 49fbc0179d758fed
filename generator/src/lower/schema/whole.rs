//! A schema, and all that it refers to beside other keywords or takes in by `allOf` → one schema that
//! says all of it. What is described on both sides has to hold on both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Lowering;
use crate::diagnostic::Code;
use crate::document::{
    Additional, Constraint, Discriminator, JsonType, Reference, Schema, SchemaId, Value,
};

/// Parts of parts are followed this far.
const DEEPEST: usize = 200;

/// Everything that a schema says, its alternatives apart.
#[derive(Debug, Default)]
pub(in crate::lower) struct Whole {
    /// What holds in any case. It refers to nothing and has no parts.
    pub(in crate::lower) schema: Schema,
    /// Of each group, one alternative holds too.
    pub(in crate::lower) groups: Vec<Group>,
    /// The schemas that it takes in, itself included.
    pub(in crate::lower) parts: Vec<SchemaId>,
    /// Why it is no type, if it is none.
    pub(in crate::lower) fault: Option<(Code, String)>,
}

/// `oneOf` or `anyOf`.
#[derive(Debug, Clone, Default)]
pub(in crate::lower) struct Group {
    /// The alternatives.
    pub(in crate::lower) branches: Vec<SchemaId>,
    /// Whether only one of them holds.
    pub(in crate::lower) exclusive: bool,
    /// What tells them apart, if that is said.
    pub(in crate::lower) discriminator: Option<Discriminator>,
    /// The schema that lists them.
    pub(in crate::lower) owner: SchemaId,
}

/// A whole in the making.
#[derive(Default)]
struct Gathering {
    whole: Whole,
    properties: Vec<(Arc<str>, Vec<SchemaId>)>,
    /// Where each property stands among them.
    property_at: BTreeMap<Arc<str>, usize>,
    required: BTreeSet<String>,
    additional: Vec<SchemaId>,
    items: Vec<SchemaId>,
    seen: Vec<SchemaId>,
}

impl Lowering<'_> {
    /// Everything that a schema says.
    pub(in crate::lower) fn whole(&mut self, id: SchemaId) -> Arc<Whole> {
        if let Some(known) = self.wholes.get(&id) {
            return known.clone();
        }
        let mut gathering = Gathering::default();
        self.gather(id, &mut gathering, 0);
        let Gathering { mut whole, properties, additional, items, seen, .. } = gathering;
        for (name, describing) in properties {
            let property = self.all_at_once(&describing);
            whole.schema.properties.push((name, property));
        }
        if !additional.is_empty() {
            whole.schema.additional = Additional::Of(self.all_at_once(&additional));
        }
        if !items.is_empty() {
            whole.schema.items = Some(self.all_at_once(&items));
        }
        let mut groups = std::mem::take(&mut whole.groups);
        // An alternative that holds already, because it is a part, leaves nothing to choose.
        groups.retain_mut(|group| {
            let owner = group.owner;
            group.branches.retain(|branch| self.target(*branch) != owner);
            !self.only_require(&group.branches)
                && !group.branches.iter().any(|branch| seen.contains(&self.target(*branch)))
        });
        whole.groups = groups;
        whole.parts = seen;
        whole.schema.at = self.schema(id).and_then(|schema| schema.at);
        let whole = Arc::new(whole);
        self.wholes.insert(id, whole.clone());
        whole
    }

    /// What a schema that only refers to others comes to.
    pub(in crate::lower) fn target(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..DEEPEST {
            match self.schema(id) {
                Some(schema) if !schema.has_shape() => match schema.reference {
                    Some(Reference::To(target)) => id = target,
                    _ => return id,
                },
                _ => return id,
            }
        }
        id
    }

    fn gather(&self, id: SchemaId, into: &mut Gathering, depth: usize) {
        let Some(schema) = self.schema(id) else { return };
        if into.seen.contains(&id) {
            return;
        }
        into.seen.push(id);
        if depth > DEEPEST {
            into.fault(Code::Unsupported, "its parts are nested too deeply");
            return;
        }
        match schema.reference {
            Some(Reference::To(target)) => self.gather(target, into, depth + 1),
            Some(Reference::Broken) => {
                into.fault(Code::UntypedSchema, "a part of it is a broken reference");
            }
            None => {}
        }
        for part in &schema.all_of {
            self.gather(*part, into, depth + 1);
        }
        into.take_in(id, &schema);
    }
}

impl Gathering {
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
                self.whole.groups.push(Group { branches, exclusive, discriminator, owner: id });
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
            (Some(known), Some(values)) if values.iter().any(|value| holds(known, value)) => {
                let both: Vec<Value> =
                    values.iter().filter(|value| holds(known, value)).cloned().collect();
                *known = both;
                whole.value_notes.clear();
            }
            (_, Some(values)) => {
                whole.values = Some(values.clone());
                whole.value_notes.clone_from(&schema.value_notes);
            }
        }
        whole.open |= schema.open;
        whole.base64 = whole.base64.or(schema.base64);
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

/// The types that both sides allow, where each states some; an integer is a number too.
fn common_types(one: &[JsonType], other: &[JsonType]) -> Vec<JsonType> {
    if one.is_empty() || other.is_empty() {
        return [one, other].concat();
    }
    let allows = |types: &[JsonType], kind: JsonType| {
        types.contains(&kind) || kind == JsonType::Integer && types.contains(&JsonType::Number)
    };
    let mut both: Vec<JsonType> = other.iter().copied().filter(|kind| allows(one, *kind)).collect();
    for kind in one.iter().copied().filter(|kind| allows(other, *kind)) {
        if !both.contains(&kind) {
            both.push(kind);
        }
    }
    both
}

fn holds(values: &[Value], value: &Value) -> bool {
    values.iter().any(|known| known.to_string() == value.to_string())
}
