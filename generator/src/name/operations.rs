//! The names of operations, of what they take, and of the credentials that they need.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToUpperCamelCase};

use super::reserved::Role;
use super::types::{Named, Plan};
use super::{AnswersNames, Ident, Numbered, OperationNames, PartNames, scope};
use crate::api::{Answers, Api, Operation, OperationId, Step};
use crate::arena::SideTable;

pub(super) fn operations(
    api: &Api,
    plan: &Plan,
    numbered: &mut Numbered<'_>,
) -> SideTable<Operation, OperationNames> {
    let methods = methods(api, numbered);
    let groups: BTreeSet<&str> =
        api.operations.iter().map(|(_, operation)| &*operation.group).collect();
    let groups: Vec<&str> = groups.into_iter().collect();
    let modules = scope::assign(&groups, Role::Module).names;
    let requests = requests(&methods);
    SideTable::new(&api.operations, |id| {
        let operation = api.operations.get(id);
        let method = methods.get(id.index()).cloned().unwrap_or_default();
        let group = operation
            .and_then(|operation| groups.iter().position(|group| *group == operation.group));
        let module = group.and_then(|index| modules.get(index)).cloned().unwrap_or_default();
        OperationNames {
            constant: Ident::new(constant(&method, &requests)),
            request: Ident::new(requests.get(id.index()).cloned().unwrap_or_default()),
            module: Ident::new(module),
            parameters: operation
                .map(|operation| parameters(operation, numbered))
                .unwrap_or_default(),
            success: operation
                .and_then(|operation| answers(&operation.success, plan, Named::Success(id))),
            failure: operation
                .and_then(|operation| answers(&operation.failure, plan, Named::Failure(id))),
            method: Ident::new(method),
        }
    })
}

fn methods(api: &Api, numbered: &mut Numbered<'_>) -> Vec<String> {
    let wish = |operation: &Operation| match operation.origin.path.first() {
        Some(Step::Operation(wish)) => wish.clone(),
        _ => operation.label.clone(),
    };
    let operations: Vec<(OperationId, &Operation)> = api.operations.iter().collect();
    let wishes: Vec<String> = operations.iter().map(|(_, operation)| wish(operation)).collect();
    let texts: Vec<&str> = wishes.iter().map(String::as_str).collect();
    let assigned = scope::assign(&texts, Role::Method);
    for (index, wish) in &assigned.numbered {
        if let (Some((_, operation)), Some(got)) =
            (operations.get(*index), assigned.names.get(*index))
        {
            numbered.say(&operation.origin.at, wish, got);
        }
    }
    assigned.names
}

/// The request of each method. Methods that differ only by where their words end are numbered.
fn requests(methods: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut requests = Vec::new();
    for method in methods {
        let wish = method.to_upper_camel_case();
        let request =
            if taken.contains(&wish) { scope::number(&wish, Role::Type, &taken) } else { wish };
        taken.insert(request.clone());
        requests.push(request);
    }
    requests
}

/// A request is a function too, so the constant of an operation must not be called like one.
fn constant(method: &str, requests: &[String]) -> String {
    let wish = method.to_shouty_snake_case();
    if requests.contains(&wish) { format!("{wish}_OPERATION") } else { wish }
}

/// Arguments and setters share a scope, so that a parameter keeps its name when it becomes optional.
fn parameters(operation: &Operation, numbered: &mut Numbered<'_>) -> Vec<PartNames> {
    let texts: Vec<&str> =
        operation.parameters.iter().map(|parameter| &*parameter.wire_name).collect();
    let assigned = scope::assign(&texts, Role::Parameter);
    for (index, wish) in &assigned.numbered {
        if let Some(got) = assigned.names.get(*index) {
            numbered.say(&operation.origin.at, wish, got);
        }
    }
    assigned.names.into_iter().map(PartNames::new).collect()
}

fn answers(answers: &Answers, plan: &Plan, named: Named) -> Option<AnswersNames> {
    answers.several.as_ref()?;
    let (ident, module) = plan.get(named);
    let words: Vec<String> =
        answers.described.iter().map(|answer| answer.statuses.words()).collect();
    let texts: Vec<&str> = words.iter().map(String::as_str).collect();
    let variants = scope::assign(&texts, Role::Variant).names.into_iter().map(Ident::new).collect();
    Some(AnswersNames { ident, module, variants })
}

/// The method of the builder that takes each credential.
pub(super) fn credentials(api: &Api) -> Vec<Ident> {
    let texts: Vec<&str> = api.credentials.iter().map(|credential| &*credential.scheme).collect();
    scope::assign(&texts, Role::Credential).names.into_iter().map(Ident::new).collect()
}
