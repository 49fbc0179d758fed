//! Webhooks and callbacks → the types of what the server sends. A receiver of these requests needs only the
//! types, so no operations are made.

use super::operation::{preference, words_of};
use super::types::{Types, type_of};
use crate::api::{Docs, Origin, Role, Shape, Step, Type, TypeDef, View};
use crate::document::{self, Webhook};

/// Makes a type of every payload, named after the webhook or the callback and its method.
pub(super) fn webhooks(types: &mut Types<'_>) {
    let document = types.schemas.document;
    let mut waiting: Vec<&Webhook> = document.webhooks.iter().collect();
    waiting.extend(document.operations.iter().flat_map(|operation| &operation.callbacks));
    while let Some(webhook) = waiting.pop() {
        add_payloads(types, webhook);
        waiting.extend(&webhook.operation.callbacks);
    }
}

/// Makes a type of each payload of a webhook.
fn add_payloads(types: &mut Types<'_>, webhook: &Webhook) {
    let document::Operation { method, body, summary, description, .. } = &webhook.operation;
    let Some(body) = body else { return };
    let name = format!("{} {}", webhook.name, method.key());
    let first = body.content.iter().min_by_key(|media| preference(types.schemas, media));
    let Some(first) = first.map(|media| media.at) else { return };
    for media in &body.content {
        let mut path = vec![Step::Webhook(name.clone())];
        if media.at != first {
            path.push(Step::Other(words_of(&media.name)));
        }
        types.origins.anchor(media.at, path.clone());
        let Some(schema) = media.schemas().next() else { continue };
        let texts = [summary, description, &body.description].into_iter().flatten();
        let text = texts.map(|text| text.trim().to_owned()).collect::<Vec<_>>().join("\n\n");
        let docs = Docs::of(Some(&*text).filter(|text| !text.is_empty()));
        let ty = type_of(types, schema, View::Received);
        let own = match &ty {
            Type::Named(id) => Some(&mut types.defined[*id]).filter(|own| own.origin.path == path),
            _ => None,
        };
        match own {
            Some(own) if own.docs == Docs::default() => own.docs = docs,
            Some(_) => {}
            None => {
                let origin = Origin::new(types.schemas.document.pointer(media.at), path);
                let shape = Shape::Alias(ty);
                types.defined.push(TypeDef::new(origin, docs, shape, Role::Json));
            }
        }
    }
}
