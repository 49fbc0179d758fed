//! `$ref`: finds the target of a reference by the pointer, anchor or identifier in it. Nothing outside the
//! description is ever opened.

use super::Reader;
use super::identity::resolved;
use crate::diagnostic::Code;
use crate::limits;
use crate::source::{Node, NodeKind};

impl<'n> Reader<'n, '_> {
    /// Follows the `$ref` of a node that is not a schema, and any `$ref` at its target. None, with a
    /// diagnostic, if there is no target.
    pub(super) fn resolved(&mut self, node: &'n Node) -> Option<&'n Node> {
        let mut target = node;
        for _ in 0..limits::REFERENCES_TO_REFERENCES {
            match target.get("$ref") {
                None => return Some(target),
                Some(reference) => target = self.target(reference)?,
            }
        }
        let reference = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
        let message = format!(
            "`{reference}` leads to references that lead to each other, and to nothing else"
        );
        self.say_of_value(Code::ReferenceCycle, node.at, message);
        None
    }

    /// The target of a `$ref`. None, with a diagnostic, if there is no target.
    pub(super) fn target(&mut self, reference: &'n Node) -> Option<&'n Node> {
        let Some(text) = reference.as_str() else {
            self.wrong_kind(reference, "`$ref`", "a string");
            return None;
        };
        let base = self.identities.base_of(&self.tree.places, reference.at);
        let key = (base, text.to_owned());
        let target = match self.targets.get(&key) {
            Some(known) => *known,
            None => {
                let found = self.find(&key.0, text);
                self.targets.insert(key, found);
                found
            }
        };
        match target {
            Target::Found(node) => return Some(node),
            Target::Nothing => {
                let message = format!("`{text}` leads to nothing");
                self.say_of_value(Code::DanglingReference, reference.at, message);
            }
            Target::Outside => {
                let message = format!("`{text}` is outside this description");
                self.say_of_value(Code::RemoteReference, reference.at, message);
            }
        }
        None
    }

    /// The target of a `$dynamicRef`. The path by which a schema was reached can only change the target if
    /// several schemas have the anchor; those are not followed.
    pub(super) fn dynamic_target(&mut self, reference: &'n Node) -> Option<&'n Node> {
        let name = reference.as_str().and_then(|text| text.split('#').nth(1)).unwrap_or_default();
        if self.identities.is_ambiguous(name) {
            let message =
                format!("`$dynamicRef` to `{name}`, which several schemas are, is not followed");
            self.say_of_value(Code::Unsupported, reference.at, message);
            return None;
        }
        self.target(reference)
    }

    /// Finds a fragment in the schema that has the identifier, and else in the whole description: authors
    /// who write `$id` often mean pointers to start at the root all the same.
    fn find(&self, base: &str, text: &str) -> Target<'n> {
        let root = &self.tree.root;
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let uri = if uri.is_empty() { base.to_owned() } else { resolved(base, uri) };
        let resource = self.identities.resource(&uri);
        let within = |resource: &'n Node| match fragment.starts_with('/') || fragment.is_empty() {
            true => walked(resource, fragment),
            false => self.identities.anchor(&uri, fragment),
        };
        let found = match resource {
            Some(resource) => within(resource),
            None if text.starts_with('#') => within(root),
            None => return Target::Outside,
        };
        let anywhere = || match text.strip_prefix('#') {
            Some(name) if !name.starts_with('/') => self.identities.only(name),
            Some(pointer) => walked(root, pointer),
            None => None,
        };
        found.or_else(anywhere).map_or(Target::Nothing, Target::Found)
    }
}

/// Where a reference leads.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'n> {
    /// To a node.
    Found(&'n Node),
    /// To nothing, within this description.
    Nothing,
    /// Out of this description.
    Outside,
}

/// Walks down a URI fragment that is a JSON Pointer (RFC 6901, section 6).
fn walked<'n>(root: &'n Node, fragment: &str) -> Option<&'n Node> {
    if fragment.is_empty() {
        return Some(root);
    }
    let mut node = root;
    for step in fragment.strip_prefix('/')?.split('/') {
        node = child(node, &unescaped(step)).or_else(|| child(node, step))?;
    }
    Some(node)
}

fn child<'n>(node: &'n Node, step: &str) -> Option<&'n Node> {
    match &node.kind {
        NodeKind::Map(_) => node.get(step),
        NodeKind::List(items) => items.get(step.parse::<usize>().ok()?),
        NodeKind::Null | NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::String(_) => None,
    }
}

/// Undoes percent-encoding and then the escapes of JSON Pointer.
fn unescaped(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).replace("~1", "/").replace("~0", "~")
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
