//! Schema → [`Sample`]: a value that may be sent. The author's own where it is allowed, else the least
//! that the schema asks for, with the optional members that are near.

mod allowed;
mod collection;
mod pattern;
mod requirement;
mod scalar;

use std::sync::Arc;

use super::Lowering;
use super::schema::{Form, Group, Whole};
use crate::api::{Sample, Scalar};
use crate::diagnostic::Code;
use crate::document::{Additional, Schema, SchemaId, Value};
use crate::source::NodeKind;

/// Values within values are made this far.
const DEEPEST: usize = 24;

/// Optional members are made this far, and while there are not so many values yet.
const SHALLOW: usize = 3;
const ENOUGH: usize = 80;

/// A sample of more values than this is none, and after so many checks all else is allowed.
const MOST: usize = 2000;
const MOST_CHECKS: usize = 5_000;

/// An example that is longer than this teaches nothing.
const LONGEST_TEXT: usize = 80;
const LONGEST: usize = 1500;

/// A list has so many items, unless it must have more or may not have as many: one in JSON, and where
/// it is spelled in a style so many that the style shows.
const ITEMS: usize = 1;
const STYLED_ITEMS: usize = 2;
const MOST_ITEMS: usize = 64;

/// The way to a value.
#[derive(Default)]
struct Way {
    /// The schemas that are being made.
    within: Vec<SchemaId>,
    /// How many values were made.
    made: usize,
    /// Which of several equal values this is: they differ where they can.
    index: usize,
    /// Whether optional members are left out.
    least: bool,
    /// How many times a value was held against a schema.
    checks: usize,
    /// How many items a list has.
    items: usize,
    /// Whether it is not known that what was made is allowed.
    doubt: bool,
}

/// The member that tells an alternative, and the values of it that do.
type Told<'t> = (&'t str, &'t [String]);

