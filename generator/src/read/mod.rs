//! Node → [`Document`]: reads each node as what its place in the description makes it (a schema, a
//! parameter), and turns every version's spelling into that of 3.1. No key is dropped in silence: each is
//! read, or a diagnostic says why not.

mod description;
mod discriminator;
mod field;
mod header;
mod identity;
mod keyword;
mod media_type;
mod operation;
mod parameter;
mod resolve;
mod schema;
mod security;
mod server;
mod unread;
mod upgrade;
mod value_note;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use identity::Identities;
use resolve::Target;

use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{Document, Role, Schema, SchemaId};
use crate::source::{Node, NodeId, NodeKind, Pointer, Segment, Tree, pointer_to};

/// Reads a description, or says why it is none. `faults` has what is wrong with the texts of other files.
///
/// # Errors
/// If it is not an OpenAPI description of a version that is read.
pub fn read(
    tree: Tree,
    faults: &BTreeMap<Arc<str>, Diagnostic>,
    diagnostics: &mut Diagnostics,
) -> Result<Document, Diagnostic> {
    check_version(&tree.root)?;
    let mut reader = Reader {
        tree: &tree,
        faults,
        diagnostics,
        schemas: Arena::default(),
        schema_at: BTreeMap::new(),
        waiting: Vec::new(),
        identities: Identities::of(&tree),
        targets: BTreeMap::new(),
        roles: BTreeMap::new(),
        callbacks: BTreeSet::new(),
        unread: None,
        unread_schemas: BTreeMap::new(),
    };
    let mut document = reader.description();
    reader.read_waiting_schemas();
    reader.note_unread_schemas(&mut document.operations);
    document.elsewhere = reader.schemas_elsewhere();
    document.roles = reader.roles;
    document.schemas = reader.schemas;
    document.places = tree.places;
    Ok(document)
}

/// The state of reading one description.
struct Reader<'n, 'd> {
    tree: &'n Tree,
    faults: &'d BTreeMap<Arc<str>, Diagnostic>,
    diagnostics: &'d mut Diagnostics,
    schemas: Arena<Arc<Schema>>,
    /// The schema at each node that something refers to, so that each schema is read once.
    schema_at: BTreeMap<NodeId, SchemaId>,
    /// Schemas that have a name and have not been read: a queue instead of recursion, so that no
    /// chain of references can exhaust the stack.
    waiting: Vec<(SchemaId, &'n Node)>,
    /// The identifiers and anchors of schemas.
    identities: Identities<'n>,
    /// The target of each `$ref` that was followed, by the base URI and the text of the reference.
    targets: BTreeMap<(String, String), Target<'n>>,
    /// What each target of a reference is that is no schema.
    roles: BTreeMap<NodeId, Role>,
    /// The callbacks that were read. Each is read once, because a callback can refer to itself.
    callbacks: BTreeSet<NodeId>,
    /// The messages about what could not be read of the current operation. Schemas are not included: they
    /// are read later, and one schema may belong to several operations.
    unread: Option<Vec<String>>,
    /// What could not be read of each schema whose reference leads nowhere, in words.
    unread_schemas: BTreeMap<SchemaId, Vec<String>>,
}

impl Reader<'_, '_> {
    /// Whether the description is of version 3.0, whose schemas have no keywords but those of the specification.
    fn is_of_3_0(&self) -> bool {
        let version = self.tree.root.get("openapi");
        match version.map(|version| &version.kind) {
            Some(NodeKind::String(text)) => text.starts_with("3.0"),
            Some(NodeKind::Number(number)) => number.starts_with("3.0"),
            _ => false,
        }
    }

    fn pointer(&self, at: NodeId) -> Pointer {
        pointer_to(&self.tree.places, at)
    }

    fn say_of_value(&mut self, code: Code, at: NodeId, message: impl Into<String>) {
        let location = Location::Value(self.pointer(at));
        self.say(Diagnostic::new(code, location, message));
    }

    fn say_of_key(&mut self, code: Code, at: NodeId, message: impl Into<String>) {
        let location = Location::Key(self.pointer(at));
        self.say(Diagnostic::new(code, location, message));
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        if is_unread(diagnostic.code) {
            self.note_unread(&diagnostic.message);
        }
        self.diagnostics.add(diagnostic);
    }

    fn note_unread(&mut self, message: &str) {
        if let Some(unread) = &mut self.unread
            && !unread.iter().any(|known| known == message)
        {
            unread.push(message.to_owned());
        }
    }
}

/// Whether a code means that something could not be read. The other codes are about something that was read
/// and is unknown or not supported.
fn is_unread(code: Code) -> bool {
    let unread = [
        Code::WrongKind,
        Code::MissingKey,
        Code::DanglingReference,
        Code::RemoteReference,
        Code::UnreadFile,
        Code::OutsideFolder,
        Code::ReferenceCycle,
    ];
    unread.contains(&code)
}

fn check_version(root: &Node) -> Result<(), Diagnostic> {
    let refuse_at = |key: Option<&str>, code, message: String| {
        let steps = key.map(|key| Segment::Key(key.into())).into_iter();
        Err(Diagnostic::new(code, Location::Value(steps.collect()), message))
    };
    let refuse = |code, message| refuse_at(None, code, message);
    if root.as_map().is_none() {
        let message = format!("the description is {}, not an object", root.kind_name());
        return refuse(Code::NotOpenapi, message);
    }
    if let Some(swagger) = root.get("swagger") {
        let version = swagger.as_str().unwrap_or("2.0");
        let message = format!("this is Swagger {version}");
        return refuse_at(Some("swagger"), Code::UnsupportedVersion, message);
    }
    match root.get("openapi").map(|version| (version, version.as_str())) {
        None => refuse(Code::NotOpenapi, "the key `openapi` is missing".to_owned()),
        Some((_, Some(version))) if is_read(version) => Ok(()),
        Some((_, Some(version))) => {
            let message = format!("this is OpenAPI {version}");
            refuse_at(Some("openapi"), Code::UnsupportedVersion, message)
        }
        Some((version, None)) => {
            let message =
                format!("`openapi` is {}, not a version such as \"3.1.0\"", version.kind_name());
            refuse_at(Some("openapi"), Code::NotOpenapi, message)
        }
    }
}

fn is_read(version: &str) -> bool {
    ["3.0", "3.1"].iter().any(|known| {
        version
            .strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    })
}
