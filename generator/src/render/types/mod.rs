//! Types → one file for each outermost named thing, and an index of them all.

pub(super) mod answers;
mod choice;
pub(super) mod constructor;
mod content;
mod member;
mod record;
mod tuple;
mod union;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use answers::Outcome;

use super::scope::{Here, Scope};
use super::{Context, Item, RustFile, docs};
use crate::api::{Body, ChosenTrait, OperationId, Origin, Role, Shape, Step, TypeDef, TypeId};
use crate::name::{AnswersNames, Ident, OperationNames, TypeNames};

/// A type of a file.
enum Entry<'a> {
    Type(TypeId),
    Answers(OperationId, Outcome, &'a AnswersNames),
    Content(OperationId, &'a Body, &'a AnswersNames),
}

pub(super) fn files(context: Context<'_>) -> Vec<(String, RustFile)> {
    let files = entries(context);
    let mut rendered = vec![("src/types/mod.rs".to_owned(), index(&files))];
    for (module, entries) in files {
        let path = format!("src/types/{}.rs", module.plain());
        rendered.push((path, file(context, &module, entries)));
    }
    rendered
}

/// The types of every file, by name.
fn entries<'a>(context: Context<'a>) -> BTreeMap<Ident, BTreeMap<Ident, Entry<'a>>> {
    let mut files: BTreeMap<Ident, BTreeMap<Ident, Entry<'a>>> = BTreeMap::new();
    let mut add = |module: &Ident, ident: &Ident, entry: Entry<'a>| {
        files.entry(module.clone()).or_default().insert(ident.clone(), entry);
    };
    for id in context.api.types.ids() {
        let TypeNames { ident, module, .. } = &context.names.types[id];
        add(module, ident, Entry::Type(id));
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

fn index(files: &BTreeMap<Ident, BTreeMap<Ident, Entry<'_>>>) -> RustFile {
    let modules = files.keys().map(|module| quote!(mod #module;)).collect();
    let exports = files
        .iter()
        .map(|(module, entries)| {
            let names: Vec<&Ident> = entries.keys().collect();
            match names.as_slice() {
                [one] => quote!(pub use self::#module::#one;),
                several => quote!(pub use self::#module::{#(#several),*};),
            }
        })
        .collect();
    RustFile {
        docs: vec!["The types of what is sent and of what is answered.".to_owned()],
        head: Vec::new(),
        items: vec![Item::Block(modules), Item::Block(exports)],
    }
}

fn file(context: Context<'_>, module: &Ident, entries: BTreeMap<Ident, Entry<'_>>) -> RustFile {
    let scope = Scope::new(context, Here::Types(module));
    // The type that the file is named after comes first.
    let mut ordered: Vec<Entry<'_>> = entries.into_values().collect();
    ordered.sort_by_key(|entry| match entry {
        Entry::Type(id) => context.api.types[*id].origin.path.len(),
        Entry::Answers(..) | Entry::Content(..) => 2,
    });
    let mut items = Vec::new();
    for entry in ordered {
        match entry {
            Entry::Type(id) => items.extend(definition_items(context, &scope, id)),
            Entry::Answers(id, outcome, names) => {
                items.push(answers::item(context, &scope, id, outcome, names));
            }
            Entry::Content(id, body, names) => {
                items.extend(content::items(context, &scope, id, body, names));
            }
        }
    }
    RustFile { docs: Vec::new(), head: scope.head(), items }
}

fn definition_items(context: Context<'_>, scope: &Scope<'_>, id: TypeId) -> Vec<Item> {
    let (definition, names) = (&context.api.types[id], &context.names.types[id]);
    let docs = docs::comment(&type_docs(context, definition));
    match &definition.shape {
        Shape::Record(record) => record::items(scope, docs, definition, record, names),
        Shape::Choice(choice) => choice::items(scope, docs, definition, choice, names),
        Shape::Union(union) => union::items(scope, docs, definition, union, names),
        Shape::Tuple(tuple) => tuple::items(scope, docs, definition, tuple, names),
        Shape::Wrapper(ty) => tuple::wrapper(scope, docs, definition, ty, names),
        Shape::Alias(ty) => {
            let ident = &names.ident;
            let ty = scope.ty(ty);
            vec![Item::Code(quote!(#docs pub type #ident = #ty;))]
        }
    }
}

/// What its author says of a type, or where it stands if that is nothing.
fn type_docs(context: Context<'_>, definition: &TypeDef) -> Vec<String> {
    let mut lines = docs::lines(&definition.docs);
    if let [Step::Webhook(_), ..] = definition.origin.path.as_slice() {
        docs::append(&mut lines, place(context, &definition.origin).into_iter().collect());
    }
    if !lines.is_empty() {
        return lines;
    }
    place(context, &definition.origin).into_iter().collect()
}

/// Where a type that its author did not name stands.
fn place(context: Context<'_>, origin: &Origin) -> Option<String> {
    let method = |wish: &str| {
        let named = context.api.operations.iter().find(|(_, operation)| {
            matches!(operation.origin.path.first(), Some(Step::Operation(known)) if known == wish)
        });
        let method = context.names.operations[named?.0].method.plain();
        Some(format!("[`Client::{method}`](crate::Client::{method})"))
    };
    let holder = || {
        let path = origin.path.split_last()?.1;
        let path = match path.split_last() {
            Some((Step::Part(_), before)) => before,
            _ => path,
        };
        let holder = context.api.types.iter().find(|(_, other)| other.origin.path == path);
        holder.map(|(id, _)| &context.names.types[id].ident)
    };
    match origin.path.as_slice() {
        [Step::Webhook(name)] | [Step::Webhook(name), Step::Other(_)] => {
            let (name, method) = name.rsplit_once(' ').unwrap_or((name, ""));
            let method = docs::code(&method.to_uppercase());
            Some(format!("What the server sends with {method} for {}.", docs::code(name)))
        }
        [Step::Operation(wish), Step::Other(word)] if word == "headers" => {
            Some(format!("The headers of what {} answers.", method(wish)?))
        }
        [Step::Operation(wish), Step::Body] => Some(format!("What {} sends.", method(wish)?)),
        [Step::Operation(wish), Step::Success | Step::Answer(_)] => {
            Some(format!("What {} answers.", method(wish)?))
        }
        [Step::Operation(wish), Step::Failure] => {
            Some(format!("What {} answers when something is wrong.", method(wish)?))
        }
        [Step::Operation(wish), Step::Parameter(name)] => {
            Some(format!("The parameter {} of {}.", docs::code(name), method(wish)?))
        }
        [.., Step::Member(name)] => Some(match holder() {
            Some(holder) => format!("The member {} of [`{holder}`].", docs::code(name)),
            None => format!("The member {}.", docs::code(name)),
        }),
        [.., Step::Member(name), Step::Item] => Some(format!("An item of {}.", docs::code(name))),
        [.., Step::Member(name), Step::Value] => Some(format!("A value of {}.", docs::code(name))),
        _ => None,
    }
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
    if !once && definition.traits.total_equality {
        traits.extend([quote!(Eq), quote!(Hash)]);
    }
    traits.extend(more_derives(definition));
    quote!(#[derive(#(#traits),*)])
}

/// The traits that the caller chose.
pub(super) fn more_derives(definition: &TypeDef) -> impl Iterator<Item = TokenStream> {
    definition.derives.iter().filter_map(|chosen| match chosen {
        ChosenTrait::PartialOrder => Some(quote!(PartialOrd)),
        ChosenTrait::TotalOrder => Some(quote!(Ord)),
        ChosenTrait::Other(path) => path.parse().ok(),
    })
}
