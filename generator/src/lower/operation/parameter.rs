//! Described parameters → parameters: how each is spelled, and the type of its value. A value is spelled by its
//! content when it is sent, so no parameter is refused for its style or the depth of its schema.

use super::context::Context;
use super::media::is_json;
use super::query_string::query_string;
use super::style::style;
use crate::api::{
    Docs, Fact, Literal, Parameter, ParameterPlace, Sample, Scalar, Spelling, Style, Type, View,
};
use crate::diagnostic::Code;
use crate::document::{self, In, MediaType, SchemaId, Value};
use crate::lower::sample::styled_sample;
use crate::lower::schema::{Form, Schemas, resolved_form};
use crate::lower::types::{Types, docs_of_use, drop_default, literal, type_of};

/// Headers that a description cannot give as parameters (OpenAPI 3.1, section 4.8.12.1): they follow
/// from bodies, answers and security; `authorization` is a parameter where there is no security. The last four
/// say how the message is framed and sent (RFC 9112), which the HTTP library decides.
const NOT_PARAMETERS: [&str; 7] = [
    "accept",
    "content-type",
    "authorization",
    "content-length",
    "transfer-encoding",
    "connection",
    "host",
];

/// Whether the client sends a header itself, for an operation that proves who calls or does not.
fn is_sent_anyway(header: &str, has_security: bool) -> bool {
    let header = header.to_lowercase();
    NOT_PARAMETERS.contains(&&*header) && (has_security || header != "authorization")
}

/// The query, header and cookie parameters of an operation.
pub(super) fn parameters(
    context: &mut Context<'_>,
    operation: &document::Operation,
) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for described in &operation.parameters {
        let place = match described.location {
            In::Path => continue,
            In::QueryString => {
                let mut members = query_string(context, described);
                members
                    .retain(|member| is_alone(context.types.schemas, operation, described, member));
                parameters.extend(members);
                continue;
            }
            In::Header if is_sent_anyway(&described.name, !operation.security.is_empty()) => {
                let message = format!("`{}` is set by the client itself", described.name);
                context.types.schemas.say(Code::UnusedKey, described.at, message);
                continue;
            }
            other => place(other),
        };
        parameters.push(parameter(context, described, place));
    }
    parameters
}

/// Whether a part of a query is no parameter of its own too. The specification does not let an operation have both
/// (OpenAPI 3.2, section 4.12.1).
fn is_alone(
    schemas: &Schemas<'_>,
    operation: &document::Operation,
    query: &document::Parameter,
    member: &Parameter,
) -> bool {
    let is_same =
        |other: &document::Parameter| other.location == In::Query && other.name == member.wire_name;
    let is_other = operation.parameters.iter().any(is_same);
    if is_other {
        let message =
            format!("`{}` of the query is a parameter of its own, which is sent", member.wire_name);
        schemas.say(Code::DuplicateParameter, query.at, message);
    }
    !is_other
}

/// Where a parameter is sent.
pub(super) fn place(location: In) -> ParameterPlace {
    match location {
        In::Path => ParameterPlace::Path,
        In::Header => ParameterPlace::Header,
        In::Query | In::QueryString => ParameterPlace::Query,
        In::Cookie => ParameterPlace::Cookie,
    }
}

/// A parameter that is sent in a place.
pub(super) fn parameter(
    context: &mut Context<'_>,
    described: &document::Parameter,
    place: ParameterPlace,
) -> Parameter {
    say_unused_content(context.types.schemas, described);
    let mut ty = parameter_type(&mut context.types, described);
    let docs = parameter_docs(context.types.schemas, described);
    let mut spelling = spelling(described, place);
    if described.allow_empty_value && place == ParameterPlace::Query {
        spelling.or_empty = ty != Type::Scalar(Scalar::String);
        // A text can be empty by itself, and so can a list.
        if matches!(ty, Type::Scalar(_) | Type::Named(_)) && spelling.or_empty {
            ty = Type::Nullable(Box::new(ty));
        }
    }
    Parameter {
        at: Some(context.types.schemas.document.pointer(described.at)),
        wire_name: described.name.clone(),
        place,
        shares_name: false,
        spelling,
        required: described.required || place == ParameterPlace::Path,
        ty,
        docs,
        sample: parameter_sample(context, described),
    }
}

