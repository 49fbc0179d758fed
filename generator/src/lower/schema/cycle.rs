//! Types that hold themselves: a value of such a type must stand elsewhere, and a name that only
//! names itself is no type.

use super::Lowering;
use crate::api::{Shape, Type, TypeDef, TypeId, Untyped};
use crate::arena::{Arena, SideTable};
use crate::diagnostic::{Code, Diagnostic, Location};

impl Lowering<'_> {
    pub(in crate::lower) fn break_cycles(&mut self) {
        let alias = |definition: &TypeDef| match &definition.shape {
            Shape::Alias(ty) => Some(ty.clone()),
            _ => None,
        };
        let of = |edge: fn(&Type) -> Option<TypeId>| {
            move |definition: &TypeDef| {
                alias(definition).as_ref().and_then(edge).into_iter().collect::<Vec<_>>()
            }
        };
        let names = components(&self.types, of(Type::held));
        let wrapped = components(&self.types, of(Type::mentioned));
        for id in self.types.ids() {
            let Some(ty) = self.types.get(id).and_then(alias) else { continue };
            let within = |edge: Option<TypeId>, all: &SideTable<TypeDef, usize>| {
                edge.is_some_and(|other| all.get(other) == all.get(id))
            };
            if within(ty.held(), &names) {
                self.break_alias(id);
            } else if within(ty.mentioned(), &wrapped)
                && let Some(definition) = self.types.get_mut(id)
            {
                definition.shape = Shape::Wrapper(ty);
            }
        }
        let holders = components(&self.types, |definition| definition.shape.held());
        for id in self.types.ids() {
            if let Some(definition) = self.types.get_mut(id) {
                make_indirect(id, &mut definition.shape, &holders);
            }
        }
    }

    fn break_alias(&mut self, id: TypeId) {
        let Some(definition) = self.types.get_mut(id) else {
            return;
        };
        let at = definition.origin.at.clone();
        definition.shape = Shape::Alias(Type::Any);
        let reason = "it only refers to itself";
        self.untyped.insert(Untyped { at: at.clone(), reason: reason.to_owned() });
        self.diagnostics.add(Diagnostic::new(
            Code::ReferenceCycle,
            Location::Value(at),
            format!("this is any JSON value: {reason}"),
        ));
    }
}

fn make_indirect(id: TypeId, shape: &mut Shape, holders: &SideTable<TypeDef, usize>) {
    let within = |ty: &Type| ty.held().is_some_and(|other| holders.get(other) == holders.get(id));
    match shape {
        Shape::Record(record) => {
            for member in &mut record.members {
                member.indirect = within(&member.ty);
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                variant.indirect = within(&variant.ty);
            }
        }
        Shape::Tuple(tuple) => {
            for item in &mut tuple.items {
                item.indirect = within(&item.ty);
            }
        }
        Shape::Wrapper(_) | Shape::Alias(_) | Shape::Choice(_) => {}
    }
}

/// The strongly connected component of every type (Kosaraju's algorithm, without recursion). A type
/// that does not reach itself shares its component with no other; a type that only holds itself is
/// found by asking whether one that it holds is of its own component.
pub(super) fn components(
    types: &Arena<TypeDef>,
    edges: impl Fn(&TypeDef) -> Vec<TypeId>,
) -> SideTable<TypeDef, usize> {
    let forward = SideTable::new(types, |id| types.get(id).map(&edges).unwrap_or_default());
    let mut backward: SideTable<TypeDef, Vec<TypeId>> = SideTable::new(types, |_| Vec::new());
    for id in types.ids() {
        for target in forward.get(id).into_iter().flatten() {
            if let Some(sources) = backward.get_mut(*target) {
                sources.push(id);
            }
        }
    }
    let mut component = SideTable::new(types, |_| usize::MAX);
    for (index, root) in finishing_order(types, &forward).into_iter().rev().enumerate() {
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            match component.get_mut(id) {
                Some(own) if *own == usize::MAX => *own = index,
                _ => continue,
            }
            stack.extend(backward.get(id).into_iter().flatten());
        }
    }
    component
}

/// The types in the order in which a depth-first walk leaves them.
fn finishing_order(types: &Arena<TypeDef>, edges: &SideTable<TypeDef, Vec<TypeId>>) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut entered = SideTable::new(types, |_| false);
    let mut stack: Vec<(TypeId, bool)> = types.ids().map(|id| (id, false)).collect();
    while let Some((id, leaving)) = stack.pop() {
        if leaving {
            order.push(id);
            continue;
        }
        match entered.get_mut(id) {
            Some(flag) if !*flag => *flag = true,
            _ => continue,
        }
        stack.push((id, true));
        stack.extend(edges.get(id).into_iter().flatten().map(|next| (*next, false)));
    }
    order
}
