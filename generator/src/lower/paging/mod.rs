//! Operations → how their lists are paged through. docs/paging.md has the rule: it takes evidence in the request
//! and in the answer, and where two readings are possible, neither is chosen. What the caller states comes first,
//! then what the author of the description states.

mod bound;
mod cursor;
mod extension;
mod items;
mod link;
mod number;
mod request;
mod stated;
mod survey;
mod words;

use std::collections::BTreeMap;

use bound::Found;
use request::Query;
use stated::{Subject, stated};
use survey::{List, Survey};

use crate::api::{Operation, Paging, TypeDef};
use crate::arena::Arena;
use crate::config::{PagingChoice, PagingRule};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{Document, Value};
use crate::source::Pointer;

/// Decides of every operation how its list is paged through.
pub(super) fn settle(
    document: &Document,
    choices: &[PagingChoice],
    types: &Arena<TypeDef>,
    operations: &mut Arena<Operation>,
    diagnostics: &mut Diagnostics,
) {
    let described = document.operations.iter();
    let described: BTreeMap<Pointer, &(String, Value)> = described
        .filter_map(|operation| Some((document.pointer(operation.at), operation.paging.as_ref()?)))
        .collect();
    say_unknown_operations(choices, operations, diagnostics);
    let ids: Vec<_> = operations.ids().collect();
    for id in ids {
        let operation = &operations[id];
        let choice = choices.iter().find(|choice| choice.operation == operation.label);
        let paging = match (choice, described.get(&operation.origin.at)) {
            (Some(choice), _) => settled(types, operation, choice.rule.as_ref(), |problem| {
                let message = format!("`paging` of `{}`: {problem}", choice.operation);
                Diagnostic::new(Code::RefusedChoice, Location::Nowhere, message)
            }),
            (None, Some((key, value))) => {
                let say = |problem: String| {
                    let location = Location::Value(document.pointer(value.at()));
                    Diagnostic::new(Code::UnfitPaging, location, format!("`{key}`: {problem}"))
                };
                match extension::read(key, value) {
                    Some(Ok(rule)) => settled(types, operation, rule.as_ref(), say),
                    Some(Err(problem)) => Err(say(problem)),
                    None => Ok(recognized(types, operation)),
                }
            }
            (None, None) => Ok(recognized(types, operation)),
        };
        match paging {
            Ok(paging) => operations[id].paging = paging,
            Err(said) => diagnostics.add(said),
        }
    }
}

/// A choice for an operation that is not there is an error, as every choice without an effect is.
fn say_unknown_operations(
    choices: &[PagingChoice],
    operations: &Arena<Operation>,
    diagnostics: &mut Diagnostics,
) {
    for PagingChoice { operation, .. } in choices {
        if operations.iter().all(|(_, known)| known.label != *operation) {
            let message = format!("`paging` of `{operation}`: there is no such operation");
            diagnostics.add(Diagnostic::new(Code::UnneededChoice, Location::Nowhere, message));
        }
    }
}

/// How the list of an operation is paged through, by a rule that is stated; none states that it is not.
fn settled(
    types: &Arena<TypeDef>,
    operation: &Operation,
    rule: Option<&PagingRule>,
    say: impl Fn(String) -> Diagnostic,
) -> Result<Option<Paging>, Diagnostic> {
    let Some(rule) = rule else { return Ok(None) };
    let Some(survey) = Survey::of(types, operation) else {
        return Err(say("its success is not JSON of one type".to_owned()));
    };
    if operation.may_stream() {
        return Err(say("its body may be a stream, which can be sent once only".to_owned()));
    }
    let queries = request::queries(types, operation);
    let list = items::items(&survey, &operation.template);
    let subject = Subject { survey: &survey, queries: &queries, list };
    let found = |list: &List<'_>| found(&survey, operation, &queries, list);
    stated(&subject, rule, found).map(Some).map_err(say)
}

/// How the list of an operation is paged through, by what its description shows.
fn recognized(types: &Arena<TypeDef>, operation: &Operation) -> Option<Paging> {
    let survey = Survey::of(types, operation).filter(|_| !operation.may_stream())?;
    let list = items::items(&survey, &operation.template)?;
    let queries = request::queries(types, operation);
    let (step, bound) = found(&survey, operation, &queries, &list)?;
    let items = survey::pointer(&list.way);
    Some(Paging { step, bound, items, item: list.item.clone(), is_stated: false })
}

/// How the next page of a list is asked for, and what says that there is one.
fn found(
    survey: &Survey<'_>,
    operation: &Operation,
    queries: &[Query<'_>],
    list: &List<'_>,
) -> Option<Found> {
    if !matches!(operation.method.as_str(), "GET" | "POST") {
        return None;
    }
    let numbered = number::numbered(survey, queries, &list.way);
    match (cursor::cursor(survey, operation, queries, list), numbered) {
        // Which of the two an operation answers to by itself is not described.
        (Some((step, _)), Some((other, _))) if step.parameter() != other.parameter() => None,
        (Some(found), _) => Some(found),
        (None, numbered) => link::link(survey, operation, queries, list).or(numbered),
    }
}
