//! Document → [`Api`]: every decision is made here. What is not carried yet becomes any JSON value or
//! is left out, with a diagnostic; nothing here fails.

mod all_of;
mod body;
mod choice;
mod credential;
mod cycle;
mod docs;
mod group;
mod operation;
mod origin;
mod outcome;
mod parameter;
mod path;
mod record;
mod scalar;
mod schema;
mod server;
mod traits;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Docs, Group, Step, TypeDef, TypeId, Untyped};
use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{Document, Schema, SchemaId};
use crate::source::NodeId;

/// Decides what a client of the described API is.
pub fn lower(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering {
        document,
        diagnostics,
        types: Arena::default(),
        type_of_schema: BTreeMap::new(),
        waiting: Vec::new(),
        anchors: BTreeMap::new(),
        untyped: BTreeSet::new(),
        nullable: BTreeMap::new(),
        depth: 0,
    };
    lowering.shared_types();
    let servers = lowering.servers();
    let (operations, skipped) = lowering.operations(&servers);
    lowering.define_waiting_types();
    lowering.break_cycles();
    lowering.settle_traits();
    let (credentials, usual_credentials) = lowering.credentials();
    let untyped = lowering.untyped.iter().cloned().collect();
    Api {
        title: document.title.clone(),
        version: document.version.clone(),
        docs: Docs {
            summary: document.summary.clone(),
            ..Docs::of(document.description.as_deref())
        },
        server: servers.usual,
        relative_server: servers.relative,
        servers: servers.all,
        credentials,
        usual_credentials,
        groups: groups(document),
        types: lowering.types,
        operations,
        skipped,
        untyped,
    }
}

/// What the decisions made so far are remembered in.
struct Lowering<'d> {
    document: &'d Document,
    diagnostics: &'d mut Diagnostics,
    types: Arena<TypeDef>,
    /// A schema that has a type of its own has only one, whoever names it.
    type_of_schema: BTreeMap<SchemaId, TypeId>,
    /// Types that have an id and no shape yet: a queue, so that nesting cannot exhaust the stack.
    waiting: Vec<(TypeId, SchemaId)>,
    /// Nodes from which names start anew, and the way to them.
    anchors: BTreeMap<NodeId, Vec<Step>>,
    untyped: BTreeSet<Untyped>,
    /// Whether each schema that was asked allows null.
    nullable: BTreeMap<SchemaId, bool>,
    /// How deep the schema at hand is nested in types without a name.
    depth: usize,
}

impl<'d> Lowering<'d> {
    fn schema(&self, id: SchemaId) -> Option<&'d Schema> {
        self.document.schemas.get(id)
    }

    fn say_of_key(&mut self, code: Code, at: NodeId, message: impl Into<String>) {
        let location = Location::Key(self.document.pointer(at));
        self.diagnostics.add(Diagnostic::new(code, location, message));
    }

    fn say(&mut self, code: Code, at: NodeId, message: impl Into<String>) {
        let location = Location::Value(self.document.pointer(at));
        self.diagnostics.add(Diagnostic::new(code, location, message));
    }
}

fn groups(document: &Document) -> Vec<Group> {
    let tags = document.tags.iter();
    tags.map(|tag| Group { name: tag.name.clone(), docs: Docs::of(tag.description.as_deref()) })
        .collect()
}
