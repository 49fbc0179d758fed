//! The fields of an object: a field is taken by whoever reads it, and a field that is never taken is
//! reported.

use std::sync::Arc;

use super::Reader;
use crate::diagnostic::Code;
use crate::source::{Node, NodeKind};

/// The fields of one object, and which of them have been taken.
pub(super) struct Fields<'n> {
    entries: Vec<(&'n Arc<str>, &'n Node, bool)>,
    /// The keys that were looked for and are not there: one of them may be meant by a misspelled key.
    missed: Vec<&'static str>,
}

/// A shorter key is near to too many words to be taken for a misspelled key.
const LETTERS_OF_A_MISSPELLED_KEY: usize = 4;

/// A key of so many letters may differ from the key that is meant by two letters; a shorter one by one.
const LETTERS_FOR_TWO_SLIPS: usize = 8;

impl<'n> Fields<'n> {
    /// The value of a field, which is then taken.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        let Some(entry) = self.entries.iter_mut().find(|(name, _, _)| &***name == key) else {
            self.missed.push(key);
            return None;
        };
        entry.2 = true;
        Some(entry.1)
    }

    /// The value of a field, whether it has been taken or not. It is not taken by this.
    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(name, _, _)| &***name == key).map(|(_, node, _)| *node)
    }

    /// Leaves a field to somebody else: here it is as if it were not there.
    pub(super) fn leave(&mut self, key: &str) {
        self.entries.retain(|(name, _, _)| &***name != key);
    }

    /// Takes every field that has not been taken, except extensions.
    pub(super) fn take_rest(&mut self) -> Vec<(&'n Arc<str>, &'n Node)> {
        let mut rest = Vec::new();
        for (key, node, taken) in &mut self.entries {
            if !*taken && !key.starts_with("x-") {
                *taken = true;
                rest.push((*key, *node));
            }
        }
        rest
    }
}

impl<'n> Reader<'n, '_> {
    /// The fields of a node that must be an object.
    pub(super) fn fields(&mut self, node: &'n Node, what: &str) -> Option<Fields<'n>> {
        let Some(entries) = node.as_map() else {
            self.wrong_kind(node, what, "an object");
            return None;
        };
        let entries = entries.iter().map(|(key, node)| (key, node, false)).collect();
        Some(Fields { entries, missed: Vec::new() })
    }

    /// Reports the fields that were not taken: a `known` key has no effect on the crate, any other is unknown.
    pub(super) fn finish(&mut self, mut fields: Fields<'n>, what: &str, known: &[&'static str]) {
        for (key, node) in fields.take_rest() {
            if known.contains(&&**key) {
                self.say_of_key(Code::UnusedKey, node.at, format!("`{key}` has no effect"));
            } else {
                let could_be = fields.missed.iter().chain(known).copied();
                let message = match nearest(key, could_be) {
                    Some(meant) => format!("{what} has no key `{key}`; is `{meant}` meant?"),
                    None => format!("{what} has no key `{key}`"),
                };
                self.say_of_key(Code::UnknownKey, node.at, message);
            }
        }
    }

    /// Reports that a node has another JSON type than its place allows.
    pub(super) fn wrong_kind(&mut self, node: &Node, what: &str, wanted: &str) {
        let message = format!("{what} is {}, not {wanted}", node.kind_name());
        self.say_of_value(Code::WrongKind, node.at, message);
    }

    /// A text field. A number or a boolean is taken as it is written: in YAML it is what a text without
    /// quotes becomes.
    pub(super) fn text(&mut self, fields: &mut Fields<'n>, key: &'static str) -> Option<String> {
        let node = fields.take(key).and_then(|node| self.moved(node))?;
        match &node.kind {
            NodeKind::String(text) => Some(text.to_string()),
            NodeKind::Number(number) => Some(number.as_written().to_owned()),
            NodeKind::Bool(value) => Some(value.to_string()),
            NodeKind::Null => None,
            NodeKind::List(_) | NodeKind::Map(_) => {
                self.wrong_kind(node, &format!("`{key}`"), "a string");
                None
            }
        }
    }

    /// A flag, if it is stated.
    pub(super) fn flag(&mut self, fields: &mut Fields<'n>, key: &'static str) -> Option<bool> {
        let node = fields.take(key)?;
        match &node.kind {
            NodeKind::Bool(value) => Some(*value),
            NodeKind::String(text) if matches!(&**text, "true" | "false") => {
                self.wrong_kind(node, &format!("`{key}`"), "a boolean");
                Some(&**text == "true")
            }
            _ => {
                self.wrong_kind(node, &format!("`{key}`"), "a boolean");
                None
            }
        }
    }

    /// A value that the specification does not let be a reference, or what it refers to all the same: authors
    /// move lists of paths and of components into files of their own.
    pub(super) fn moved(&mut self, node: &'n Node) -> Option<&'n Node> {
        match node.as_map() {
            Some([(key, reference)]) if &**key == "$ref" && reference.as_str().is_some() => {
                self.resolved(node)
            }
            _ => Some(node),
        }
    }

    /// The items of a field that must be an array.
    pub(super) fn list(&mut self, fields: &mut Fields<'n>, key: &'static str) -> &'n [Node] {
        let Some(node) = fields.take(key).and_then(|node| self.moved(node)) else {
            return &[];
        };
        node.as_list().unwrap_or_else(|| {
            self.wrong_kind(node, &format!("`{key}`"), "an array");
            &[]
        })
    }

    /// The texts of a field that must be an array of them.
    pub(super) fn texts(&mut self, fields: &mut Fields<'n>, key: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for node in self.list(fields, key) {
            match node.as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong_kind(node, &format!("an item of `{key}`"), "a string"),
            }
        }
        texts
    }

    /// The entries of a field that must be an object whose keys are names.
    pub(super) fn map(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
    ) -> Vec<(&'n Arc<str>, &'n Node)> {
        let Some(node) = fields.take(key).and_then(|node| self.moved(node)) else {
            return Vec::new();
        };
        let Some(entries) = node.as_map() else {
            self.wrong_kind(node, &format!("`{key}`"), "an object");
            return Vec::new();
        };
        entries.iter().map(|(key, node)| (key, node)).collect()
    }

    /// The entries of a field that must be an object whose keys are names, where the object may hold extensions
    /// beside its entries.
    pub(super) fn extensible_map(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
    ) -> Vec<(&'n Arc<str>, &'n Node)> {
        let mut entries = self.map(fields, key);
        entries.retain(|(key, _)| !key.starts_with("x-"));
        entries
    }
}

/// Which of some keys a key must be meant to be.
pub(super) fn nearest(
    key: &str,
    known: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let letters = key.chars().count();
    if letters < LETTERS_OF_A_MISSPELLED_KEY {
        return None;
    }
    let slips = if letters < LETTERS_FOR_TWO_SLIPS { 1 } else { 2 };
    let lower = key.to_lowercase();
    let distance = |known: &str| strsim::osa_distance(&lower, &known.to_lowercase());
    let fit = known.filter(|known| known.len() >= LETTERS_OF_A_MISSPELLED_KEY);
    let measured = fit.map(|known| (distance(known), known));
    measured.filter(|(distance, _)| *distance <= slips).min().map(|(_, known)| known)
}
