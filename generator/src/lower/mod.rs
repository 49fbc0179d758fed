//! Document → [`Api`]: every decision is made here. What is not carried yet becomes any JSON value or
//! is left out, with a diagnostic; nothing here fails.

mod body;
mod credential;
mod docs;
mod finish;
mod group;
mod header;
mod operation;
mod origin;
mod outcome;
mod parameter;
mod parts;
mod path;
mod sample;
mod schema;
mod server;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::api::{Api, Docs, Group, Place, StatedName, Step, Type, TypeDef, TypeId, Untyped};
use crate::arena::Arena;
use crate::config::Choices;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{Document, Schema, SchemaId};
use crate::source::{NodeId, Pointer};

use schema::{Made, Whole};

/// Decides what a client of the described API is.
pub fn lower(document: &Document, choices: &Choices, diagnostics: &mut Diagnostics) -> Api {
    let schemas = document.schemas.clone();
    let places = schemas.iter().filter_map(|(id, schema)| Some((schema.at?, id)));
    let schema_at = places.collect();
    let mut lowering = Lowering {
        document,
        diagnostics,
        schemas,
        schema_at,
        made: BTreeMap::new(),
        made_of: BTreeMap::new(),
        suffixes: BTreeMap::new(),
        wholes: BTreeMap::new(),
        subtypes: BTreeMap::new(),
        types: Arena::default(),
        type_of_schema: BTreeMap::new(),
        type_at: BTreeMap::new(),
        waiting: Vec::new(),
        anchors: BTreeMap::new(),
        untyped: BTreeSet::new(),
        nullable: BTreeMap::new(),
        parts_of: BTreeMap::new(),
        depth: 0,
    };
    lowering.find_subtypes();
    lowering.shared_types();
    let servers = lowering.servers();
    let operations = lowering.operations(&servers);
    lowering.webhooks();
    lowering.define_waiting_types();
    lowering.untyped.extend(finish::finish(
        &mut lowering.types,
        &operations,
        choices,
        lowering.diagnostics,
    ));
    let (credentials, usual_credentials) = lowering.credentials();
    let untyped = lowering.untyped.iter().cloned().collect();
    let places = lowering.places();
    Api {
        title: document.title.clone(),
        version: document.version.clone(),
        docs: Docs {
            summary: document.summary.clone(),
            link: docs::link(document.external_docs.as_ref()),
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
        stated_names: stated_names(document),
        untyped,
        places,
    }
}

/// What the decisions made so far are remembered in.
struct Lowering<'d> {
    document: &'d Document,
    diagnostics: &'d mut Diagnostics,
    /// The schemas of the document, and behind them those that were made.
    schemas: Arena<Arc<Schema>>,
    /// The schema at each node.
    schema_at: BTreeMap<NodeId, SchemaId>,
    /// The schemas that were made.
    made: BTreeMap<Made, SchemaId>,
    made_of: BTreeMap<SchemaId, Made>,
    /// What follows in the origin of a made schema after the place that it shares with another.
    suffixes: BTreeMap<SchemaId, Vec<Step>>,
    wholes: BTreeMap<SchemaId, Arc<Whole>>,
    /// The components that take in each component whose kinds are told by a member.
    subtypes: BTreeMap<SchemaId, Vec<SchemaId>>,
    types: Arena<TypeDef>,
    /// A schema that has a type of its own has only one, whoever names it.
    type_of_schema: BTreeMap<SchemaId, TypeId>,
    /// What each schema became where it stands, null included.
    type_at: BTreeMap<SchemaId, Type>,
    /// Types that have an id and no shape yet: a queue, so that nesting cannot exhaust the stack.
    waiting: Vec<(TypeId, SchemaId)>,
    /// Nodes from which names start anew, and the way to them.
    anchors: BTreeMap<NodeId, Vec<Step>>,
    untyped: BTreeSet<Untyped>,
    /// Whether each schema that was asked allows null.
    nullable: BTreeMap<SchemaId, bool>,
    /// The type of each schema whose values are sent as parts.
    parts_of: BTreeMap<SchemaId, TypeId>,
    /// How deep the schema at hand is nested in types without a name.
    depth: usize,
}

impl Lowering<'_> {
    fn schema(&self, id: SchemaId) -> Option<Arc<Schema>> {
        self.schemas.get(id).cloned()
    }

    /// Where a schema stands.
    fn pointer_of(&self, id: SchemaId) -> Option<Pointer> {
        Some(self.document.pointer(self.schema(id)?.at?))
    }

    /// Every schema that became a type, sorted by its place. Types that nothing uses are among them.
    fn places(&mut self) -> Vec<Place> {
        let named: Vec<SchemaId> = self.type_of_schema.keys().copied().collect();
        for id in named {
            self.type_of(id);
        }
        let written = self.type_at.iter().filter(|(id, _)| !self.made_of.contains_key(id));
        let placed = written.filter_map(|(id, ty)| {
            let at = self.document.pointer(self.schema(*id)?.at?);
            Some(Place { at, ty: ty.clone() })
        });
        let mut places: Vec<Place> = placed.collect();
        places.sort_by(|a, b| a.at.cmp(&b.at));
        places
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
    tags.map(|tag| {
        let link = docs::link(tag.external_docs.as_ref());
        Group {
            name: tag.name.clone(),
            docs: Docs { link, ..Docs::of(tag.description.as_deref()) },
        }
    })
    .collect()
}

/// The names that the author states with `x-rust-name`.
fn stated_names(document: &Document) -> Vec<StatedName> {
    let schemas = document
        .schemas
        .iter()
        .filter_map(|(_, schema)| Some((schema.at?, schema.rust_name.as_ref()?)));
    let operations = document.operations.iter();
    let operations =
        operations.filter_map(|operation| Some((operation.at, operation.rust_name.as_ref()?)));
    let parameters = document.operations.iter().flat_map(|operation| &operation.parameters);
    let parameters =
        parameters.filter_map(|parameter| Some((parameter.at, parameter.rust_name.as_ref()?)));
    let all = schemas.chain(operations).chain(parameters);
    let mut stated: Vec<StatedName> =
        all.map(|(at, name)| StatedName { at: document.pointer(at), name: name.clone() }).collect();
    stated.sort();
    stated.dedup();
    stated
}
