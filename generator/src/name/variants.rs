//! A variant of a union → what it is called. The evidence, the best first: the name of the component that
//! it is, the value of the tag, the title, the only required member, the JSON type. What the name of the
//! union says is not said again.

use super::phrase::Ways;
use super::words;
use crate::api::{
    Api, JsonKind, Member, Presence, Record, Sample, Shape, Step, Type, TypeDef, Variant,
};

/// So many values tell a choice from another.
const MOST_VALUES: usize = 3;

/// The texts for a variant, the best first.
pub(super) fn texts(ways: &Ways<'_>, union: &TypeDef, variant: &Variant) -> Vec<String> {
    if let Type::Named(id) = &variant.ty
        && let [Step::Shared(name, _)] = ways.api.types[*id].origin.path.as_slice()
    {
        let rest = words::without(name, &ways.whole(&union.origin.path, union.origin.view));
        return rest.into_iter().chain([name.clone()]).collect();
    }
    inline(ways, union, variant)
}

/// The texts for a variant that is no component.
pub(super) fn inline(ways: &Ways<'_>, union: &TypeDef, variant: &Variant) -> Vec<String> {
    let owner = ways.whole(&union.origin.path, union.origin.view);
    let mut texts = Vec::new();
    let mut add = |text: &str| {
        texts.extend(words::without(text, &owner));
        texts.push(text.to_owned());
    };
    if let [tag] = variant.tags.as_slice() {
        add(tag);
    }
    let named = match &variant.ty {
        Type::Named(id) => Some(*id),
        _ => None,
    };
    let path = named.map(|id| ways.api.types[id].origin.path.as_slice());
    match (path, &variant.label) {
        (Some([.., Step::Titled(text)] | [_, .., Step::Other(text)]), _) => add(text),
        (Some([_, .., Step::Component(kind)]), _) => add(kind.word()),
        (_, Some(label)) => add(label),
        _ => {}
    }
    match named.map(|id| &ways.api.types[id].shape) {
        Some(Shape::Record(record)) => {
            let required = members(record, true);
            texts.extend(required.first().filter(|_| required.len() == 1).cloned());
            texts.push(kind(ways.api, variant).to_owned());
            // What a record holds tells it from another.
            texts.extend([required, members(record, false)].map(|names| names.join(" ")));
            texts.push(constants(record));
        }
        Some(Shape::Choice(choice)) => {
            let only = choice.values.first().filter(|_| choice.values.len() == 1);
            texts.extend(only.map(|only| only.wire.clone()));
            texts.push("Choice".to_owned());
            let values = choice.values.iter().take(MOST_VALUES).map(|value| value.wire.as_str());
            texts.push(values.collect::<Vec<_>>().join(" "));
        }
        _ => {
            texts.push(kind(ways.api, variant).to_owned());
            texts.push(structure(ways, &variant.ty));
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The texts that members of a record always have.
fn constants(record: &Record) -> String {
    let text = |member: &Member| match &member.fixed {
        Some(Sample::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let mut texts: Vec<String> = record.members.iter().filter_map(text).collect();
    texts.sort_unstable();
    texts.join(" ")
}

/// The names of the members of a record, or of those that it must have.
fn members(record: &Record, required: bool) -> Vec<String> {
    let is_meant = |member: &&Member| !required || member.presence == Presence::Required;
    let members = record.members.iter().filter(is_meant);
    let mut names: Vec<String> = members.map(|member| member.wire_name.clone()).collect();
    names.sort_unstable();
    names
}

/// What a type without a name is made of.
fn structure(ways: &Ways<'_>, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => format!("{:?}", ways.api.described(*scalar)),
        Type::Named(id) => match ways.api.types[*id].origin.path.as_slice() {
            [Step::Shared(name, _)] => name.clone(),
            _ => shape(&ways.api.types[*id].shape).to_owned(),
        },
        Type::List(item) => format!("{} list", structure(ways, item)),
        Type::Map(value) => format!("{} map", structure(ways, value)),
        Type::Json(inner) => format!("{} json", structure(ways, inner)),
        Type::Nullable(inner) => structure(ways, inner),
        Type::Any => "any".to_owned(),
    }
}

fn shape(shape: &Shape) -> &'static str {
    match shape {
        Shape::Record(_) => "object",
        Shape::Choice(_) => "choice",
        Shape::Union(_) => "union",
        Shape::Tuple(_) => "tuple",
        Shape::Wrapper(_) | Shape::Alias(_) => "value",
    }
}

/// The word for the JSON values that a variant may be.
fn kind<'a>(api: &'a Api, variant: &Variant) -> &'a str {
    if let Type::Scalar(scalar) = &variant.ty
        && let Some(word) = api.word(*scalar)
    {
        return word;
    }
    match variant.kind {
        JsonKind::Boolean => "Boolean",
        JsonKind::Integer => "Integer",
        JsonKind::Number => "Number",
        JsonKind::String => "String",
        JsonKind::Array => "List",
        JsonKind::Object => "Object",
        JsonKind::Nested | JsonKind::Any => "Other",
    }
}
