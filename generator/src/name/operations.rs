//! The names of operations, and of what they take and answer.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase};

use super::ids::{self, Ids};
use super::keys::{self, Named};
use super::reserved::{Role, request};
use super::scope::{Assigned, Owner, Wanted};
use super::types::Plan;
use super::{AnswersNames, Ident, Naming, OperationNames, PartNames, members, scope, words};
use crate::api::{Answers, Api, Body, Operation, Parameter, ParameterPlace, PathPart};
use crate::arena::SideTable;

/// The methods of the client.
pub(super) struct Methods {
    assigned: Assigned,
    /// The indices of operations, by their ids.
    by_id: BTreeMap<String, usize>,
    /// What each operation is called if that is not contested.
    texts: Vec<String>,
}

impl Methods {
    pub(super) fn new(api: &Api, ids: &Ids, naming: &mut Naming<'_>) -> Self {
        let operations: Vec<&Operation> = api.operations.iter().map(|(_, each)| each).collect();
        let wanted: Vec<Wanted> = operations
            .iter()
            .map(|operation| Wanted {
                pinned: naming.chosen(Some(&operation.origin.at), Role::Method),
                kept: naming.published(operation).map(|own| own.name.clone()),
                ..wanted(operation, ids)
            })
            .collect();
        let assigned = scope::assign(&wanted, Role::Method);
        naming.account(&wanted, &assigned, |index| Some(&operations.get(index)?.origin.at));
        let by_id = operations.iter().enumerate();
        let by_id = by_id.filter_map(|(index, each)| Some((ids::id(each)?.to_owned(), index)));
        let text = |(index, wanted): (usize, &Wanted)| {
            let text = wanted.texts.first().cloned().unwrap_or_default();
            let name = &assigned[index];
            if words::first(&text, Role::Method) == *name { text } else { name.clone() }
        };
        let texts = wanted.iter().enumerate().map(text).collect();
        Self { by_id: by_id.collect(), texts, assigned }
    }

    /// What the types within an operation are named after.
    pub(super) fn owner(&self, id: &str) -> Owner {
        let Some(index) = self.by_id.get(id) else { return Owner::Text(id.to_owned()) };
        match self.assigned.claimed.contains_key(index) {
            true => Owner::Names(self.assigned.all_names(*index)),
            false => Owner::Text(self.texts.get(*index).cloned().unwrap_or_default()),
        }
    }

    /// The method of an operation.
    pub(super) fn name(&self, id: &str) -> String {
        self.by_id.get(id).map_or_else(|| id.to_owned(), |index| self.assigned[*index].clone())
    }
}

/// What an operation is called: its id; with what it is about; its method and path.
fn wanted(operation: &Operation, ids: &Ids) -> Wanted {
    let Operation { method, template, path, group, label, .. } = operation;
    let identity = keys::operation(operation);
    let parts = path.iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Parameter(name) => format!("by {name}"),
    });
    let path: Vec<String> = std::iter::once(method.to_lowercase()).chain(parts).collect();
    let path = path.join(" ");
    // Operations that share an id have other texts as the owners of types, and claim the id all the same.
    let has_id = *label != format!("{method} {template}");
    let texts = match has_id {
        true => [ids.texts(label), vec![format!("{group} {label}"), path]].concat(),
        false => vec![path],
    };
    Wanted { texts, written: true, identity, claimed: ids.claimed(label), ..Wanted::default() }
}

/// The names of every operation.
pub(super) fn operations(
    api: &Api,
    methods: &Methods,
    plan: &Plan<'_>,
    naming: &mut Naming<'_>,
) -> SideTable<Operation, OperationNames> {
    let groups: BTreeSet<&str> =
        api.operations.iter().map(|(_, operation)| &*operation.group).collect();
    let wanted = groups.iter().map(|group| Wanted {
        kept: naming.lock.groups.get(*group).cloned(),
        ..Wanted::written(*group)
    });
    let modules = scope::assign(&wanted.collect::<Vec<_>>(), Role::Module);
    let modules: BTreeMap<&str, &String> = groups.into_iter().zip(modules.iter()).collect();
    #[expect(clippy::indexing_slicing, reason = "the group of every operation has a module")]
    let module = |group: &str| modules[group];
    let mut taken: BTreeSet<String> = methods.assigned.iter().map(|name| request(name)).collect();
    SideTable::new(&api.operations, |id| {
        let operation = &api.operations[id];
        let method = &methods.assigned[id.index()];
        let success = answers(&operation.success, plan, Named::Success(id), naming);
        let failure = answers(&operation.failure, plan, Named::Failure(id), naming);
        let body = operation.body.as_ref();
        let content = body.and_then(|body| content(body, plan, Named::Content(id), naming));
        let variants = content.iter().flat_map(|names| &names.variants);
        let tests = variants.map(|variant| Ident::new(variant.plain().to_snake_case())).collect();
        OperationNames {
            constant: Ident::new(constant(method, &mut taken)),
            request: Ident::new(request(method)),
            module: Ident::new(module(&operation.group)),
            parameters: parameters(operation, naming),
            success,
            failure,
            content,
            tests,
            method: Ident::new(method),
        }
    })
}

