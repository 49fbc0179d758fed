//! Query and header parameters.

use super::Lowering;
use crate::api::{Docs, Parameter, ParameterPlace, Scalar, Type};
use crate::diagnostic::Code;
use crate::document::{self, In, Style};

/// Headers that a description cannot give as parameters (OpenAPI 3.1, section 4.8.12.1): they follow
/// from bodies, answers and security.
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Lowering<'_> {
    /// The query and header parameters of an operation.
    ///
    /// # Errors
    /// The reason, if it cannot be called without one that is not carried.
    pub(super) fn parameters(
        &mut self,
        operation: &document::Operation,
        losses: &mut Vec<String>,
    ) -> Result<Vec<Parameter>, String> {
        let mut parameters = Vec::new();
        for described in &operation.parameters {
            let place = match described.location {
                In::Path => continue,
                In::Header if NOT_PARAMETERS.contains(&described.name.to_lowercase().as_str()) => {
                    let message = format!("`{}` is set by the client itself", described.name);
                    self.say(Code::UnusedKey, described.at, message);
                    continue;
                }
                In::Header => ParameterPlace::Header,
                In::Query | In::Cookie => ParameterPlace::Query,
            };
            if let Some(reason) = unsupported(described) {
                let message = format!("the parameter `{}` is left out: {reason}", described.name);
                self.say(Code::UnsupportedParameter, described.at, message.clone());
                if described.required {
                    return Err(message);
                }
                losses.push(message);
                continue;
            }
            parameters.push(Parameter {
                wire_name: described.name.clone(),
                place,
                required: described.required,
                ty: self.parameter_type(described),
                docs: self.parameter_docs(described),
            });
        }
        Ok(parameters)
    }

    /// The type of a parameter's value. Null is not sent, so it is not asked for.
    pub(super) fn parameter_type(&mut self, parameter: &document::Parameter) -> Type {
        match parameter.schema.map(|schema| self.type_of(schema)) {
            Some(Type::Nullable(inner)) => *inner,
            Some(ty) => ty,
            None => Type::Scalar(Scalar::String),
        }
    }

    pub(super) fn parameter_docs(&self, parameter: &document::Parameter) -> Docs {
        let schema = parameter.schema.and_then(|schema| self.schema(schema));
        let mut docs = schema.map(super::docs::of_schema).unwrap_or_default();
        docs.summary = None;
        docs.description = parameter.description.clone().or(docs.description);
        docs.deprecated |= parameter.deprecated;
        docs
    }
}

/// Why a parameter is not carried, if it is not.
fn unsupported(parameter: &document::Parameter) -> Option<String> {
    if parameter.location == In::Cookie {
        return Some("cookies are not sent yet".to_owned());
    }
    if parameter.has_content {
        return Some("a parameter with `content` is not sent yet".to_owned());
    }
    if parameter.allow_reserved {
        return Some("`allowReserved` is not carried yet".to_owned());
    }
    match (parameter.location, parameter.style, parameter.explode) {
        (In::Header, Style::Simple, false) | (In::Query, Style::Form, true) => None,
        (_, style, explode) => {
            Some(format!("the style {style:?} with `explode: {explode}` is not sent yet"))
        }
    }
}
