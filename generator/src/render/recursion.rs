//! How deeply types hold each other → the `recursion_limit` that the crate needs: the compiler follows such
//! chains, and gives up at its limit. A step is a type in the spelling of this crate.

use crate::api::{Presence, Shape, Type, TypeDef, TypeId};
use crate::arena::{Arena, Components, SideTable};
use crate::limits;

/// The depth up to which the compiler's own limit of 128 suffices: the compiler counts up to a quarter
/// more steps than stand in the spelling of the types.
const DEEPEST_BY_DEFAULT: usize = 100;

/// The `recursion_limit` that these types need, if the compiler's own does not suffice.
pub(super) fn limit(types: &Arena<TypeDef>) -> Option<usize> {
    let bound = bound(types);
    let depth = (bound > DEEPEST_BY_DEFAULT).then(|| depth(types).unwrap_or(bound))?;
    (depth > DEEPEST_BY_DEFAULT).then(|| (depth + depth / 4).next_multiple_of(128))
}

/// The steps of the longest chain that is met when every type is looked at with all that it holds, each
/// of them once and in the order in which it is held; none if that takes too long.
fn depth(types: &Arena<TypeDef>) -> Option<usize> {
    let edges = SideTable::new(types, |id| edges(&types[id].shape));
    let mut seen_from = SideTable::new(types, |_| None);
    let (mut deepest, mut walked) = (0, 0);
    for root in types.ids() {
        let mut stack = vec![(root, 1)];
        while let Some((id, depth)) = stack.pop() {
            if seen_from[id] == Some(root) {
                continue;
            }
            seen_from[id] = Some(root);
            deepest = deepest.max(depth);
            stack.extend(edges[id].iter().rev().map(|(held, steps)| (*held, depth + steps)));
            walked += 1;
        }
        if walked > limits::STEPS_OF_MEASURING_DEPTH {
            return None;
        }
    }
    Some(deepest)
}

/// Steps that no chain exceeds: of types that hold each other in a cycle, each stands in a chain once.
fn bound(types: &Arena<TypeDef>) -> usize {
    let held =
        |definition: &TypeDef| edges(&definition.shape).into_iter().map(|(held, _)| held).collect();
    let components = Components::new(types, held);
    let mut longest = SideTable::new(types, |_| 0);
    for group in components.groups().rev() {
        let (mut within, mut beyond) = (0, 0);
        for id in group {
            let mut own = 1;
            for (held, steps) in edges(&types[*id].shape) {
                match components.are_together(*id, held) {
                    true => own = own.max(steps),
                    false => beyond = beyond.max(longest[held] + steps - 1),
                }
            }
            within += own;
        }
        for id in group {
            longest[*id] = within + beyond;
        }
    }
    types.ids().map(|id| longest[id]).max().unwrap_or(0)
}

/// The named types that a shape holds, however, and by how many steps each is reached.
fn edges(shape: &Shape) -> Vec<(TypeId, usize)> {
    match shape {
        Shape::Record(record) => {
            let members = record.members.iter().filter_map(|member| {
                // `Option` or `Field` around what may be absent, null or not, is one type more; so is
                // a `Box`.
                let is_absent = member.presence == Presence::Optional;
                let is_null = matches!(member.ty, Type::Nullable(_));
                let around = usize::from(is_absent && !is_null) + usize::from(member.indirect);
                edge(&member.ty).map(|(held, steps)| (held, steps + around))
            });
            members.chain(record.other_members.iter().filter_map(edge)).collect()
        }
        _ => shape.types().into_iter().filter_map(edge).collect(),
    }
}

/// The named type that a type holds: a `Vec` is as transparent as a field, an `Option` is one step more,
/// a map two.
fn edge(ty: &Type) -> Option<(TypeId, usize)> {
    Some(match ty {
        Type::Named(id) => (*id, 1),
        Type::List(inner) => edge(inner)?,
        Type::Nullable(inner) | Type::Json(inner) => {
            edge(inner).map(|(held, steps)| (held, steps + 1))?
        }
        Type::Map(inner) => edge(inner).map(|(held, steps)| (held, steps + 2))?,
        Type::Scalar(_) | Type::Any => return None,
    })
}
