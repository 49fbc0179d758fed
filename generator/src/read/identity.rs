//! `$id`, `$anchor` and `$dynamicAnchor`: the identifiers that schemas state for themselves (JSON Schema
//! 2020-12, section 8.2). All are found before the first reference is resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_uri::{Uri, UriRef};

use crate::arena::Arena;
use crate::source::{Node, NodeId, NodeKind, Place, Tree};

/// The base URI of the description's first file, and what those of the others begin with. Its real URI is not
/// known, and nothing is fetched; relative identifiers only need some base.
const HERE: &str = "description:/";

/// Keys whose values are data and hold no schemas.
const VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Keys whose values are objects with names as keys, instead of keywords.
const NAMED: [&str; 6] =
    ["properties", "patternProperties", "$defs", "definitions", "schemas", "dependentSchemas"];

/// The identifiers and anchors of all schemas.
#[derive(Default)]
pub(super) struct Identities<'n> {
    /// The identifier of each node that has one.
    bases: BTreeMap<NodeId, Arc<str>>,
    resources: BTreeMap<Arc<str>, &'n Node>,
    /// The root of each file that states its own URI by `$self`, with the base URI of the file. Relative references
    /// go on leading to files, since nothing is fetched.
    documents: BTreeMap<String, (&'n Node, Arc<str>)>,
    /// The node of each anchor, by the identifier that the anchor is relative to and its name.
    anchors: BTreeMap<(Arc<str>, &'n str), &'n Node>,
    /// How many schemas have a dynamic anchor of each name.
    dynamic: BTreeMap<&'n str, usize>,
}

impl<'n> Identities<'n> {
    /// Finds the identifiers and anchors of all files.
    pub(super) fn of(tree: &'n Tree) -> Self {
        let mut identities = Self::default();
        let mut waiting: Vec<(&'n Node, Arc<str>, bool)> = vec![(&tree.root, HERE.into(), false)];
        for (path, root) in &tree.others {
            if let Ok(root) = root {
                let base: Arc<str> = base_of_file(path).into();
                identities.bases.insert(root.at, base.clone());
                waiting.push((root, base, false));
            }
        }
        for (root, base, _) in &waiting {
            if let Some(uri) = root.get("$self").and_then(Node::as_str) {
                let uri = resolved(base, uri.split('#').next().unwrap_or_default());
                identities.documents.entry(uri).or_insert((root, base.clone()));
            }
        }
        while let Some((node, base, are_names)) = waiting.pop() {
            match &node.kind {
                NodeKind::List(items) => {
                    waiting.extend(items.iter().map(|item| (item, base.clone(), false)));
                }
                NodeKind::Map(entries) => {
                    let base = if are_names { base } else { identities.take(node, base) };
                    let parts = entries.iter().filter(|(key, _)| {
                        are_names || !VALUES.contains(&&**key) && !key.starts_with("x-")
                    });
                    waiting.extend(parts.map(|(key, part)| {
                        (part, base.clone(), !are_names && NAMED.contains(&&**key))
                    }));
                }
                NodeKind::Null | NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::String(_) => {}
            }
        }
        identities
    }

    /// Adds the identifier and the anchors of a node, and returns the base URI of the nodes within it.
    fn take(&mut self, node: &'n Node, mut base: Arc<str>) -> Arc<str> {
        let text = |key| node.get(key).and_then(Node::as_str);
        if let Some(id) = text("$id") {
            // Drafts before 2019-09 write an anchor as `$id: "#name"`.
            if let Some(name) = id.strip_prefix('#') {
                self.anchors.entry((base.clone(), name)).or_insert(node);
            } else {
                base = resolved(&base, id.trim_end_matches('#')).into();
                self.resources.entry(base.clone()).or_insert(node);
                self.bases.insert(node.at, base.clone());
            }
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(key) {
                self.anchors.entry((base.clone(), name)).or_insert(node);
            }
        }
        if let Some(name) = text("$dynamicAnchor") {
            *self.dynamic.entry(name).or_default() += 1;
        }
        base
    }

    /// The base URI of the references at a node.
    pub(super) fn base_of(&self, places: &Arena<Place>, mut at: NodeId) -> String {
        // Most descriptions have no identifiers.
        while !self.bases.is_empty() {
            if let Some(base) = self.bases.get(&at) {
                return base.to_string();
            }
            match &places[at].step {
                Some((parent, _)) => at = *parent,
                None => break,
            }
        }
        HERE.to_owned()
    }

    /// The node that has an identifier.
    pub(super) fn resource(&self, uri: &str) -> Option<&'n Node> {
        self.resources.get(uri).copied()
    }

    /// The root of the file that states a URI as its own, and the base URI of the file.
    pub(super) fn document(&self, uri: &str) -> Option<(&'n Node, &str)> {
        self.documents.get(uri).map(|(root, base)| (*root, &**base))
    }

    /// The node that has an anchor under an identifier.
    pub(super) fn anchor(&self, uri: &str, name: &str) -> Option<&'n Node> {
        self.anchors.get(&(uri.into(), name)).copied()
    }

    /// The node that has an anchor under any identifier, if there is only one such node.
    pub(super) fn only(&self, name: &str) -> Option<&'n Node> {
        let mut named = self.anchors.iter().filter(|((_, known), _)| *known == name);
        let (_, node) = named.next()?;
        named.next().is_none().then_some(*node)
    }

    /// Whether several schemas have a dynamic anchor.
    pub(super) fn is_ambiguous(&self, name: &str) -> bool {
        self.dynamic.get(name).is_some_and(|count| *count > 1)
    }
}

/// The base URI of another file, which distinguishes its anchors from those of the others.
pub(super) fn base_of_file(path: &str) -> String {
    format!("{HERE}{path}")
}

/// A reference made absolute (RFC 3986, section 5). A text that is not a URI reference stays as it is.
pub(super) fn resolved(base: &str, reference: &str) -> String {
    let absolute = || {
        let base = Uri::parse(base).ok()?;
        Some(UriRef::parse(reference).ok()?.resolve_against(&base).ok()?.to_string())
    };
    absolute().unwrap_or_else(|| reference.to_owned())
}
