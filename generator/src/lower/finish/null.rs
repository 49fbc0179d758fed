//! Optional members of a type that is another name for any value → members whose type tells null from
//! absent, like that of every other optional member.

use super::member::change_members;
use crate::api::{Member, Presence, Type, TypeDef};
use crate::arena::Arena;

/// Allows null beside every optional member that is any value under another name. A member that is any
/// value without a name allows null as it stands.
pub(super) fn allow_nulls(types: &mut Arena<TypeDef>) {
    change_members(
        types,
        |types, _, member| is_optional_any(types, member).then_some(()),
        |member, ()| member.ty = member.ty.clone().or_null(),
    );
}

fn is_optional_any(types: &Arena<TypeDef>, member: &Member) -> bool {
    member.presence == Presence::Optional && *member.ty.resolved(types) == Type::Any
}
