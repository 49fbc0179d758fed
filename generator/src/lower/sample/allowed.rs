//! Whether a schema allows a value, as far as the generator looks: examples are often wrong, and of
//! alternatives only one may hold. What is not understood is allowed.

use std::sync::Arc;

use super::requirement::meets_requirements;
use super::samples::{Attempt, Samples};
use super::value::{number_of, of_value, pattern_of};
use crate::api::Sample;
use crate::document::{Additional, JsonType, Schema, SchemaId};
use crate::limits;
use crate::lower::formats;
use crate::lower::schema::{Form, Whole, allows_null, is_read_only, resolved_form, whole};

/// Whether a schema allows a value.
pub(super) fn allows(
    samples: &Samples<'_>,
    id: SchemaId,
    sample: &Sample,
    attempt: &mut Attempt,
    depth: usize,
) -> bool {
    attempt.checks += 1;
    if depth > limits::DEPTH_OF_A_SAMPLE || attempt.checks > limits::CHECKS_OF_A_SAMPLE {
        return true;
    }
    let whole = whole(samples.schemas, id);
    let schema = &whole.schema;
    if whole.fault.is_some() {
        return true;
    }
    if *sample == Sample::Null && allows_null(samples.schemas, id) {
        return !samples.schemas.schema(id).vaguely_nullable;
    }
    allows_type(schema, sample)
        && allows_itself(samples, &whole, sample)
        && allows_parts(samples, schema, sample, attempt, depth)
        && allows_format(samples, id, sample)
        && match sample {
            Sample::Object(_) => {
                meets_requirements(samples.schemas, &whole, &|name| sample.member(name).is_some())
            }
            _ => true,
        }
        && whole.alternatives.iter().all(|group| {
            let mut holds =
                |branch: &&SchemaId| allows(samples, **branch, sample, attempt, depth + 1);
            let count = group.branches.iter().filter(|branch| holds(branch)).take(2).count();
            if group.exclusive { count == 1 } else { count > 0 }
        })
}

fn allows_parts(
    samples: &Samples<'_>,
    schema: &Schema,
    sample: &Sample,
    attempt: &mut Attempt,
    depth: usize,
) -> bool {
    match sample {
        Sample::Object(members) => allows_members(samples, schema, members, attempt, depth),
        Sample::List(items) => items.iter().enumerate().all(|(index, item)| {
            match schema.prefix_items.get(index).copied().or(schema.items) {
                Some(described) => allows(samples, described, item, attempt, depth + 1),
                None => !schema.no_more_items,
            }
        }),
        _ => true,
    }
}

/// Whether every member is allowed and none is missing but those that the server sets.
fn allows_members(
    samples: &Samples<'_>,
    schema: &Schema,
    members: &[(String, Sample)],
    attempt: &mut Attempt,
    depth: usize,
) -> bool {
    let described =
        |name: &str| schema.properties.iter().find(|(known, _)| **known == *name).cloned();
    let missing = schema.required.iter().any(|name| {
        let read_only = described(name).is_some_and(|(_, id)| is_read_only(samples.schemas, id));
        !read_only && !members.iter().any(|(known, _)| known == name)
    });
    !missing
        && members.iter().all(|(name, _)| {
            let name = Sample::Text(name.clone());
            schema.property_names.is_none_or(|id| allows(samples, id, &name, attempt, depth + 1))
        })
        && members.iter().all(|(name, value)| match (described(name), schema.additional) {
            (Some((_, property)), _) => {
                !is_read_only(samples.schemas, property)
                    && allows(samples, property, value, attempt, depth + 1)
            }
            _ if !schema.patterns.is_empty() => {
                matches(samples, &schema.patterns, (name, value), attempt, depth)
            }
            (None, Additional::Of(id)) => allows(samples, id, value, attempt, depth + 1),
            (None, Additional::Closed) => false,
            (None, Additional::Any | Additional::Unstated) => true,
        })
}

fn matches(
    samples: &Samples<'_>,
    patterns: &[(Arc<str>, SchemaId)],
    (name, value): (&str, &Sample),
    attempt: &mut Attempt,
    depth: usize,
) -> bool {
    let matching = patterns.iter().find(|(pattern, _)| samples.patterns.matches(pattern, name));
    matching.is_some_and(|(_, id)| allows(samples, *id, value, attempt, depth + 1))
}

