//! The names of what types are made of: members, values, variants.

use super::reserved::Role;
use super::types::{Named, Plan};
use super::{Numbered, PartNames, scope};
use crate::api::{
    Api, Choice, ChoiceValue, JsonKind, Member, Record, Scalar, Shape, Step, Type, TypeDef, Union,
    Variant,
};

/// The member that holds all members beside the described ones.
const REST: &str = "additional_properties";

pub(super) fn parts(
    api: &Api,
    definition: &TypeDef,
    plan: &Plan,
    numbered: &mut Numbered<'_>,
) -> Vec<PartNames> {
    match &definition.shape {
        Shape::Record(Record { members, rest, .. }) => {
            let members = members.iter().map(|Member { wire_name, .. }| &**wire_name);
            let texts: Vec<&str> = members.chain(rest.iter().map(|_| REST)).collect();
            named(&texts, Role::Member, definition, numbered)
        }
        Shape::Choice(Choice { values, .. }) => {
            let text = |value: &'_ ChoiceValue| value.label.clone().unwrap_or(value.wire.clone());
            let texts: Vec<String> = values.iter().map(text).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            named(&texts, Role::Variant, definition, numbered)
        }
        Shape::Union(Union { variants, .. }) => {
            let texts: Vec<String> =
                variants.iter().map(|variant| variant_text(api, variant, plan)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            named(&texts, Role::Variant, definition, numbered)
        }
        Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => Vec::new(),
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

/// A variant is called like the shared type that it holds; like its title, if it has no name of its
/// own; or like the JSON type that tells it.
fn variant_text(api: &Api, variant: &Variant, plan: &Plan) -> String {
    if let Type::Named(id) = &variant.ty {
        let path = api.types.get(*id).map(|definition| definition.origin.path.as_slice());
        return match path {
            Some([.., Step::Titled(title)]) => title.clone(),
            Some([_, .., Step::Other(word)]) => word.clone(),
            _ => plan.get(Named::Type(*id)).0.plain().to_owned(),
        };
    }
    if let Some(label) = &variant.label {
        return label.clone();
    }
    let scalar = |scalar: &Scalar| match scalar {
        Scalar::DateTime => Some("DateTime"),
        Scalar::Date => Some("Date"),
        Scalar::Time => Some("Time"),
        Scalar::Duration => Some("Duration"),
        Scalar::Uuid => Some("Uuid"),
        Scalar::Ipv4 => Some("Ipv4"),
        Scalar::Ipv6 => Some("Ipv6"),
        Scalar::Ip => Some("Ip"),
        Scalar::Base64 => Some("Bytes"),
        _ => None,
    };
    let special = match &variant.ty {
        Type::Scalar(single) => scalar(single),
        _ => None,
    };
    let word = special.unwrap_or(match variant.kind {
        JsonKind::Boolean => "Boolean",
        JsonKind::Integer => "Integer",
        JsonKind::Number => "Number",
        JsonKind::String => "String",
        JsonKind::Array => "List",
        JsonKind::Object => "Object",
        JsonKind::Nested | JsonKind::Any => "Other",
    });
    word.to_owned()
}
