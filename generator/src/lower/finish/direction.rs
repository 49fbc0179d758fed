//! Operations and webhooks → which types a client receives, and which it sends.

use std::collections::BTreeSet;

use crate::api::{Operation, Step, Type, TypeDef, TypeId};
use crate::arena::Arena;

/// Settles [`TypeDef::only_received`].
pub(super) fn settle_directions(types: &mut Arena<TypeDef>, operations: &Arena<Operation>) {
    let webhooks = types.iter().filter(|(_, definition)| {
        matches!(definition.origin.path.as_slice(), [Step::Webhook(_), ..])
    });
    let webhooks: Vec<TypeId> = webhooks.map(|(id, _)| id).collect();
    let answered = operations.iter().flat_map(|(_, operation)| operation.received_types());
    let received = reach(types, answered.chain(webhooks));
    let sent = reach(types, operations.iter().flat_map(|(_, operation)| operation.sent_types()));
    for id in received.difference(&sent) {
        types[*id].only_received = true;
    }
}

/// The types that occur in answers, at any depth.
pub(super) fn received(types: &Arena<TypeDef>, operations: &Arena<Operation>) -> BTreeSet<TypeId> {
    reach(types, operations.iter().flat_map(|(_, operation)| operation.received_types()))
}

/// Some types, and all that they mention.
fn reach(types: &Arena<TypeDef>, first: impl Iterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<TypeId> = first.collect();
    while let Some(id) = waiting.pop() {
        if reached.insert(id) {
            waiting.extend(types[id].shape.types().into_iter().filter_map(Type::mentioned));
        }
    }
    reached
}