/// The type of a parameter's value, without null, which no parameter can spell.
fn parameter_type(types: &mut Types<'_>, parameter: &document::Parameter) -> Type {
    match parameter_schema(types.schemas, parameter)
        .map(|schema| type_of(types, schema, View::Sent))
    {
        Some(Type::Nullable(inner)) => *inner,
        Some(ty) => ty,
        None if is_json_parameter(parameter) => Type::Any,
        None => Type::Scalar(Scalar::String),
    }
}

/// The schema of a parameter's value. None where `content` has a media type other than JSON and a schema
/// other than a single value: the value is then a text that the caller writes.
fn parameter_schema(schemas: &Schemas<'_>, parameter: &document::Parameter) -> Option<SchemaId> {
    let Some(media) = content(parameter).filter(|_| parameter.schema.is_none()) else {
        return parameter.schema;
    };
    let schema = media.schema?;
    let (_, form) = resolved_form(schemas, schema);
    let is_value = matches!(form, Form::Scalar(_) | Form::Choice(..));
    (is_value || is_json(&media.name)).then_some(schema)
}

/// A parameter has one media type (OpenAPI 3.1, section 4.8.12.2).
fn say_unused_content(schemas: &Schemas<'_>, parameter: &document::Parameter) {
    let Some(used) = content(parameter) else { return };
    for media in parameter.content.iter().filter(|media| media.name != used.name) {
        let message = format!("`{}` is not used; `{}` is", media.name, used.name);
        schemas.say_of_key(Code::UnusedKey, media.at, message);
    }
}

fn parameter_sample(context: &Context<'_>, parameter: &document::Parameter) -> Sample {
    let stated = parameter.example.as_ref();
    let stated = stated.or_else(|| content(parameter).and_then(|media| media.example.as_ref()));
    match (parameter_schema(context.types.schemas, parameter), stated) {
        (Some(schema), stated) => {
            styled_sample(&context.samples, schema, stated.cloned().as_slice())
        }
        (None, stated) => {
            let text = stated.and_then(Value::as_str).unwrap_or("text");
            Sample::Text(text.to_owned())
        }
    }
}

fn parameter_docs(schemas: &Schemas<'_>, parameter: &document::Parameter) -> Docs {
    let schema = parameter.schema;
    let mut docs = schema.map(|schema| docs_of_use(schemas, schema)).unwrap_or_default();
    // Who sets a member means nothing for a parameter.
    docs.facts.retain(|fact| !matches!(fact, Fact::ReadOnly | Fact::WriteOnly));
    docs.summary = None;
    docs.description = parameter.description.clone().or(docs.description);
    docs.deprecated |= parameter.deprecated;
    if let Some(media) = content(parameter).filter(|media| is_odd(media)) {
        docs.facts.push(Fact::MediaType(Literal::of_text(&media.name)));
    }
    if parameter.required || parameter.location == In::Path {
        drop_default(&mut docs);
    }
    if let Some(example) = &parameter.example {
        docs.facts.retain(|fact| !matches!(fact, Fact::Example(_)));
        docs.facts.push(Fact::Example(literal(example)));
    }
    docs
}

/// The media type of a parameter's value: of several, JSON, which can be written.
fn content(parameter: &document::Parameter) -> Option<&MediaType> {
    let json = parameter.content.iter().find(|media| is_json(&media.name));
    json.or(parameter.content.first())
}

/// Whether a media type has a syntax that the docs must mention.
fn is_odd(media: &MediaType) -> bool {
    !is_json(&media.name) && !media.name.starts_with("text/")
}

fn is_json_parameter(parameter: &document::Parameter) -> bool {
    content(parameter).is_some_and(|media| is_json(&media.name))
}

/// How a parameter is spelled. One that is described by `content` is JSON, or a text as it is.
fn spelling(parameter: &document::Parameter, place: ParameterPlace) -> Spelling {
    if is_json_parameter(parameter) {
        return Spelling::new(Style::Json, false);
    }
    let usual = Spelling::usual(place);
    let described = match content(parameter) {
        Some(_) => usual,
        None => Spelling::new(style(parameter.style), parameter.explode),
    };
    let reserved = parameter.allow_reserved || parameter.style == document::Style::Cookie;
    Spelling { reserved, ..described }
}
