//! Types that all have their shape → finished types: what one type can only know from others. A pass
//! sees types, operations with their samples, and the choices of the caller, and neither the document nor a schema.

mod assumed;
mod by_name;
mod choices;
mod conversion;
mod cycle;
mod direction;
mod fixed;
mod kind;
mod member;
mod null;
mod traits;
mod variants;

use crate::api::{ChosenScalar, Operation, TypeDef, Untyped};
use crate::arena::Arena;
use crate::config::{Choices, TypeChoice};
use crate::diagnostic::Diagnostics;
use crate::lower::pattern::Patterns;

/// What the caller chose, and what became of it so far.
pub(super) struct Chosen<'c> {
    /// The choices.
    pub(super) choices: &'c Choices,
    /// The single values whose type the caller chose.
    pub(super) scalars: &'c Arena<ChosenScalar>,
    /// The choices of such types that no value has.
    pub(super) unused: Vec<&'c TypeChoice>,
}

/// Finishes the types. Returns the types that turned out to be any JSON value.
///
/// The order of the passes:
///
/// 1. Cycles are broken first: an alias that leads back to itself becomes any value or a wrapper. Each later
///    pass follows aliases to the type that they stand for, and would not end on such a one.
/// 2. Kinds, nulls and fixed values look at shapes alone, and could stand in any order.
/// 3. Traits look at fixed values: a record with a value that is always sent has no empty value.
/// 4. Constructors look at fixed values: nobody gives these.
/// 5. The choices of the caller look at traits: `Ord` can only be had of a type with `Eq`. No choice takes a
///    trait away: the unknown members that a record may keep are JSON values, which have `Eq`. They look at
///    constructors too: a choice that changes none is said.
/// 6. Whether a type is received or sent shows in operations. Defaults look at the type of a member, which is
///    final, and at operations too: only what is received may lack a member that the server takes as its default.
/// 7. Whether a type can be made of the other view of its schema is read off finished shapes, and so are the
///    variants of samples.
pub(super) fn finish(
    types: &mut Arena<TypeDef>,
    operations: &mut Arena<Operation>,
    patterns: &Patterns,
    chosen: &Chosen<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Untyped> {
    let untyped = cycle::break_cycles(types, diagnostics);
    kind::settle_kinds(types);
    null::allow_nulls(types);
    fixed::fix_members(types);
    traits::settle_traits(types, chosen.scalars);
    by_name::settle_constructors(types);
    choices::follow(types, chosen, diagnostics);
    direction::settle_directions(types, operations);
    assumed::assume_defaults(types, operations);
    conversion::settle_conversions(types);
    variants::choose_variants(types, operations, patterns);
    untyped
}
