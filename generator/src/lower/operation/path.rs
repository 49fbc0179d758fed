//! Path templates: their literals, as they stand in a URL, and their parameters.

use super::context::Context;
use super::parameter::parameter;
use crate::api::{Docs, Parameter, ParameterPlace, PathPart, Sample, Scalar, Spelling, Type};
use crate::diagnostic::Code;
use crate::document::{self, In};
use crate::lower::schema::Schemas;

/// The parts of a path and its parameters, in the order of the path. The names in the path decide: a parameter
/// that is not described is a text, and a described parameter that the path does not have is left out.
pub(super) fn path(
    context: &mut Context<'_>,
    operation: &document::Operation,
) -> (Vec<PathPart>, Vec<Parameter>) {
    let parts = parts(&template(context.types.schemas, operation));
    let mut parameters: Vec<Parameter> = Vec::new();
    for part in &parts {
        let PathPart::Parameter(name) = part else {
            continue;
        };
        if !parameters.iter().any(|known| known.wire_name == *name) {
            parameters.push(path_parameter(context, operation, name));
        }
    }
    for described in operation.parameters.iter().filter(|other| other.location == In::Path) {
        if !parameters.iter().any(|known| known.wire_name == described.name) {
            let message =
                format!("the path has no `{{{}}}`; the parameter is left out", described.name);
            context.types.schemas.say(Code::PathMismatch, described.at, message);
        }
    }
    (parts, parameters)
}

/// The path as it is sent, without the fragment that some descriptions use to distinguish operations.
fn template(schemas: &Schemas<'_>, operation: &document::Operation) -> String {
    let path = &operation.path;
    let before = path.split('#').next().unwrap_or_default();
    // Without a slash, the path would run on from the name of the host.
    let slash = if before.starts_with('/') { "" } else { "/" };
    let sent = format!("{slash}{before}");
    if before.len() < path.len() {
        let message = format!(
            "`{path}` is sent as `{sent}`: a `#` begins a fragment, which tells operations apart here and is never sent"
        );
        schemas.say(Code::PathMismatch, operation.at, message);
    }
    sent
}

fn path_parameter(
    context: &mut Context<'_>,
    operation: &document::Operation,
    name: &str,
) -> Parameter {
    let place = ParameterPlace::Path;
    let mut described = operation.parameters.iter();
    match described.find(|other| other.location == In::Path && other.name == name) {
        Some(described) => parameter(context, described, place),
        None => {
            let message = format!("no parameter describes `{{{name}}}`; it is taken as a text");
            context.types.schemas.say(Code::PathMismatch, operation.at, message);
            Parameter {
                at: None,
                wire_name: name.to_owned(),
                place,
                shares_name: false,
                spelling: Spelling::usual(place),
                required: true,
                ty: Type::Scalar(Scalar::String),
                docs: Docs::default(),
                sample: Sample::Text(name.to_owned()),
            }
        }
    }
}

/// Splits `/a/{id}.json` into its parts. A brace without its partner is a literal.
fn parts(template: &str) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        match after.split_once('}') {
            Some((name, after)) if !name.is_empty() && !name.contains(['{', '/']) => {
                if !literal.is_empty() {
                    parts.push(PathPart::Literal(encoded(&literal)));
                    literal.clear();
                }
                parts.push(PathPart::Parameter(name.to_owned()));
                rest = after;
            }
            _ => {
                literal.push('{');
                rest = after;
            }
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(PathPart::Literal(encoded(&literal)));
    }
    parts
}

/// A literal, percent-encoded where a path requires it (RFC 3986, section 3.3). Characters that are encoded
/// already stay as they are, and so does a query, which some descriptions use to distinguish operations.
fn encoded(literal: &str) -> String {
    let mut encoded = String::new();
    for byte in literal.bytes() {
        let bare = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%?".contains(&byte);
        if bare {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The words of an operation without a name: `get animal by id` for `GET /animal/{id}`. They never change,
/// since users call the operation by them.
pub(super) fn words(method: &str, template: &str) -> String {
    let mut words = vec![method.to_owned()];
    for part in parts(template) {
        match part {
            PathPart::Literal(text) => words.push(text),
            PathPart::Parameter(name) => words.push(format!("by {name}")),
        }
    }
    words.join(" ")
}