/// The constant of a method. A request is a function too, so that a constant must not be called like one.
/// No user sees it.
fn constant(method: &str, taken: &mut BTreeSet<String>) -> String {
    let name = method.to_shouty_snake_case();
    let longer = format!("{name}_OPERATION");
    let free = [name, longer.clone()].into_iter().find(|name| !taken.contains(name));
    let numbers = (2u32..).map(|number| format!("{longer}_{number}"));
    let constant = free.or_else(|| numbers.into_iter().find(|name| !taken.contains(name)));
    let constant = constant.unwrap_or(longer);
    taken.insert(constant.clone());
    constant
}

/// Arguments and setters share a scope, so that a parameter keeps its name when it becomes optional. The
/// parameters of the path are a part of what the operation is: another of their name says where it is.
fn parameters(operation: &Operation, naming: &mut Naming<'_>) -> Vec<PartNames> {
    let all = &operation.parameters;
    let name = |parameter: &Parameter| words::first(&parameter.wire_name, Role::Parameter);
    let in_path: BTreeSet<String> =
        all.iter().filter(|one| one.place == ParameterPlace::Path).map(name).collect();
    let wanted = |parameter: &Parameter| {
        let Parameter { wire_name, place, at, .. } = parameter;
        let placed = keys::parameter(parameter);
        let is_second = *place != ParameterPlace::Path && in_path.contains(&name(parameter));
        let own = (!is_second).then(|| wire_name.clone());
        let texts = own.into_iter().chain([placed.clone()]).collect();
        let kept = naming.published(operation).and_then(|own| own.parts.get(&placed).cloned());
        let pinned = naming.chosen(at.as_ref(), Role::Parameter);
        Wanted { texts, written: true, identity: placed, pinned, kept, ..Wanted::default() }
    };
    let wanted: Vec<Wanted> = all.iter().map(wanted).collect();
    let role = match operation.paging {
        Some(_) => Role::ListParameter,
        None => Role::Parameter,
    };
    let assigned = scope::assign(&wanted, role);
    naming.account(&wanted, &assigned, |index| {
        let own = all.get(index).and_then(|parameter| parameter.at.as_ref());
        Some(own.unwrap_or(&operation.origin.at))
    });
    members::names(&assigned, role)
}

fn answers(
    answers: &Answers,
    plan: &Plan<'_>,
    named: Named,
    naming: &mut Naming<'_>,
) -> Option<AnswersNames> {
    let texts = answers.described.iter().map(|answer| (answer.words.clone(), keys::answer(answer)));
    variants(texts, plan, named, naming)
}

fn content(
    body: &Body,
    plan: &Plan<'_>,
    named: Named,
    naming: &mut Naming<'_>,
) -> Option<AnswersNames> {
    let texts = body.contents.iter().map(|content| (content.words.clone(), keys::content(content)));
    variants(texts, plan, named, naming)
}

/// The variants of an enum: each has words, and a longer text where those are of several.
fn variants(
    texts: impl Iterator<Item = (String, String)>,
    plan: &Plan<'_>,
    named: Named,
    naming: &mut Naming<'_>,
) -> Option<AnswersNames> {
    let (ident, module) = plan.of_other(named)?;
    let wanted = texts.map(|(words, whole)| Wanted {
        identity: whole.clone(),
        kept: naming.kept(named).and_then(|own| own.parts.get(&whole).cloned()),
        texts: vec![words, whole],
        ..Wanted::default()
    });
    let wanted: Vec<Wanted> = wanted.collect();
    let variants = scope::assign(&wanted, Role::Variant).iter().map(Ident::new).collect();
    Some(AnswersNames { ident, module, variants })
}
