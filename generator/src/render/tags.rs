//! Tags → features: which files of operations and types are compiled where only some tags are chosen. A file is the
//! unit: a type is compiled where an operation of a chosen tag needs one of its file.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::api::{Operation, Type, TypeId};
use crate::name::{AnswersNames, Ident, OperationNames};

/// The feature that every tag is of.
pub(super) const ALL: &str = "all-tags";

/// A file that more tags need is always compiled: a longer list of features would tell its reader nothing.
const MOST_TAGS_OF_A_FILE: usize = 8;

/// Whether the crate has features for its tags.
pub(super) fn are_features(context: Context<'_>) -> bool {
    context.config.tag_features && !context.api.operations.is_empty()
}

/// Which tags need which files.
pub(super) struct Tags<'a> {
    /// The files of operations, each with its feature.
    features: BTreeMap<&'a Ident, String>,
    /// The features of the tags that need a file of types.
    of_types: BTreeMap<&'a Ident, BTreeSet<&'a Ident>>,
}

impl<'a> Tags<'a> {
    /// The tags of an API, if its crate has features for them.
    pub(super) fn new(context: Context<'a>) -> Option<Self> {
        if !are_features(context) {
            return None;
        }
        let needs = Needs::new(context);
        let mut tags = Self { features: BTreeMap::new(), of_types: BTreeMap::new() };
        for (id, operation) in context.api.operations.iter() {
            let names = &context.names.operations[id];
            let feature = format!("tag-{}", names.module.plain().replace('_', "-"));
            tags.features.insert(&names.module, feature);
            for file in needs.of_operation(operation, names) {
                tags.of_types.entry(file).or_default().insert(&names.module);
            }
        }
        Some(tags)
    }

    /// The feature of each tag.
    pub(super) fn features(&self) -> impl Iterator<Item = &str> {
        self.features.values().map(String::as_str)
    }

    /// When a file of operations is compiled.
    pub(super) fn condition_of_operations(&self, module: &Ident) -> TokenStream {
        condition(self.features.get(module).into_iter())
    }

    /// When a file of types is compiled. What no operation needs is compiled with all tags.
    pub(super) fn condition_of_types(&self, module: &Ident) -> TokenStream {
        match self.of_types.get(module) {
            Some(tags) if tags.len() > MOST_TAGS_OF_A_FILE => TokenStream::new(),
            Some(tags) => condition(tags.iter().filter_map(|tag| self.features.get(tag))),
            None => when_all(),
        }
    }
}

/// The condition of what is compiled with all tags alone.
pub(super) fn when_all() -> TokenStream {
    quote!(#[cfg(feature = #ALL)])
}

fn condition<'f>(features: impl Iterator<Item = &'f String>) -> TokenStream {
    let features: Vec<&String> = features.collect();
    match features.as_slice() {
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// Which files of types need which others.
struct Needs<'a> {
    context: Context<'a>,
    /// The types that are in a file or in one of the enums of it.
    of_file: BTreeMap<&'a Ident, BTreeSet<TypeId>>,
}

impl<'a> Needs<'a> {
    fn new(context: Context<'a>) -> Self {
        let mut needs = Self { context, of_file: BTreeMap::new() };
        for (id, definition) in context.api.types.iter() {
            let names = &context.names.types[id];
            let other = definition.other_view.map(|other| other.ty);
            let parts = definition.shape.types().into_iter().filter_map(Type::mentioned);
            let needed = parts.chain(other).chain(names.same_as).chain([id]);
            needs.of_file.entry(&names.module).or_default().extend(needed);
        }
        for (id, operation) in context.api.operations.iter() {
            let needed: Vec<TypeId> = mentioned(operation).collect();
            for file in enums(&context.names.operations[id]).map(|names| &names.module) {
                needs.of_file.entry(file).or_default().extend(&needed);
            }
        }
        needs
    }

    /// The files that an operation needs, and those that they need.
    fn of_operation(
        &self,
        operation: &Operation,
        names: &'a OperationNames,
    ) -> BTreeSet<&'a Ident> {
        let module = |id: TypeId| &self.context.names.types[id].module;
        let mut waiting: Vec<&'a Ident> = mentioned(operation).map(module).collect();
        waiting.extend(enums(names).map(|names| &names.module));
        let mut files = BTreeSet::new();
        while let Some(file) = waiting.pop() {
            if files.insert(file) {
                waiting.extend(self.of_file.get(file).into_iter().flatten().map(|id| module(*id)));
            }
        }
        files
    }
}

/// The enums of what an operation answers and sends.
fn enums(names: &OperationNames) -> impl Iterator<Item = &AnswersNames> {
    names.success.iter().chain(&names.failure).chain(&names.content)
}

/// The types that an operation mentions.
fn mentioned(operation: &Operation) -> impl Iterator<Item = TypeId> {
    operation.sent_types().chain(operation.received_types()).chain(operation.headers)
}
