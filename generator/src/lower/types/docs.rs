//! The annotations and documented constraints of a schema → [`Docs`].

use crate::api::{Docs, Fact, Link, Literal};
use crate::document::{Constraint, ExternalDocs, JsonType, Schema, SchemaId, Value};
use crate::lower::schema::Schemas;

/// The docs of a schema: its own, or those of the last part of its `allOf` that has some.
pub(in crate::lower) fn docs_of(schemas: &Schemas<'_>, id: SchemaId) -> Docs {
    let schema = schemas.schema(id);
    let own = of_schema(&schema);
    if own != Docs::default() {
        return own;
    }
    let mut of_parts = schema.all_of.iter().rev().map(|part| of_schema(&schemas.schema(*part)));
    of_parts.find(|docs| *docs != Docs::default()).unwrap_or_default()
}

/// The docs of a schema alone, without the parts of its `allOf`.
pub(in crate::lower) fn of_schema(schema: &Schema) -> Docs {
    let mut facts: Vec<Fact> = schema.constraints.iter().filter_map(fact).collect();
    // An enum of texts becomes a type of its own, whose variants show the values.
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

/// Turns the default into an example, unless there is one, for a member that is always sent: the server never
/// uses its default.
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
