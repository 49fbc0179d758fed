//! Whether a schema allows a value, as far as the generator looks: examples are often wrong, and of
//! alternatives only one may hold. What is not understood is allowed.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use super::{Lowering, MOST_CHECKS, Way, constraint, of_value, pattern, scalar};
use crate::api::{Sample, Scalar};
use crate::document::{Additional, JsonType, Schema, SchemaId};
use crate::lower::schema::Form;

/// Values within values are looked at this far.
const DEEPEST: usize = 24;

impl Lowering<'_> {
    /// Whether a schema allows a value.
    pub(super) fn allows(
        &mut self,
        id: SchemaId,
        sample: &Sample,
        way: &mut Way,
        depth: usize,
    ) -> bool {
        way.checks += 1;
        if depth > DEEPEST || way.checks > MOST_CHECKS {
            return true;
        }
        let whole = self.whole(id);
        let schema = &whole.schema;
        if whole.fault.is_some() {
            return true;
        }
        if *sample == Sample::Null && self.allows_null(id) {
            return self.schema(id).is_none_or(|schema| !schema.vaguely_nullable);
        }
        allows_type(schema, sample)
            && allows_itself(schema, sample)
            && self.allows_parts(schema, sample, way, depth)
            && self.allows_format(id, sample)
            && match sample {
                Sample::Object(_) => {
                    self.meets_requirements(&whole, &|name| sample.member(name).is_some())
                }
                _ => true,
            }
            && whole.groups.iter().all(|group| {
                let mut holds = |branch: &&SchemaId| self.allows(**branch, sample, way, depth + 1);
                let count = group.branches.iter().filter(|branch| holds(branch)).take(2).count();
                if group.exclusive { count == 1 } else { count > 0 }
            })
    }

    fn allows_parts(
        &mut self,
        schema: &Schema,
        sample: &Sample,
        way: &mut Way,
        depth: usize,
    ) -> bool {
        match sample {
            Sample::Object(members) => self.allows_members(schema, members, way, depth),
            Sample::List(items) => items.iter().enumerate().all(|(index, item)| {
                match schema.prefix_items.get(index).copied().or(schema.items) {
                    Some(described) => self.allows(described, item, way, depth + 1),
                    None => !schema.no_more_items,
                }
            }),
            _ => true,
        }
    }

    /// Whether every member is allowed and none is missing but those that the server sets.
    fn allows_members(
        &mut self,
        schema: &Schema,
        members: &[(String, Sample)],
        way: &mut Way,
        depth: usize,
    ) -> bool {
        let described =
            |name: &str| schema.properties.iter().find(|(known, _)| **known == *name).cloned();
        let missing = schema.required.iter().any(|name| {
            let read_only = described(name).is_some_and(|(_, id)| self.is_read_only(id));
            !read_only && !members.iter().any(|(known, _)| known == name)
        });
        !missing
            && members.iter().all(|(name, _)| {
                let name = Sample::Text(name.clone());
                schema.property_names.is_none_or(|id| self.allows(id, &name, way, depth + 1))
            })
            && members.iter().all(|(name, value)| match (described(name), schema.additional) {
                (Some((_, property)), _) => {
                    !self.is_read_only(property) && self.allows(property, value, way, depth + 1)
                }
                _ if !schema.patterns.is_empty() => {
                    self.matches(&schema.patterns, (name, value), way, depth)
                }
                (None, Additional::Of(id)) => self.allows(id, value, way, depth + 1),
                (None, Additional::Closed) => false,
                (None, Additional::Any | Additional::Unstated) => true,
            })
    }

    fn matches(
        &mut self,
        patterns: &[(Arc<str>, SchemaId)],
        (name, value): (&str, &Sample),
        way: &mut Way,
        depth: usize,
    ) -> bool {
        let matching = patterns.iter().find(|(pattern, _)| pattern::matches(pattern, name));
        matching.is_some_and(|(_, id)| self.allows(*id, value, way, depth + 1))
    }

    /// Whether a single value is known to be within what a schema says of it.
    pub(super) fn is_certain(&mut self, id: SchemaId, sample: &Sample) -> bool {
        let whole = self.whole(id);
        let stated = constraint(&whole.schema, "pattern").and_then(|value| value.as_str());
        stated.is_none_or(pattern::is_known) && allows_itself(&whole.schema, sample)
    }

    /// Whether a text is what its type reads.
    fn allows_format(&mut self, id: SchemaId, sample: &Sample) -> bool {
        let Sample::Text(text) = sample else { return true };
        let (_, Form::Scalar(scalar)) = self.resolved_form(id) else { return true };
        let stated = match scalar {
            Scalar::DateTime => r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
            Scalar::Date => r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
            Scalar::Time => r"^\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
            Scalar::Duration => r"^P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$",
            Scalar::Uuid => "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            Scalar::Base64 => "^[A-Za-z0-9+/]*={0,2}$",
            Scalar::Base64Url => "^[A-Za-z0-9_-]*={0,2}$",
            Scalar::Ipv4 => return text.parse::<Ipv4Addr>().is_ok(),
            Scalar::Ipv6 => return text.parse::<Ipv6Addr>().is_ok(),
            _ => return true,
        };
        pattern::matches(stated, text)
    }
}

