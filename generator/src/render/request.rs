//! The rows of an operation: what is known of it before it is called, and how its answers are read.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::argument::style_constant;
use super::operation::Part;
use super::scope::Scope;
use super::{Argument, Item, MacroCall, MethodCall, Static, module};
use crate::api::{Answer, Answers, Operation, PathPart, Payload, Spelling, Statuses};
use crate::name::{AnswersNames, Ident, OperationNames};

/// What is known of an operation before it is called.
pub(super) fn constant(scope: &Scope<'_>, part: &Part<'_>) -> Static {
    let Operation { label, method, path, .. } = part.operation;
    let path: String = path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    let (name, method) = (&part.names.constant, format_ident!("{method}"));
    Static {
        head: quote!(#name: Operation),
        value: quote!(Operation::new(#label, Method::#method, #path)),
        calls: calls(scope, part.operation),
    }
}

/// What is unusual about an operation.
fn calls(scope: &Scope<'_>, operation: &Operation) -> Vec<MethodCall> {
    let inline = |method, tokens| MethodCall { method, argument: Some(Argument::Inline(tokens)) };
    let mut calls = Vec::new();
    match operation.accepts.as_slice() {
        [] => calls.push(inline("accept", quote!("*/*"))),
        [json] if json == "application/json" => {}
        several => {
            let several = several.join(", ");
            calls.push(inline("accept", quote!(#several)));
        }
    }
    if !operation.security.is_empty() {
        let alternatives = operation.security.iter().map(|schemes| quote!(&[#(#schemes),*]));
        calls.push(inline("auth", quote!(&[#(#alternatives),*])));
    }
    if let Some(server) = &operation.server {
        calls.push(inline("server", quote!(#server)));
    }
    if operation.success.has_redirects() {
        calls.push(MethodCall { method: "redirects", argument: None });
    }
    if let Some(body) = &operation.body {
        let encoding = body.encoding.iter().map(|row| style_row(scope, row)).collect();
        let styles = body.part_styles.iter().map(|row| style_row(scope, row)).collect();
        let media = body.parts.iter().map(|(name, media)| quote!((#name, #media))).collect();
        let slices = [("encoding", encoding), ("part_styles", styles), ("parts", media)];
        calls.extend(
            slices
                .into_iter()
                .filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty())
                .map(|(method, rows)| MethodCall { method, argument: Some(Argument::Slice(rows)) }),
        );
    }
    calls
}

/// The members or parts that are spelled in a style.
fn style_row(scope: &Scope<'_>, (spelling, names): &(Spelling, Vec<String>)) -> TokenStream {
    let (style, constant) = (scope.runtime("Style"), style_constant(*spelling));
    quote!((#style::#constant, &[#(#names),*]))
}

/// The request that an operation makes, and how its answers are read.
pub(super) fn request(scope: &Scope<'_>, part: &Part<'_>) -> Item {
    let OperationNames { method, request, success, failure, .. } = part.names;
    let body = carried(scope, &part.operation.success, success.as_ref(), || quote!(()));
    let error =
        carried(scope, &part.operation.failure, failure.as_ref(), || scope.runtime("Unexpected"));
    let rows = |answers, names| module::Part::Rows { rows: rows(answers, names), last: None };
    Item::Call(MacroCall {
        name: "request",
        docs: vec![format!("The request made by [`Client::{}`].", method.plain())],
        parts: vec![
            module::Part::Inline(quote!(#request -> #body)),
            rows(&part.operation.success, success.as_ref()),
            module::Part::Inline(quote!(else #error)),
            rows(&part.operation.failure, failure.as_ref()),
        ],
    })
}

/// What gives a request the method that reads its answer piece by piece.
pub(super) fn stream(scope: &Scope<'_>, part: &Part<'_>) -> Option<Item> {
    let stream = part.operation.stream.as_ref()?;
    scope.uses_macro("stream");
    let (request, ty, media) = (&part.names.request, scope.stream(&stream.payload), &stream.media);
    Some(Item::inline("stream", quote!(#request -> #ty, #media)))
}

/// The type of all answers of an outcome.
fn carried(
    scope: &Scope<'_>,
    answers: &Answers,
    names: Option<&AnswersNames>,
    none: impl Fn() -> TokenStream,
) -> TokenStream {
    match (names, answers.single()) {
        (Some(names), _) => scope.type_of_module(&names.ident, &names.module),
        (None, Some(payload)) => scope.payload(payload),
        (None, None) => none(),
    }
}

/// How answers are read: a row for each status, or for each of its media types where it has several.
fn rows(answers: &Answers, names: Option<&AnswersNames>) -> Vec<TokenStream> {
    let Some(AnswersNames { ident, variants, .. }) = names else {
        return answers.described.iter().map(|answer| row(answer, None, None)).collect();
    };
    let mut rows = Vec::new();
    for (answer, variant) in answers.described.iter().zip(variants) {
        let variant = Some((ident, variant));
        match answer.media.as_slice() {
            [] => rows.push(row(answer, None, variant)),
            media => rows.extend(media.iter().map(|media| row(answer, Some(media), variant))),
        }
    }
    rows
}

fn row(answer: &Answer, media: Option<&String>, variant: Option<(&Ident, &Ident)>) -> TokenStream {
    let statuses = statuses(answer.statuses);
    let reader = format_ident!("{}", reader(&answer.payload));
    let media = media.map(|media| quote!(, #media));
    let variant = variant.map(|(ident, variant)| quote!(in types::#ident::#variant));
    quote!(#statuses #media => #reader #variant)
}

fn statuses(statuses: Statuses) -> TokenStream {
    match statuses {
        Statuses::One(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Statuses::Hundred(hundred) => {
            let first = u16::from(hundred) * 100;
            let (first, last) =
                (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(first + 99));
            quote!(#first..=#last)
        }
        Statuses::Rest => quote!(_),
    }
}

/// The function of the runtime that reads a payload.
fn reader(payload: &Payload) -> &'static str {
    match payload {
        Payload::Empty => "empty",
        Payload::Json(_) => "json",
        Payload::Lines(_) => "json_lines",
        Payload::Events(_) => "events",
        Payload::Text => "text",
        Payload::Bytes => "bytes",
    }
}
