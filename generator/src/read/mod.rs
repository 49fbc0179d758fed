//! Node → [`Document`]: reads each node as what its place in the description makes it (a schema, a
//! parameter), and turns every version's spelling into that of 3.1. No key is dropped in silence: each is
//! read, or a diagnostic says why not.

mod content;
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
mod swagger;
mod unread;
mod upgrade;
mod value_note;
mod version;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use identity::Identities;
use resolve::Target;
use swagger::{Role, Usual};
use version::Version;

use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{ComponentKind, Document, Schema, SchemaId};
use crate::source::{Node, NodeId, Pointer, Tree, pointer_to};

/// Reads a description, or says why it is none. `faults` has what is wrong with the texts of other files.
///
/// # Errors
/// If it is not an OpenAPI description of a version that is read.
pub fn read(
    tree: Tree,
    faults: &BTreeMap<Arc<str>, Diagnostic>,
    diagnostics: &mut Diagnostics,
) -> Result<Document, Diagnostic> {
    let version = version::version(&tree.root)?;
    let mut reader = Reader {
        tree: &tree,
        faults,
        version,
        usual: Usual::default(),
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
    version: Version,
    /// What a description of Swagger 2.0 states for all its operations.
    usual: Usual,
    diagnostics: &'d mut Diagnostics,
    schemas: Arena<Arc<Schema>>,
    /// The schema at each node that something refers to, so that each schema is read once.
    schema_at: BTreeMap<NodeId, SchemaId>,
    /// Schemas that have a name and have not been read: a queue instead of recursion, so that no
    /// chain of references can exhaust the stack.
    waiting: Vec<(SchemaId, &'n Node, Role)>,
    /// The identifiers and anchors of schemas.
    identities: Identities<'n>,
    /// The target of each `$ref` that was followed, by the base URI and the text of the reference.
    targets: BTreeMap<(String, String), Target<'n>>,
    /// What each target of a reference is that is no schema.
    roles: BTreeMap<NodeId, ComponentKind>,
    /// The callbacks that were read. Each is read once, because a callback can refer to itself.
    callbacks: BTreeSet<NodeId>,
    /// The messages about what could not be read of the current operation. Schemas are not included: they
    /// are read later, and one schema may belong to several operations.
    unread: Option<Vec<String>>,
    /// What could not be read of each schema whose reference leads nowhere, in words.
    unread_schemas: BTreeMap<SchemaId, Vec<String>>,
}

impl Reader<'_, '_> {
    /// Whether the description is of Swagger 2.0.
    fn is_swagger(&self) -> bool {
        self.version == Version::Swagger
    }

    fn pointer(&self, at: NodeId) -> Pointer {
        pointer_to(&self.tree.places, at)
    }

    fn say_of_value(&mut self, code: Code, at: NodeId, message: impl Into<String>) {
        let location = Location::Value(self.pointer(at));
        self.say(Diagnostic::new(code, location, message));
    }

    fn say_of_key(&mut self, code: Code, at: NodeId, message: impl Into<String>) {
        let location = Location::of_key(self.pointer(at));
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
