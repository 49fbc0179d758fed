//! Schema → [`Sample`]: the author's own example where the schema allows it, else the least that the
//! schema asks for, with the optional members that are near.

use std::sync::Arc;

use super::allowed::{allows, allows_type, is_certain};
use super::collection::{list, map, tuple};
use super::requirement::requirements;
use super::samples::{Attempt, Samples};
use super::scalar::{TEXT, scalar_sample};
use super::value::{bounds_numbers, of_choice, of_value};
use crate::api::{Sample, Scalar};
use crate::diagnostic::Code;
use crate::document::{Additional, Schema, SchemaId, Value};
use crate::limits;
use crate::lower::schema::{
    Alternatives, Form, Whole, allows_null, discriminator_of, is_read_only, resolved_form,
    tag_values, target, whole,
};

/// Optional members are made this deep, and while no more values than this were made: a reader takes in
/// no more.
const NEAR: usize = 3;
const ENOUGH: usize = 80;

/// An example that is longer than this teaches nothing.
const LONGEST_TEXT: usize = 80;
const LONGEST_JSON: usize = 1500;

/// The items of a list in JSON, where one shows them all.
pub(super) const ITEMS: usize = 1;

/// The items of a list that is spelled in a style, which only several items show.
const STYLED_ITEMS: usize = 2;

/// The member that tells an alternative from the others, and the values of it that do.
type Tag<'t> = (&'t str, &'t [String]);

/// A value that is sent as JSON: one of the examples, if the schema allows it, or one that is made up.
pub(in crate::lower) fn sample(samples: &Samples<'_>, id: SchemaId, examples: &[Value]) -> Sample {
    with_items(samples, id, examples, ITEMS)
}

/// A value that is spelled in a style: one of the examples, if the schema allows it, or one that is made
/// up.
pub(in crate::lower) fn styled_sample(
    samples: &Samples<'_>,
    id: SchemaId,
    examples: &[Value],
) -> Sample {
    with_items(samples, id, examples, STYLED_ITEMS)
}

fn with_items(samples: &Samples<'_>, id: SchemaId, examples: &[Value], items: usize) -> Sample {
    let mut attempt = Attempt { items, ..Attempt::default() };
    if let Some(example) = allowed_example(samples, id, examples, &mut attempt) {
        return example;
    }
    made(samples, id, &mut attempt).unwrap_or_default()
}

/// The first of the examples that is short and allowed.
fn allowed_example(
    samples: &Samples<'_>,
    id: SchemaId,
    examples: &[Value],
    attempt: &mut Attempt,
) -> Option<Sample> {
    examples.iter().map(of_value).find(|example| {
        let short = match example {
            Sample::Text(text) => text.chars().count() <= LONGEST_TEXT,
            other => other.to_string().len() <= LONGEST_JSON,
        };
        short && !matches!(example, Sample::Null) && allows(samples, id, example, attempt, 0)
    })
}

/// A value of a schema, if one can be made.
pub(super) fn made(samples: &Samples<'_>, id: SchemaId, attempt: &mut Attempt) -> Option<Sample> {
    attempt.made += 1;
    if attempt.within.len() > limits::DEPTH_OF_A_SAMPLE || attempt.made > limits::VALUES_OF_A_SAMPLE
    {
        return None;
    }
    if attempt.index == 0
        && let Some(example) = own_example(samples, id, attempt)
    {
        return Some(example);
    }
    let named = id;
    let (id, form) = resolved_form(samples.schemas, id);
    let is_never = samples.schemas.schema(id).never;
    if is_never || attempt.within.contains(&id) {
        return None;
    }
    attempt.within.push(id);
    let is_single = matches!(form, Form::Scalar(_) | Form::Choice(..));
    attempt.doubtful |= matches!(form, Form::Untyped(Code::Contradiction, _));
    let sample = of_form(samples, id, form, attempt);
    attempt.within.pop();
    // What refers to a single value may allow less than that.
    attempt.doubtful |= is_single
        && sample.as_ref().is_some_and(|made| {
            !is_certain(samples, id, made)
                || !allows(samples, named, made, &mut Attempt::default(), 0)
        });
    sample
}

