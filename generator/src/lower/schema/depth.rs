//! How deeply types hold each other. Compilers follow such chains, and give up at some depth unless
//! they are told to go on.

use super::Lowering;
use super::cycle::components;
use crate::api::{Presence, Shape, Type, TypeDef, TypeId};
use crate::arena::SideTable;

/// A chain of so many steps is no matter for any compiler.
const HARMLESS: usize = 64;

/// So many steps are walked to measure; a chain that is longer than that is not looked for.
const MOST_STEPS: usize = 20_000_000;

impl Lowering<'_> {
    /// The steps of the longest chain that is met when every type is looked at with all that it holds,
    /// each of them once.
    pub(in crate::lower) fn depth(&self) -> usize {
        let bound = self.bound();
        if bound <= HARMLESS {
            return bound;
        }
        let edges = SideTable::new(&self.types, |id| {
            self.types.get(id).map(|definition| steps(&definition.shape)).unwrap_or_default()
        });
        let mut seen = SideTable::new(&self.types, |_| usize::MAX);
        let (mut deepest, mut walked) = (0, 0);
        for (round, root) in self.types.ids().enumerate() {
            let mut stack = vec![(root, 1)];
            while let Some((id, depth)) = stack.pop() {
                match seen.get_mut(id) {
                    Some(last) if *last != round => *last = round,
                    _ => continue,
                }
                deepest = deepest.max(depth);
                let next = edges.get(id).into_iter().flatten();
                stack.extend(next.rev().map(|(next, weight)| (*next, depth + weight)));
                walked += 1;
            }
            if walked > MOST_STEPS {
                return bound;
            }
        }
        deepest
    }

    /// No chain is longer than this: types that hold each other in a circle stand in it once each.
    fn bound(&self) -> usize {
        let held = |definition: &TypeDef| {
            steps(&definition.shape).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
        };
        let component = components(&self.types, held);
        let mut sizes = vec![0; self.types.len()];
        let mut within: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.types.len()];
        for (id, definition) in self.types.iter() {
            let Some(own) = component.get(id) else { continue };
            let mut own_weight = 1;
            for (next, weight) in steps(&definition.shape) {
                let Some(other) = component.get(next) else { continue };
                match other == own {
                    true => own_weight = own_weight.max(weight),
                    false => {
                        within.get_mut(*own).into_iter().for_each(|all| all.push((*other, weight)))
                    }
                }
            }
            sizes.get_mut(*own).into_iter().for_each(|size| *size += own_weight);
        }
        // A component is numbered before those that it leads to.
        let mut longest = vec![0; self.types.len()];
        for own in (0..self.types.len()).rev() {
            let next = within.get(own).into_iter().flatten();
            let beyond = next.filter_map(|(other, weight)| Some(longest.get(*other)? + weight - 1));
            let length = beyond.max().unwrap_or(0) + sizes.get(own).copied().unwrap_or(0);
            longest.get_mut(own).into_iter().for_each(|slot| *slot = length);
        }
        longest.into_iter().max().unwrap_or(0)
    }
}

/// The types that a shape holds, however, and by how many steps each is reached.
fn steps(shape: &Shape) -> Vec<(TypeId, usize)> {
    match shape {
        Shape::Record(record) => {
            let members = record.members.iter().filter_map(|member| {
                // What may be absent stands in one type more, null or not; so does what is boxed.
                let absent = member.presence == Presence::Optional;
                let null = matches!(member.ty, Type::Nullable(_));
                let more = usize::from(absent && !null) + usize::from(member.indirect);
                step(&member.ty).map(|(id, weight)| (id, weight + more))
            });
            members.chain(record.rest.iter().filter_map(step)).collect()
        }
        _ => shape.types().into_iter().filter_map(step).collect(),
    }
}

/// A list is as transparent as a member; what may be absent or null stands in one type more, and a
/// value of a map in two.
fn step(ty: &Type) -> Option<(TypeId, usize)> {
    Some(match ty {
        Type::Named(id) => (*id, 1),
        Type::List(inner) => step(inner)?,
        Type::Nullable(inner) => step(inner).map(|(id, weight)| (id, weight + 1))?,
        Type::Map(inner) => step(inner).map(|(id, weight)| (id, weight + 2))?,
        Type::Scalar(_) | Type::Any => return None,
    })
}
