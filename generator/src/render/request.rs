//! The rows of an operation: what is known of it before it is called, and how its answers are read.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::argument::style_constant;
use super::operation::Part;
use super::scope::Scope;
use super::{Argument, Documented, Item, MacroCall, MethodCall, Static, module};
use crate::api::{Answer, Answers, Api, Operation, PathPart, Payload, Spelling, Statuses};
use crate::name::{AnswersNames, OperationNames};

/// The function of a file that makes operations of its tag, where several have it: what all of them share.
pub(super) struct Tagged<'a> {
    tag: &'a str,
    /// The credentials; none if they differ.
    security: &'a [Vec<String>],
}

impl<'a> Tagged<'a> {
    pub(super) fn of(parts: &[Part<'a>]) -> Option<Self> {
        let tagged = |part: &Part<'a>| Some((part.operation.tag.as_deref()?, part.operation));
        let tagged = parts.iter().filter_map(tagged);
        let tagged: Vec<(&str, &Operation)> =
            tagged.filter(|(_, operation)| has_constant(&operation.method)).collect();
        let (tag, first) = *tagged.first()?;
        let security = match tagged.iter().all(|(_, other)| other.security == first.security) {
            true => first.security.as_slice(),
            false => &[],
        };
        let is_shared = tagged.len() > 1 && tagged.iter().all(|(other, _)| *other == tag);
        is_shared.then_some(Self { tag, security })
    }

    pub(super) fn function(&self) -> Item {
        let tag = self.tag;
        let security = (!self.security.is_empty()).then(|| {
            let alternatives = alternatives(self.security);
            quote!(.auth(#alternatives))
        });
        let docs = "An operation, with what all operations of its tag share.";
        let code = quote! {
            const fn operation(id: &'static str, method: Method, path: &'static str) -> Operation {
                Operation::new(id, method, path).tagged(#tag) #security
            }
        };
        Item::Documented(Documented::new(vec![docs.to_owned()], code))
    }
}

/// Whether the crate `http` has a constant for a method, in all its versions of today.
fn has_constant(method: &str) -> bool {
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"].contains(&method)
}

/// The alternatives of security schemes, as an operation takes them.
fn alternatives(security: &[Vec<String>]) -> TokenStream {
    let alternatives = security.iter().map(|schemes| quote!(&[#(#schemes),*]));
    quote!(&[#(#alternatives),*])
}

/// What is known of an operation before it is called.
pub(super) fn constant(scope: &Scope<'_>, part: &Part<'_>, tagged: Option<&Tagged<'_>>) -> Static {
    let Operation { label, method, path, .. } = part.operation;
    let path: String = path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    let name = &part.names.constant;
    let is_known = has_constant(method);
    let made = tagged.filter(|_| part.operation.tag.is_some() && is_known);
    let function = match (is_known, made) {
        (true, Some(_)) => quote!(operation),
        (true, None) => quote!(Operation::new),
        (false, _) => quote!(Operation::of_method),
    };
    let method = match is_known {
        true => {
            let (of, method) = (scope.method(), format_ident!("{method}"));
            quote!(#of::#method)
        }
        false => quote!(#method),
    };
    Static {
        head: quote!(#name: Operation),
        value: quote!(#function(#label, #method, #path)),
        calls: calls(scope, part.operation, made),
    }
}

/// What is unusual about an operation, but for what the function of its file states.
fn calls(scope: &Scope<'_>, operation: &Operation, made: Option<&Tagged<'_>>) -> Vec<MethodCall> {
    let inline = |method, tokens| MethodCall { method, argument: Some(Argument::Inline(tokens)) };
    let mut calls = Vec::new();
    let tag = operation.tag.as_deref().filter(|_| made.is_none());
    calls.extend(tag.map(|tag| inline("tagged", quote!(#tag))));
    match operation.accepts.as_slice() {
        [] => calls.push(inline("accept", quote!("*/*"))),
        [json] if json == "application/json" => {}
        several => {
            let several = several.join(", ");
            calls.push(inline("accept", quote!(#several)));
        }
    }
    let is_stated = made.is_some_and(|made| made.security == operation.security);
    if !operation.security.is_empty() && !is_stated {
        calls.push(inline("auth", alternatives(&operation.security)));
    }
    if let Some(header) = &operation.idempotency {
        calls.push(inline("idempotency", quote!(#header)));
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
    let OperationNames { method, constant, request, success, failure, .. } = part.names;
    let once = part.operation.may_stream().then(|| quote!(once));
    let api = scope.api();
    let body = carried(scope, &part.operation.success, success.as_ref(), || quote!(()));
    let error =
        carried(scope, &part.operation.failure, failure.as_ref(), || scope.runtime("Unexpected"));
    let failures = match failure {
        Some(names) => variant_rows(api, &part.operation.failure, names),
        None => failure_rows(api, &part.operation.failure),
    };
    let successes = match success {
        Some(names) => variant_rows(api, &part.operation.success, names),
        None => success_rows(api, &part.operation.success),
    };
    Item::Call(MacroCall {
        name: "request",
        docs: vec![format!("The request made by [`Client::{}`].", method.plain())],
        parts: vec![
            module::Part::Inline(quote!(#once #request(#constant) -> #body)),
            module::Part::Rows { rows: successes, last: None },
            module::Part::Inline(quote!(else #error)),
            module::Part::Rows { rows: failures, last: None },
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

/// How answers of several types are read: a row for each status, or for each of its media types where it
/// has several.
fn variant_rows(api: &Api, answers: &Answers, names: &AnswersNames) -> Vec<TokenStream> {
    let AnswersNames { ident, variants, .. } = names;
    let mut rows = Vec::new();
    for (answer, variant) in answers.described.iter().zip(variants) {
        let (statuses, reader) = (statuses(answer.statuses), reader(api, &answer.payload));
        let read = quote!(#reader in types::#ident::#variant);
        match answer.media.as_slice() {
            [] => rows.push(quote!(#statuses => #read)),
            media => rows.extend(media.iter().map(|media| quote!(#statuses, #media => #read))),
        }
    }
    rows
}

/// How successes of one type are read. Each described status keeps its row: an only row also reads the
/// successes that are not described, and rows that were merged into one would too.
fn success_rows(api: &Api, answers: &Answers) -> Vec<TokenStream> {
    let row = |answer: &Answer| row(api, statuses(answer.statuses), answer);
    answers.described.iter().map(row).collect()
}

/// How failures of one type are read, in as few rows as it takes: a class of statuses stands for those of
/// its statuses that are described too, neighbouring classes are one range, and `_` stands for all.
fn failure_rows(api: &Api, answers: &Answers) -> Vec<TokenStream> {
    let Some(first) = answers.described.first() else { return Vec::new() };
    let mut ranges: Vec<Range> = Vec::new();
    for answer in &answers.described {
        let next = Range::of(answer.statuses);
        ranges.retain(|known| !next.covers(known));
        match ranges.last_mut() {
            Some(last) if last.is_class() && next.is_class() && last.to + 1 == next.from => {
                last.to = next.to;
            }
            _ => ranges.push(next),
        }
    }
    ranges.iter().map(|range| row(api, range.tokens(), first)).collect()
}

fn row(api: &Api, statuses: TokenStream, answer: &Answer) -> TokenStream {
    let reader = reader(api, &answer.payload);
    quote!(#statuses => #reader)
}

fn statuses(statuses: Statuses) -> TokenStream {
    Range::of(statuses).tokens()
}

/// Statuses that are read in one way.
struct Range {
    from: u16,
    to: u16,
}

impl Range {
    const ALL: Self = Self { from: 0, to: u16::MAX };

    fn of(statuses: Statuses) -> Self {
        match statuses {
            Statuses::One(code) => Self { from: code, to: code },
            Statuses::Hundred(hundred) => {
                let from = u16::from(hundred) * 100;
                Self { from, to: from + 99 }
            }
            Statuses::Rest => Self::ALL,
        }
    }

    fn covers(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether it is a class of statuses, or several.
    fn is_class(&self) -> bool {
        self.from.is_multiple_of(100) && self.to % 100 == 99
    }

    fn tokens(&self) -> TokenStream {
        let [from, to] = [self.from, self.to].map(Literal::u16_unsuffixed);
        match self {
            all if all.covers(&Self::ALL) => quote!(_),
            one if one.from == one.to => quote!(#from),
            _ => quote!(#from..=#to),
        }
    }
}

/// The function of the runtime that reads a payload.
fn reader(api: &Api, payload: &Payload) -> proc_macro2::Ident {
    format_ident!(
        "{}",
        match payload {
            Payload::Empty => "empty",
            Payload::Json(ty) if api.is_collection(ty) => "json_collection",
            Payload::Json(_) => "json",
            Payload::Lines(_) => "json_lines",
            Payload::Events(_) => "events",
            Payload::EventObjects(_) => "event_objects",
            Payload::Text => "text",
            Payload::Bytes => "bytes",
        }
    )
}
