//! The names of operations, of what they take, and of the credentials that they need.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToUpperCamelCase};

use super::reserved::Role;
use super::scope::Wanted;
use super::types::{Named, Plan};
use super::{AnswersNames, CredentialNames, Ident, Naming, OperationNames, PartNames, scope};
use crate::api::{
    Answers, Api, Body, CredentialKind, Operation, OperationId, Parameter, ParameterPlace, Step,
};
use crate::arena::SideTable;

pub(super) fn operations(
    api: &Api,
    plan: &Plan,
    naming: &mut Naming<'_>,
) -> SideTable<Operation, OperationNames> {
    let methods = methods(api, naming);
    let groups: BTreeSet<&str> =
        api.operations.iter().map(|(_, operation)| &*operation.group).collect();
    let groups: Vec<&str> = groups.into_iter().collect();
    let modules = scope::assign(&groups, Role::Module).names;
    let requests = requests(&methods);
    let constants = constants(&methods, &requests);
    SideTable::new(&api.operations, |id| {
        let operation = api.operations.get(id);
        let method = methods.get(id.index()).cloned().unwrap_or_default();
        let group = operation
            .and_then(|operation| groups.iter().position(|group| *group == operation.group));
        let module = group.and_then(|index| modules.get(index)).cloned().unwrap_or_default();
        OperationNames {
            constant: Ident::new(constants.get(id.index()).cloned().unwrap_or_default()),
            request: Ident::new(requests.get(id.index()).cloned().unwrap_or_default()),
            module: Ident::new(module),
            parameters: operation
                .map(|operation| parameters(operation, naming))
                .unwrap_or_default(),
            success: operation
                .and_then(|operation| answers(&operation.success, plan, Named::Success(id))),
            failure: operation
                .and_then(|operation| answers(&operation.failure, plan, Named::Failure(id))),
            content: operation
                .and_then(|operation| content(operation.body.as_ref()?, plan, Named::Content(id))),
            method: Ident::new(method),
        }
    })
}

fn methods(api: &Api, naming: &mut Naming<'_>) -> Vec<String> {
    let wish = |operation: &Operation| match operation.origin.path.first() {
        Some(Step::Operation(wish)) => wish.clone(),
        _ => operation.label.clone(),
    };
    let operations: Vec<(OperationId, &Operation)> = api.operations.iter().collect();
    let wishes: Vec<String> = operations.iter().map(|(_, operation)| wish(operation)).collect();
    let wanted = operations.iter().zip(&wishes).map(|((_, operation), text)| {
        let chosen = naming.chosen(Some(&operation.origin.at), Role::Method);
        Wanted { text, chosen }
    });
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    let assigned = scope::assign_chosen(&wanted, Role::Method);
    for (index, wish) in &assigned.numbered {
        if let (Some((_, operation)), Some(got)) =
            (operations.get(*index), assigned.names.get(*index))
        {
            naming.say(&operation.origin.at, wish, got);
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

/// The constant of each method. A request is a function too, so that it must not be called like one.
fn constants(methods: &[String], requests: &[String]) -> Vec<String> {
    let mut taken: BTreeSet<String> = requests.iter().cloned().collect();
    let mut constants = Vec::new();
    for method in methods {
        let wish = method.to_shouty_snake_case();
        let longer = format!("{wish}_OPERATION");
        let free = [wish, longer.clone()].into_iter().find(|name| !taken.contains(name));
        let constant = free.unwrap_or_else(|| scope::number(&longer, Role::Module, &taken));
        taken.insert(constant.clone());
        constants.push(constant);
    }
    constants
}

/// Arguments and setters share a scope, so that a parameter keeps its name when it becomes optional. Of one
/// name in two places, that in the path keeps it, and the others say where they are.
fn parameters(operation: &Operation, naming: &mut Naming<'_>) -> Vec<PartNames> {
    let all = &operation.parameters;
    let texts = all.iter().map(|parameter| {
        let goes_before = |other: &Parameter| {
            other.wire_name == parameter.wire_name && other.place < parameter.place
        };
        match all.iter().any(goes_before) {
            true => format!("{} {}", place(parameter.place), parameter.wire_name),
            false => parameter.wire_name.clone(),
        }
    });
    let texts: Vec<String> = texts.collect();
    let wanted = all.iter().zip(&texts).map(|(parameter, text)| {
        let chosen = naming.chosen(parameter.at.as_ref(), Role::Parameter);
        Wanted { text, chosen }
    });
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    let assigned = scope::assign_chosen(&wanted, Role::Parameter);
    for (index, wish) in &assigned.numbered {
        if let (Some(parameter), Some(got), Some(wanted)) =
            (operation.parameters.get(*index), assigned.names.get(*index), wanted.get(*index))
        {
            let own = parameter.at.as_ref().filter(|_| wanted.chosen.is_some());
            naming.say(own.unwrap_or(&operation.origin.at), wish, got);
        }
    }
    PartNames::all(assigned.names)
}

fn place(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

fn answers(answers: &Answers, plan: &Plan, named: Named) -> Option<AnswersNames> {
    answers.several.as_ref()?;
    let texts: Vec<&str> = answers.described.iter().map(|answer| &*answer.words).collect();
    Some(variants(&texts, plan, named))
}

fn content(body: &Body, plan: &Plan, named: Named) -> Option<AnswersNames> {
    body.several.as_ref()?;
    let texts: Vec<&str> = body.contents.iter().map(|content| &*content.words).collect();
    Some(variants(&texts, plan, named))
}

fn variants(texts: &[&str], plan: &Plan, named: Named) -> AnswersNames {
    let (ident, module) = plan.get(named);
    let variants = scope::assign(texts, Role::Variant).names.into_iter().map(Ident::new).collect();
    AnswersNames { ident, module, variants }
}

/// The names of the credentials. Those of the constructor's arguments share a scope.
pub(super) fn credentials(api: &Api) -> Vec<CredentialNames> {
    let schemes: Vec<&str> = api.credentials.iter().map(|credential| &*credential.scheme).collect();
    let setters = scope::assign(&schemes, Role::Credential).names;
    let alone = api.usual_credentials.len() == 1;
    let texts: Vec<Vec<String>> = api
        .credentials
        .iter()
        .map(|credential| match (&credential.kind, alone) {
            (CredentialKind::Basic, true) => vec!["user".to_owned(), "password".to_owned()],
            (CredentialKind::Basic, false) => {
                ["user", "password"].map(|part| format!("{} {part}", credential.scheme)).to_vec()
            }
            _ => vec![credential.scheme.clone()],
        })
        .collect();
    let usual = api.usual_credentials.iter().filter_map(|index| texts.get(*index)).flatten();
    let scope: Vec<&str> = std::iter::once("base_url").chain(usual.map(String::as_str)).collect();
    let mut arguments = scope::assign(&scope, Role::Parameter).names.into_iter().skip(1);
    let mut names: Vec<CredentialNames> = setters
        .into_iter()
        .map(|setter| CredentialNames { setter: Ident::new(setter), arguments: Vec::new() })
        .collect();
    for index in &api.usual_credentials {
        if let (Some(names), Some(texts)) = (names.get_mut(*index), texts.get(*index)) {
            names.arguments = arguments.by_ref().take(texts.len()).map(Ident::new).collect();
        }
    }
    names
}
