//! The members that a caller must give → [`Record::by_name`]: so many arguments are not told apart by their
//! order. A list that is short enough is one by place, unless the caller chose otherwise.

use crate::api::{Role, Shape, TypeDef};
use crate::arena::Arena;

/// A constructor takes so many arguments by their order at most.
const MOST_BY_ORDER: usize = 3;

/// A constructor with fewer arguments has none that could be swapped.
const LEAST_BY_NAME: usize = 2;

/// Lets the constructors with many arguments take them by name.
pub(super) fn settle_constructors(types: &mut Arena<TypeDef>) {
    for id in types.ids() {
        take_by_name(&mut types[id], MOST_BY_ORDER + 1);
    }
}

/// Lets a constructor take its arguments by name where the caller chose so; whether it would not anyway.
pub(super) fn choose_by_name(definition: &mut TypeDef) -> bool {
    let is_so = matches!(&definition.shape, Shape::Record(record) if record.by_name);
    !is_so && take_by_name(definition, LEAST_BY_NAME)
}

/// Lets the constructor of a record take its arguments by name, if there are so many. Headers have none.
fn take_by_name(definition: &mut TypeDef, least: usize) -> bool {
    let is_made = !matches!(definition.role, Role::Headers(_));
    match &mut definition.shape {
        Shape::Record(record) if is_made && record.given().count() >= least => {
            record.by_name = true;
            true
        }
        _ => false,
    }
}
