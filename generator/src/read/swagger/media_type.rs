//! `consumes` and `produces`: the media types of what is sent and of what is answered. An operation that states
//! one of them replaces that of the description; where neither states it, it is JSON.

use std::slice;
use std::sync::Arc;

use crate::read::Reader;
use crate::read::field::Fields;
use crate::read::media_type::USUAL;
use crate::source::{Node, NodeId, NodeKind};

/// Parts of the names of media types that carry values with members.
const STRUCTURED: [&str; 7] = ["json", "xml", "yaml", "cbor", "protobuf", "msgpack", "*/*"];

/// `consumes` or `produces`, as it holds for an operation.
#[derive(Default)]
pub(in crate::read) struct Stated {
    /// The media types; none if neither the operation nor the description states any.
    pub(super) named: Vec<Named>,
    /// Whether the operation states them. What the description states for all operations need not fit each.
    pub(super) is_own: bool,
}

impl Stated {
    fn new(own: Option<Vec<Named>>, usual: &[Named]) -> Self {
        let is_own = own.is_some();
        Self { named: own.unwrap_or_else(|| usual.to_vec()), is_own }
    }

    /// The media types that are meant, for what stands at a node.
    pub(super) fn or_usual(&self, node: &Node) -> Vec<Named> {
        or_usual(&self.named, node)
    }
}

/// A media type, and where it is named.
#[derive(Debug, Clone)]
pub(in crate::read) struct Named {
    pub(super) name: Arc<str>,
    pub(super) at: NodeId,
}

impl Named {
    /// A media type that nobody states, for what stands at a node.
    pub(super) fn unstated(name: &str, at: NodeId) -> Self {
        Self { name: name.into(), at }
    }

    /// Whether it is a form, URL-encoded or multipart.
    pub(super) fn is_form(&self) -> bool {
        self.is_multipart() || self.essence() == "application/x-www-form-urlencoded"
    }

    pub(super) fn is_multipart(&self) -> bool {
        self.essence().starts_with("multipart/")
    }

    /// Whether it is another's, whatever their parameters.
    pub(super) fn is(&self, other: &Named) -> bool {
        self.essence() == other.essence()
    }

    /// Whether a value with members can be sent as it.
    pub(super) fn has_structure(&self) -> bool {
        let essence = self.essence();
        STRUCTURED.iter().any(|word| essence.contains(word))
    }

    /// The media type without its parameters.
    fn essence(&self) -> String {
        self.name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

impl<'n> Reader<'n, '_> {
    /// The media types of a list. None if it is not stated; an empty list takes back what the description states
    /// for all operations.
    pub(super) fn media_types(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
    ) -> Option<Vec<Named>> {
        let node = fields.take(key)?;
        let items = match &node.kind {
            NodeKind::List(items) => items.as_slice(),
            NodeKind::String(_) => slice::from_ref(node),
            _ => &[],
        };
        if node.as_list().is_none() {
            self.wrong_kind(node, &format!("`{key}`"), "an array");
        }
        let mut named: Vec<Named> = Vec::new();
        for item in items {
            let Some(text) = item.as_str() else {
                self.wrong_kind(item, &format!("an item of `{key}`"), "a string");
                continue;
            };
            let name = self.media_type_name(&text.into(), item, None);
            let new = name.filter(|name| named.iter().all(|known| known.name != *name));
            named.extend(new.map(|name| Named { name, at: item.at }));
        }
        Some(named)
    }

    /// `consumes` of an operation, or of the description.
    pub(super) fn consumes(&mut self, fields: &mut Fields<'n>) -> Stated {
        let own = self.media_types(fields, "consumes");
        Stated::new(own, &self.usual.consumes)
    }

    /// `produces` of an operation, or of the description.
    pub(in crate::read) fn produces(&mut self, fields: &mut Fields<'n>) -> Stated {
        let own = self.media_types(fields, "produces");
        Stated::new(own, &self.usual.produces)
    }
}

/// The media types that are meant, for what stands at a node.
pub(super) fn or_usual(stated: &[Named], node: &Node) -> Vec<Named> {
    match stated {
        [] => vec![Named::unstated(USUAL, node.at)],
        stated => stated.to_vec(),
    }
}
