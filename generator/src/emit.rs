//! What a stage made, for people who debug, and for the snapshots of the tests.

use std::fmt::Write as _;

use crate::api::{
    Answers, Api, Choice, ChosenScalar, Docs, Member, Operation, Origin, Parameter, Payload,
    Record, Role, Scalar, Sent, ServerVariable, Shape, Spelling, Step, Tuple, TupleItem, Type,
    TypeId, Union, Variant,
};
use crate::name::{CredentialNames, Names, PartNames};

/// An API, in its own words.
pub fn api(api: &Api) -> String {
    let mut text = format!("api {:?}\n", api.title);
    if let Some(server) = &api.server {
        let _ = writeln!(text, "server {}", server.url());
    }
    if let Some(relative) = &api.relative_server {
        let _ = writeln!(text, "relative server {relative}");
    }
    for server in &api.servers {
        let _ = writeln!(text, "choice of server {}", server.template);
        for ServerVariable { name, default, choices, .. } in &server.variables {
            let _ = writeln!(text, "  {name:?}: {default:?} of {choices:?}");
        }
    }
    for (index, credential) in api.credentials.iter().enumerate() {
        let usual = if api.usual_credentials.contains(&index) { ", usual" } else { "" };
        let urls = credential.token_urls.as_ref().map(|urls| format!(", {urls:?}"));
        let urls = urls.unwrap_or_default();
        let (scheme, kind) = (&credential.scheme, &credential.kind);
        let _ = writeln!(text, "credential {scheme:?} {kind:?}{usual}{urls}");
    }
    if !api.undescribed_security.is_empty() {
        let _ = writeln!(text, "undescribed security {:?}", api.undescribed_security);
    }
    let mut types: Vec<_> = api.types.iter().collect();
    types.sort_by_key(|(_, definition)| &definition.origin);
    for (_, definition) in types {
        let _ = write!(text, "\ntype {}", origin_text(&definition.origin));
        let traits = definition.traits;
        let flags = [
            (traits.total_equality, "equality"),
            (traits.empty_value, "empty"),
            (definition.only_received, "received"),
        ];
        let flags: Vec<&str> = flags.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
        let role = match &definition.role {
            Role::Json => String::new(),
            role => format!(" {role:?}"),
        };
        let converts = definition.other_view.is_some_and(|other| other.converts);
        let converts = if converts { ", converts" } else { "" };
        let facts = facts(&definition.docs);
        let _ = writeln!(text, " [{}]{role}{facts}{converts}", flags.join(" "));
        shape(&mut text, api, &definition.shape);
    }
    for (_, described) in api.operations.iter() {
        operation(&mut text, api, described);
    }
    for place in &api.untyped {
        let _ = writeln!(text, "\nuntyped {}: {}", place.at, place.reason);
    }
    text
}

fn shape(text: &mut String, api: &Api, shape: &Shape) {
    match shape {
        Shape::Record(Record { members, by_name, of_other_view, other_members, unforeseen }) => {
            if *by_name {
                let _ = writeln!(text, "  made by name");
            }
            for Member {
                wire_name,
                ty,
                presence,
                indirect,
                must_be_given,
                fixed,
                assumed,
                docs,
                ..
            } in members
            {
                let indirect = if *indirect { ", indirect" } else { "" };
                let asked = if *must_be_given { ", asked" } else { "" };
                let fixed =
                    fixed.as_ref().map(|fixed| format!(", always {fixed}")).unwrap_or_default();
                let assumed = assumed.as_ref().map(|assumed| format!(", else {assumed}"));
                let assumed = assumed.unwrap_or_default();
                let (ty, facts) = (type_text(api, ty), facts(docs));
                let said = format!("{presence:?}{asked}{fixed}{assumed}{indirect}{facts}");
                let _ = writeln!(text, "  {wire_name:?}: {ty}, {said}");
            }
            for name in of_other_view {
                let _ = writeln!(text, "  without {name:?}");
            }
            if let Some(other) = other_members {
                let unforeseen = if *unforeseen { ", unforeseen" } else { "" };
                let _ = writeln!(text, "  others: {}{unforeseen}", type_text(api, other));
            }
        }
        Shape::Choice(choice) => choice_text(text, choice),
        Shape::Union(Union { tag, variants }) => {
            if let Some(tag) = tag {
                let _ = writeln!(text, "  by {tag:?}");
            }
            for variant in variants {
                variant_text(text, api, variant);
            }
        }
        Shape::Tuple(Tuple { items, following_items }) => {
            for TupleItem { ty, presence, indirect } in items {
                let indirect = if *indirect { ", indirect" } else { "" };
                let _ = writeln!(text, "  {}, {presence:?}{indirect}", type_text(api, ty));
            }
            if let Some(following) = following_items {
                let _ = writeln!(text, "  others: {}", type_text(api, following));
            }
        }
        Shape::Wrapper(ty) => {
            let _ = writeln!(text, "  holds {}", type_text(api, ty));
        }
        Shape::Alias(ty) => {
            let _ = writeln!(text, "  = {}", type_text(api, ty));
        }
    }
}