impl Lowering<'_> {
    /// A value of a schema: one of these, if the schema allows it, or one that is made up.
    pub(super) fn sample(&mut self, id: SchemaId, examples: &[Value]) -> Sample {
        self.sample_of(id, examples, ITEMS)
    }

    /// The same, for a value that is spelled in a style.
    pub(super) fn styled_sample(&mut self, id: SchemaId, examples: &[Value]) -> Sample {
        self.sample_of(id, examples, STYLED_ITEMS)
    }

    fn sample_of(&mut self, id: SchemaId, examples: &[Value], items: usize) -> Sample {
        let mut way = Way { items, ..Way::default() };
        if let Some(example) = self.allowed_example(id, examples, &mut way) {
            return example;
        }
        self.sampled(id, &mut way).unwrap_or_default()
    }

    /// The first of the examples that is short and allowed.
    fn allowed_example(
        &mut self,
        id: SchemaId,
        examples: &[Value],
        way: &mut Way,
    ) -> Option<Sample> {
        examples.iter().map(of_value).find(|example| {
            let short = match example {
                Sample::Text(text) => text.chars().count() <= LONGEST_TEXT,
                other => other.to_string().len() <= LONGEST,
            };
            short && !matches!(example, Sample::Null) && self.allows(id, example, way, 0)
        })
    }

    fn sampled(&mut self, id: SchemaId, way: &mut Way) -> Option<Sample> {
        way.made += 1;
        if way.within.len() > DEEPEST || way.made > MOST {
            return None;
        }
        if way.index == 0
            && let Some(example) = self.own_example(id, way)
        {
            return Some(example);
        }
        let named = id;
        let (id, form) = self.resolved_form(id);
        let is_never = self.schema(id).is_some_and(|schema| schema.never);
        if is_never || way.within.contains(&id) {
            return None;
        }
        way.within.push(id);
        let is_single = matches!(form, Form::Scalar(_) | Form::Choice(_));
        way.doubt |= matches!(form, Form::Untyped(Code::Contradiction, _));
        let sample = self.of_form(id, form, way);
        way.within.pop();
        // What refers to a single value may allow less than that.
        way.doubt |= is_single
            && sample.as_ref().is_some_and(|made| {
                !self.is_certain(id, made) || !self.allows(named, made, &mut Way::default(), 0)
            });
        sample
    }

    /// A value that may be left out, if one is known to be allowed.
    fn optional(&mut self, id: SchemaId, way: &mut Way) -> Option<Sample> {
        let outer = std::mem::take(&mut way.doubt);
        let made = self.sampled(id, way);
        let doubt = std::mem::replace(&mut way.doubt, outer);
        made.filter(|_| !doubt)
    }

    /// What the author of a schema, or of one that it refers to, gives as an example.
    fn own_example(&mut self, id: SchemaId, way: &mut Way) -> Option<Sample> {
        let chain = [id, self.target(id)];
        let schemas = chain.into_iter().filter_map(|id| self.schema(id));
        let stated: Vec<Value> = schemas
            .flat_map(|schema| [schema.example.clone(), schema.default.clone()])
            .flatten()
            .collect();
        self.allowed_example(id, &stated, way)
    }

    fn of_form(&mut self, id: SchemaId, form: Form, way: &mut Way) -> Option<Sample> {
        Some(match form {
            Form::Record => self.object(id, way)?,
            Form::Map(rest) => self.map(id, rest, way),
            Form::Union(group) => self.alternative(id, &group, way)?,
            Form::Choice(from) => {
                let schema = self.whole(from);
                let values = schema.schema.values.clone().unwrap_or_default();
                of_text(values.get(way.index).or_else(|| values.first())?)
            }
            Form::Tuple => self.first_items(id, way)?,
            Form::List(item) => self.list(id, item, way)?,
            Form::Scalar(scalar) => {
                let whole = self.whole(id);
                let listed = whole.schema.values.iter().flatten().map(of_value);
                let mut fitting = listed.filter(|value| allowed::allows_type(&whole.schema, value));
                match fitting.nth(way.index) {
                    Some(value) => value,
                    None => self
                        .alternative_of_scalar(id, &whole, way)
                        .unwrap_or_else(|| scalar::sample(&whole.schema, scalar, way.index)),
                }
            }
            Form::Any | Form::Broken | Form::Untyped(..) | Form::Same(_) => self.anything(id, way),
        })
    }

    /// A value of a schema that is no type: what it lists, a number where it bounds one, or a text. Of
    /// alternatives, one that the others do not allow.
    fn anything(&mut self, id: SchemaId, way: &mut Way) -> Sample {
        let whole = self.whole(id);
        for branch in self.stated_branches(&whole) {
            let made = of_nothing(&self.whole(branch).schema, way.index);
            if self.allows(id, &made, way, 0) {
                return made;
            }
        }
        of_nothing(&whole.schema, way.index)
    }

    /// A value of the first alternative of texts or numbers that are of one type all the same.
    fn alternative_of_scalar(
        &mut self,
        id: SchemaId,
        whole: &Whole,
        way: &mut Way,
    ) -> Option<Sample> {
        self.stated_branches(whole).into_iter().find_map(|branch| {
            let made = self.optional(branch, way)?;
            self.allows(id, &made, &mut Way::default(), 0).then_some(made)
        })
    }

    fn stated_branches(&self, whole: &Whole) -> Vec<SchemaId> {
        let parts = whole.parts.iter().filter_map(|part| self.schema(*part));
        parts.flat_map(|part| [part.one_of.as_slice(), &part.any_of].concat()).collect()
    }

    fn object(&mut self, id: SchemaId, way: &mut Way) -> Option<Sample> {
        let whole = self.whole(id);
        let schema = &whole.schema;
        let wanted = self.requirements(&whole);
        let closed = self.closed_parts(&whole);
        let required = |name: &str| {
            schema.required.iter().chain(&wanted.first).any(|required| **required == *name)
        };
        let mut members = Vec::new();
        for (name, property) in &schema.properties {
            let is_far = way.least || way.within.len() > SHALLOW || way.made > ENOUGH;
            let is_left_out = is_far
                || wanted.others.iter().any(|other| **other == **name)
                || closed.iter().any(|known| !known.contains(name));
            if self.is_read_only(*property) || !required(name) && is_left_out {
                continue;
            }
            if required(name) {
                // Where a value comes to no end, there may be none.
                let made = self.sampled(*property, way);
                let none = || self.allows_null(*property).then_some(Sample::Null);
                members.push((name.to_string(), made.or_else(none)?));
            } else if let Some(value) = self.optional(*property, way) {
                members.push((name.to_string(), value));
            }
        }
        for name in &schema.required {
            if !schema.properties.iter().any(|(known, _)| **known == **name) {
                members.push((name.clone(), Sample::Text(scalar::TEXT.to_owned())));
            }
        }
        Some(Sample::Object(members))
    }

    /// The members that each part knows which allows no others.
    fn closed_parts(&self, whole: &Whole) -> Vec<Vec<Arc<str>>> {
        let parts = whole.parts.iter().filter_map(|part| self.schema(*part));
        let closed =
            parts.filter(|part| part.additional == Additional::Closed && part.patterns.is_empty());
        closed.map(|part| part.properties.iter().map(|(name, _)| name.clone()).collect()).collect()
    }

    /// The first alternative that can be made and that the schema allows, with all that is near or with
    /// the least; else the first that can be made.
    fn alternative(&mut self, id: SchemaId, group: &Group, way: &mut Way) -> Option<Sample> {
        let by = self.told_by(group);
        let tags = by.as_ref().map(|by| self.tags(group, &group.branches, by)).unwrap_or_default();
        let mut first = None;
        let (outer, doubt) = (way.least, way.doubt);
        for least in [outer, true] {
            for (index, branch) in group.branches.iter().enumerate() {
                (way.least, way.doubt) = (least, false);
                let told = by.as_ref().zip(tags.get(index));
                let told = told.map(|(by, tags)| (&*by.property, tags.as_slice()));
                let Some(sample) = self.branch(*branch, told, way) else { continue };
                if !way.doubt && self.allows(id, &sample, way, 0) {
                    (way.least, way.doubt) = (outer, doubt);
                    return Some(sample);
                }
                first.get_or_insert(sample);
            }
        }
        (way.least, way.doubt) = (outer, true);
        first
    }

    /// A value of an alternative, with the tag that tells it.
    fn branch(
        &mut self,
        branch: SchemaId,
        told: Option<Told<'_>>,
        way: &mut Way,
    ) -> Option<Sample> {
        let mut sample = self.sampled(branch, way)?;
        if let (Sample::Object(members), Some((property, tags))) = (&mut sample, told)
            && let Some(tag) = tags.first()
        {
            match members.iter_mut().find(|(name, _)| name == property) {
                Some((_, Sample::Text(own))) if tags.contains(own) => {}
                Some((_, own)) => *own = Sample::Text(tag.clone()),
                None => members.insert(0, (property.to_owned(), Sample::Text(tag.clone()))),
            }
        }
        Some(sample)
    }
}

