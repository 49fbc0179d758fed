//! The annotations and documented constraints of a schema → [`Docs`].

use std::mem::discriminant;

use super::default::refuses_default;
use crate::api::{Docs, Fact, Link, Literal};
use crate::document::{Constraint, ExternalDocs, JsonType, Reference, Schema, SchemaId, Value};
use crate::limits;
use crate::lower::schema::{Form, Schemas, resolved_form, says_format, text_of};

/// The docs of a schema: its own, or those of the last part of its `allOf` that has some.
pub(in crate::lower) fn docs_of(schemas: &Schemas<'_>, id: SchemaId) -> Docs {
    let schema = schemas.schema(id);
    let parts = std::iter::once(id).chain(schema.all_of.iter().rev().copied());
    let mut stated = parts.map(|part| stated(schemas, part));
    let mut docs = stated.find(|docs| *docs != Docs::default()).unwrap_or_default();
    // An enum becomes a type of its own, whose variants show the values.
    if matches!(resolved_form(schemas, id).1, Form::Choice(..)) {
        docs.facts.retain(|fact| !matches!(fact, Fact::OneOf(_)));
    }
    docs
}

/// What is said of a member or a parameter that a schema describes: by the schema, else by those that it only
/// refers to. The description of a type with a page of its own stands on that page.
pub(in crate::lower) fn docs_of_use(schemas: &Schemas<'_>, id: SchemaId) -> Docs {
    let mut docs = docs_of(schemas, id);
    let form = resolved_form(schemas, id).1;
    let has_page = matches!(form, Form::Record | Form::Union(_) | Form::Tuple);
    let mut behind = only_part(schemas, id);
    for _ in 0..limits::REFERENCES_IN_A_CHAIN {
        let Some(part) = behind else { break };
        let said = stated(schemas, part);
        docs.deprecated |= said.deprecated;
        docs.description = docs.description.or(said.description.filter(|_| !has_page));
        for fact in said.facts {
            let is_value = matches!(fact, Fact::Default(_) | Fact::Example(_));
            let is_known = docs.facts.iter().any(|it| discriminant(it) == discriminant(&fact));
            if is_value && !is_known {
                docs.facts.push(fact);
            }
        }
        behind = only_part(schemas, part);
    }
    docs
}

/// The schema that another refers to, or has as its only part or alternative.
fn only_part(schemas: &Schemas<'_>, id: SchemaId) -> Option<SchemaId> {
    let schema = schemas.schema(id);
    let referred = schema.reference.and_then(|reference| match reference {
        Reference::To(target) => Some(target),
        Reference::Broken => None,
    });
    let parts = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten().copied();
    let mut all = referred.into_iter().chain(parts);
    all.next().filter(|_| all.next().is_none())
}

/// What a schema says by itself, but for a default that it does not allow.
fn stated(schemas: &Schemas<'_>, id: SchemaId) -> Docs {
    let mut docs = of_schema(schemas, &schemas.schema(id));
    if refuses_default(schemas, id) {
        docs.facts.retain(|fact| !matches!(fact, Fact::Default(_)));
    }
    docs
}

/// The docs of a schema alone, without the parts of its `allOf`.
fn of_schema(schemas: &Schemas<'_>, schema: &Schema) -> Docs {
    let whole = schema.types == [JsonType::Integer];
    let constraints = schema.constraints.iter();
    let mut facts: Vec<Fact> = constraints.filter_map(|one| fact(one, whole)).collect();
    let values: Vec<&Value> = schema.values.iter().flatten().collect();
    let may_be_text = schema.types.is_empty() || schema.types.contains(&JsonType::String);
    let texts = schema.types == [JsonType::String]
        || may_be_text && values.iter().all(|value| value.as_str().is_some());
    if !texts && !values.is_empty() {
        let bare = |value: &Value| match may_be_text {
            true => value.to_string(),
            // A text is meant as the value that it spells.
            false => literal(value).to_string(),
        };
        facts.push(Fact::OneOf(values.into_iter().map(bare).collect()));
    }
    facts.extend(schema.format.clone().filter(|_| !says_format(schemas, schema)).map(Fact::Format));
    facts.extend(schema.default.as_ref().map(|value| Fact::Default(of_type(schema, value))));
    facts.extend(schema.example.as_ref().map(|value| Fact::Example(of_type(schema, value))));
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

/// A default says what the server takes where a value is absent, and so nothing of a value that never is.
pub(in crate::lower) fn drop_default(docs: &mut Docs) {
    docs.facts.retain(|fact| !matches!(fact, Fact::Default(_)));
}

/// A page elsewhere.
pub(in crate::lower) fn link(external: Option<&ExternalDocs>) -> Option<Link> {
    external.map(|docs| Link { url: docs.url.clone(), words: docs.description.clone() })
}

/// A value of a schema. A text is what its author wrote, with quotes or without.
fn of_type(schema: &Schema, value: &Value) -> Literal {
    let text = text_of(value).filter(|_| schema.types == [JsonType::String]);
    text.map_or_else(|| literal(value), |text| Literal::of_text(&text))
}

/// A value as its author wrote it.
pub(in crate::lower) fn literal(value: &Value) -> Literal {
    Literal { json: value.to_string(), text: value.as_str().map(str::to_owned) }
}

/// What a constraint says; a bound of `whole` numbers is written without a fraction.
fn fact(constraint: &Constraint, whole: bool) -> Option<Fact> {
    let mut value = constraint.value.to_string();
    if let Some((digits, fraction)) = value.split_once('.')
        && whole
        && fraction.bytes().all(|digit| digit == b'0')
    {
        value = digits.to_owned();
    }
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
