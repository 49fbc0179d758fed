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
    let received = reach(types, answered(operations).chain(webhooks));
    let sent = reach(types, sent(operations));
    for id in received.difference(&sent) {
        types[*id].only_received = true;
    }
}

/// The types that occur in answers, at any depth.
pub(super) fn received(types: &Arena<TypeDef>, operations: &Arena<Operation>) -> BTreeSet<TypeId> {
    reach(types, answered(operations))
}

fn answered(operations: &Arena<Operation>) -> impl Iterator<Item = TypeId> {
    let payloads = operations.iter().flat_map(|(_, operation)| {
        let answers = operation.success.described.iter().chain(&operation.failure.described);
        let streamed = operation.stream.iter().map(|stream| &stream.payload);
        answers.map(|answer| &answer.payload).chain(streamed)
    });
    payloads.filter_map(|payload| payload.ty()?.mentioned())
}

fn sent(operations: &Arena<Operation>) -> impl Iterator<Item = TypeId> {
    operations.iter().flat_map(|(_, operation)| {
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let bodies = contents.filter_map(|content| content.sent.ty());
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        bodies.chain(parameters).filter_map(Type::mentioned)
    })
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
