//! The names of types and of the files that hold them.

use std::collections::{BTreeMap, BTreeSet};

use super::reserved::Role;
use super::{Ident, Numbered, TypeNames, members, scope, words};
use crate::api::{Api, OperationId, Origin, Step, TypeDef, TypeId};
use crate::arena::SideTable;

/// A type of the output: defined by the API, or an enum of what an operation answers or sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Type(TypeId),
    Success(OperationId),
    Failure(OperationId),
    Content(OperationId),
}

/// The name and the file of every type.
pub(super) struct Plan {
    names: BTreeMap<Named, (Ident, Ident)>,
}

impl Plan {
    pub(super) fn get(&self, named: Named) -> (Ident, Ident) {
        let unnamed = || (Ident::new("Unnamed"), Ident::new("unnamed"));
        self.names.get(&named).cloned().unwrap_or_else(unnamed)
    }
}

/// Names every type: first those whose authors named them, then the others by their origin.
pub(super) fn plan(api: &Api, numbered: &mut Numbered<'_>) -> Plan {
    let mut shared = Vec::new();
    let mut within = Vec::new();
    for (named, origin) in all(api) {
        match origin.path.as_slice() {
            [Step::Shared(name)] => shared.push((named, origin, name.as_str())),
            _ => within.push((named, origin)),
        }
    }
    shared.sort_by_key(|(_, origin, _)| &origin.at);
    within.sort_by_key(|(_, origin)| (&origin.at, &origin.path));
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let texts: Vec<&str> = shared.iter().map(|(_, _, name)| *name).collect();
    let assigned = scope::assign(&texts, Role::Type);
    for (index, wish) in &assigned.numbered {
        if let (Some((_, origin, _)), Some(got)) = (shared.get(*index), assigned.names.get(*index))
        {
            numbered.say(&origin.at, wish, got);
        }
    }
    taken.extend(assigned.names.iter().cloned());
    let owners =
        shared.iter().map(|(_, origin, _)| owner(origin)).zip(assigned.names.iter().cloned());
    let modules = modules(api, &owners.collect());
    for ((named, origin, _), ident) in shared.into_iter().zip(assigned.names) {
        names.insert(named, (Ident::new(ident), module_of(&modules, origin)));
    }
    for (named, origin) in within {
        let wish = words::wish(&phrase(origin), Role::Type);
        let ident = match taken.contains(&wish) {
            false => wish,
            true => {
                let ident = scope::number(&wish, Role::Type, &taken);
                numbered.say(&origin.at, &wish, &ident);
                ident
            }
        };
        taken.insert(ident.clone());
        names.insert(named, (Ident::new(ident), module_of(&modules, origin)));
    }
    Plan { names }
}

/// The names of every type of the API and of its parts.
pub(super) fn types(
    api: &Api,
    plan: &Plan,
    numbered: &mut Numbered<'_>,
) -> SideTable<TypeDef, TypeNames> {
    SideTable::new(&api.types, |id| {
        let (ident, module) = plan.get(Named::Type(id));
        let parts = match api.types.get(id) {
            Some(definition) => members::parts(api, definition, plan, numbered),
            None => Vec::new(),
        };
        TypeNames { ident, module, parts }
    })
}

fn all(api: &Api) -> Vec<(Named, &Origin)> {
    let types = api.types.iter().map(|(id, definition)| (Named::Type(id), &definition.origin));
    let answers = api.operations.iter().flat_map(|(id, operation)| {
        let success = operation.success.several.as_ref().map(|origin| (Named::Success(id), origin));
        let failure = operation.failure.several.as_ref().map(|origin| (Named::Failure(id), origin));
        let content = operation.body.as_ref().and_then(|body| body.several.as_ref());
        let content = content.map(|origin| (Named::Content(id), origin));
        success.into_iter().chain(failure).chain(content)
    });
    types.chain(answers).collect()
}

/// The file of each outermost named thing: one for each shared type, called like it, and one for each
/// operation that has types of its own.
fn modules(api: &Api, shared: &BTreeMap<Step, String>) -> BTreeMap<Step, Ident> {
    let owners: BTreeSet<Step> = all(api).into_iter().map(|(_, origin)| owner(origin)).collect();
    // Shared things sort before operations and keep their names.
    let mut taken = BTreeSet::new();
    let mut modules = BTreeMap::new();
    for owner in owners {
        let (text, kind) = match &owner {
            Step::Shared(name) => (shared.get(&owner).unwrap_or(name).clone(), ""),
            Step::Operation(name) => (name.clone(), " operation"),
            other => (phrase_of(std::slice::from_ref(other)), " types"),
        };
        let mut wish = words::wish(&text, Role::Module);
        if taken.contains(&wish) && !kind.is_empty() {
            wish = words::wish(&format!("{text}{kind}"), Role::Module);
        }
        if taken.contains(&wish) {
            wish = scope::number(&wish, Role::Module, &taken);
        }
        taken.insert(wish.clone());
        modules.insert(owner, Ident::new(wish));
    }
    modules
}

fn module_of(modules: &BTreeMap<Step, Ident>, origin: &Origin) -> Ident {
    modules.get(&owner(origin)).cloned().unwrap_or_else(|| Ident::new("unnamed"))
}

fn owner(origin: &Origin) -> Step {
    origin.path.first().cloned().unwrap_or_else(|| Step::Other("description".to_owned()))
}

/// The words of an origin, as one text. A part of a merged record goes without saying where
/// something within it is named.
fn phrase(origin: &Origin) -> String {
    match origin.path.as_slice() {
        [] => origin.at.to_string(),
        path => phrase_of(path),
    }
}

fn phrase_of(path: &[Step]) -> String {
    let last = path.len().saturating_sub(1);
    let spoken = path
        .iter()
        .enumerate()
        .filter(|(index, step)| *index == last || !matches!(step, Step::Part(_)));
    spoken.map(|(_, step)| word(step)).collect::<Vec<_>>().join(" ")
}

fn word(step: &Step) -> String {
    match step {
        Step::Shared(name) | Step::Operation(name) | Step::Answer(name) => name.clone(),
        Step::Parameter(name) | Step::Member(name) | Step::Other(name) | Step::Titled(name) => {
            name.clone()
        }
        Step::Body => "body".to_owned(),
        Step::Content => "content".to_owned(),
        Step::Success => "ok".to_owned(),
        Step::Failure => "error".to_owned(),
        Step::Item => "item".to_owned(),
        Step::Value => "value".to_owned(),
        Step::Part(number) => format!("part {number}"),
        Step::Variant(number) => format!("variant {number}"),
    }
}
