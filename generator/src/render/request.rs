//! The rows of an operation: what is known of it before it is called, and how its answers are read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::argument::spelled;
use super::operation::Part;
use super::scope::Scope;
use crate::api::{Answers, Operation, PathPart, Payload, Spelling, Statuses, Stream};
use crate::name::{AnswersNames, Ident, OperationNames};

/// What is known of an operation before it is called. Spelled out on as few lines as it takes,
/// because the printer would take five.
pub(super) fn constant(scope: &Scope<'_>, part: &Part<'_>) -> String {
    let Operation { label, method, security, .. } = part.operation;
    let text = |text: &str| Literal::string(text).to_string();
    let path: String = part
        .operation
        .path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    let mut calls = Vec::new();
    match part.operation.accepts.as_slice() {
        [] => calls.push(".accept(\"*/*\")".to_owned()),
        [json] if json == "application/json" => {}
        several => calls.push(format!(".accept({})", text(&several.join(", ")))),
    }
    if !security.is_empty() {
        let alternative = |schemes: &Vec<String>| {
            let schemes: Vec<String> = schemes.iter().map(|scheme| text(scheme)).collect();
            format!("&[{}]", schemes.join(", "))
        };
        let alternatives: Vec<String> = security.iter().map(alternative).collect();
        calls.push(format!(".auth(&[{}])", alternatives.join(", ")));
    }
    if let Some(server) = &part.operation.server {
        calls.push(format!(".server({})", text(server)));
    }
    if part.operation.success.has_redirects() {
        calls.push(".redirects()".to_owned());
    }
    if let Some(body) = &part.operation.body {
        let styles = [("encoding", &body.encoding), ("part_styles", &body.part_styles)];
        let stated = styles.into_iter().filter(|(_, rows)| !rows.is_empty());
        calls.extend(stated.map(|(method, rows)| encoding(scope, method, rows)));
    }
    if let Some(body) = part.operation.body.as_ref().filter(|body| !body.parts.is_empty()) {
        let pair = |(name, media): &(String, String)| format!("({}, {})", text(name), text(media));
        let pairs: Vec<String> = body.parts.iter().map(pair).collect();
        let one_line = pairs.join(", ");
        calls.push(match one_line.chars().count() <= 76 {
            true => format!(".parts(&[{one_line}])"),
            false => {
                format!(".parts(&[\n            {},\n        ])", pairs.join(",\n            "))
            }
        });
    }
    let name = &part.names.constant;
    let made = format!("Operation::new({}, Method::{method}, {})", text(label), text(&path));
    let one_line = format!("{made}{}", calls.concat());
    let statement = format!("static {name}: Operation = {one_line};");
    if statement.chars().count() <= 100 && !one_line.contains('\n') {
        return statement;
    }
    if one_line.chars().count() <= 94 && !one_line.contains('\n') {
        return format!("static {name}: Operation =\n    {one_line};");
    }
    let calls: String = calls.iter().map(|call| format!("\n        {call}")).collect();
    format!("static {name}: Operation =\n    {made}{calls};")
}

/// How members or parts are spelled, a row for each style.
fn encoding(scope: &Scope<'_>, method: &str, styles: &[(Spelling, Vec<String>)]) -> String {
    let style = compact(&scope.runtime("Style"));
    let mut rows = String::new();
    for (spelling, names) in styles {
        let mut row = format!("            ({style}::{}, &[", spelled(*spelling));
        let last = names.len().saturating_sub(1);
        for (index, name) in names.iter().enumerate() {
            let name = Literal::string(name).to_string();
            let name = if index == last { name } else { format!("{name}, ") };
            let line = row.lines().last().map_or(0, |line| line.chars().count());
            if index > 0 && line + name.trim_end().chars().count() > 96 {
                row.truncate(row.trim_end().len());
                row.push_str("\n                ");
            }
            row.push_str(&name);
        }
        rows.push_str(&format!("{row}]),\n"));
    }
    match rows.trim().strip_suffix(',') {
        Some(row) if !row.contains('\n') && row.chars().count() <= 72 => {
            format!(".{method}(&[{row}])")
        }
        _ => format!(".{method}(&[\n{rows}        ])"),
    }
}

pub(super) fn request(scope: &Scope<'_>, part: &Part<'_>) -> String {
    let OperationNames { method, request, success, failure, .. } = part.names;
    let body = carried(scope, &part.operation.success, success.as_ref(), || quote!(()));
    let error =
        carried(scope, &part.operation.failure, failure.as_ref(), || scope.runtime("Unexpected"));
    let success = rows(&part.operation.success, success.as_ref());
    let failure = rows(&part.operation.failure, failure.as_ref());
    let stream = part.operation.stream.as_ref().map(|own| stream(scope, request, own));
    format!(
        "request! {{\n    /// The request made by [`Client::{}`].\n    {request} -> {body} {success} else {error} {failure}\n}}{}",
        method.plain(),
        stream.unwrap_or_default()
    )
}

/// What gives a request the method that reads its answer piece by piece.
fn stream(scope: &Scope<'_>, request: &Ident, stream: &Stream) -> String {
    scope.uses_macro("stream");
    let ty = compact(&scope.stream(&stream.payload));
    format!("\n\nstream! {{ {request} -> {ty}, {} }}", Literal::string(&stream.media))
}

/// The type of all answers of an outcome.
fn carried(
    scope: &Scope<'_>,
    answers: &Answers,
    names: Option<&AnswersNames>,
    none: impl Fn() -> TokenStream,
) -> String {
    match (names, answers.single()) {
        (Some(names), _) => compact(&scope.type_of_module(&names.ident, &names.module)),
        (None, Some(payload)) => compact(&scope.payload(payload)),
        (None, None) => compact(&none()),
    }
}

/// A type on one line, without the blanks between its tokens.
pub(super) fn compact(tokens: &TokenStream) -> String {
    tokens
        .to_string()
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace("< ", "<")
        .replace(" ,", ",")
}

fn rows(answers: &Answers, names: Option<&AnswersNames>) -> String {
    if answers.described.is_empty() {
        return "{}".to_owned();
    }
    let mut text = "{\n".to_owned();
    for (index, answer) in answers.described.iter().enumerate() {
        let statuses = match answer.statuses {
            Statuses::One(code) => code.to_string(),
            Statuses::Hundred(hundred) => format!("{hundred}00..={hundred}99"),
            Statuses::Rest => "_".to_owned(),
        };
        let reader = match &answer.payload {
            Payload::Empty => "empty",
            Payload::Json(_) => "json",
            Payload::Lines(_) => "json_lines",
            Payload::Events(_) => "events",
            Payload::Text => "text",
            Payload::Bytes => "bytes",
        };
        let variant = names.and_then(|names| Some((&names.ident, names.variants.get(index)?)));
        let variant = variant.map(|(ident, variant)| format!(" in types::{ident}::{variant}"));
        let variant = variant.unwrap_or_default();
        if answer.media.is_empty() || names.is_none() {
            text.push_str(&format!("        {statuses} => {reader}{variant},\n"));
            continue;
        }
        for media in &answer.media {
            text.push_str(&format!("        {statuses}, {media:?} => {reader}{variant},\n"));
        }
    }
    text.push_str("    }");
    text
}
