//! Types that all have their shape → finished types: what one type can only know from others. A pass
//! sees types, operations with their samples, and the choices of the caller, and neither the document nor a schema.

mod assumed;
mod choices;
mod cycle;
mod fixed;
mod kind;
mod member;
mod null;
mod traits;
mod variants;

use crate::api::{Operation, TypeDef, Untyped};
use crate::arena::Arena;
use crate::config::Choices;
use crate::diagnostic::Diagnostics;
use crate::lower::pattern::Patterns;

/// Finishes the types. Returns the types that turned out to be any JSON value.
///
/// The order of the passes:
///
/// 1. Cycles are broken first. Each later pass follows an alias to the type that it stands for, which ends
///    only where no alias leads back to itself; a broken alias, and one that became a wrapper, must be seen
///    as what it is.
/// 2. Kinds, nulls and fixed values look at shapes alone, and could stand in any order.
/// 3. Traits look at fixed values: a record with a value that is always sent has no empty value.
/// 4. The choices of the caller look at traits: a total order needs total equality. What they change
///    takes no trait from a type: unknown members are any values, which have total equality.
/// 5. Defaults look at the type of a member, which is final, and at operations: only what is received may
///    lack a member that the server takes as its default.
/// 6. Samples choose variants by the types as they are in the end.
pub(super) fn finish(
    types: &mut Arena<TypeDef>,
    operations: &mut Arena<Operation>,
    patterns: &Patterns,
    choices: &Choices,
    diagnostics: &mut Diagnostics,
) -> Vec<Untyped> {
    let untyped = cycle::break_cycles(types, diagnostics);
    kind::settle_kinds(types);
    null::allow_nulls(types);
    fixed::fix_members(types);
    traits::settle_traits(types);
    choices::follow(types, choices, diagnostics);
    assumed::assume_defaults(types, operations);
    variants::choose_variants(types, operations, patterns);
    untyped
}
