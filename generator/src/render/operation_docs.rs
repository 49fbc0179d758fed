//! The docs of an operation: what it does, what it takes, how it fails, and a first call.

use super::operation::{Part, parameters};
use super::types::answers;
use super::{Context, Line, docs, example, markdown};
use crate::api::{Body, Operation, Parameter, ParameterPlace, Payload, Statuses, Type};

/// The documentation of the method that calls an operation.
pub(super) fn method_docs(context: Context<'_>, part: &Part<'_>) -> Vec<Line> {
    let Operation { method, template, scopes, docs, .. } = part.operation;
    let mut lines = docs.summary.as_deref().map(docs::summary_line).unwrap_or_default();
    let call = docs::code(&format!("{method} {template}"));
    docs::paragraph(&mut lines, format!("{call}{}", needs(scopes)));
    if let Some(server) = &part.operation.server {
        let place = docs::code(server);
        let said =
            format!("It is called at {place}, unless the client was given a base URL instead.");
        docs::append(&mut lines, docs::filled(&said));
    }
    if let Some(description) = &docs.description
        && docs.summary.as_deref() != Some(description)
    {
        docs::append(&mut lines, markdown::lines(description));
    }
    docs::append(&mut lines, docs::elsewhere(docs));
    if docs.deprecated {
        docs::paragraph(&mut lines, "Deprecated.".to_owned());
    }
    docs::append(&mut lines, argument_docs(part));
    docs::append(&mut lines, range_docs(part));
    docs::append(&mut lines, redirect_docs(part));
    docs::append(&mut lines, stream_docs(part));
    docs::append(&mut lines, paging_docs(part));
    docs::append(&mut lines, headers_docs(context, part));
    docs::append(&mut lines, error_docs(context, part));
    let mut lines = docs::text(lines);
    lines.push(Line::Text(String::new()));
    lines.extend(example::docs(context, part.operation, part.names));
    lines
}

/// Which scopes a token must have; where there are other ways to be let in, it need not be a token.
fn needs(scopes: &[Vec<String>]) -> String {
    let stated = scopes.iter().filter(|scopes| !scopes.is_empty()).map(|scopes| {
        let word = if scopes.len() == 1 { "scope" } else { "scopes" };
        let listed: Vec<String> = scopes.iter().map(|scope| docs::code(scope)).collect();
        format!("the {word} {}", listed.join(", "))
    });
    match (stated.collect::<Vec<_>>().as_slice(), scopes.len()) {
        ([], _) => ".".to_owned(),
        ([one], 1) => format!(", needs {one}."),
        (several, _) => format!(". A token needs {}.", several.join(", or ")),
    }
}

/// How the caller says what kind of bytes the body is.
fn range_docs(part: &Part<'_>) -> Vec<String> {
    let content = part.operation.body.as_ref().and_then(Body::single);
    let Some((content, range)) = content.and_then(|one| Some((one, one.range.as_ref()?))) else {
        return Vec::new();
    };
    docs::filled(&format!(
        "The body is sent as the media type of {} that it \
         [states](crate::body::Body::media_type), else as {}.",
        docs::code(range),
        docs::code(&content.media)
    ))
}

/// That a redirect is not followed.
fn redirect_docs(part: &Part<'_>) -> Vec<String> {
    if !part.operation.success.has_redirects() {
        return Vec::new();
    }
    let request = part.names.request.plain();
    docs::filled(&format!(
        "A redirect is its answer, and is not followed; [`with_response`]({request}::with_response) \
         gives its headers."
    ))
}

/// How the answer is read piece by piece.
fn stream_docs(part: &Part<'_>) -> Vec<String> {
    let Some(stream) = &part.operation.stream else { return Vec::new() };
    let pieces = match &stream.payload {
        Payload::Events(_) | Payload::EventObjects(_) => "its events",
        Payload::Lines(_) => "its values",
        _ => "its bytes",
    };
    let request = part.names.request.plain();
    let text = format!("[`into_stream`]({request}::into_stream) gives {pieces} as they come.");
    docs::filled(&text)
}

