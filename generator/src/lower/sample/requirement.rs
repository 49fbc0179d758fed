//! Alternatives that only say which members must be there: they shape no type, but not every object is
//! one of them.

use crate::document::SchemaId;
use crate::lower::schema::{Schemas, Whole, only_require};

/// What alternatives ask of the members of an object.
#[derive(Default)]
pub(super) struct Requirements {
    /// Members that must be there for the first alternative of each group to hold.
    pub(super) first: Vec<String>,
    /// Members with which another alternative might hold too, where only one may.
    pub(super) others: Vec<String>,
}

pub(super) fn requirements(schemas: &Schemas<'_>, whole: &Whole) -> Requirements {
    let mut requirements = Requirements::default();
    for (branches, exclusive) in required_groups(schemas, whole) {
        let mut branches = branches.into_iter();
        let first = branches.next().unwrap_or_default();
        if exclusive {
            let others = branches.flatten().filter(|name| !first.contains(name));
            requirements.others.extend(others);
        }
        requirements.first.extend(first);
    }
    requirements
}

/// Whether members are there as one alternative of each group asks, and no second where only one may.
pub(super) fn meets_requirements(
    schemas: &Schemas<'_>,
    whole: &Whole,
    has: &dyn Fn(&str) -> bool,
) -> bool {
    required_groups(schemas, whole).into_iter().all(|(branches, exclusive)| {
        let holds = |names: &&Vec<String>| names.iter().all(|name| has(name));
        match branches.iter().filter(holds).take(2).count() {
            0 => false,
            1 => true,
            _ => !exclusive,
        }
    })
}

/// The members that each alternative requires, by groups, and whether only one of a group may hold.
fn required_groups(schemas: &Schemas<'_>, whole: &Whole) -> Vec<(Vec<Vec<String>>, bool)> {
    let parts = whole.parts.iter().map(|part| schemas.schema(*part));
    let required = |branch: &SchemaId| schemas.schema(*branch).required.clone();
    let groups =
        parts.flat_map(|schema| [(schema.one_of.clone(), true), (schema.any_of.clone(), false)]);
    groups
        .filter(|(branches, _)| {
            let all_require = branches.iter().all(|branch| !required(branch).is_empty());
            !branches.is_empty() && all_require && only_require(schemas, branches)
        })
        .map(|(branches, exclusive)| (branches.iter().map(required).collect(), exclusive))
        .collect()
}
