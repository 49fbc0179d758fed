//! Lists, tuples and maps → as many values as they must have, and a few more.

use super::make::{ITEMS, made, optional};
use super::samples::{Attempt, Samples};
use super::scalar::{TEXT, scalar_sample};
use super::value::{constraint, count, of_choice};
use crate::api::{Sample, Scalar};
use crate::document::SchemaId;
use crate::limits;
use crate::lower::schema::{OtherMembers, target, whole};

/// An object with any keys.
pub(super) fn map(
    samples: &Samples<'_>,
    id: SchemaId,
    others: OtherMembers,
    attempt: &mut Attempt,
) -> Sample {
    let whole = whole(samples.schemas, id);
    let least = count(&whole.schema, "minProperties").unwrap_or(0);
    let mut members = Vec::new();
    for index in 0..least.clamp(ITEMS, limits::ITEMS_OF_A_SAMPLE) {
        let key = match (whole.schema.patterns.first(), whole.schema.property_names) {
            (Some((pattern, _)), _) => samples.patterns.text(pattern, 1, usize::MAX, index),
            (None, Some(names)) => key(samples, names, index),
            (None, None) if index == 0 => Some("key".to_owned()),
            (None, None) => Some(format!("key{index}")),
        };
        let value = match others {
            OtherMembers::Of(value) if index < least => made(samples, value, attempt),
            OtherMembers::Of(value) => optional(samples, value, attempt),
            OtherMembers::Any | OtherMembers::Unstated => Some(Sample::Text(TEXT.to_owned())),
        };
        members.extend(key.zip(value));
    }
    Sample::Object(members)
}

/// The name of a member that a schema of names allows.
fn key(samples: &Samples<'_>, id: SchemaId, index: usize) -> Option<String> {
    let whole = whole(samples.schemas, target(samples.schemas, id));
    let made = match &whole.schema.values {
        Some(listed) => of_choice(listed.get(index)?, Scalar::String)?,
        None => scalar_sample(&samples.patterns, &whole.schema, Scalar::String, index),
    };
    match made {
        Sample::Text(name) => Some(name),
        _ => None,
    }
}

/// A list whose first items are described one by one.
pub(super) fn tuple(samples: &Samples<'_>, id: SchemaId, attempt: &mut Attempt) -> Option<Sample> {
    let whole = whole(samples.schemas, id);
    let least = count(&whole.schema, "minItems").unwrap_or(0);
    let mut items = Vec::new();
    for (index, item) in whole.schema.prefix_items.iter().enumerate() {
        if index < least {
            items.push(made(samples, *item, attempt)?);
        } else if let Some(made) = optional(samples, *item, attempt) {
            items.push(made);
        } else {
            break;
        }
    }
    Some(Sample::List(items))
}

/// A list.
pub(super) fn list(
    samples: &Samples<'_>,
    id: SchemaId,
    item: Option<SchemaId>,
    attempt: &mut Attempt,
) -> Option<Sample> {
    let whole = whole(samples.schemas, id);
    let least = count(&whole.schema, "minItems").unwrap_or(0);
    let most = count(&whole.schema, "maxItems").unwrap_or(usize::MAX);
    let unique = constraint(&whole.schema, "uniqueItems").is_some();
    let mut items = Vec::new();
    for index in 0..least.max(attempt.items).min(most).min(limits::ITEMS_OF_A_SAMPLE) {
        let outer = std::mem::replace(&mut attempt.index, index);
        let made = match item {
            Some(item) if index < least => made(samples, item, attempt),
            Some(item) => optional(samples, item, attempt),
            None => Some(Sample::Text(TEXT.to_owned())),
        };
        attempt.index = outer;
        match made {
            Some(made) if unique && items.contains(&made) && index >= least => break,
            Some(made) => items.push(made),
            None if index < least => return None,
            None => break,
        }
    }
    Some(Sample::List(items))
}
