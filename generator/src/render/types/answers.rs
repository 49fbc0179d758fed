//! The answers of an operation that are of several types → an enum by status.

use quote::quote;

use super::union;
use crate::api::{Answer, Operation, Payload, Statuses};
use crate::name::AnswersNames;
use crate::render::scope::Scope;
use crate::render::{Context, Item, docs};

pub(in crate::render) fn items(
    context: Context<'_>,
    scope: &Scope<'_>,
    operation: &Operation,
    success: bool,
) -> Vec<Item> {
    let found = context.api.operations.iter().find(|(_, other)| std::ptr::eq(*other, operation));
    let Some(names) = found.and_then(|(id, _)| context.names.operations.get(id)) else {
        return Vec::new();
    };
    let (answers, own) = match success {
        true => (&operation.success, &names.success),
        false => (&operation.failure, &names.failure),
    };
    let Some(AnswersNames { ident, variants, .. }) = own else {
        return Vec::new();
    };
    let method = names.method.plain();
    let when = if success { "" } else { " when something is wrong" };
    let about = format!(" What [`Client::{method}`](crate::Client::{method}) answers{when}.");
    let spelled = answers.described.iter().zip(variants).map(|(answer, variant)| {
        let docs = docs::comment(&answer_docs(answer));
        match &answer.payload {
            Payload::Empty => quote!(#docs #variant),
            payload => {
                let ty = scope.payload(payload);
                quote!(#docs #variant(#ty))
            }
        }
    });
    let sizes =
        union::large_variants(answers.described.iter().filter_map(
            |answer| match &answer.payload {
                Payload::Json(ty) => Some(ty),
                _ => None,
            },
        ));
    vec![Item::Code(quote! {
        #[doc = #about]
        #[derive(Debug, Clone, PartialEq)]
        #sizes
        #[non_exhaustive]
        pub enum #ident { #(#spelled),* }
    })]
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
