//! Types that hold themselves → types whose values can be laid out: a value on such a cycle is marked
//! `indirect`, an alias of a list of itself becomes a wrapper, an alias of itself alone any value.

use crate::api::{Shape, Type, TypeDef, TypeId, Untyped};
use crate::arena::{Arena, Components};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};

/// Breaks every cycle. Returns the types that describe nothing but themselves.
pub(super) fn break_cycles(
    types: &mut Arena<TypeDef>,
    diagnostics: &mut Diagnostics,
) -> Vec<Untyped> {
    let untyped = break_aliases(types, diagnostics);
    let holders = Components::new(types, |definition| definition.shape.held());
    for id in types.ids() {
        mark_indirect(id, &mut types[id].shape, &holders);
    }
    untyped
}

/// Leaves no alias that leads back to itself: neither directly, which describes nothing, nor through
/// a list or a map, which needs a type of its own.
fn break_aliases(types: &mut Arena<TypeDef>, diagnostics: &mut Diagnostics) -> Vec<Untyped> {
    let aliased = |edge: fn(&Type) -> Option<TypeId>| {
        move |definition: &TypeDef| match &definition.shape {
            Shape::Alias(ty) => edge(ty).into_iter().collect(),
            _ => Vec::new(),
        }
    };
    let holders = Components::new(types, aliased(Type::held));
    let mentioners = Components::new(types, aliased(Type::mentioned));
    let mut untyped = Vec::new();
    for id in types.ids() {
        let definition = &mut types[id];
        let Shape::Alias(ty) = &definition.shape else { continue };
        if ty.held().is_some_and(|other| holders.are_together(id, other)) {
            untyped.push(give_up(definition, diagnostics));
        } else if ty.mentioned().is_some_and(|other| mentioners.are_together(id, other)) {
            definition.shape = Shape::Wrapper(ty.clone());
        }
    }
    untyped
}

/// Makes an alias of itself any JSON value.
fn give_up(definition: &mut TypeDef, diagnostics: &mut Diagnostics) -> Untyped {
    definition.shape = Shape::Alias(Type::Any);
    let at = definition.origin.at.clone();
    let reason = "it only refers to itself".to_owned();
    diagnostics.add(Diagnostic::new(
        Code::ReferenceCycle,
        Location::Value(at.clone()),
        format!("this is any JSON value: {reason}"),
    ));
    Untyped { at, reason }
}

/// Marks the values in a shape that may hold another value of the type `id`.
fn mark_indirect(id: TypeId, shape: &mut Shape, holders: &Components<TypeDef>) {
    let is_on_cycle = |ty: &Type| ty.held().is_some_and(|other| holders.are_together(id, other));
    match shape {
        Shape::Record(record) => {
            for member in &mut record.members {
                member.indirect = is_on_cycle(&member.ty);
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                variant.indirect = is_on_cycle(&variant.ty);
            }
        }
        Shape::Tuple(tuple) => {
            for item in &mut tuple.items {
                item.indirect = is_on_cycle(&item.ty);
            }
        }
        Shape::Wrapper(_) | Shape::Alias(_) | Shape::Choice(_) => {}
    }
}
