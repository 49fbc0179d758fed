//! The caller's choices of types → the scalar of a text or a number.

use super::model::Form;
use super::schemas::Schemas;
use super::whole::whole;
use crate::api::Scalar;
use crate::config::{ScalarType, TypeChoice};
use crate::diagnostic::Code;
use crate::document::{JsonType, Schema, SchemaId};
use crate::lower::type_choices::is_for;

/// The scalar that the caller chose for the single values of a schema, which are `described` otherwise.
pub(super) fn chosen_scalar(
    schemas: &Schemas<'_>,
    id: SchemaId,
    schema: &Schema,
    described: Scalar,
    json_type: JsonType,
) -> Option<Scalar> {
    let choices = schemas.choices;
    let json_type = scalar_type(json_type).filter(|_| !choices.choices.is_empty())?;
    let index = choices.of(schema, json_type, &places(schemas, id))?;
    choices.used.borrow_mut().insert(index);
    match json_type {
        ScalarType::String if choices.is_text(index) => Some(Scalar::String),
        _ => Some(Scalar::Chosen(choices.scalar(index, described)?, described.kind())),
    }
}

/// What the caller chose for a schema with values of one JSON type, if anything: a type that says what its format
/// says, or `String`, which does not.
pub(super) fn choice_says_format(
    schemas: &Schemas<'_>,
    schema: &Schema,
    json_type: JsonType,
) -> Option<bool> {
    Some(!schemas.choices.is_text(own_choice(schemas, schema, json_type)?))
}

/// Whether the caller chose the text as it came for an alternative that is a text, if the caller chose anything.
pub(super) fn chose_text(schemas: &Schemas<'_>, schema: &Schema) -> Option<bool> {
    let index = own_choice(schemas, schema, JsonType::String)?;
    schemas.choices.used.borrow_mut().insert(index);
    Some(schemas.choices.is_text(index))
}

/// The choice for a schema by its own place.
fn own_choice(schemas: &Schemas<'_>, schema: &Schema, json_type: JsonType) -> Option<usize> {
    let choices = schemas.choices;
    let place = schema.at.filter(|_| !choices.choices.is_empty())?;
    choices.of(schema, scalar_type(json_type)?, &[schemas.document.pointer(place).to_string()])
}

/// Reports a schema that is neither a text nor a number, and has a format that the caller chose a type for.
pub(super) fn say_unfit_format(schemas: &Schemas<'_>, id: SchemaId, form: &Form) {
    let is_single = matches!(form, Form::Scalar(scalar) if *scalar != Scalar::Bool);
    let is_elsewhere = matches!(form, Form::Same(_) | Form::Union(_) | Form::Broken);
    if is_single || is_elsewhere || schemas.choices.choices.is_empty() {
        return;
    }
    let schema = schemas.schema(id);
    let (Some(format), Some(at)) = (&schema.format, schema.at) else { return };
    let places = [schemas.document.pointer(at).to_string()];
    let mut choices = schemas.choices.choices.iter();
    let choice = choices.find(|it| it.format.is_some() && is_for(it, &schema, &places));
    if let Some(TypeChoice { path, .. }) = choice {
        let what = "this is neither a plain text nor a number";
        let message = format!("the format `{format}` is not carried as `{path}`: {what}");
        schemas.say(Code::UnfitFormat, at, message);
    }
}

/// The places of a schema and of all that it takes in.
fn places(schemas: &Schemas<'_>, id: SchemaId) -> Vec<String> {
    let whole = whole(schemas, id);
    let parts = whole.parts.iter().copied().chain([id]);
    parts.filter_map(|part| schemas.pointer(part)).map(|place| place.to_string()).collect()
}

fn scalar_type(json_type: JsonType) -> Option<ScalarType> {
    match json_type {
        JsonType::String => Some(ScalarType::String),
        JsonType::Integer => Some(ScalarType::Integer),
        JsonType::Number => Some(ScalarType::Number),
        JsonType::Boolean | JsonType::Array | JsonType::Object => None,
    }
}