fn choice_text(text: &mut String, choice: &Choice) {
    let Choice { of, values, open, closed } = choice;
    if !choice.is_of_texts() {
        let _ = writeln!(text, "  of {of:?}");
    }
    for value in values {
        let label = value.label.as_ref().map(|label| format!(" called {label:?}"));
        let wire = match choice.is_of_texts() {
            true => format!("{:?}", value.wire),
            false => value.wire.clone(),
        };
        let _ = writeln!(text, "  {wire}{}", label.unwrap_or_default());
    }
    if *open {
        let _ = writeln!(text, "  or any other");
    }
    if *closed {
        let _ = writeln!(text, "  and no other");
    }
}

fn variant_text(text: &mut String, api: &Api, variant: &Variant) {
    let Variant { kind, tags, adds_tag, ty, indirect, .. } = variant;
    let indirect = if *indirect { ", indirect" } else { "" };
    let tags = if tags.is_empty() { String::new() } else { format!(" {tags:?}") };
    let adds = if *adds_tag { " beside it" } else { "" };
    let _ = writeln!(text, "  {kind:?}{tags}{adds} => {}{indirect}", type_text(api, ty));
}

fn operation(text: &mut String, api: &Api, operation: &Operation) {
    let Operation { label, method, template, group, security, accepts, .. } = operation;
    let _ = writeln!(text, "\noperation {label:?} {method} {template} in {group:?}");
    let _ = writeln!(text, "  security {security:?}, accepts {accepts:?}");
    if let Some(server) = &operation.server {
        let _ = writeln!(text, "  at {server}");
    }
    for parameter in &operation.parameters {
        let ty = type_text(api, &parameter.ty);
        let required = if parameter.required { "required" } else { "optional" };
        let _ = writeln!(
            text,
            "  {:?}{} {:?}: {ty}, {required}, such as {}{}",
            parameter.place,
            spelling(parameter),
            parameter.wire_name,
            parameter.sample,
            facts(&parameter.docs)
        );
    }
    if let Some(body) = &operation.body {
        let required = if body.required { "required" } else { "optional" };
        for content in &body.contents {
            let several = if body.several.is_some() { " of several" } else { "" };
            let sent = sent(api, &content.sent);
            let such = match (&content.sent, &content.sample) {
                (Sent::Bytes, _) => String::new(),
                (_, sample) => format!(", such as {sample}"),
            };
            let _ = writeln!(text, "  sends{several} {} {sent}, {required}{such}", content.media);
        }
        for (part, media) in &body.parts {
            let _ = writeln!(text, "    {part:?} as {media}");
        }
        for (spelling, names) in &body.encoding {
            let _ = writeln!(text, "    {names:?}{}", words(spelling));
        }
    }
    answers(text, api, "success", &operation.success);
    answers(text, api, "failure", &operation.failure);
    if let Some(stream) = &operation.stream {
        let _ = writeln!(text, "  stream {}: {}", stream.media, payload(api, &stream.payload));
    }
    if let Some(paging) = &operation.paging {
        let stated = if paging.is_stated { ", as stated" } else { "" };
        let _ = writeln!(text, "  pages by {paging}: {}{stated}", type_text(api, &paging.item));
    }
    if let Some(headers) = operation.headers {
        let _ = writeln!(text, "  headers {}", named(api, headers));
    }
    for loss in &operation.losses {
        let _ = writeln!(text, "  lost: {loss}");
    }
}

/// How a parameter is spelled, where that is not usual.
fn spelling(parameter: &Parameter) -> String {
    match parameter.spelling == Spelling::usual(parameter.place) {
        true => String::new(),
        false => format!("{},", words(&parameter.spelling)),
    }
}

fn words(spelling: &Spelling) -> String {
    let Spelling { style, explode, reserved, or_empty } = *spelling;
    let flags = [(explode, " exploded"), (reserved, " reserved"), (or_empty, " or empty")];
    let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
    format!(" as {style:?}{flags}")
}

fn answers(text: &mut String, api: &Api, what: &str, answers: &Answers) {
    for answer in &answers.described {
        let several = if answers.several.is_some() { " of several" } else { "" };
        let media = answer.media.join(", ");
        let media = if media.is_empty() { media } else { format!(" as {media}") };
        let statuses = answer.statuses;
        let payload = payload(api, &answer.payload);
        let _ = writeln!(text, "  {what}{several} {statuses:?}{media}: {payload}");
    }
}

fn sent(api: &Api, sent: &Sent) -> String {
    match sent {
        Sent::Json(ty) => format!("json {}", type_text(api, ty)),
        Sent::Form(ty) => format!("form {}", type_text(api, ty)),
        Sent::Lines(ty) => format!("lines of json {}", type_text(api, ty)),
        Sent::Parts(Some(ty)) => format!("parts {}", type_text(api, ty)),
        Sent::Parts(None) => "parts".to_owned(),
        Sent::Text => "text".to_owned(),
        Sent::Bytes => "bytes".to_owned(),
    }
}