/// How the list is gone through, of which the answer is one page.
fn paging_docs(part: &Part<'_>) -> Vec<String> {
    if part.operation.paging.is_none() {
        return Vec::new();
    }
    let request = part.names.request.plain();
    let text = format!(
        "The answer is one page. [`items`]({request}::items) goes through the items of all pages, \
         [`pages`]({request}::pages) through the pages."
    );
    docs::filled(&text)
}

/// Who reads the headers of the answers.
fn headers_docs(context: Context<'_>, part: &Part<'_>) -> Vec<String> {
    let Some(id) = part.operation.headers else { return Vec::new() };
    let ident = &context.names.types[id].ident;
    let text = format!("Its headers are read by [`{ident}`](crate::types::{ident}).");
    docs::filled(&text)
}

/// What is known of the arguments: the optional ones are documented where they are set.
fn argument_docs(part: &Part<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (parameter, names) in parameters(part).filter(|(parameter, _)| parameter.required) {
        lines.extend(bullet(names.ident.plain(), parameter_docs(parameter)));
    }
    if let Some(body) = part.operation.body.as_ref().filter(|body| body.required) {
        lines.extend(bullet("body", docs::described(&body.docs)));
    }
    lines
}

/// What is known of a parameter.
pub(super) fn parameter_docs(parameter: &Parameter) -> Vec<String> {
    let mut docs = parameter.docs.clone();
    if parameter.spelling.or_empty && matches!(parameter.ty, Type::Nullable(_)) {
        let none = "`None` is sent as an empty value.";
        let described = docs.description.map(|text| format!("{text}\n\n{none}"));
        docs.description = Some(described.unwrap_or_else(|| none.to_owned()));
    }
    let mut lines = docs::lines(&docs);
    if parameter.shares_name {
        let name = docs::code(&parameter.wire_name);
        let place = match parameter.place {
            ParameterPlace::Path => format!("{name} in the path"),
            ParameterPlace::Query => format!("{name} in the query"),
            ParameterPlace::Header => format!("the header {name}"),
            ParameterPlace::Cookie => format!("the cookie {name}"),
        };
        docs::paragraph(&mut lines, format!("Sent as {place}."));
    }
    lines
}

/// An item of a list of arguments.
fn bullet(argument: &str, words: Vec<String>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut words = words.into_iter().peekable();
    match words.peek() {
        None => return lines,
        // Words go on in the line; a list, a table or a block of code does not.
        Some(first) if first.starts_with(|c: char| c.is_alphanumeric()) => {
            lines.push(format!("- `{argument}`: {first}"));
            words.next();
        }
        Some(_) => lines.extend([format!("- `{argument}`:"), String::new()]),
    }
    lines.extend(words.map(|line| if line.is_empty() { line } else { format!("  {line}") }));
    lines
}

fn error_docs(context: Context<'_>, part: &Part<'_>) -> Vec<String> {
    let answers = &part.operation.failure;
    let api = "[`Error::Api`](crate::Error::Api)";
    let carries = match (&part.names.failure, answers.single()) {
        (Some(names), _) => format!("{api} carries [`{0}`](types::{0})", names.ident),
        (None, Some(Payload::Json(Type::Named(id)))) => {
            let name = context.names.types[*id].ident.plain();
            format!("{api} carries [`{name}`](types::{name})")
        }
        (None, Some(_)) => format!("{api} carries the described body"),
        (None, None) => api.to_owned(),
    };
    let statuses: Vec<String> =
        answers.described.iter().map(|answer| answers::statuses(answer.statuses)).collect();
    let text = match (answers.described.as_slice(), statuses.join(", ")) {
        ([], _) => format!("{carries} tells of every status that is not a success."),
        ([.., last], _) if last.statuses == Statuses::Rest => {
            format!("{carries} for every status that is not a success.")
        }
        (_, statuses) => format!("{carries} for {statuses}, and no body for others."),
    };
    let mut lines = vec!["# Errors".to_owned()];
    lines.extend(docs::filled(&text));
    lines
}
