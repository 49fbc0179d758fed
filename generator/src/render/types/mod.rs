//! Types → one file for each outermost named thing, and an index of them all.

pub(super) mod answers;
mod choice;
mod constructor;
mod content;
mod conversion;
mod member;
mod other_name;
mod purpose;
mod record;
mod required;
mod tuple;
mod union;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;

use answers::Outcome;
use purpose::Purposes;

use super::scope::{Here, Scope};
use super::tags::Tags;
use super::{Context, Documented, Draft, Item, RustFile, docs};
use crate::api::{Body, ChosenTrait, OperationId, Record, Role, Shape, Step, TypeDef, TypeId};
use crate::name::{AnswersNames, Ident, OperationNames, TypeNames};

/// A type of a file.
enum Entry<'a> {
    Type(TypeId),
    /// The struct of what the constructor of a record takes.
    Required(TypeId, &'a Record, &'a Ident),
    Answers(OperationId, Outcome, &'a AnswersNames),
    Content(OperationId, &'a Body, &'a AnswersNames),
}

pub(super) fn files(context: Context<'_>) -> Vec<(String, Draft<'_>)> {
    let files = Arc::new(entries(context));
    let purposes = Arc::new(Purposes::new(context));
    let of_module = |module: &Ident| {
        let path = format!("src/types/{}.rs", module.plain());
        let (module, files, purposes) = (module.clone(), files.clone(), purposes.clone());
        (path, Draft::rust(move || file(context, &purposes, &module, files.get(&module))))
    };
    let mut drafts: Vec<(String, Draft<'_>)> = files.keys().map(of_module).collect();
    drafts.push(("src/types/mod.rs".to_owned(), Draft::rust(move || index(context, &files))));
    drafts
}

/// The types of every file, by name.
fn entries<'a>(context: Context<'a>) -> BTreeMap<Ident, BTreeMap<Ident, Entry<'a>>> {
    let mut files: BTreeMap<Ident, BTreeMap<Ident, Entry<'a>>> = BTreeMap::new();
    let mut add = |module: &Ident, ident: &Ident, entry: Entry<'a>| {
        files.entry(module.clone()).or_default().insert(ident.clone(), entry);
    };
    for id in context.api.types.ids() {
        let TypeNames { ident, module, required, .. } = &context.names.types[id];
        add(module, ident, Entry::Type(id));
        if let (Some(required), Shape::Record(record)) = (required, &context.api.types[id].shape) {
            add(module, required, Entry::Required(id, record, required));
        }
    }
    for (id, operation) in context.api.operations.iter() {
        let OperationNames { success, failure, content, .. } = &context.names.operations[id];
        let answers = [(success, Outcome::Success), (failure, Outcome::Failure)];
        for (names, outcome) in answers {
            if let Some(names) = names {
                add(&names.module, &names.ident, Entry::Answers(id, outcome, names));
            }
        }
        if let (Some(body), Some(names)) = (&operation.body, content) {
            add(&names.module, &names.ident, Entry::Content(id, body, names));
        }
    }
    files
}