fn payload(api: &Api, payload: &Payload) -> String {
    match payload {
        Payload::Json(ty) => format!("json {}", type_text(api, ty)),
        Payload::Lines(ty) => format!("lines of json {}", type_text(api, ty)),
        Payload::Events(ty) => format!("events of {}", type_text(api, ty)),
        Payload::EventObjects(ty) => format!("events as {}", type_text(api, ty)),
        Payload::Empty => "nothing".to_owned(),
        Payload::Text => "text".to_owned(),
        Payload::Bytes => "bytes".to_owned(),
    }
}

fn type_text(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(Scalar::Chosen(id, _)) => {
            let ChosenScalar { described, path, is_textual, .. } = &api.chosen_scalars[*id];
            let textual = if *is_textual { " by its text" } else { "" };
            format!("{described:?} as `{path}`{textual}")
        }
        Type::Scalar(scalar) => format!("{scalar:?}"),
        Type::Named(id) => named(api, *id),
        Type::List(inner) => format!("[{}]", type_text(api, inner)),
        Type::Map(inner) => format!("{{{}}}", type_text(api, inner)),
        Type::Json(inner) => format!("JSON of {}", type_text(api, inner)),
        Type::Nullable(inner) => format!("{} or null", type_text(api, inner)),
        Type::Any => "any".to_owned(),
    }
}

fn named(api: &Api, id: TypeId) -> String {
    origin_text(&api.types[id].origin)
}

fn origin_text(origin: &Origin) -> String {
    let view = origin.view.map(|view| format!(" as {view:?}").to_lowercase());
    format!("{}{}", steps(&origin.path), view.unwrap_or_default())
}

fn steps(path: &[Step]) -> String {
    let word = |step: &Step| match step {
        Step::Shared(name, None) => format!("Shared({name:?})"),
        step => format!("{step:?}"),
    };
    let words: Vec<String> = path.iter().map(word).collect();
    words.join(".").replace('"', "")
}

fn facts(docs: &Docs) -> String {
    let facts: Vec<String> = docs.facts.iter().map(|fact| format!("{fact:?}")).collect();
    let deprecated = if docs.deprecated { ", deprecated" } else { "" };
    if facts.is_empty() {
        deprecated.to_owned()
    } else {
        format!(" ({}){deprecated}", facts.join(", "))
    }
}

/// Every identifier, beside what it names.
pub fn names(api: &Api, names: &Names) -> String {
    let mut text = String::new();
    if !api.undescribed_security.is_empty() {
        let _ = writeln!(text, "undescribed security {:?}", api.undescribed_security);
    }
    let mut types: Vec<_> = api.types.iter().collect();
    types.sort_by_key(|(_, definition)| &definition.origin);
    for (id, definition) in types {
        let own = &names.types[id];
        let _ = writeln!(
            text,
            "{} => types::{} in {}",
            origin_text(&definition.origin),
            own.ident,
            own.module
        );
        let wires: Vec<String> = match &definition.shape {
            Shape::Record(Record { members, .. }) => {
                members.iter().map(|member| format!("{:?}", member.wire_name)).collect()
            }
            Shape::Choice(Choice { values, .. }) => {
                values.iter().map(|value| format!("{:?}", value.wire)).collect()
            }
            Shape::Union(Union { variants, .. }) => {
                variants.iter().map(|variant| format!("{:?}", variant.kind)).collect()
            }
            Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => Vec::new(),
        };
        if let Some(required) = &own.required {
            let _ = writeln!(text, "  new takes types::{required}");
        }
        for (wire, part) in wires.iter().zip(&own.parts) {
            let _ = writeln!(text, "  {wire} => {}", part.ident);
        }
    }
    for (id, operation) in api.operations.iter() {
        let own = &names.operations[id];
        let _ = writeln!(text, "{:?} => {} in {}", operation.label, own.method, own.module);
        for (parameter, PartNames { ident, .. }) in operation.parameters.iter().zip(&own.parameters)
        {
            let _ = writeln!(text, "  {:?} {:?} => {ident}", parameter.place, parameter.wire_name);
        }
        for answers in own.success.iter().chain(&own.failure).chain(&own.content) {
            let variants: Vec<String> = answers.variants.iter().map(ToString::to_string).collect();
            let _ = writeln!(text, "  types::{}: {}", answers.ident, variants.join(", "));
        }
    }
    for (server, ident) in api.servers.iter().zip(&names.servers) {
        let _ = writeln!(text, "server {:?} => servers::{ident}", server.template);
    }
    for (credential, CredentialNames { setter: ident, .. }) in
        api.credentials.iter().zip(&names.credentials)
    {
        let _ = writeln!(text, "credential {:?} => {ident}", credential.scheme);
    }
    text
}
