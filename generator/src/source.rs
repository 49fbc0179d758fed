//! The input: a [`Source`] is a named text, a [`Node`] is a JSON value in the text, and a [`NodeId`] is the
//! place of a node. The [`Pointer`] to a place is built only for a diagnostic or an origin. A description may
//! have several files, the others in the [`Folder`] of the one that is named.

mod folder;

pub use folder::{Folder, Unread, path_from, path_of, percent_decoded, stem};

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::arena::{Arena, Id};

/// The text of a description as the caller gave it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    bytes: Vec<u8>,
    folder: Option<Arc<dyn Folder>>,
}

impl Source {
    /// A description with the name that diagnostics show for it, usually its path.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), folder: None }
    }

    /// The description with the folder that has its other files. Without one, a reference to another file leads
    /// outside the description.
    #[must_use]
    pub fn in_folder(self, folder: impl Folder + 'static) -> Self {
        Self { folder: Some(Arc::new(folder)), ..self }
    }

    /// The folder that has the other files of the description.
    pub fn folder(&self) -> Option<&dyn Folder> {
        self.folder.as_deref()
    }

    /// Another file of the description, with a name beside the name of this one.
    pub fn beside(&self, path: &str, bytes: Vec<u8>) -> Self {
        let folder = self.name.strip_suffix(self.file_name()).unwrap_or_default();
        Self::new(format!("{folder}{path}"), bytes)
    }

    /// A description that is already held as an [`openapiv3::OpenAPI`]; its places are those of
    /// its JSON form.
    ///
    /// # Errors
    /// If the value cannot be written as JSON, as with a map key that is not a string.
    pub fn from_openapiv3(description: &openapiv3::OpenAPI) -> serde_json::Result<Self> {
        Ok(Self::new("openapi.json", serde_json::to_vec_pretty(description)?))
    }

    /// The name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last part of the name. Generated files show no more of it, so that they hold no path of a machine.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The bytes of the text, unchanged.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// A line and a column of a source, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
}

/// The path from the root of a description to one of its values: a JSON Pointer (RFC 6901), behind the path of
/// the file and `#` where the value stands in another file than the description's first.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer {
    segments: Vec<Segment>,
}

impl Pointer {
    /// The pointer to the root.
    pub fn root() -> Self {
        Self::default()
    }

    /// The segments from the root inwards.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The file, where it is not the description's first.
    pub fn file(&self) -> Option<&Arc<str>> {
        match self.segments.first() {
            Some(Segment::File(path)) => Some(path),
            _ => None,
        }
    }

    /// The segments within the file.
    pub fn within_file(&self) -> &[Segment] {
        match self.segments.as_slice() {
            [Segment::File(_), within @ ..] | within => within,
        }
    }
}

impl FromIterator<Segment> for Pointer {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self { segments: segments.into_iter().collect() }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.segments {
            match segment {
                Segment::File(path) => write!(f, "{path}#")?,
                Segment::Index(index) => write!(f, "/{index}")?,
                Segment::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))?,
            }
        }
        Ok(())
    }
}

/// One step of a [`Pointer`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// Into another file of the description, by its path.
    File(Arc<str>),
    /// Into the member of an object.
    Key(Arc<str>),
    /// Into the item of an array, from 0.
    Index(u32),
}

impl Segment {
    /// The key, if the step is into an object.
    pub fn key(&self) -> Option<&str> {
        match self {
            Segment::Key(key) => Some(key),
            Segment::Index(_) | Segment::File(_) => None,
        }
    }
}

/// Where a node stands: its parent and the step from there. The root has neither; the root of another file is
/// a step from it.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The node that holds this one, and the step from it.
    pub step: Option<(NodeId, Segment)>,
}

/// The place of a [`Node`].
pub type NodeId = Id<Place>;

/// A value of a description, and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where the value stands.
    pub at: NodeId,
    /// The value.
    pub kind: NodeKind,
}

/// The values that JSON and YAML share.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Box<str>),
    /// An array.
    List(Vec<Node>),
    /// An object, in the order written.
    Map(Vec<(Arc<str>, Node)>),
}

/// A number as JSON spells it, with the digits that are written.
#[derive(Debug, Clone)]
pub struct Number {
    json: Box<str>,
    /// What is written, where JSON spells the number otherwise.
    written: Option<Box<str>>,
}

impl Number {
    /// A number that JSON spells like this, and the author of the description like that.
    pub fn written(json: &str, written: &str) -> Self {
        let written = Some(written).filter(|written| *written != json).map(Into::into);
        Self { json: json.into(), written }
    }

    /// What is written: YAML knows more spellings than JSON, such as `0x1F` and `.5`.
    pub fn as_written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.json)
    }
}

impl From<&str> for Number {
    fn from(json: &str) -> Self {
        Self { json: json.into(), written: None }
    }
}

impl Deref for Number {
    type Target = str;

    /// The number as JSON spells it.
    fn deref(&self) -> &str {
        &self.json
    }
}

impl Node {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_map(&self) -> Option<&[(Arc<str>, Node)]> {
        match &self.kind {
            NodeKind::Map(members) => Some(members),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The value under a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.iter().find(|(name, _)| &**name == key).map(|(_, node)| node)
    }

    /// What kind of value it is, for a message.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "null",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Number(_) => "a number",
            NodeKind::String(_) => "a string",
            NodeKind::List(_) => "an array",
            NodeKind::Map(_) => "an object",
        }
    }
}

/// A parsed description: its root, its other files, and the place of every node.
#[derive(Debug)]
pub struct Tree {
    /// The outermost value.
    pub root: Node,
    /// The last part of the path of the file that has the root.
    pub file_name: String,
    /// The roots of the other files that something in the description may refer to, by their paths.
    pub others: BTreeMap<Arc<str>, Result<Node, Unread>>,
    /// The places of all nodes.
    pub places: Arena<Place>,
}

impl Tree {
    /// The path of the file that a place is in.
    pub fn file_of(&self, at: NodeId) -> &str {
        let mut at = at;
        while let Some((parent, segment)) = &self.places[at].step {
            if let Segment::File(path) = segment {
                return path;
            }
            at = *parent;
        }
        &self.file_name
    }
}

/// Builds the pointer to a place.
pub fn pointer_to(places: &Arena<Place>, mut at: NodeId) -> Pointer {
    let mut segments = Vec::new();
    while let Some((parent, segment)) = &places[at].step {
        segments.push(segment.clone());
        at = *parent;
    }
    segments.reverse();
    segments.into_iter().collect()
}
