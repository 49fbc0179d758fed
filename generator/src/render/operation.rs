//! Operations → one file for each group: methods of the client, what is known of each operation, and
//! the requests that they make.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::{Here, Scope};
use super::{Context, Item, RustFile, answers, docs, example, record};
use crate::api::{
    Answers, Body, Operation, OperationId, Parameter, ParameterPlace, PathPart, Payload, Scalar,
    Shape, Statuses, Type,
};
use crate::name::{AnswersNames, Ident, OperationNames};

/// An operation with its names.
struct Part<'a> {
    operation: &'a Operation,
    names: &'a OperationNames,
}

pub(super) fn files(context: Context<'_>) -> Vec<(String, RustFile)> {
    let mut groups: BTreeMap<&Ident, BTreeMap<&Ident, OperationId>> = BTreeMap::new();
    for (id, _) in context.api.operations.iter() {
        let Some(names) = context.names.operations.get(id) else {
            continue;
        };
        groups
            .entry(&names.module)
            .or_default()
            .insert(&names.method, id);
    }
    let index = groups
        .keys()
        .map(|module| quote!(pub mod #module;))
        .collect();
    let index = RustFile {
        docs: vec!["The requests that the client makes, by what they are about.".to_owned()],
        head: Vec::new(),
        items: vec![Item::Block(index)],
    };
    let mut files = vec![("src/operations/mod.rs".to_owned(), index)];
    for (module, operations) in groups {
        let path = format!("src/operations/{}.rs", module.plain());
        files.push((path, file(context, operations.into_values())));
    }
    files
}

fn file(context: Context<'_>, operations: impl Iterator<Item = OperationId>) -> RustFile {
    let scope = Scope::new(context, Here::Operations);
    let parts: Vec<Part<'_>> = operations
        .filter_map(|id| {
            let operation = context.api.operations.get(id)?;
            Some(Part {
                operation,
                names: context.names.operations.get(id)?,
            })
        })
        .collect();
    let methods = parts.iter().map(|part| method(context, &scope, part));
    let mut items = vec![
        Item::Code(quote!(impl Client { #(#methods)* })),
        Item::Rows(parts.iter().map(constant).collect::<Vec<_>>().join("\n")),
    ];
    for part in &parts {
        items.push(Item::Rows(request(&scope, part)));
        items.extend(setters(context, &scope, part));
    }
    let body: String = items.iter().map(spelled).collect();
    let runtime = if body.contains("runtime ::") || body.contains("runtime::") {
        quote!(
            use crate::runtime::{self, Client, Method, Operation, request};
        )
    } else {
        quote!(
            use crate::runtime::{Client, Method, Operation, request};
        )
    };
    let types = body.contains("types ::") || body.contains("types::");
    let head = vec![
        std::iter::once(runtime)
            .chain(types.then(|| {
                quote!(
                    use crate::types;
                )
            }))
            .collect(),
    ];
    RustFile {
        docs: file_docs(context, &parts),
        head,
        items,
    }
}

fn spelled(item: &Item) -> String {
    match item {
        Item::Code(tokens) => tokens.to_string(),
        Item::Rows(text) => text.clone(),
        Item::Block(items) => items.iter().map(ToString::to_string).collect(),
    }
}

fn file_docs(context: Context<'_>, parts: &[Part<'_>]) -> Vec<String> {
    let Some(name) = parts.first().map(|part| &part.operation.group) else {
        return Vec::new();
    };
    let group = context.api.groups.iter().find(|group| group.name == *name);
    let lines = group
        .map(|group| docs::described(&group.docs))
        .unwrap_or_default();
    if lines.is_empty() {
        super::markdown::lines(&format!("{name}."))
    } else {
        lines
    }
}

fn method(context: Context<'_>, scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    let OperationNames {
        method,
        request,
        constant,
        ..
    } = part.names;
    let docs = docs::comment(&method_docs(context, part));
    let deprecated = part
        .operation
        .docs
        .deprecated
        .then(|| quote!(#[deprecated]));
    let mut arguments = Vec::new();
    let mut call = quote!(self.call(&#constant));
    for (parameter, ident) in parameters(part).filter(|(parameter, _)| parameter.required) {
        let ty = argument(context, scope, &parameter.ty);
        arguments.push(quote!(#ident: #ty));
        let step = sent(context, parameter, ident);
        call.extend(step);
    }
    if let Some(body) = part.operation.body.as_ref().filter(|body| body.required) {
        let ty = body_argument(context, scope, body);
        arguments.push(quote!(body: #ty));
        call.extend(sent_body(context, body));
    }
    // The client itself is an argument too.
    let many = (arguments.len() + 1 > record::MANY_ARGUMENTS).then(record::many_arguments);
    quote! {
        #docs
        #deprecated
        #many
        pub fn #method(&self, #(#arguments),*) -> #request {
            #request(#call)
        }
    }
}

fn parameters<'a>(part: &Part<'a>) -> impl Iterator<Item = (&'a Parameter, &'a Ident)> + use<'a> {
    part.operation.parameters.iter().zip(&part.names.parameters)
}

/// The type behind the names that only rename it.
pub(super) fn resolved<'a>(context: Context<'a>, mut ty: &'a Type) -> &'a Type {
    while let Type::Named(id) = ty {
        match context
            .api
            .types
            .get(*id)
            .map(|definition| &definition.shape)
        {
            Some(Shape::Alias(inner)) => ty = inner,
            _ => return ty,
        }
    }
    ty
}

/// Whether a value of the type is passed as it is, because it is small.
fn is_small(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(scalar) if *scalar != Scalar::String)
}

fn argument(context: Context<'_>, scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match resolved(context, ty) {
        Type::Scalar(Scalar::String) => quote!(&str),
        small if is_small(small) => scope.ty(small),
        Type::List(item) => {
            let item = scope.ty(item);
            quote!(&[#item])
        }
        _ => {
            let ty = scope.ty(ty);
            quote!(&#ty)
        }
    }
}

fn by_reference(context: Context<'_>, ty: &Type, ident: &TokenStream) -> TokenStream {
    if is_small(resolved(context, ty)) {
        quote!(&#ident)
    } else {
        ident.clone()
    }
}

fn sent(context: Context<'_>, parameter: &Parameter, ident: &Ident) -> TokenStream {
    let name = Literal::string(&parameter.wire_name);
    let value = by_reference(context, &parameter.ty, &quote!(#ident));
    match parameter.place {
        ParameterPlace::Path => quote!(.path(#name, #value)),
        ParameterPlace::Query => quote!(.query(#name, #value)),
        ParameterPlace::Header => quote!(.header(#name, #value)),
    }
}

fn body_argument(context: Context<'_>, scope: &Scope<'_>, body: &Body) -> TokenStream {
    match &body.payload {
        Payload::Json(ty) => argument(context, scope, ty),
        Payload::Text => quote!(impl Into<String>),
        Payload::Bytes | Payload::Empty => {
            let bytes = scope.runtime("Bytes");
            quote!(impl Into<#bytes>)
        }
    }
}

fn sent_body(context: Context<'_>, body: &Body) -> TokenStream {
    let media = Literal::string(&body.media);
    match &body.payload {
        Payload::Json(ty) => {
            let value = by_reference(context, ty, &quote!(body));
            match body.media.as_str() {
                "application/json" => quote!(.json(#value)),
                _ => quote!(.json_as(#media, #value)),
            }
        }
        Payload::Text => quote!(.raw(#media, body.into())),
        Payload::Bytes | Payload::Empty => quote!(.raw(#media, body)),
    }
}

/// What is known of an operation before it is called. Spelled out on as few lines as it takes,
/// because the printer would take five.
fn constant(part: &Part<'_>) -> String {
    let Operation {
        label,
        method,
        security,
        ..
    } = part.operation;
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
    let name = &part.names.constant;
    let made = format!(
        "Operation::new({}, Method::{method}, {})",
        text(label),
        text(&path)
    );
    let one_line = format!("{made}{}", calls.concat());
    if one_line.chars().count() <= 94 {
        return format!("static {name}: Operation =\n    {one_line};");
    }
    let calls: String = calls
        .iter()
        .map(|call| format!("\n        {call}"))
        .collect();
    format!("static {name}: Operation =\n    {made}{calls};")
}

fn request(scope: &Scope<'_>, part: &Part<'_>) -> String {
    let OperationNames {
        method,
        request,
        success,
        failure,
        ..
    } = part.names;
    let body = carried(scope, &part.operation.success, success.as_ref(), "()");
    let error = carried(
        scope,
        &part.operation.failure,
        failure.as_ref(),
        "runtime::Unexpected",
    );
    let success = rows(&part.operation.success, success.as_ref());
    let failure = rows(&part.operation.failure, failure.as_ref());
    format!(
        "request! {{\n    /// The request made by [`Client::{method}`].\n    {request} -> {body} {success} else {error} {failure}\n}}"
    )
}

/// The type of all answers of an outcome.
fn carried(
    scope: &Scope<'_>,
    answers: &Answers,
    names: Option<&AnswersNames>,
    none: &str,
) -> String {
    match (names, answers.single()) {
        (Some(names), _) => format!("types::{}", names.ident),
        (None, Some(payload)) => compact(&scope.payload(payload)),
        (None, None) => none.to_owned(),
    }
}

/// A type on one line, without the blanks between its tokens.
fn compact(tokens: &TokenStream) -> String {
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
            Payload::Text => "text",
            Payload::Bytes => "bytes",
        };
        let variant = names.and_then(|names| Some((&names.ident, names.variants.get(index)?)));
        let variant = variant.map(|(ident, variant)| format!(" in types::{ident}::{variant}"));
        text.push_str(&format!(
            "        {statuses} => {reader}{},\n",
            variant.unwrap_or_default()
        ));
    }
    text.push_str("    }");
    text
}

fn setters(context: Context<'_>, scope: &Scope<'_>, part: &Part<'_>) -> Option<Item> {
    let mut methods = Vec::new();
    for (parameter, ident) in parameters(part).filter(|(parameter, _)| !parameter.required) {
        let mut lines = docs::lines(&parameter.docs);
        if lines.is_empty() {
            lines.push(format!(
                "Sets the parameter {}.",
                docs::code(&parameter.wire_name)
            ));
        }
        let docs = docs::comment(&lines);
        let ty = argument(context, scope, &parameter.ty);
        let step = sent(context, parameter, ident);
        methods.push(quote!(#docs pub fn #ident(self, #ident: #ty) -> Self { Self(self.0 #step) }));
    }
    if let Some(body) = part.operation.body.as_ref().filter(|body| !body.required) {
        let mut lines = docs::described(&body.docs);
        if lines.is_empty() {
            lines.push("Sets the body.".to_owned());
        }
        let docs = docs::comment(&lines);
        let ty = body_argument(context, scope, body);
        let step = sent_body(context, body);
        methods.push(quote!(#docs pub fn body(self, body: #ty) -> Self { Self(self.0 #step) }));
    }
    let request = &part.names.request;
    (!methods.is_empty()).then(|| Item::Code(quote!(impl #request { #(#methods)* })))
}

fn method_docs(context: Context<'_>, part: &Part<'_>) -> Vec<String> {
    let Operation {
        method,
        template,
        scopes,
        docs,
        ..
    } = part.operation;
    let mut lines = Vec::new();
    let summary = docs
        .summary
        .as_deref()
        .map(str::trim)
        .filter(|summary| !summary.is_empty());
    if let Some(summary) = summary {
        let stop = if summary.ends_with(['.', '!', '?', ':']) {
            ""
        } else {
            "."
        };
        lines = super::markdown::lines(&format!("{summary}{stop}"));
    }
    let needs = match scopes.as_slice() {
        [] => ".".to_owned(),
        [scope] => format!(", needs the scope {}.", docs::code(scope)),
        several => {
            let scopes: Vec<String> = several.iter().map(|scope| docs::code(scope)).collect();
            format!(", needs the scopes {}.", scopes.join(", "))
        }
    };
    docs::paragraph(
        &mut lines,
        format!("{}{needs}", docs::code(&format!("{method} {template}"))),
    );
    if let Some(description) = &docs.description
        && docs.summary.as_deref() != Some(description)
    {
        docs::append(&mut lines, super::markdown::lines(description));
    }
    docs::append(&mut lines, argument_docs(part));
    docs::append(&mut lines, error_docs(context, part));
    docs::append(
        &mut lines,
        example::docs(context, part.operation, part.names),
    );
    lines
}

/// What is known of the arguments: the optional ones are documented where they are set.
fn argument_docs(part: &Part<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (parameter, ident) in parameters(part).filter(|(parameter, _)| parameter.required) {
        lines.extend(bullet(ident.plain(), docs::lines(&parameter.docs)));
    }
    if let Some(body) = part.operation.body.as_ref().filter(|body| body.required) {
        lines.extend(bullet("body", docs::described(&body.docs)));
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
    lines.extend(words.map(|line| {
        if line.is_empty() {
            line
        } else {
            format!("  {line}")
        }
    }));
    lines
}

fn error_docs(context: Context<'_>, part: &Part<'_>) -> Vec<String> {
    let answers = &part.operation.failure;
    let api = "[`Error::Api`](crate::Error::Api)";
    let carries = match (&part.names.failure, answers.single()) {
        (Some(names), _) => format!("{api} carries [`{0}`](types::{0})", names.ident),
        (None, Some(Payload::Json(Type::Named(id)))) => {
            let name = context
                .names
                .types
                .get(*id)
                .map_or("", |names| names.ident.plain());
            format!("{api} carries [`{name}`](types::{name})")
        }
        (None, Some(_)) => format!("{api} carries the described body"),
        (None, None) => api.to_owned(),
    };
    let statuses: Vec<String> = answers
        .described
        .iter()
        .map(|answer| answers::statuses(answer.statuses))
        .collect();
    let text = match (answers.described.as_slice(), statuses.join(", ")) {
        ([], _) => format!("{carries} tells of every status that is not a success."),
        ([.., last], _) if last.statuses == Statuses::Rest => {
            format!("{carries} for every status that is not a success.")
        }
        (_, statuses) => format!(
            "{carries} for the statuses {statuses}, and nothing for others that are no success."
        ),
    };
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    lines.extend(docs::filled(&text));
    lines
}
