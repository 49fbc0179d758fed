//! Defaults of members in answers → [`Member::assumed`]: the value that a reader may assume where a member is
//! absent (OpenAPI 3.0, section 4.7.24.2). A default that is no value of the member's type is not used.

use super::direction::received;
use super::member::change_members;
use crate::api::{
    Fact, Literal, Member, Operation, Presence, Sample, Scalar, Shape, Type, TypeDef,
};
use crate::arena::Arena;

/// Sets `assumed` for the optional members of every type that an answer may contain.
pub(super) fn assume_defaults(types: &mut Arena<TypeDef>, operations: &Arena<Operation>) {
    let received = received(types, operations);
    change_members(
        types,
        |types, (id, _), member| match received.contains(&id) {
            true => assumed(types, member),
            false => None,
        },
        |member, assumed| member.assumed = Some(assumed),
    );
}

/// The default of a member, if the member may be absent and not null.
fn assumed(types: &Arena<TypeDef>, member: &Member) -> Option<Sample> {
    if member.presence == Presence::Required || member.ty.split_null().1 {
        return None;
    }
    let default = member.docs.facts.iter().find_map(|fact| match fact {
        Fact::Default(value) => Some(value),
        _ => None,
    })?;
    value_of_type(types, &member.ty, default)
}

/// A literal as a value of a type, if the type has that value.
fn value_of_type(types: &Arena<TypeDef>, ty: &Type, literal: &Literal) -> Option<Sample> {
    match ty.resolved(types) {
        Type::Scalar(Scalar::Bool) => literal.json.parse().ok().map(Sample::Bool),
        Type::Scalar(Scalar::Integer(width)) => {
            let value: i128 = literal.json.parse().ok()?;
            width.holds(value).then(|| Sample::Number(value.to_string()))
        }
        Type::Scalar(Scalar::F64) => {
            let value: f64 = literal.json.parse().ok()?;
            value.is_finite().then(|| Sample::Number(literal.json.clone()))
        }
        Type::Scalar(Scalar::String) => literal.text.clone().map(Sample::Text),
        Type::Named(id) => match &types[*id].shape {
            Shape::Choice(choice) => {
                let value = match choice.is_of_texts() {
                    true => Sample::Text(literal.text.clone()?),
                    false => Sample::Number(literal.json.clone()),
                };
                choice.position(&value).map(|_| value)
            }
            _ => None,
        },
        _ => None,
    }
}
