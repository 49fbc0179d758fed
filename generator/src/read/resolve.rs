//! `$ref`: finds the target of a reference by the file, pointer, anchor or identifier in it. Every file that is
//! needed has been read; nothing is opened here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reader;
use super::identity::{base_of_file, resolved};
use crate::diagnostic::Code;
use crate::document::{ComponentKind, SchemaId};
use crate::limits;
use crate::source::{
    Node, NodeId, NodeKind, Segment, Unread, path_from, path_of, percent_decoded, stem,
};

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

    /// Follows the `$ref` of a node that has a role, and notes the role of its target.
    pub(super) fn resolved_as(&mut self, role: ComponentKind, node: &'n Node) -> Option<&'n Node> {
        let target = self.resolved(node)?;
        if target.at != node.at {
            self.roles.insert(target.at, role);
        }
        Some(target)
    }

    /// The schemas of other files that something refers to, by the name of their key, or of their file where they
    /// are all of it. One that stands within another schema has none; neither has the schema of a media type.
    pub(super) fn schemas_elsewhere(&self) -> BTreeMap<SchemaId, Arc<str>> {
        let mut elsewhere = BTreeMap::new();
        for target in self.targets.values() {
            let Target::Found(node) = target else { continue };
            let Some(id) = self.schema_at.get(&node.at) else { continue };
            let mut way = self.tree.places[node.at].step.as_ref();
            let name = way.and_then(|(_, step)| name_of(step));
            let mut is_within = false;
            let mut is_elsewhere = false;
            while let Some((parent, step)) = way {
                is_elsewhere |= matches!(step, Segment::File(_));
                is_within |= self.schema_at.contains_key(parent);
                way = self.tree.places[*parent].step.as_ref();
            }
            if let Some(name) = name.filter(|_| is_elsewhere && !is_within) {
                elsewhere.insert(*id, name);
            }
        }
        elsewhere
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
                let found = self.find(reference.at, &key.0, text, limits::REFERENCES_TO_REFERENCES);
                self.targets.insert(key, found);
                found
            }
        };
        match target {
            Target::Found(node) => return Some(node),
            Target::Stray(node) => {
                let message = format!(
                    "`{text}` leads to nothing in this file, and is looked up in the first file"
                );
                self.say_of_value(Code::StrayReference, reference.at, message);
                return Some(node);
            }
            Target::Nothing => {
                let message = format!("`{text}` leads to nothing");
                self.say_of_value(Code::DanglingReference, reference.at, message);
            }
            Target::Remote => {
                let message = format!("`{text}` is outside this description");
                self.say_of_value(Code::RemoteReference, reference.at, message);
            }
            Target::Unread(unread) => self.say_unread(reference.at, text, unread),
        }
        None
    }

    /// Says why the file of a reference was not read.
    fn say_unread(&mut self, at: NodeId, text: &str, unread: &Unread) {
        let (code, message) = match unread {
            Unread::Missing => {
                (Code::UnreadFile, format!("`{text}` leads to a file that is not there"))
            }
            Unread::Refused(reason) => {
                (Code::UnreadFile, format!("the file of `{text}` cannot be read: {reason}"))
            }
            Unread::Outside(folder) => {
                let message = format!(
                    "`{text}` is outside the folder of the description, in `{folder}` from there"
                );
                (Code::OutsideFolder, message)
            }
            Unread::Faulty => {
                let message = format!("the file of `{text}` cannot be read");
                self.note_unread(&message);
                let path = self.path_at(at, text).unwrap_or_default();
                if let Some(fault) = self.faults.get(&*path) {
                    self.diagnostics.add(fault.clone());
                }
                return;
            }
        };
        self.say_of_value(code, at, message);
    }

    /// The path of the file to which a reference at a place leads.
    fn path_at(&self, at: NodeId, text: &str) -> Option<String> {
        path_of(text).map(|path| match path.is_empty() {
            true => self.tree.file_of(at).to_owned(),
            false => path_from(self.tree.file_of(at), &path),
        })
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

    /// Finds a fragment in the schema that has the identifier, and else in the whole file: authors who write
    /// `$id` often mean pointers to start at the root all the same. `depth` is how many references on the way may
    /// be followed.
    fn find(&self, at: NodeId, base: &str, text: &str, depth: usize) -> Target<'n> {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let absolute = if uri.is_empty() { base.to_owned() } else { resolved(base, uri) };
        let within = |resource: &'n Node, base: &str| match fragment.starts_with('/')
            || fragment.is_empty()
        {
            true => self.walked(resource, fragment, depth),
            false => self.identities.anchor(base, fragment),
        };
        if let Some(resource) = self.identities.resource(&absolute) {
            let found = within(resource, &absolute).or_else(|| self.anywhere(at, text, depth));
            return found.map_or(Target::Nothing, Target::Found);
        }
        if let Some((root, base)) = self.identities.document(&absolute) {
            return within(root, base).map_or(Target::Nothing, Target::Found);
        }
        let (file, base) = match self.path_at(at, text) {
            None => return Target::Remote,
            Some(path) if uri.is_empty() => (self.file(&path), base.to_owned()),
            Some(path) => (self.file(&path), base_of_file(&path)),
        };
        match file {
            Some(Ok(root)) => {
                match within(root, &base).or_else(|| self.anywhere(at, text, depth)) {
                    Some(found) => Target::Found(found),
                    // Those who write a description in parts often think of it as one.
                    None if uri.is_empty() && root.at != self.tree.root.at => {
                        let stray = self.walked(&self.tree.root, fragment, depth);
                        stray.map_or(Target::Nothing, Target::Stray)
                    }
                    None => Target::Nothing,
                }
            }
            Some(Err(unread)) => Target::Unread(unread),
            None => Target::Remote,
        }
    }

    /// Walks down a URI fragment that is a JSON Pointer (RFC 6901, section 6). Where a node on the way is nothing but
    /// a reference, the walk goes on at its target: authors move lists of components into files of their own.
    fn walked(&self, root: &'n Node, fragment: &str, depth: usize) -> Option<&'n Node> {
        // Authors who write `#/` mean the whole as well, where there is no key without letters.
        if fragment.is_empty() || fragment == "/" && root.get("").is_none() {
            return Some(root);
        }
        let mut node = root;
        for step in fragment.strip_prefix('/')?.split('/') {
            let below = |node| child(node, &unescaped(step)).or_else(|| child(node, step));
            node = below(node).or_else(|| below(self.moved_to(node, depth)?))?;
        }
        Some(node)
    }

    /// The target of a node that is nothing but a reference.
    fn moved_to(&self, node: &'n Node, depth: usize) -> Option<&'n Node> {
        let Some([(key, reference)]) = node.as_map() else { return None };
        let text = reference.as_str().filter(|_| &**key == "$ref")?;
        let base = self.identities.base_of(&self.tree.places, node.at);
        let depth = depth.checked_sub(1)?;
        match self.find(node.at, &base, text, depth) {
            Target::Found(node) | Target::Stray(node) => Some(node),
            Target::Nothing | Target::Remote | Target::Unread(_) => None,
        }
    }

    /// A fragment alone, in the whole file of a place.
    fn anywhere(&self, at: NodeId, text: &str, depth: usize) -> Option<&'n Node> {
        match text.strip_prefix('#')? {
            name if !name.starts_with('/') && !name.is_empty() => self.identities.only(name),
            pointer => self.walked(self.file(self.tree.file_of(at))?.ok()?, pointer, depth),
        }
    }

    /// The root of a file; none if there is no folder to read it from.
    pub(super) fn file(&self, path: &str) -> Option<Result<&'n Node, &'n Unread>> {
        if path == self.tree.file_name {
            return Some(Ok(&self.tree.root));
        }
        self.tree.others.get(path).map(Result::as_ref)
    }
}

/// Where a reference leads.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'n> {
    /// To a node.
    Found(&'n Node),
    /// To nothing in its own file, but to a node of the description's first file.
    Stray(&'n Node),
    /// To nothing, within this description.
    Nothing,
    /// Into the network, or into a file of a description that has no folder.
    Remote,
    /// Into a file that was not read.
    Unread(&'n Unread),
}

/// The name that the last step to a schema gives it.
fn name_of(step: &Segment) -> Option<Arc<str>> {
    match step {
        Segment::Key(key) if &**key != "schema" => Some(key.clone()),
        Segment::File(path) => Some(stem(path).into()),
        Segment::Key(_) | Segment::Index(_) => None,
    }
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
    percent_decoded(step).replace("~1", "/").replace("~0", "~")
}
