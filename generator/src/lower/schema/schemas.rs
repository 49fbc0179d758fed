//! The schemas of a document, and the synthetic ones: [`Schemas`] is what every question about a schema
//! is asked of. An answer is worked out once and remembered, so that whoever asks may ask again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{Composition, Form, Suffix, United, Whole};
use crate::arena::Arena;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::document::{Document, Schema, SchemaId};
use crate::lower::type_choices::TypeChoices;
use crate::source::{NodeId, Pointer};

/// The schemas, and what is known of them.
pub(in crate::lower) struct Schemas<'d> {
    pub(in crate::lower) document: &'d Document,
    /// The names of the schemas that operations share: of the components, and of those of other files.
    pub(super) names: BTreeMap<SchemaId, Arc<str>>,
    /// The types that the caller chose.
    pub(super) choices: &'d TypeChoices<'d>,
    diagnostics: RefCell<&'d mut Diagnostics>,
    /// The schemas of the document, and behind them the synthetic ones.
    all: RefCell<Arena<Arc<Schema>>>,
    pub(super) synthetic: RefCell<SyntheticSchemas>,
    /// The components that take in each component that has a discriminator.
    pub(super) subtypes: BTreeMap<SchemaId, Vec<SchemaId>>,
    pub(super) wholes: Memo<Arc<Whole>>,
    pub(super) forms: Memo<Form>,
    pub(super) nullable: Memo<bool>,
    pub(super) united: Memo<Arc<United>>,
}

/// The schemas that nobody wrote.
#[derive(Default)]
pub(super) struct SyntheticSchemas {
    pub(super) by_composition: BTreeMap<Composition, SchemaId>,
    pub(super) compositions: BTreeMap<SchemaId, Composition>,
    /// The steps of each in the way to its type, behind the place that it shares with a written schema.
    pub(super) suffixes: BTreeMap<SchemaId, Vec<Suffix>>,
    /// Those that list texts and allow any other text too.
    open: BTreeSet<SchemaId>,
}

/// What was found out about each schema.
pub(super) struct Memo<V>(RefCell<BTreeMap<SchemaId, V>>);

impl<V: Clone> Memo<V> {
    fn new() -> Self {
        Self(RefCell::default())
    }

    pub(super) fn get(&self, id: SchemaId) -> Option<V> {
        self.0.borrow().get(&id).cloned()
    }

    pub(super) fn insert(&self, id: SchemaId, value: V) {
        self.0.borrow_mut().insert(id, value);
    }
}

impl<'d> Schemas<'d> {
    pub(super) fn new(
        document: &'d Document,
        choices: &'d TypeChoices<'d>,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        let elsewhere = document.elsewhere.iter().map(|(id, name)| (*id, name.clone()));
        let components = document.components.iter().map(|(name, id)| (*id, name.clone()));
        Self {
            document,
            names: elsewhere.chain(components).collect(),
            choices,
            diagnostics: RefCell::new(diagnostics),
            all: RefCell::new(document.schemas.clone()),
            synthetic: RefCell::default(),
            subtypes: BTreeMap::new(),
            wholes: Memo::new(),
            forms: Memo::new(),
            nullable: Memo::new(),
            united: Memo::new(),
        }
    }

    pub(in crate::lower) fn schema(&self, id: SchemaId) -> Arc<Schema> {
        self.all.borrow()[id].clone()
    }

    pub(super) fn push(&self, schema: Schema) -> SchemaId {
        self.all.borrow_mut().push(Arc::new(schema))
    }

    /// How many schemas there are.
    pub(super) fn count(&self) -> usize {
        self.all.borrow().len()
    }

    /// Where a schema stands; a synthetic one stands where one that it is composed of does.
    pub(in crate::lower) fn pointer(&self, id: SchemaId) -> Option<Pointer> {
        Some(self.document.pointer(self.schema(id).at?))
    }

    /// What a schema is composed of, if it is synthetic.
    pub(super) fn composition(&self, id: SchemaId) -> Option<Composition> {
        self.synthetic.borrow().compositions.get(&id).cloned()
    }

    pub(in crate::lower) fn is_synthetic(&self, id: SchemaId) -> bool {
        self.synthetic.borrow().compositions.contains_key(&id)
    }

    /// Lets a schema that lists texts allow any other text too.
    pub(super) fn open(&self, id: SchemaId) {
        self.synthetic.borrow_mut().open.insert(id);
    }

    /// Whether a schema that lists texts allows any other text too.
    pub(super) fn is_open(&self, id: SchemaId) -> bool {
        self.synthetic.borrow().open.contains(&id)
    }

    /// The steps behind the place of a synthetic schema in the way to its type.
    pub(in crate::lower) fn suffix(&self, id: SchemaId) -> Vec<Suffix> {
        self.synthetic.borrow().suffixes.get(&id).cloned().unwrap_or_default()
    }

    /// Reports something about the value at a node.
    pub(in crate::lower) fn say(&self, code: Code, at: NodeId, message: impl Into<String>) {
        self.report(code, Location::Value(self.document.pointer(at)), message);
    }

    /// Reports something about the key of the value at a node.
    pub(in crate::lower) fn say_of_key(&self, code: Code, at: NodeId, message: impl Into<String>) {
        self.report(code, Location::of_key(self.document.pointer(at)), message);
    }

    pub(in crate::lower) fn report(
        &self,
        code: Code,
        location: Location,
        message: impl Into<String>,
    ) {
        self.diagnostics.borrow_mut().add(Diagnostic::new(code, location, message));
    }
}
