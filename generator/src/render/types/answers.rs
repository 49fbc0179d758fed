//! The answers of an operation that are of several types → an enum by status.

use quote::quote;

use super::union;
use crate::api::{Answer, OperationId, Payload, Statuses};
use crate::name::AnswersNames;
use crate::render::scope::Scope;
use crate::render::{Context, Documented, Item, docs};

/// Which answers of an operation an enum holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    Success,
    Failure,
}

pub(super) fn item(
    context: Context<'_>,
    scope: &Scope<'_>,
    id: OperationId,
    outcome: Outcome,
    names: &AnswersNames,
) -> Item {
    let operation = &context.api.operations[id];
    let (answers, when) = match outcome {
        Outcome::Success => (&operation.success, ""),
        Outcome::Failure => (&operation.failure, " when something is wrong"),
    };
    let AnswersNames { ident, variants, .. } = names;
    let method = context.names.operations[id].method.plain();
    let about = format!("What [`Client::{method}`](crate::Client::{method}) answers{when}.");
    let spelled = answers.described.iter().zip(variants).map(|(answer, variant)| {
        let code = match &answer.payload {
            Payload::Empty => quote!(#variant),
            payload => {
                let ty = scope.payload(payload);
                quote!(#variant(#ty))
            }
        };
        Documented::new(answer_docs(answer), code)
    });
    let sizes =
        union::large_variants(answers.described.iter().filter_map(
            |answer| match &answer.payload {
                Payload::Json(ty) => Some(ty),
                _ => None,
            },
        ));
    let derives = quote!(#[derive(Debug, Clone, PartialEq)]);
    union::open_enum(vec![about], [Some(derives), sizes], ident, spelled.collect())
}

fn answer_docs(answer: &Answer) -> Vec<String> {
    let mut lines = docs::described(&answer.docs);
    let media: Vec<String> = answer.media.iter().map(|media| docs::code(media)).collect();
    let media = if media.is_empty() { String::new() } else { format!(", as {}", media.join(", ")) };
    docs::paragraph(&mut lines, format!("Status: {}{media}.", statuses(answer.statuses)));
    lines
}

/// The statuses of an answer, for people.
pub(in crate::render) fn statuses(statuses: Statuses) -> String {
    match statuses {
        Statuses::One(code) => code.to_string(),
        Statuses::Hundred(hundred) => format!("{hundred}00 to {hundred}99"),
        Statuses::Rest => "any other".to_owned(),
    }
}
