//! The names of what types are made of: members, values, variants.

use super::reserved::Role;
use super::scope::Wanted;
use super::types::{Named, Plan};
use super::{Naming, PartNames, scope};
use crate::api::{
    Api, Choice, ChoiceValue, JsonKind, Member, Record, Scalar, Shape, Step, Type, TypeDef, Union,
    Variant,
};
use crate::source::Pointer;

/// The member that holds all members beside the described ones.
const REST: &str = "additional_properties";

pub(super) fn parts(
    api: &Api,
    definition: &TypeDef,
    plan: &Plan,
    naming: &mut Naming<'_>,
) -> Vec<PartNames> {
    let mut wanted = |at: Option<&Pointer>, text: String, role: Role| {
        let chosen = naming.chosen(at, role);
        (at.cloned(), text, chosen)
    };
    let (role, texts): (Role, Vec<Part>) = match &definition.shape {
        Shape::Record(Record { members, rest, .. }) => {
            let of = |Member { at, wire_name, .. }: &Member| {
                wanted(at.as_ref(), wire_name.clone(), Role::Member)
            };
            let mut texts: Vec<Part> = members.iter().map(of).collect();
            texts.extend(rest.iter().map(|_| (None, REST.to_owned(), None)));
            (Role::Member, texts)
        }
        Shape::Choice(Choice { values, open, .. }) => {
            let role = if *open { Role::Text } else { Role::Variant };
            let of = |value: &ChoiceValue| {
                let text = value.label.clone().unwrap_or(value.wire.clone());
                wanted(Some(&value.at), text, role)
            };
            (role, values.iter().map(of).collect())
        }
        Shape::Union(Union { variants, .. }) => {
            let of = |variant: &Variant| {
                let text = variant_text(api, variant, plan);
                wanted(variant.at.as_ref(), text, Role::Variant)
            };
            (Role::Variant, variants.iter().map(of).collect())
        }
        Shape::Tuple(_) | Shape::Wrapper(_) | Shape::Alias(_) => return Vec::new(),
    };
    named(&texts, role, definition, naming)
}

/// Where a part stands, the text that wishes for its name, and the name that was chosen.
type Part = (Option<Pointer>, String, Option<String>);

fn named(
    parts: &[Part],
    role: Role,
    definition: &TypeDef,
    naming: &mut Naming<'_>,
) -> Vec<PartNames> {
    let wanted: Vec<Wanted<'_>> =
        parts.iter().map(|(_, text, chosen)| Wanted { text, chosen: chosen.clone() }).collect();
    let assigned = scope::assign_chosen(&wanted, role);
    for (index, wish) in &assigned.numbered {
        if let Some(got) = assigned.names.get(*index) {
            let at = parts.get(*index).filter(|(.., chosen)| chosen.is_some());
            let at = at.and_then(|(at, ..)| at.as_ref()).unwrap_or(&definition.origin.at);
            naming.say(at, wish, got);
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
            _ => plan.wish(Named::Type(*id)),
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
        Scalar::Base64 | Scalar::Base64Url => Some("Bytes"),
        Scalar::File => Some("File"),
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
