//! What a schema says about its values without shaping them → [`Docs`].

use crate::api::{Docs, Fact, Link, Literal};
use crate::document::{Constraint, ExternalDocs, JsonType, Schema, SchemaId, Value};
use crate::lower::schema::Schemas;

/// What is said of a schema: by itself, else by the last of its parts that says something.
pub(in crate::lower) fn docs_of(schemas: &Schemas<'_>, id: SchemaId) -> Docs {
    let schema = schemas.schema(id);
    let own = of_schema(&schema);
    if own != Docs::default() {
        return own;
    }
    let mut of_parts = schema.all_of.iter().rev().map(|part| of_schema(&schemas.schema(*part)));
    of_parts.find(|docs| *docs != Docs::default()).unwrap_or_default()
}

/// What is said of a schema by itself.
pub(in crate::lower) fn of_schema(schema: &Schema) -> Docs {
    let mut facts: Vec<Fact> = schema.constraints.iter().filter_map(fact).collect();
    // Listed texts are a type of their own, which names them.
    let values: Vec<&Value> = schema.values.iter().flatten().collect();
    let texts =
        schema.types == [JsonType::String] || values.iter().all(|value| value.as_str().is_some());
    if !texts {
        facts.push(Fact::OneOf(values.into_iter().map(ToString::to_string).collect()));
    }
    facts.extend(schema.format.clone().map(Fact::Format));
    facts.extend(schema.default.as_ref().map(|value| Fact::Default(literal(value))));
    facts.extend(schema.example.as_ref().map(|value| Fact::Example(literal(value))));
    facts.extend(schema.read_only.then_some(Fact::ReadOnly));
    facts.extend(schema.write_only.then_some(Fact::WriteOnly));
    Docs {
        summary: schema.title.clone(),
        description: schema.description.clone(),
        link: link(schema.external_docs.as_ref()),
        deprecated: schema.deprecated,
        facts,
    }
}

/// What the server takes where a member is absent is an example of a member that never is.
pub(in crate::lower) fn default_as_example(docs: &mut Docs) {
    let has_example = docs.facts.iter().any(|fact| matches!(fact, Fact::Example(_)));
    docs.facts.retain(|fact| !has_example || !matches!(fact, Fact::Default(_)));
    for fact in &mut docs.facts {
        if let Fact::Default(value) = fact {
            *fact = Fact::Example(value.clone());
        }
    }
}

/// A page elsewhere.
pub(in crate::lower) fn link(external: Option<&ExternalDocs>) -> Option<Link> {
    external.map(|docs| Link { url: docs.url.clone(), words: docs.description.clone() })
}

/// A value as its author wrote it.
pub(in crate::lower) fn literal(value: &Value) -> Literal {
    Literal { json: value.to_string(), text: value.as_str().map(str::to_owned) }
}

fn fact(constraint: &Constraint) -> Option<Fact> {
    let value = constraint.value.to_string();
    Some(match &*constraint.keyword {
        "minimum" => Fact::AtLeast(value),
        "maximum" => Fact::AtMost(value),
        "exclusiveMinimum" => Fact::MoreThan(value),
        "exclusiveMaximum" => Fact::LessThan(value),
        "multipleOf" => Fact::MultipleOf(value),
        "minLength" => Fact::MinLength(value),
        "maxLength" => Fact::MaxLength(value),
        "pattern" => Fact::Pattern(literal(&constraint.value)),
        "minItems" => Fact::MinItems(value),
        "maxItems" => Fact::MaxItems(value),
        "uniqueItems" => (value == "true").then_some(Fact::UniqueItems)?,
        "minProperties" => Fact::MinMembers(value),
        "maxProperties" => Fact::MaxMembers(value),
        "contentMediaType" => Fact::MediaType(literal(&constraint.value)),
        _ => return None,
    })
}
