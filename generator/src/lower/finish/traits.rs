//! Finished shapes → [`Traits`]: what can be done with the values of each type. Total equality is the
//! greatest solution, so that types that hold each other have it unless something takes it from one of
//! them, and no type depends on which of them was looked at first.

use crate::api::{ChosenScalar, Presence, Scalar, Shape, Traits, Type, TypeDef};
use crate::arena::Arena;

/// Settles the traits of every type.
pub(super) fn settle_traits(types: &mut Arena<TypeDef>, chosen: &Arena<ChosenScalar>) {
    for id in types.ids() {
        let definition = &mut types[id];
        let empty_value = has_empty_value(&definition.shape);
        let total_equality =
            !matches!(&definition.shape, Shape::Choice(it) if it.of == Scalar::F64);
        definition.traits = Traits { total_equality, empty_value };
    }
    while take_equality(types, chosen) {}
}

/// Whether a value of a shape may say nothing: a member that is always sent says something.
fn has_empty_value(shape: &Shape) -> bool {
    let Shape::Record(record) = shape else { return false };
    let may_lack = |presence, is_fixed: bool| presence == Presence::Optional && !is_fixed;
    record.members.iter().all(|member| may_lack(member.presence, member.fixed.is_some()))
}

/// Takes total equality from every type that holds a type without it; whether there was one.
fn take_equality(types: &mut Arena<TypeDef>, chosen: &Arena<ChosenScalar>) -> bool {
    let mut changed = false;
    for id in types.ids() {
        let definition = &types[id];
        let mut held = definition.shape.types().into_iter();
        let mut keeps = || held.all(|ty| has_equality(types, chosen, ty));
        if definition.traits.total_equality && !keeps() {
            changed = true;
            types[id].traits.total_equality = false;
        }
    }
    changed
}

fn has_equality(types: &Arena<TypeDef>, chosen: &Arena<ChosenScalar>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::Chosen(id, _)) => chosen[*id].total_equality,
        Type::Scalar(scalar) => !matches!(scalar, Scalar::F64 | Scalar::File),
        Type::Named(id) => types[*id].traits.total_equality,
        Type::List(inner) | Type::Map(inner) | Type::Json(inner) | Type::Nullable(inner) => {
            has_equality(types, chosen, inner)
        }
        Type::Any => true,
    }
}
