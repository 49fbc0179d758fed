//! Schemas that nobody wrote: what several say at once, and what is left of one without a part of it.
//! Each is made once, however often it is asked for, so that it has one type.

use std::sync::Arc;

use super::Lowering;
use crate::api::Step;
use crate::document::{JsonType, Schema, SchemaId};

/// So many schemas are made for each that was written, and no more.
const MOST_FOR_EACH: usize = 8;
const MOST_ANYWAY: usize = 20_000;

/// What a made schema is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Made {
    /// All of these hold.
    All(Vec<SchemaId>),
    /// All of these hold, as an alternative of a schema.
    Within(SchemaId, Vec<SchemaId>),
    /// One or more of these hold.
    Any(Vec<SchemaId>),
    /// What a schema says, changed in a way that has a name.
    From(SchemaId, String),
}

impl Lowering<'_> {
    /// What holds when all of these do. It stands where the last of them stands: the nearest.
    pub(in crate::lower) fn all_at_once(&mut self, ids: &[SchemaId]) -> SchemaId {
        let parts = self.parts(ids);
        match (parts.as_slice(), ids.last()) {
            ([single], _) => *single,
            (_, Some(last)) => {
                let schema = Schema { all_of: parts.clone(), ..self.place_of(*last) };
                self.make(Made::All(parts), *last, schema)
            }
            (_, None) => self.make(Made::All(parts), SchemaId::default(), Schema::default()),
        }
    }

    /// The schemas that say what all of these say, without those that say no more than another.
    fn parts(&self, ids: &[SchemaId]) -> Vec<SchemaId> {
        let mut parts: Vec<SchemaId> = Vec::new();
        for id in ids {
            let within = match self.made_of.get(id) {
                Some(Made::All(within) | Made::Within(_, within)) => within.clone(),
                _ => vec![*id],
            };
            parts.retain(|part| !within.contains(part));
            parts.extend(within);
        }
        let all = parts.clone();
        parts.retain(|part| {
            let mut others = all.iter().filter(|other| *other != part);
            !others.any(|other| self.says_no_more_than(*part, *other))
        });
        if parts.is_empty() { all } else { parts }
    }

    /// What holds when all of these do, as an alternative of a schema. Where the last of them stands
    /// elsewhere, what they come to is that schema's own and named after it, so that its name does not
    /// depend on who else has the same alternatives.
    pub(in crate::lower) fn all_within(&mut self, owner: SchemaId, ids: &[SchemaId]) -> SchemaId {
        let parts = self.parts(ids);
        let place = |id| self.pointer_of(id).unwrap_or_default();
        let Some(last) = ids.last().copied().filter(|_| parts.len() > 1) else {
            return self.all_at_once(ids);
        };
        if place(last).segments().starts_with(place(owner).segments()) {
            return self.all_at_once(ids);
        }
        let step = match (self.title_of(last), self.origin_path(last).into_iter().next_back()) {
            (Some(title), _) => Step::Titled(title),
            (None, Some(step)) => step,
            (None, None) => Step::Variant(1),
        };
        let schema = Schema { all_of: parts.clone(), ..self.place_of(owner) };
        let id = self.make(Made::Within(owner, parts), last, schema);
        if id != last {
            let mut steps = self.suffixes.get(&owner).cloned().unwrap_or_default();
            steps.push(step);
            self.suffixes.insert(id, steps);
        }
        id
    }

    fn origin_path(&self, id: SchemaId) -> Vec<Step> {
        let at = self.schema(id).and_then(|schema| schema.at);
        at.map(|at| self.origin_of(id, at).path).unwrap_or_default()
    }

    /// Whether a schema only states a type, and one that another states too: then that one alone says
    /// all that both say, and keeps its name.
    fn says_no_more_than(&self, part: SchemaId, other: SchemaId) -> bool {
        let target = self.target(other);
        let (Some(part), Some(target)) = (self.schema(part), self.schema(target)) else {
            return false;
        };
        let mut rest = Schema::clone(&part);
        rest.types.clear();
        let object = part.types == [JsonType::Object] && target.describes_object();
        let weak = part.reference.is_none() && !rest.has_shape() && part.format.is_none();
        weak && target.has_shape()
            && (object || part.types.is_empty() || part.types == target.types)
    }

    /// What holds when one of these does, or several.
    pub(in crate::lower) fn any_at_all(&mut self, ids: &[SchemaId]) -> SchemaId {
        let mut branches: Vec<SchemaId> = Vec::new();
        for id in ids {
            if !branches.contains(id) {
                branches.push(*id);
            }
        }
        match (branches.as_slice(), branches.first()) {
            ([single], _) => *single,
            (_, Some(first)) => {
                let schema = Schema { any_of: branches.clone(), ..self.place_of(*first) };
                let first = *first;
                self.make(Made::Any(branches), first, schema)
            }
            (_, None) => self.make(Made::Any(branches), SchemaId::default(), Schema::default()),
        }
    }

    /// A changed form of a schema, with a word of its own in its name.
    pub(in crate::lower) fn derived(
        &mut self,
        from: SchemaId,
        word: &str,
        mut schema: Schema,
    ) -> SchemaId {
        schema.at = self.schema(from).and_then(|schema| schema.at);
        let id = self.make(Made::From(from, word.to_owned()), from, schema);
        let mut steps = self.suffixes.get(&from).cloned().unwrap_or_default();
        steps.push(Step::Other(word.to_owned()));
        self.suffixes.insert(id, steps);
        id
    }

    fn place_of(&self, id: SchemaId) -> Schema {
        Schema { at: self.schema(id).and_then(|schema| schema.at), ..Schema::default() }
    }

    fn make(&mut self, made: Made, like: SchemaId, schema: Schema) -> SchemaId {
        if let Some(known) = self.made.get(&made) {
            return *known;
        }
        if self.schemas.len() > self.document.schemas.len() * MOST_FOR_EACH + MOST_ANYWAY {
            return like;
        }
        let id = self.schemas.push(Arc::new(schema));
        if let Some(steps) = self.suffixes.get(&like).cloned() {
            self.suffixes.insert(id, steps);
        }
        self.made.insert(made.clone(), id);
        self.made_of.insert(id, made);
        id
    }
}