/// A value that may be left out, if one is known to be allowed.
pub(super) fn optional(
    samples: &Samples<'_>,
    id: SchemaId,
    attempt: &mut Attempt,
) -> Option<Sample> {
    let outer = std::mem::take(&mut attempt.doubtful);
    let made = made(samples, id, attempt);
    let doubt = std::mem::replace(&mut attempt.doubtful, outer);
    made.filter(|_| !doubt)
}

/// What the author of a schema, or of one that it refers to, gives as an example.
fn own_example(samples: &Samples<'_>, id: SchemaId, attempt: &mut Attempt) -> Option<Sample> {
    let chain = [id, target(samples.schemas, id)];
    let schemas = chain.into_iter().map(|id| samples.schemas.schema(id));
    let stated: Vec<Value> = schemas
        .flat_map(|schema| [schema.example.clone(), schema.default.clone()])
        .flatten()
        .collect();
    allowed_example(samples, id, &stated, attempt)
}

fn of_form(
    samples: &Samples<'_>,
    id: SchemaId,
    form: Form,
    attempt: &mut Attempt,
) -> Option<Sample> {
    Some(match form {
        Form::Record => object(samples, id, attempt)?,
        Form::Map(others) => map(samples, id, others, attempt),
        Form::Union(group) => alternative(samples, id, &group, attempt)?,
        Form::Choice(from, of) => {
            let schema = whole(samples.schemas, from);
            let values = schema.schema.values.iter().flatten();
            let values: Vec<Sample> = values.filter_map(|value| of_choice(value, of)).collect();
            values.get(attempt.index).or_else(|| values.first())?.clone()
        }
        Form::Tuple => tuple(samples, id, attempt)?,
        Form::Json(value) => Sample::Json(Box::new(made(samples, value, attempt)?)),
        Form::List(item) => list(samples, id, item, attempt)?,
        Form::Scalar(scalar) => {
            let whole = whole(samples.schemas, id);
            let listed = whole.schema.values.iter().flatten().map(of_value);
            let mut fitting = listed.filter(|value| allows_type(&whole.schema, value));
            match fitting.nth(attempt.index) {
                Some(value) => value,
                None => scalar_of(samples, id, scalar, attempt),
            }
        }
        Form::Any | Form::Broken | Form::Untyped(..) | Form::Same(_) => {
            anything(samples, id, attempt)
        }
    })
}

/// A value of a schema that is no type: what it lists, a number where it bounds one, or a text. Of
/// alternatives, one that the others do not allow.
fn anything(samples: &Samples<'_>, id: SchemaId, attempt: &mut Attempt) -> Sample {
    let whole = whole(samples.schemas, id);
    for branch in stated_branches(samples, &whole) {
        let made = untyped(samples, &self::whole(samples.schemas, branch).schema, attempt.index);
        if allows(samples, id, &made, attempt, 0) {
            return made;
        }
    }
    untyped(samples, &whole.schema, attempt.index)
}

/// A value of a scalar type: of the first alternative that is allowed, else within the constraints.
fn scalar_of(samples: &Samples<'_>, id: SchemaId, scalar: Scalar, attempt: &mut Attempt) -> Sample {
    let whole = whole(samples.schemas, id);
    let alternative = alternative_of_scalar(samples, id, &whole, attempt);
    alternative
        .unwrap_or_else(|| scalar_sample(&samples.patterns, &whole.schema, scalar, attempt.index))
}

/// A value of the first alternative of texts or numbers that are of one type all the same.
fn alternative_of_scalar(
    samples: &Samples<'_>,
    id: SchemaId,
    whole: &Whole,
    attempt: &mut Attempt,
) -> Option<Sample> {
    stated_branches(samples, whole).into_iter().find_map(|branch| {
        let made = optional(samples, branch, attempt)?;
        allows(samples, id, &made, &mut Attempt::default(), 0).then_some(made)
    })
}

fn stated_branches(samples: &Samples<'_>, whole: &Whole) -> Vec<SchemaId> {
    let parts = whole.parts.iter().map(|part| samples.schemas.schema(*part));
    parts.flat_map(|part| [part.one_of.as_slice(), &part.any_of].concat()).collect()
}

