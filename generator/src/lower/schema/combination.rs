//! Several groups of alternatives → one alternative of each group, in every combination that can hold.

use super::model::{Alternatives, Whole};
use super::schemas::Schemas;
use super::values::text_of;
use super::whole::whole;
use super::within::{is_listed, is_of};
use crate::diagnostic::Code;
use crate::document::{Additional, Schema, SchemaId};
use crate::limits;

/// The combinations of the alternatives of a whole schema, each with one alternative of every group. Those
/// that cannot hold are left out, unless none can: then the description means something else than it says.
pub(super) fn combinations(schemas: &Schemas<'_>, own: &Whole) -> Vec<Vec<SchemaId>> {
    let mut combinations: Vec<Vec<SchemaId>> = vec![Vec::new()];
    for Alternatives { branches, .. } in &own.alternatives {
        let too_many = combinations.len() * branches.len() > limits::COMBINED_ALTERNATIVES;
        if branches.is_empty() || too_many && combinations.len() > 1 {
            break;
        }
        let longer = combinations.iter().flat_map(|before| {
            branches.iter().map(|branch| [before.as_slice(), &[*branch]].concat())
        });
        combinations = longer.collect();
    }
    combinations.retain(|parts| !parts.is_empty());
    let (possible, impossible): (Vec<_>, Vec<_>) =
        combinations.into_iter().partition(|parts| can_hold(schemas, own, parts));
    if possible.is_empty() { impossible } else { possible }
}

/// Whether some value may follow all of these alternatives, and what stands beside them.
fn can_hold(schemas: &Schemas<'_>, own: &Whole, parts: &[SchemaId]) -> bool {
    let wholes: Vec<_> = parts.iter().map(|part| whole(schemas, *part)).collect();
    let contradicts = |whole: &Whole| matches!(whole.fault, Some((Code::Contradiction, _)));
    wholes.iter().enumerate().all(|(index, one)| {
        let others = wholes.iter().take(index).map(|other| &other.schema);
        !contradicts(one)
            && !excludes(schemas, &own.schema, &one.schema)
            && !others.into_iter().any(|other| {
                excludes(schemas, other, &one.schema)
                    || closes_out(other, &one.schema)
                    || closes_out(&one.schema, other)
            })
    })
}

/// Whether no value follows two whole schemas: their types or their listed texts differ, or a member that
/// must be there has nothing that both allow.
fn excludes(schemas: &Schemas<'_>, one: &Schema, other: &Schema) -> bool {
    let stated = !one.types.is_empty() && !other.types.is_empty();
    let is_apart =
        |one: &Schema, other: &Schema| one.types.iter().all(|it| !is_of(*it, &other.types));
    let is_required =
        |name: &str| one.required.iter().chain(&other.required).any(|required| required == name);
    stated && is_apart(one, other) && is_apart(other, one)
        || are_other_texts(one, other)
        || one.properties.iter().filter(|(name, _)| is_required(name)).any(|(name, property)| {
            let known = other.properties.iter().find(|(known, _)| known == name);
            known.is_some_and(|(_, other)| lists_others(schemas, *property, *other))
        })
}

/// Whether two schemas list texts, and none that both list.
fn lists_others(schemas: &Schemas<'_>, one: SchemaId, other: SchemaId) -> bool {
    let [one, other] = [one, other].map(|id| whole(schemas, id));
    !one.open && !other.open && are_other_texts(&one.schema, &other.schema)
}

/// Whether both schemas list texts, and different ones.
fn are_other_texts(one: &Schema, other: &Schema) -> bool {
    let (Some(one), Some(other)) = (&one.values, &other.values) else { return false };
    one.iter().chain(other).all(|value| text_of(value).is_some())
        && !one.iter().any(|value| is_listed(other, value))
}

/// Whether an object has no members but its own, and another one requires a member that it lacks.
fn closes_out(closed: &Schema, other: &Schema) -> bool {
    let has = |name: &String| closed.properties.iter().any(|(known, _)| **known == **name);
    closed.additional == Additional::Closed
        && closed.patterns.is_empty()
        && other.required.iter().any(|name| !has(name))
}