fn index(context: Context<'_>, files: &BTreeMap<Ident, BTreeMap<Ident, Entry<'_>>>) -> RustFile {
    let tags = Tags::new(context);
    let condition = |module: &Ident| tags.as_ref().map(|tags| tags.condition_of_types(module));
    let condition = |module| (condition(module), module);
    let modules = files.keys().map(condition).map(|(when, module)| quote!(#when mod #module;));
    let exports = files.keys().map(condition);
    let exports = exports.map(|(when, module)| quote!(#when pub use self::#module::*;));
    let (modules, exports) = (modules.collect(), exports.collect());
    RustFile {
        docs: vec!["The types of what is sent and of what is answered.".to_owned()],
        head: Vec::new(),
        items: vec![Item::Block(modules), Item::Block(exports)],
    }
}

fn file(
    context: Context<'_>,
    purposes: &Purposes<'_>,
    module: &Ident,
    entries: Option<&BTreeMap<Ident, Entry<'_>>>,
) -> RustFile {
    let scope = Scope::new(context, Here::Types(module));
    // The type that the file is named after comes first.
    let mut ordered: Vec<&Entry<'_>> = entries.into_iter().flatten().map(|(_, it)| it).collect();
    ordered.sort_by_key(|entry| match entry {
        Entry::Type(id) | Entry::Required(id, ..) => context.api.types[*id].origin.path.len(),
        Entry::Answers(..) | Entry::Content(..) => 2,
    });
    let (mut items, mut others) = (Vec::new(), Vec::new());
    for entry in ordered {
        match *entry {
            Entry::Type(id) if context.names.types[id].same_as.is_some() => {
                let other_name = other_name::of_type(context, id);
                match (other_name::docs(context, id), other_name) {
                    (Some(docs), Some(code)) => {
                        items.push(Item::Documented(Documented::new(docs, code)));
                    }
                    (_, other_name) => others.extend(other_name),
                }
            }
            Entry::Required(id, ..) if context.names.types[id].same_as.is_some() => {
                others.extend(other_name::of_required(context, id));
            }
            Entry::Type(id) => items.extend(definition_items(context, purposes, &scope, id)),
            Entry::Required(id, record, ident) => {
                items.push(required::item(context, &scope, id, record, ident));
            }
            Entry::Answers(id, outcome, names) => {
                items.push(answers::item(context, &scope, id, outcome, names));
            }
            Entry::Content(id, body, names) => {
                items.extend(content::items(context, &scope, id, body, names));
            }
        }
    }
    items.extend((!others.is_empty()).then_some(Item::Block(others)));
    RustFile { docs: Vec::new(), head: scope.head(), items }
}

fn definition_items(
    context: Context<'_>,
    purposes: &Purposes<'_>,
    scope: &Scope<'_>,
    id: TypeId,
) -> Vec<Item> {
    let (definition, names) = (&context.api.types[id], &context.names.types[id]);
    let docs = type_docs(context, purposes, id);
    let mut items = match &definition.shape {
        Shape::Record(record) => record::items(scope, docs, definition, record, names),
        Shape::Choice(choice) => choice::items(scope, docs, definition, choice, names),
        Shape::Union(union) => union::items(scope, docs, definition, union, names),
        Shape::Tuple(tuple) => tuple::items(scope, docs, definition, tuple, names),
        Shape::Wrapper(ty) => tuple::wrapper(scope, docs, definition, ty, names),
        Shape::Alias(ty) => {
            let ident = &names.ident;
            let ty = scope.ty(ty);
            vec![Item::Documented(Documented::new(docs, quote!(pub type #ident = #ty;)))]
        }
    };
    items.extend(conversion::item(context, scope, id));
    items
}

/// What its author says of a type, or else what it is for, and what is known of its values.
fn type_docs(context: Context<'_>, purposes: &Purposes<'_>, id: TypeId) -> Vec<String> {
    let definition = &context.api.types[id];
    let mut described = docs::described(&definition.docs);
    // Who sends it is news of a webhook, whatever its author says.
    let is_sent_by_server = matches!(definition.origin.path.as_slice(), [Step::Webhook(_), ..]);
    if described.is_empty() || is_sent_by_server {
        docs::append(&mut described, vec![purposes.sentence(id)]);
    }
    docs::append(&mut described, view::sentences(context, purposes, id));
    docs::append(&mut described, docs::known(&definition.docs));
    described
}

/// The traits that a type derives.
pub(super) fn derives(definition: &TypeDef) -> TokenStream {
    let mut traits = vec![quote!(Debug)];
    // What may hold a stream is sent once.
    let once = definition.role == Role::Parts;
    if !once {
        traits.push(quote!(Clone));
    }
    if definition.traits.empty_value {
        traits.push(quote!(Default));
    }
    if !once {
        traits.push(quote!(PartialEq));
    }
    // A total order is one of values whose equality is total.
    let chosen = &definition.derives;
    if chosen.contains(&ChosenTrait::TotalOrder) && !chosen.contains(&ChosenTrait::TotalEquality) {
        traits.push(quote!(Eq));
    }
    traits.extend(more_derives(definition));
    quote!(#[derive(#(#traits),*)])
}

/// The traits that the caller chose.
pub(super) fn more_derives(definition: &TypeDef) -> impl Iterator<Item = TokenStream> {
    definition.derives.iter().filter_map(|chosen| match chosen {
        ChosenTrait::TotalEquality => Some(quote!(Eq)),
        ChosenTrait::Hash => Some(quote!(Hash)),
        ChosenTrait::PartialOrder => Some(quote!(PartialOrd)),
        ChosenTrait::TotalOrder => Some(quote!(Ord)),
        ChosenTrait::Other(path) => path.parse().ok(),
    })
}
