//! Query and header parameters.

use super::Lowering;
use super::record::Rest;
use super::schema::Form;
use crate::api::{Docs, Parameter, ParameterPlace, Scalar, Type};
use crate::diagnostic::Code;
use crate::document::{self, In, SchemaId, Style};

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
            if let Some(reason) = self.unsupported(described) {
                let message = format!("the parameter `{}` is left out: {reason}", described.name);
                self.say(Code::UnsupportedParameter, described.at, message.clone());
                if described.required {
                    return Err(message);
                }
                losses.push(message);
                continue;
            }
            parameters.push(Parameter {
                at: Some(self.document.pointer(described.at)),
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
        let mut docs = schema.map(|schema| super::docs::of_schema(&schema)).unwrap_or_default();
        docs.summary = None;
        docs.description = parameter.description.clone().or(docs.description);
        docs.deprecated |= parameter.deprecated;
        docs
    }

    /// Why a parameter is not carried, if it is not.
    pub(super) fn unsupported(&mut self, parameter: &document::Parameter) -> Option<String> {
        if parameter.location == In::Cookie {
            return Some("cookies are not sent yet".to_owned());
        }
        if parameter.has_content {
            return Some("a parameter with `content` is not sent yet".to_owned());
        }
        if parameter.allow_reserved {
            return Some("`allowReserved` is not carried yet".to_owned());
        }
        let layers = match parameter.schema {
            Some(schema) => self.layers(schema, 0),
            None => Layers::One,
        };
        let (style, explode) = (parameter.style, parameter.explode);
        // Exploding makes a difference only where there is more than one value.
        let carried = match (parameter.location, style, layers) {
            (_, _, Layers::More) => {
                return Some("lists and objects within others are not sent yet".to_owned());
            }
            (In::Header | In::Path, Style::Simple, Layers::One | Layers::List)
            | (In::Query, Style::Form, Layers::One) => true,
            (In::Header | In::Path, Style::Simple, Layers::Object) => !explode,
            (In::Query, Style::Form, Layers::List | Layers::Object) => explode,
            _ => false,
        };
        let reason = || format!("the style {style:?} with `explode: {explode}` is not sent yet");
        (!carried).then(reason)
    }

    /// How many values a parameter has.
    fn layers(&mut self, schema: SchemaId, depth: usize) -> Layers {
        if depth > 8 {
            return Layers::More;
        }
        let (id, form) = self.resolved_form(schema);
        match form {
            Form::List(Some(item)) if self.layers(item, depth + 1) != Layers::One => Layers::More,
            Form::List(_) | Form::Tuple => Layers::List,
            Form::Map(Rest::Of(value)) if self.layers(value, depth + 1) != Layers::One => {
                Layers::More
            }
            Form::Map(_) => Layers::Object,
            Form::Record => {
                let whole = self.whole(id);
                let mut members = whole.schema.properties.iter();
                match members.all(|(_, member)| self.layers(*member, depth + 1) == Layers::One) {
                    true => Layers::Object,
                    false => Layers::More,
                }
            }
            // What a union or any value is made of is known when it is sent.
            _ => Layers::One,
        }
    }
}

/// How many values a parameter has, and how deeply they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layers {
    One,
    List,
    Object,
    More,
}
