//! A whole schema without alternatives → what its values are.

use super::chosen::choice_says_format;
use super::model::{Alternatives, Form};
use super::other_members::other_members;
use super::scalar::{named_number, say_values_beyond_format, scalar_form};
use super::schemas::Schemas;
use super::synthetic::changed;
use super::values::{is_of_type, json_types, text_of};
use crate::api::Scalar;
use crate::document::{Additional, JsonType, Schema, SchemaId};

/// What the values of a schema without alternatives are.
pub(super) fn plain_form(schemas: &Schemas<'_>, id: SchemaId, schema: &Schema) -> Form {
    if schema.values.is_some() {
        return listed_form(schemas, id, schema);
    }
    match schema.types.as_slice() {
        [] if schema.only_null => Form::Scalar(Scalar::Null),
        [] if schema.describes_object() => object_form(schemas, id, schema),
        [] if schema.items.is_some() || !schema.prefix_items.is_empty() => list_form(schema),
        [] => Form::Any,
        [JsonType::Object] => object_form(schemas, id, schema),
        [JsonType::Array] => list_form(schema),
        [single] => match json_in_text(schemas, schema, *single) {
            Some(content) => Form::Json(content),
            None => scalar_form(schemas, id, schema, *single),
        },
        several => one_for_each_type(schemas, id, schema, several),
    }
}

/// Listed texts are a choice, and so are numbers of which the description says what they mean. Which other
/// numbers are listed is only documented, since their type carries all numbers. The stated type decides what
/// the values are: YAML reads `on` and `1` as something else. Values of several types are alternatives.
fn listed_form(schemas: &Schemas<'_>, id: SchemaId, schema: &Schema) -> Form {
    let values = schema.values.as_deref().unwrap_or(&[]);
    match (schema.types.as_slice(), json_types(values).as_slice()) {
        ([JsonType::String], _) if values.iter().all(|value| text_of(value).is_some()) => {
            Form::Choice(id, Scalar::String)
        }
        ([], [JsonType::String]) => Form::Choice(id, Scalar::String),
        ([JsonType::Integer], _) | ([], [JsonType::Integer]) => {
            say_values_beyond_format(schemas, schema);
            match named_number(schema, JsonType::Integer) {
                Some(number) => Form::Choice(id, number),
                None => scalar_form(schemas, id, schema, JsonType::Integer),
            }
        }
        ([single], _) | ([], [single]) => {
            if let Some(number) = named_number(schema, *single) {
                return Form::Choice(id, number);
            }
            let plain = Schema { values: None, types: vec![*single], ..Schema::clone(schema) };
            plain_form(schemas, id, &plain)
        }
        ([], []) => Form::Any,
        ([], several) | (several, _) => one_for_each_type(schemas, id, schema, several),
    }
}

/// A schema that allows several JSON types: an alternative for each.
fn one_for_each_type(
    schemas: &Schemas<'_>,
    id: SchemaId,
    schema: &Schema,
    types: &[JsonType],
) -> Form {
    let mut branches = Vec::new();
    for one in types {
        let mut branch = Schema { types: vec![*one], nullable: false, ..schema.clone() };
        (branch.title, branch.description, branch.discriminator) = (None, None, None);
        branch.retain_values(|value| is_of_type(value, *one));
        if branch.values.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        branches.push(changed(schemas, id, word(*one), branch));
    }
    Form::Union(Alternatives { branches, exclusive: true, discriminator: None, owner: id })
}

/// The schema of the JSON that a text holds, unless the caller chose a type for the text.
fn json_in_text(schemas: &Schemas<'_>, schema: &Schema, json_type: JsonType) -> Option<SchemaId> {
    let content = schema.content.filter(|_| json_type == JsonType::String)?;
    choice_says_format(schemas, schema, json_type).is_none().then_some(content)
}

fn object_form(schemas: &Schemas<'_>, id: SchemaId, schema: &Schema) -> Form {
    let closed = schema.additional == Additional::Closed && schema.patterns.is_empty();
    if schema.properties.is_empty() && schema.required.is_empty() && !closed {
        Form::Map(other_members(schemas, id, schema))
    } else {
        Form::Record
    }
}

/// A list, or a tuple where the first items are described one by one.
fn list_form(schema: &Schema) -> Form {
    match schema.prefix_items.is_empty() {
        true => Form::List(schema.items),
        false => Form::Tuple,
    }
}

/// What tells the alternative of a JSON type from its neighbours, in the name of its type.
fn word(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "text",
        JsonType::Array => "list",
        JsonType::Object => "object",
    }
}
