//! The names of what types are made of: members, values, variants.

use super::reserved::Role;
use super::types::{Named, Plan};
use super::{Numbered, PartNames, scope};
use crate::api::{JsonKind, Member, Shape, Type, TypeDef, Variant};

pub(super) fn parts(
    definition: &TypeDef,
    plan: &Plan,
    numbered: &mut Numbered<'_>,
) -> Vec<PartNames> {
    match &definition.shape {
        Shape::Record(members) => {
            let texts: Vec<&str> =
                members.iter().map(|Member { wire_name, .. }| &**wire_name).collect();
            named(&texts, Role::Member, definition, numbered)
        }
        Shape::Choice(values) => {
            let texts: Vec<&str> = values.iter().map(|value| &*value.wire).collect();
            named(&texts, Role::Variant, definition, numbered)
        }
        Shape::Union(variants) => {
            let texts: Vec<String> =
                variants.iter().map(|variant| variant_text(variant, plan)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            named(&texts, Role::Variant, definition, numbered)
        }
        Shape::Alias(_) => Vec::new(),
    }
}

fn named(
    texts: &[&str],
    role: Role,
    definition: &TypeDef,
    numbered: &mut Numbered<'_>,
) -> Vec<PartNames> {
    let assigned = scope::assign(texts, role);
    for (index, wish) in &assigned.numbered {
        if let Some(got) = assigned.names.get(*index) {
            numbered.say(&definition.origin.at, wish, got);
        }
    }
    PartNames::all(assigned.names)
}

/// A variant is called like the type that it holds, or like the JSON type that tells it.
fn variant_text(variant: &Variant, plan: &Plan) -> String {
    match (&variant.ty, variant.kind) {
        (Type::Named(id), _) => plan.get(Named::Type(*id)).0.plain().to_owned(),
        (_, JsonKind::Boolean) => "Boolean".to_owned(),
        (_, JsonKind::Integer) => "Integer".to_owned(),
        (_, JsonKind::Number) => "Number".to_owned(),
        (_, JsonKind::String) => "String".to_owned(),
        (_, JsonKind::Array) => "List".to_owned(),
        (_, JsonKind::Object) => "Object".to_owned(),
    }
}
