//! Schema → [`Form`]: what its values are, null apart.

use super::alternatives::{Branches, branches};
use super::chosen::say_unfit_format;
use super::inheritance::subtypes_as_alternatives;
use super::model::{Alternatives, Form, Whole};
use super::plain::plain_form;
use super::reference::{says_something, target};
use super::schemas::Schemas;
use super::whole::whole;
use super::within::is_within;
use crate::api::Scalar;
use crate::document::{JsonType, Reference, Schema, SchemaId};
use crate::limits;

/// What a schema describes. It is decided once, and what there is to report is reported then.
pub(in crate::lower) fn form(schemas: &Schemas<'_>, id: SchemaId) -> Form {
    if let Some(known) = schemas.forms.get(id) {
        return known;
    }
    let form = decide(schemas, id);
    say_unfit_format(schemas, id, &form);
    schemas.forms.insert(id, form.clone());
    form
}

/// What a schema describes, and the schema that describes it, past those that only refer to it.
pub(in crate::lower) fn resolved_form(schemas: &Schemas<'_>, mut id: SchemaId) -> (SchemaId, Form) {
    for _ in 0..limits::NAMES_OF_A_SCHEMA {
        match form(schemas, id) {
            Form::Same(other) => id = other,
            form => return (id, form),
        }
    }
    (id, Form::Broken)
}

fn decide(schemas: &Schemas<'_>, id: SchemaId) -> Form {
    let schema = schemas.schema(id);
    match schema.reference {
        Some(Reference::Broken) => return Form::Broken,
        Some(Reference::To(target)) if !schema.has_shape() => return Form::Same(target),
        _ => {}
    }
    if let Some(single) = only_part(schemas, id, &schema) {
        return Form::Same(single);
    }
    let whole = whole(schemas, id);
    if let Some((code, reason)) = whole.fault.clone() {
        return Form::Untyped(code, reason);
    }
    if !whole.alternatives.is_empty() {
        return alternatives_form(schemas, id, &whole);
    }
    match subtypes_as_alternatives(schemas, id) {
        Some(subtypes) => Form::Union(subtypes),
        None => plain_form(schemas, id, &whole.schema),
    }
}

/// The only schema that shapes this one. `type: object` beside it says nothing more, and neither does what
/// it is within. What several schemas that were written apart say together is the narrowest of them, so
/// that it has the same type wherever it is composed.
fn only_part(schemas: &Schemas<'_>, id: SchemaId, schema: &Schema) -> Option<SchemaId> {
    if schema.all_of.is_empty() || schema.reference.is_some() {
        return None;
    }
    let mut rest = Schema::clone(schema);
    rest.all_of.clear();
    rest.types.retain(|kind| *kind != JsonType::Object);
    if rest.has_shape() {
        return None;
    }
    let parts: Vec<SchemaId> =
        schema.all_of.iter().copied().filter(|part| says_something(schemas, *part)).collect();
    let single = match parts.as_slice() {
        [single] => single,
        several => several.iter().find(|part| {
            let composed = schemas.is_synthetic(id) && !schemas.is_synthetic(**part);
            let is_apart = composed || schemas.schema(**part).reference.is_some();
            is_apart && several.iter().all(|other| is_within(schemas, **part, *other))
        })?,
    };
    // A subtype of an object is not all of its subtypes.
    let subtypes = schemas.subtypes.get(&target(schemas, *single));
    subtypes.is_none_or(|subtypes| !subtypes.contains(&id)).then_some(*single)
}

/// What a schema with alternatives describes: a union, or what the alternatives come to together.
fn alternatives_form(schemas: &Schemas<'_>, id: SchemaId, whole: &Whole) -> Form {
    match branches(schemas, id, whole) {
        Branches::None => plain_form(schemas, id, &whole.schema),
        Branches::Single(single) if single == id => Form::Any,
        Branches::Single(single) => Form::Same(single),
        Branches::Listed(listed) => {
            plain_form(schemas, listed, &self::whole(schemas, listed).schema)
        }
        Branches::Text => Form::Scalar(Scalar::String),
        Branches::Several(branches) => {
            let first = whole.alternatives.first();
            let discriminator = first.and_then(|first| first.discriminator.clone());
            Form::Union(Alternatives {
                branches,
                exclusive: first.is_some_and(|first| first.exclusive),
                discriminator: discriminator.or_else(|| whole.schema.discriminator.clone()),
                owner: id,
            })
        }
    }
}
