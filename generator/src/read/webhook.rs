//! Webhooks and callbacks: the requests that the server makes.

use std::sync::Arc;

use super::Reader;
use super::field::Fields;
use crate::document::Webhook;
use crate::source::Node;

impl<'n> Reader<'n, '_> {
    pub(super) fn webhooks(&mut self, fields: &mut Fields<'n>) -> Vec<Webhook> {
        let mut webhooks = Vec::new();
        for (name, node) in self.extensible_map(fields, "webhooks") {
            self.webhook(name, name, node, &mut webhooks);
        }
        webhooks
    }

    /// The callbacks of an operation. A callback has a path item for each expression that gives the URL to
    /// call (OpenAPI 3.1, section 4.8.18).
    pub(super) fn callbacks(&mut self, fields: &mut Fields<'n>) -> Vec<Webhook> {
        let mut callbacks = Vec::new();
        for (name, node) in self.extensible_map(fields, "callbacks") {
            let Some(node) = self.resolved(node) else { continue };
            if !self.callbacks.insert(node.at) {
                continue;
            }
            let Some(mut expressions) = self.fields(node, "a callback") else { continue };
            for (expression, node) in expressions.take_rest() {
                self.webhook(name, expression, node, &mut callbacks);
            }
        }
        callbacks
    }

    fn webhook(
        &mut self,
        name: &Arc<str>,
        path: &Arc<str>,
        node: &'n Node,
        webhooks: &mut Vec<Webhook>,
    ) {
        let mut operations = Vec::new();
        self.path_item(path, node, &[], &mut operations);
        let named = operations.into_iter();
        webhooks.extend(named.map(|operation| Webhook { name: name.clone(), operation }));
    }
}