/// Whether a single value is known to be within what a schema says of it.
pub(super) fn is_certain(samples: &Samples<'_>, id: SchemaId, sample: &Sample) -> bool {
    let whole = whole(samples.schemas, id);
    pattern_of(&whole.schema).is_none_or(|pattern| samples.patterns.is_known(pattern))
        && allows_itself(samples, &whole, sample)
}

/// Whether a text is what its type reads.
fn allows_format(samples: &Samples<'_>, id: SchemaId, sample: &Sample) -> bool {
    let Sample::Text(text) = sample else { return true };
    let (_, Form::Scalar(scalar)) = resolved_form(samples.schemas, id) else { return true };
    formats::of(scalar).is_none_or(|format| format.allows(text, &samples.patterns))
}

/// Whether a value is of the types that a schema states.
pub(super) fn allows_type(schema: &Schema, sample: &Sample) -> bool {
    let kinds: &[JsonType] = match sample {
        Sample::Null => return schema.types.is_empty() && !schema.describes_object(),
        Sample::Variant(_, value) => return allows_type(schema, value),
        Sample::Bool(_) => &[JsonType::Boolean],
        Sample::Number(digits) if digits.parse::<i128>().is_ok() => {
            &[JsonType::Integer, JsonType::Number]
        }
        Sample::Number(_) => &[JsonType::Number],
        Sample::Text(_) | Sample::Json(_) => &[JsonType::String],
        Sample::List(_) => &[JsonType::Array],
        Sample::Object(_) => &[JsonType::Object],
    };
    let typed = schema.types.is_empty() || schema.types.iter().any(|kind| kinds.contains(kind));
    // What only objects have says that nothing else is meant.
    typed && (!schema.describes_object() || !schema.types.is_empty() || kinds == [JsonType::Object])
}

/// Whether two values are the same: 1.0 is 1 (JSON Schema 2020-12, section 4.2.2).
fn is_same(one: &Sample, other: &Sample) -> bool {
    let number = |sample: &Sample| match sample {
        Sample::Number(digits) => digits.parse::<f64>().ok(),
        _ => None,
    };
    one == other || number(one).is_some() && number(one) == number(other)
}

/// Whether a value is one of those listed and within the constraints.
fn allows_itself(samples: &Samples<'_>, whole: &Whole, sample: &Sample) -> bool {
    let schema = &whole.schema;
    let listed = schema.values.as_ref().filter(|_| !whole.open);
    if listed.is_some_and(|values| !values.iter().any(|value| is_same(&of_value(value), sample))) {
        return false;
    }
    let least =
        |keyword: &str, count: f64| number_of(schema, keyword).is_none_or(|least| count >= least);
    let most =
        |keyword: &str, count: f64| number_of(schema, keyword).is_none_or(|most| count <= most);
    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    let within =
        |low: &str, high: &str, count: usize| least(low, count as f64) && most(high, count as f64);
    match sample {
        Sample::Variant(_, value) => allows_itself(samples, whole, value),
        Sample::Json(value) => {
            let text = Sample::Text(value.to_string());
            allows_itself(samples, whole, &text)
        }
        Sample::Null | Sample::Bool(_) => true,
        Sample::Number(digits) => digits.parse::<f64>().is_ok_and(|value| {
            let not = |keyword: &str| number_of(schema, keyword) != Some(value);
            least("minimum", value)
                && most("maximum", value)
                && least("exclusiveMinimum", value)
                && most("exclusiveMaximum", value)
                && not("exclusiveMinimum")
                && not("exclusiveMaximum")
                && number_of(schema, "multipleOf").is_none_or(|step| {
                    let times = value / step;
                    (times - times.round()).abs() < 1e-9
                })
        }),
        Sample::Text(text) => {
            within("minLength", "maxLength", text.chars().count())
                && pattern_of(schema).is_none_or(|pattern| samples.patterns.matches(pattern, text))
        }
        Sample::List(items) => within("minItems", "maxItems", items.len()),
        Sample::Object(members) => within("minProperties", "maxProperties", members.len()),
    }
}
