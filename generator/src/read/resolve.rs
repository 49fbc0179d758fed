//! `$ref`: finds what a reference leads to, by the pointer as its author wrote it. Nothing outside
//! the description is ever opened.

use super::Reader;
use crate::diagnostic::Code;
use crate::source::{Node, NodeKind};

/// References to references are followed this far.
const LONGEST_CHAIN: usize = 64;

impl<'n> Reader<'n, '_> {
    /// Follows the `$ref` of a node that is not a schema, and those behind it. None if it leads
    /// nowhere, which is said.
    pub(super) fn resolved(&mut self, node: &'n Node) -> Option<&'n Node> {
        let mut target = node;
        for _ in 0..LONGEST_CHAIN {
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

    /// What a `$ref` leads to. None if it leads nowhere, which is said.
    pub(super) fn target(&mut self, reference: &'n Node) -> Option<&'n Node> {
        let Some(text) = reference.as_str() else {
            self.wrong_kind(reference, "`$ref`", "a string");
            return None;
        };
        let Some(fragment) = text.strip_prefix('#') else {
            let message = format!("`{text}` is outside this description");
            self.say_of_value(Code::RemoteReference, reference.at, message);
            return None;
        };
        let target = match self.targets.get(fragment) {
            Some(known) => *known,
            None => {
                let found = find(&self.tree.root, fragment);
                self.targets.insert(fragment.to_owned(), found);
                found
            }
        };
        if target.is_none() {
            let message = format!("`{text}` leads to nothing");
            self.say_of_value(Code::DanglingReference, reference.at, message);
        }
        target
    }
}

/// Walks down a URI fragment that is a JSON Pointer (RFC 6901, section 6).
fn find<'n>(root: &'n Node, fragment: &str) -> Option<&'n Node> {
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
