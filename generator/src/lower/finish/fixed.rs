//! Members whose value is known before anybody gives it → [`Member::fixed`]: those whose type has only
//! one value, and the tags that distinguish a record from the other variants of a union. The caller does not
//! give these values.

use std::collections::BTreeMap;

use super::member::{MemberId, change_members};
use crate::api::{Fact, Literal, Member, Sample, Scalar, Shape, Type, TypeDef};
use crate::arena::Arena;

/// Why the value of a member is known.
enum Known {
    /// Its type has only this value.
    Only(Sample),
    /// It is the tag of a union, with this value for the record. The docs of the member say so.
    Tag(String),
}

/// Fixes the members whose value is known.
pub(super) fn fix_members(types: &mut Arena<TypeDef>) {
    let tags = tags_of_records(types);
    change_members(
        types,
        |types, id, member| {
            let only =
                only_value(types, &member.ty).filter(|_| member.must_be_given).map(Known::Only);
            let tag = || tags.get(&id).filter(|tag| may_say(types, member, tag));
            only.or_else(|| tag().cloned().map(Known::Tag))
        },
        |member, known| {
            let value = match known {
                Known::Only(value) => value,
                Known::Tag(tag) => {
                    member.docs.facts.push(Fact::Told(Literal::of_text(&tag)));
                    Sample::Text(tag)
                }
            };
            (member.must_be_given, member.fixed) = (false, Some(value));
        },
    );
}

/// The only value that a type has.
fn only_value(types: &Arena<TypeDef>, ty: &Type) -> Option<Sample> {
    let Type::Named(id) = ty.resolved(types) else { return None };
    match &types[*id].shape {
        Shape::Choice(choice) if !choice.open => match choice.values.as_slice() {
            [only] => Some(choice.sample(only)),
            _ => None,
        },
        _ => None,
    }
}

/// The members that are tags of unions, with their values, where a member has the same value in every union
/// that holds its record.
fn tags_of_records(types: &Arena<TypeDef>) -> BTreeMap<MemberId, String> {
    let mut tags: BTreeMap<MemberId, Option<&String>> = BTreeMap::new();
    for (_, definition) in types.iter() {
        let Shape::Union(union) = &definition.shape else { continue };
        let Some(name) = &union.tag else { continue };
        for variant in union.variants.iter().filter(|variant| !variant.adds_tag) {
            let Some(member) = member_called(types, &variant.ty, name) else { continue };
            let tag = match variant.tags.as_slice() {
                [one] => Some(one),
                _ => None,
            };
            let known = tags.entry(member).or_insert(tag);
            if *known != tag {
                *known = None;
            }
        }
    }
    tags.into_iter().filter_map(|(member, tag)| Some((member, tag?.clone()))).collect()
}

/// The member of that name, if the type is a record that has one.
fn member_called(types: &Arena<TypeDef>, ty: &Type, name: &str) -> Option<MemberId> {
    let Type::Named(id) = ty.resolved(types) else { return None };
    let Shape::Record(record) = &types[*id].shape else { return None };
    let index = record.members.iter().position(|member| member.wire_name == name)?;
    Some((*id, index))
}

/// Whether the caller may send a text as the value of a member, and its type has that text.
fn may_say(types: &Arena<TypeDef>, member: &Member, text: &str) -> bool {
    match member.ty.split_null().0.resolved(types) {
        Type::Scalar(scalar) => *scalar == Scalar::String,
        Type::Named(id) => match &types[*id].shape {
            Shape::Choice(choice) => choice.position(&Sample::Text(text.to_owned())).is_some(),
            _ => false,
        },
        _ => false,
    }
}
