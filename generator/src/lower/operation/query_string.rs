//! A parameter that is the whole query (`in: querystring`) → the parameters that the query consists of: the members of
//! the form that describes it (OpenAPI 3.2, section 4.12.1).

use super::body::spelling;
use super::context::Context;
use super::media::{essence, is_json};
use super::parameter::parameter;
use crate::api::{Parameter, ParameterPlace, Spelling, Style, View};
use crate::diagnostic::Code;
use crate::document::{self, Additional, In, MediaType, SchemaId, Value};
use crate::lower::schema::{Form, Schemas, resolved_form, target, whole};
use crate::lower::types::has_member;
use crate::source::NodeKind;

/// The media type of a form in a query.
const FORM: &str = "application/x-www-form-urlencoded";

/// The parameters that a query consists of, or none where it is no form.
pub(super) fn query_string(
    context: &mut Context<'_>,
    described: &document::Parameter,
) -> Vec<Parameter> {
    let Some((media, schema)) = form(described) else { return Vec::new() };
    let schemas = context.types.schemas;
    let mut parameters = Vec::new();
    for (name, member) in members(schemas, schema) {
        let required = &whole(schemas, target(schemas, schema)).schema.required;
        let one = document::Parameter {
            at: schemas.schema(member).at.unwrap_or(described.at),
            rust_name: schemas.schema(member).rust_name.clone(),
            required: described.required && required.contains(&name),
            description: None,
            deprecated: described.deprecated,
            schema: Some(member),
            content: Vec::new(),
            example: shown(described, media, &name),
            location: In::Query,
            style: document::Style::Form,
            explode: true,
            name,
            ..described.clone()
        };
        let mut parameter = parameter(context, &one, ParameterPlace::Query);
        parameter.spelling = spelling_of(schemas, media, &one.name, member);
        parameters.push(parameter);
    }
    if let Form::Map(_) = resolved_form(schemas, schema).1 {
        let all = document::Parameter {
            schema: Some(schema),
            content: Vec::new(),
            style: document::Style::Form,
            explode: true,
            ..described.clone()
        };
        parameters.push(parameter(context, &all, ParameterPlace::Query));
    }
    parameters
}

/// What of a query is not carried, in words.
pub(super) fn loss_of_query(
    schemas: &Schemas<'_>,
    described: &document::Parameter,
) -> Option<String> {
    let message = match form(described) {
        None => {
            let names: Vec<&str> = described.content.iter().map(|media| &*media.name).collect();
            let names = if names.is_empty() { "nothing" } else { &names.join(", ") };
            format!("the query is described by `{names}`, and only a form is sent")
        }
        Some((_, schema)) => match resolved_form(schemas, schema).1 {
            Form::Record => match whole(schemas, target(schemas, schema)).schema.additional {
                Additional::Unstated | Additional::Closed => return None,
                Additional::Any | Additional::Of(_) => {
                    "members of the query that its schema does not name are not sent".to_owned()
                }
            },
            Form::Map(_) => return None,
            _ => "the query is described by a schema that is no object".to_owned(),
        },
    };
    schemas.say(Code::Unsupported, described.at, message.clone());
    Some(message)
}

/// The form that describes a query, and its schema.
fn form(described: &document::Parameter) -> Option<(&MediaType, SchemaId)> {
    let media = described.content.iter().find(|media| essence(&media.name) == FORM)?;
    Some((media, media.schema?))
}

/// The members of an object that are sent.
fn members(schemas: &Schemas<'_>, schema: SchemaId) -> Vec<(String, SchemaId)> {
    let (id, Form::Record) = resolved_form(schemas, schema) else { return Vec::new() };
    let whole = whole(schemas, id);
    let sent = whole.schema.properties.iter();
    let sent = sent.filter(|(_, member)| has_member(schemas, View::Sent, *member));
    sent.map(|(name, member)| (name.to_string(), *member)).collect()
}

/// How a member is spelled: as its encoding says, else what has members of its own as JSON.
fn spelling_of(schemas: &Schemas<'_>, media: &MediaType, name: &str, member: SchemaId) -> Spelling {
    let stated = media.encoding.iter().find(|(known, _)| **known == *name);
    let stated = stated.and_then(|(_, encoding)| {
        let json = encoding.content_type.as_deref().is_some_and(is_json);
        spelling(encoding).filter(|_| encoding.has_style() || json)
    });
    let is_plain = matches!(
        resolved_form(schemas, member).1,
        Form::Scalar(_) | Form::Choice(..) | Form::List(_) | Form::Any
    );
    let usual =
        if is_plain { Spelling::new(Style::Form, true) } else { Spelling::new(Style::Json, false) };
    stated.unwrap_or(usual)
}

/// The value of a member in the example of a query.
fn shown(described: &document::Parameter, media: &MediaType, name: &str) -> Option<Value> {
    let example = media.example.as_ref().or(described.example.as_ref())?;
    let NodeKind::Map(members) = example.kind() else { return None };
    members.iter().find(|(known, _)| **known == *name).map(|(_, value)| Value::new(value))
}