/// A value of a schema that is no type.
fn of_nothing(schema: &Schema, index: usize) -> Sample {
    match schema.values.iter().flatten().next() {
        Some(listed) => of_value(listed),
        None if scalar::bounds_a_number(schema) => scalar::sample(schema, Scalar::F64, index),
        None => Sample::Text(scalar::TEXT.to_owned()),
    }
}

/// A value of an enum of texts, which YAML may have read as something else.
fn of_text(value: &Value) -> Sample {
    match of_value(value) {
        text @ Sample::Text(_) => text,
        other => Sample::Text(other.to_string()),
    }
}

/// A value as its author wrote it.
fn of_value(value: &Value) -> Sample {
    of_node(value.kind())
}

fn of_node(kind: &NodeKind) -> Sample {
    match kind {
        NodeKind::Null => Sample::Null,
        NodeKind::Bool(value) => Sample::Bool(*value),
        NodeKind::Number(digits) => Sample::Number(digits.to_string()),
        NodeKind::String(text) => Sample::Text(text.to_string()),
        NodeKind::List(items) => {
            Sample::List(items.iter().map(|item| of_node(&item.kind)).collect())
        }
        NodeKind::Map(members) => Sample::Object(
            members.iter().map(|(name, value)| (name.to_string(), of_node(&value.kind))).collect(),
        ),
    }
}

/// The constraint of a schema that has this keyword.
fn constraint<'s>(schema: &'s Schema, keyword: &str) -> Option<&'s Value> {
    let mut constraints = schema.constraints.iter();
    constraints.find(|known| &*known.keyword == keyword).map(|known| &known.value)
}
