//! `oneOf` and `anyOf`, with what stands beside them → the alternatives of a union, or what they come
//! to where they are none.

use super::Form;
use super::Lowering;
use super::whole::{Group, Whole};
use crate::document::{Additional, JsonType, Schema, SchemaId};

/// Several groups of alternatives are combined into so many at most.
const MOST_COMBINED: usize = 64;

/// The values of a text among alternatives.
enum Texts {
    Free,
    Listed,
}

impl Lowering<'_> {
    pub(in crate::lower) fn alternatives_form(&mut self, id: SchemaId, whole: &Whole) -> Form {
        let Some(first) = whole.groups.first() else { return Form::Any };
        let branches = self.branches(id, whole);
        match branches.as_slice() {
            [] => return self.plain_form(id, &whole.schema),
            [single] => return if *single == id { Form::Any } else { Form::Same(*single) },
            _ => {}
        }
        if let Some(form) = self.texts_form(id, &branches) {
            return form;
        }
        let discriminator =
            first.discriminator.clone().or_else(|| whole.schema.discriminator.clone());
        Form::Union(Group { branches, exclusive: first.exclusive, discriminator, owner: id })
    }

    /// The alternatives, each with what holds beside them. One that says all by itself stays as it is,
    /// and so keeps its name.
    fn branches(&mut self, id: SchemaId, whole: &Whole) -> Vec<SchemaId> {
        let mut combined: Vec<Vec<SchemaId>> = vec![Vec::new()];
        for group in &whole.groups {
            let too_many = combined.len() * group.branches.len() > MOST_COMBINED;
            if group.branches.is_empty() || too_many && combined.len() > 1 {
                break;
            }
            let longer = combined.iter().flat_map(|before| {
                let with = |branch: &SchemaId| [before.as_slice(), &[*branch]].concat();
                group.branches.iter().map(with)
            });
            combined = longer.collect();
        }
        let shaped = says_more_than_types(&whole.schema);
        let mut branches = Vec::new();
        for parts in combined.into_iter().filter(|parts| !parts.is_empty()) {
            let states_type = |part: &SchemaId| self.states_type(*part);
            let takes_in =
                |lowering: &mut Self, part: SchemaId| lowering.whole(part).parts.contains(&id);
            let whole_in_itself = match (shaped, parts.as_slice()) {
                (true, [single]) => takes_in(self, *single),
                (true, _) => false,
                (false, _) => whole.schema.types.is_empty() || parts.iter().all(states_type),
            };
            let beside = (!whole_in_itself).then(|| {
                let base = Schema { title: None, description: None, ..whole.schema.clone() };
                self.derived(id, "beside", base)
            });
            let parts: Vec<SchemaId> = beside.into_iter().chain(parts).collect();
            let branch = self.all_within(id, &parts);
            if !branches.contains(&branch) {
                branches.push(branch);
            }
        }
        branches
    }

    /// Whether a schema says what JSON type its values have.
    fn states_type(&self, id: SchemaId) -> bool {
        let target = self.target(id);
        self.schema(target).is_some_and(|schema| {
            !schema.types.is_empty()
                || schema.only_null
                || schema.reference.is_some()
                || schema.describes_object()
                || schema.values.is_some()
                || !schema.all_of.is_empty()
                || !schema.one_of.is_empty()
                || !schema.any_of.is_empty()
        })
    }

    /// Texts among themselves are one text, or a choice: open to any where a plain text is an
    /// alternative too.
    fn texts_form(&mut self, id: SchemaId, branches: &[SchemaId]) -> Option<Form> {
        let texts: Option<Vec<Texts>> = branches.iter().map(|id| self.texts(*id)).collect();
        let open = texts?.iter().any(|texts| matches!(texts, Texts::Free));
        let shared = |id: &SchemaId| self.schema(*id).is_some_and(|it| it.reference.is_some());
        if !open && branches.iter().any(shared) {
            return None;
        }
        let (mut values, mut value_notes) = (Vec::new(), Vec::new());
        for branch in branches {
            let schema = self.schema(self.target(*branch))?;
            for (index, value) in schema.values.iter().flatten().enumerate() {
                values.push(value.clone());
                value_notes.push(schema.value_notes.get(index).cloned().unwrap_or_default());
            }
        }
        let types = vec![JsonType::String];
        if values.is_empty() {
            return Some(
                self.scalar_form(&Schema { types, ..Schema::default() }, JsonType::String),
            );
        }
        let merged = Schema { types, values: Some(values), value_notes, open, ..Schema::default() };
        Some(Form::Choice(self.derived(id, "texts", merged)))
    }

    fn texts(&self, id: SchemaId) -> Option<Texts> {
        let schema = self.schema(self.target(id))?;
        let single = schema.all_of.is_empty() && schema.one_of.is_empty();
        let plain = single && schema.any_of.is_empty() && schema.reference.is_none();
        let typed = schema.types == [JsonType::String]
            || schema.types.is_empty()
                && schema.values.iter().flatten().all(|value| value.as_str().is_some());
        match (&schema.values, plain && typed && schema.base64.is_none()) {
            (Some(values), true) if !values.is_empty() => Some(Texts::Listed),
            (None, true) if !schema.types.is_empty() => {
                let form = super::scalar::is_plain_text(schema.format.as_deref());
                form.then_some(Texts::Free)
            }
            _ => None,
        }
    }

    /// Whether alternatives only say which members must be there, or what must not be: they are no
    /// union at all, and the server checks them.
    pub(in crate::lower) fn only_require(&self, branches: &[SchemaId]) -> bool {
        branches.iter().all(|branch| {
            self.schema(*branch).is_some_and(|schema| {
                let mut rest = Schema::clone(&schema);
                let restricts = !rest.required.is_empty() || rest.types.is_empty();
                rest.required.clear();
                rest.types.retain(|kind| *kind != JsonType::Object);
                restricts && rest.reference.is_none() && !rest.has_shape()
            })
        })
    }
}

/// Whether a schema shapes its values otherwise than by their JSON type.
fn says_more_than_types(schema: &Schema) -> bool {
    let mut rest = schema.clone();
    rest.types.clear();
    rest.only_null = false;
    if rest.additional == Additional::Any {
        rest.additional = Additional::Unstated;
    }
    rest.has_shape()
}