/// Whether a value is of the types that a schema states.
pub(super) fn allows_type(schema: &Schema, sample: &Sample) -> bool {
    let kinds: &[JsonType] = match sample {
        Sample::Null => return schema.types.is_empty() && !schema.describes_object(),
        Sample::Bool(_) => &[JsonType::Boolean],
        Sample::Number(digits) if digits.parse::<i128>().is_ok() => {
            &[JsonType::Integer, JsonType::Number]
        }
        Sample::Number(_) => &[JsonType::Number],
        Sample::Text(_) => &[JsonType::String],
        Sample::List(_) => &[JsonType::Array],
        Sample::Object(_) => &[JsonType::Object],
    };
    let typed = schema.types.is_empty() || schema.types.iter().any(|kind| kinds.contains(kind));
    // What only objects have says that nothing else is meant.
    typed && (!schema.describes_object() || !schema.types.is_empty() || kinds == [JsonType::Object])
}

/// Whether a value is one of those listed and within the constraints.
fn allows_itself(schema: &Schema, sample: &Sample) -> bool {
    let listed = schema.values.as_ref().filter(|_| !schema.open);
    if listed.is_some_and(|values| !values.iter().any(|value| of_value(value) == *sample)) {
        return false;
    }
    let least = |keyword: &str, count: f64| {
        scalar::number_of(schema, keyword).is_none_or(|least| count >= least)
    };
    let most = |keyword: &str, count: f64| {
        scalar::number_of(schema, keyword).is_none_or(|most| count <= most)
    };
    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    let within =
        |low: &str, high: &str, count: usize| least(low, count as f64) && most(high, count as f64);
    match sample {
        Sample::Null | Sample::Bool(_) => true,
        Sample::Number(digits) => digits.parse::<f64>().is_ok_and(|value| {
            let not = |keyword: &str| scalar::number_of(schema, keyword) != Some(value);
            least("minimum", value)
                && most("maximum", value)
                && least("exclusiveMinimum", value)
                && most("exclusiveMaximum", value)
                && not("exclusiveMinimum")
                && not("exclusiveMaximum")
                && scalar::number_of(schema, "multipleOf").is_none_or(|step| {
                    let times = value / step;
                    (times - times.round()).abs() < 1e-9
                })
        }),
        Sample::Text(text) => {
            let stated = constraint(schema, "pattern").and_then(|value| value.as_str());
            within("minLength", "maxLength", text.chars().count())
                && stated.is_none_or(|stated| pattern::matches(stated, text))
        }
        Sample::List(items) => within("minItems", "maxItems", items.len()),
        Sample::Object(members) => within("minProperties", "maxProperties", members.len()),
    }
}
