//! What a schema says about its values without shaping them → [`Docs`].

use crate::api::{Docs, Fact};
use crate::document::{Constraint, Schema};

/// The docs of a schema.
pub(super) fn of_schema(schema: &Schema) -> Docs {
    let mut facts: Vec<Fact> = schema.constraints.iter().filter_map(fact).collect();
    facts.extend(schema.format.clone().map(Fact::Format));
    facts.extend(schema.default.as_ref().map(|value| Fact::Default(value.to_string())));
    facts.extend(schema.example.as_ref().map(|value| Fact::Example(value.to_string())));
    facts.extend(schema.read_only.then_some(Fact::ReadOnly));
    facts.extend(schema.write_only.then_some(Fact::WriteOnly));
    Docs {
        summary: schema.title.clone(),
        description: schema.description.clone(),
        deprecated: schema.deprecated,
        facts,
    }
}

fn fact(constraint: &Constraint) -> Option<Fact> {
    let value = constraint.value.clone();
    Some(match &*constraint.keyword {
        "minimum" => Fact::AtLeast(value),
        "maximum" => Fact::AtMost(value),
        "exclusiveMinimum" => Fact::MoreThan(value),
        "exclusiveMaximum" => Fact::LessThan(value),
        "multipleOf" => Fact::MultipleOf(value),
        "minLength" => Fact::MinLength(value),
        "maxLength" => Fact::MaxLength(value),
        "pattern" => Fact::Pattern(value),
        "minItems" => Fact::MinItems(value),
        "maxItems" => Fact::MaxItems(value),
        "uniqueItems" => (value == "true").then_some(Fact::UniqueItems)?,
        "minProperties" => Fact::MinMembers(value),
        "maxProperties" => Fact::MaxMembers(value),
        "contentMediaType" => Fact::MediaType(value),
        _ => return None,
    })
}
