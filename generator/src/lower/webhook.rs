//! Webhooks and callbacks → the types of what the server sends. Who receives it needs no client, but
//! the types.

use super::{Lowering, body};
use crate::api::{Docs, Origin, Role, Shape, Step, Traits, Type, TypeDef};
use crate::document::{self, Webhook};

impl Lowering<'_> {
    /// Makes a type of every payload, named after the webhook or the callback and its method.
    pub(super) fn webhooks(&mut self) {
        let document = self.document;
        let mut waiting: Vec<&Webhook> = document.webhooks.iter().collect();
        waiting.extend(document.operations.iter().flat_map(|operation| &operation.callbacks));
        while let Some(webhook) = waiting.pop() {
            self.webhook(webhook);
            waiting.extend(&webhook.operation.callbacks);
        }
    }

    fn webhook(&mut self, webhook: &Webhook) {
        let document::Operation { method, body, summary, description, .. } = &webhook.operation;
        let Some(body) = body else { return };
        let name = format!("{} {}", webhook.name, method.key());
        let first = body.content.iter().min_by_key(|media| self.preference(media));
        let Some(first) = first.map(|media| media.at) else { return };
        for media in &body.content {
            let mut path = vec![Step::Webhook(name.clone())];
            if media.at != first {
                path.push(Step::Other(body::words_of(&media.name)));
            }
            self.anchor(media.at, path.clone());
            let Some(schema) = media.schema else { continue };
            let words = [summary, description, &body.description].into_iter().flatten();
            let words = words.map(|text| text.trim().to_owned()).collect::<Vec<_>>().join("\n\n");
            let docs = Docs::of(Some(&*words).filter(|words| !words.is_empty()));
            let ty = self.type_of(schema);
            let own = match &ty {
                Type::Named(id) => self.types.get_mut(*id).filter(|own| own.origin.path == path),
                _ => None,
            };
            match own {
                Some(own) if own.docs == Docs::default() => own.docs = docs,
                Some(_) => {}
                None => {
                    let origin = Origin { at: self.document.pointer(media.at), path };
                    let traits = Traits { total_equality: true, empty_value: false };
                    let shape = Shape::Alias(ty);
                    let derives = Vec::new();
                    let role = Role::Json;
                    self.types.push(TypeDef { origin, docs, shape, role, traits, derives });
                }
            }
        }
    }
}