fn object(samples: &Samples<'_>, id: SchemaId, attempt: &mut Attempt) -> Option<Sample> {
    let whole = whole(samples.schemas, id);
    let schema = &whole.schema;
    let asked = requirements(samples.schemas, &whole);
    let closed = closed_parts(samples, &whole);
    let required =
        |name: &str| schema.required.iter().chain(&asked.first).any(|required| **required == *name);
    let mut members = Vec::new();
    for (name, property) in &schema.properties {
        let is_far = attempt.only_required || attempt.within.len() > NEAR || attempt.made > ENOUGH;
        let is_left_out = is_far
            || asked.others.iter().any(|other| **other == **name)
            || closed.iter().any(|known| !known.contains(name));
        if is_read_only(samples.schemas, *property) || !required(name) && is_left_out {
            continue;
        }
        if required(name) {
            // Where a value comes to no end, there may be none.
            let made = made(samples, *property, attempt);
            let none = || allows_null(samples.schemas, *property).then_some(Sample::Null);
            members.push((name.to_string(), made.or_else(none)?));
        } else if let Some(value) = optional(samples, *property, attempt) {
            members.push((name.to_string(), value));
        }
    }
    for name in &schema.required {
        if !schema.properties.iter().any(|(known, _)| **known == **name) {
            members.push((name.clone(), Sample::Text(TEXT.to_owned())));
        }
    }
    Some(Sample::Object(members))
}

/// The members that each part knows which allows no others.
fn closed_parts(samples: &Samples<'_>, whole: &Whole) -> Vec<Vec<Arc<str>>> {
    let parts = whole.parts.iter().map(|part| samples.schemas.schema(*part));
    let closed =
        parts.filter(|part| part.additional == Additional::Closed && part.patterns.is_empty());
    closed.map(|part| part.properties.iter().map(|(name, _)| name.clone()).collect()).collect()
}

/// The first alternative that can be made and that the schema allows, with all that is near or with
/// the least; else the first that can be made.
fn alternative(
    samples: &Samples<'_>,
    id: SchemaId,
    group: &Alternatives,
    attempt: &mut Attempt,
) -> Option<Sample> {
    let by = discriminator_of(samples.schemas, group);
    let tags = by
        .as_ref()
        .map(|by| tag_values(samples.schemas, group, &group.branches, by))
        .unwrap_or_default();
    let mut first = None;
    let (outer, doubt) = (attempt.only_required, attempt.doubtful);
    for least in [outer, true] {
        for (index, branch) in group.branches.iter().enumerate() {
            (attempt.only_required, attempt.doubtful) = (least, false);
            let tag = by.as_ref().zip(tags.get(index));
            let tag = tag.map(|(by, tags)| (&*by.property, tags.as_slice()));
            let Some(sample) = with_tag(samples, *branch, tag, attempt) else { continue };
            if !attempt.doubtful && allows(samples, id, &sample, attempt, 0) {
                (attempt.only_required, attempt.doubtful) = (outer, doubt);
                return Some(sample);
            }
            first.get_or_insert(sample);
        }
    }
    (attempt.only_required, attempt.doubtful) = (outer, true);
    first
}

/// A value of an alternative, with the tag that tells it.
fn with_tag(
    samples: &Samples<'_>,
    branch: SchemaId,
    tag: Option<Tag<'_>>,
    attempt: &mut Attempt,
) -> Option<Sample> {
    let mut sample = made(samples, branch, attempt)?;
    if let (Sample::Object(members), Some((property, tags))) = (&mut sample, tag)
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

/// A value of a schema that is no type.
fn untyped(samples: &Samples<'_>, schema: &Schema, index: usize) -> Sample {
    match schema.values.iter().flatten().next() {
        Some(listed) => of_value(listed),
        None if bounds_numbers(schema) => {
            scalar_sample(&samples.patterns, schema, Scalar::F64, index)
        }
        None => Sample::Text(TEXT.to_owned()),
    }
}
