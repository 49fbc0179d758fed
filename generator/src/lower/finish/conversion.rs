//! The two views of each schema → whether a value that is sent can be made of one that was received: whatever
//! the sent view must have, the received view has, and so it is with all that they hold.

use crate::api::{Presence, Record, Shape, Type, TypeDef, TypeId, View};
use crate::arena::Arena;

/// Settles which types can be made of their other views. It is the greatest solution: types that hold each
/// other can be converted unless something forbids it for one of them.
pub(super) fn settle_conversions(types: &mut Arena<TypeDef>) {
    let pairs: Vec<(TypeId, TypeId)> = types.iter().filter_map(pair).collect();
    for (received, sent) in &pairs {
        set(types, (*received, *sent), true);
    }
    let mut left = pairs;
    loop {
        let is_convertible = |(received, sent): &(TypeId, TypeId)| {
            converts_shape(types, &types[*received].shape, &types[*sent].shape)
        };
        let (kept, refused): (Vec<_>, Vec<_>) = left.into_iter().partition(is_convertible);
        if refused.is_empty() {
            return;
        }
        for pair in refused {
            set(types, pair, false);
        }
        left = kept;
    }
}

/// A received type and its sent view, seen from the received one.
fn pair((id, definition): (TypeId, &TypeDef)) -> Option<(TypeId, TypeId)> {
    let is_received = definition.origin.view == Some(View::Received);
    definition.other_view.filter(|_| is_received).map(|other| (id, other.ty))
}

fn set(types: &mut Arena<TypeDef>, (received, sent): (TypeId, TypeId), converts: bool) {
    for id in [received, sent] {
        if let Some(other) = &mut types[id].other_view {
            other.converts = converts;
        }
    }
}

fn converts_shape(types: &Arena<TypeDef>, received: &Shape, sent: &Shape) -> bool {
    match (received, sent) {
        (Shape::Record(received), Shape::Record(sent)) => converts_record(types, received, sent),
        (Shape::Union(received), Shape::Union(sent)) => {
            let mut variants = received.variants.iter().zip(&sent.variants);
            received.variants.len() == sent.variants.len()
                && variants.all(|(received, sent)| converts(types, &received.ty, &sent.ty))
        }
        (Shape::Tuple(received), Shape::Tuple(sent)) => {
            let mut items = received.items.iter().zip(&sent.items);
            received.items.len() == sent.items.len()
                && items.all(|(received, sent)| converts(types, &received.ty, &sent.ty))
                && converts_option(types, &received.following_items, &sent.following_items)
        }
        (Shape::Wrapper(received), Shape::Wrapper(sent))
        | (Shape::Alias(received), Shape::Alias(sent)) => converts(types, received, sent),
        _ => false,
    }
}

fn converts_record(types: &Arena<TypeDef>, received: &Record, sent: &Record) -> bool {
    converts_option(types, &received.other_members, &sent.other_members)
        && sent.members.iter().all(|member| {
            let mut known = received.members.iter();
            match known.find(|known| known.wire_name == member.wire_name) {
                Some(known) => {
                    known.presence == member.presence && converts(types, &known.ty, &member.ty)
                }
                None => member.presence == Presence::Optional || member.fixed.is_some(),
            }
        })
}

fn converts_option(types: &Arena<TypeDef>, received: &Option<Type>, sent: &Option<Type>) -> bool {
    match (received, sent) {
        (Some(received), Some(sent)) => converts(types, received, sent),
        (None, None) => true,
        _ => false,
    }
}

fn converts(types: &Arena<TypeDef>, received: &Type, sent: &Type) -> bool {
    match (received.resolved(types), sent.resolved(types)) {
        (Type::Named(received), Type::Named(sent)) => {
            received == sent
                || types[*received].other_view.is_some_and(|it| it.ty == *sent && it.converts)
        }
        (Type::List(received), Type::List(sent))
        | (Type::Map(received), Type::Map(sent))
        | (Type::Nullable(received), Type::Nullable(sent)) => converts(types, received, sent),
        (received, sent) => received == sent,
    }
}
