//! The names of types and of the files that hold them.

use std::collections::{BTreeMap, BTreeSet};

use super::reserved::Role;
use super::scope::Wanted;
use super::{Ident, Naming, TypeNames, members, scope, words};
use crate::api::{Api, OperationId, Origin, Step, TypeDef, TypeId};
use crate::arena::SideTable;
use crate::source::Pointer;

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
    /// What types that nobody named wish to be called.
    wishes: BTreeMap<Named, String>,
}

impl Plan {
    pub(super) fn get(&self, named: Named) -> (Ident, Ident) {
        let unnamed = || (Ident::new("Unnamed"), Ident::new("unnamed"));
        self.names.get(&named).cloned().unwrap_or_else(unnamed)
    }

    /// What is called like a type is not called otherwise because another type has that name.
    pub(super) fn wish(&self, named: Named) -> String {
        let wish = self.wishes.get(&named).cloned();
        wish.unwrap_or_else(|| self.get(named).0.plain().to_owned())
    }
}

/// Names every type: first those whose authors named them, or for whom a name was chosen; then the
/// others by their origin.
pub(super) fn plan(api: &Api, naming: &mut Naming<'_>) -> Plan {
    let (roots, nearest) = (roots(api, naming), nearest(api));
    let mut pinned = Vec::new();
    let mut within = Vec::new();
    for (named, origin) in all(api) {
        let chosen = match named {
            Named::Type(_) if nearest.get(&origin.at) == Some(&origin.path.len()) => {
                naming.chosen(Some(&origin.at), Role::Type)
            }
            _ => None,
        };
        match (origin.path.as_slice(), chosen) {
            ([Step::Shared(name)], chosen) => pinned.push((named, origin, name.clone(), chosen)),
            (_, Some(chosen)) => pinned.push((named, origin, chosen.clone(), Some(chosen))),
            (_, None) => within.push((named, origin)),
        }
    }
    pinned.sort_by_key(|(_, origin, ..)| *origin);
    within.sort_by_key(|(_, origin)| (&origin.at, &origin.path));
    let wanted: Vec<Wanted<'_>> =
        pinned.iter().map(|(_, _, text, chosen)| Wanted { text, chosen: chosen.clone() }).collect();
    let assigned = scope::assign_chosen(&wanted, Role::Type);
    for (index, wish) in &assigned.numbered {
        if let (Some((_, origin, ..)), Some(got)) = (pinned.get(*index), assigned.names.get(*index))
        {
            naming.say(&origin.at, wish, got);
        }
    }
    let mut taken: BTreeSet<String> = assigned.names.iter().cloned().collect();
    let shared = pinned.iter().zip(&assigned.names).filter_map(|((_, origin, ..), ident)| {
        let owner = origin.path.first().filter(|_| origin.path.len() == 1)?;
        Some((owner.clone(), ident.clone()))
    });
    let files: BTreeMap<Step, String> = roots.clone().into_iter().chain(shared).collect();
    let modules = modules(api, &files);
    let mut names = BTreeMap::new();
    for ((named, origin, ..), ident) in pinned.iter().zip(&assigned.names) {
        names.insert(*named, (Ident::new(ident.clone()), module_of(&modules, origin)));
    }
    let mut wishes = BTreeMap::new();
    for (named, origin) in within {
        let phrase = phrase(origin, &roots);
        let wish = words::wish(&phrase, Role::Type);
        let ident = scope::free(&phrase, Role::Type, &taken);
        if ident != wish && ident != words::spelled_wish(&phrase, Role::Type) {
            naming.say(&origin.at, &wish, &ident);
        }
        taken.insert(ident.clone());
        wishes.insert(named, wish);
        names.insert(named, (Ident::new(ident), module_of(&modules, origin)));
    }
    Plan { names, wishes }
}

/// The names that were chosen for what holds types without a name: they go before the names of those.
fn roots(api: &Api, naming: &mut Naming<'_>) -> BTreeMap<Step, String> {
    let mut roots = BTreeMap::new();
    for (_, TypeDef { origin, .. }) in api.types.iter() {
        if let [step @ Step::Shared(_)] = origin.path.as_slice() {
            let chosen = naming.chosen(Some(&origin.at), Role::Type);
            roots.extend(chosen.map(|chosen| (step.clone(), chosen)));
        }
    }
    for (_, operation) in api.operations.iter() {
        let chosen = naming.chosen(Some(&operation.origin.at), Role::Method);
        let step = operation.origin.path.first().cloned();
        roots.extend(step.zip(chosen));
    }
    roots
}

/// How far the nearest of the types that stand at each place are from it. Others follow from those, and
/// are not what is described there.
fn nearest(api: &Api) -> BTreeMap<&Pointer, usize> {
    let mut nearest = BTreeMap::new();
    for (_, TypeDef { origin, .. }) in api.types.iter() {
        let length = nearest.entry(&origin.at).or_insert(origin.path.len());
        *length = origin.path.len().min(*length);
    }
    nearest
}

/// The names of every type of the API and of its parts.
pub(super) fn types(
    api: &Api,
    plan: &Plan,
    naming: &mut Naming<'_>,
) -> SideTable<TypeDef, TypeNames> {
    SideTable::new(&api.types, |id| {
        let (ident, module) = plan.get(Named::Type(id));
        let parts = match api.types.get(id) {
            Some(definition) => members::parts(api, definition, plan, naming),
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
            Step::Operation(name) => (shared.get(&owner).unwrap_or(name).clone(), " operation"),
            Step::Webhook(name) => (shared.get(&owner).unwrap_or(name).clone(), " webhook"),
            other => (phrase_of(std::slice::from_ref(other)), " types"),
        };
        let mut wish = words::wish(&text, Role::Module);
        if taken.contains(&wish) && !kind.is_empty() {
            wish = words::wish(&format!("{text}{kind}"), Role::Module);
        }
        if taken.contains(&wish) {
            wish = scope::free(&text, Role::Module, &taken);
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
fn phrase(origin: &Origin, roots: &BTreeMap<Step, String>) -> String {
    match origin.path.as_slice() {
        [] => origin.at.to_string(),
        [root, path @ ..] => match roots.get(root) {
            Some(chosen) => format!("{chosen} {}", phrase_of(path)),
            None => phrase_of(origin.path.as_slice()),
        },
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
        Step::Shared(name) | Step::Operation(name) | Step::Webhook(name) | Step::Answer(name) => {
            name.clone()
        }
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
