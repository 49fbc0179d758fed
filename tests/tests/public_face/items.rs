//! A tree of modules → the items that users can name and the docs show, each with its members.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, TraitItem, Visibility};

use crate::modules::{Found, Module, ident, subject};

/// A public item.
pub struct Public {
    /// The first paragraph of its docs, on one line.
    pub docs: String,
    /// Its fields, variants, constants and methods.
    pub members: BTreeSet<String>,
}

/// A public module: its path within the crate, its docs, and its items by their names.
pub struct Place {
    pub path: String,
    pub docs: String,
    pub items: BTreeMap<String, Public>,
}

/// The public modules of a crate, its root first.
pub fn places(root: &Module) -> Vec<Place> {
    let mut places = Vec::new();
    add(root, root, &mut places);
    places
}

fn add(root: &Module, module: &Module, places: &mut Vec<Place>) {
    let mut items = BTreeMap::new();
    for name in names(root, module) {
        let public = match module.find(root, &name) {
            Some(Found::Item(item)) => item_of(root, item, &name),
            Some(Found::Made(call)) => {
                let docs = docs_of(&attributes_in(&call.mac.tokens));
                Public { docs, members: members(root, &name) }
            }
            Some(Found::Foreign) => {
                Public { docs: "Of another crate.".to_owned(), members: BTreeSet::new() }
            }
            Some(Found::Module) | None => continue,
        };
        items.insert(name, public);
    }
    places.push(Place { path: module.path.join("::"), docs: docs_of(&module.attributes), items });
    for item in &module.items {
        let Item::Mod(declared) = item else { continue };
        if matches!(declared.vis, Visibility::Public(_)) && !is_hidden(&declared.attrs) {
            add(root, &module.children[&declared.ident.to_string()], places);
        }
    }
}

/// The names of the public items of a module.
fn names(root: &Module, module: &Module) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in &module.items {
        match item {
            Item::Macro(call) if call.mac.path.is_ident("request") => {
                names.extend(subject(&call.mac.tokens));
            }
            _ if is_public(item) => names.extend(ident(item).map(ToString::to_string)),
            _ => {}
        }
    }
    for used in module.used(true) {
        match (used.name.as_str(), module.module_at(root, &used.prefix)) {
            ("*", Some(other)) => names.extend(self::names(root, other)),
            ("*", None) => panic!("all of another crate is public in {:?}", module.path),
            _ => drop(names.insert(used.name)),
        }
    }
    names
}

fn is_public(item: &Item) -> bool {
    let (vis, attributes) = match item {
        Item::Const(item) => (&item.vis, &item.attrs),
        Item::Enum(item) => (&item.vis, &item.attrs),
        Item::Fn(item) => (&item.vis, &item.attrs),
        Item::Static(item) => (&item.vis, &item.attrs),
        Item::Struct(item) => (&item.vis, &item.attrs),
        Item::Trait(item) => (&item.vis, &item.attrs),
        Item::Type(item) => (&item.vis, &item.attrs),
        _ => return false,
    };
    matches!(vis, Visibility::Public(_)) && !is_hidden(attributes)
}

fn item_of(root: &Module, item: &Item, name: &str) -> Public {
    let mut members = members(root, name);
    let docs = match item {
        Item::Struct(item) => {
            for (index, field) in item.fields.iter().enumerate() {
                let name = field.ident.as_ref().map_or(index.to_string(), ToString::to_string);
                if matches!(field.vis, Visibility::Public(_)) && !is_hidden(&field.attrs) {
                    members.insert(name);
                }
            }
            docs_of(&item.attrs)
        }
        Item::Enum(item) => {
            let shown = item.variants.iter().filter(|variant| !is_hidden(&variant.attrs));
            members.extend(shown.map(|variant| variant.ident.to_string()));
            docs_of(&item.attrs)
        }
        Item::Trait(item) => {
            for member in &item.items {
                let (name, attributes) = match member {
                    TraitItem::Fn(item) => (&item.sig.ident, &item.attrs),
                    TraitItem::Const(item) => (&item.ident, &item.attrs),
                    TraitItem::Type(item) => (&item.ident, &item.attrs),
                    _ => continue,
                };
                members.extend((!is_hidden(attributes)).then(|| name.to_string()));
            }
            docs_of(&item.attrs)
        }
        Item::Const(item) => docs_of(&item.attrs),
        Item::Fn(item) => docs_of(&item.attrs),
        Item::Static(item) => docs_of(&item.attrs),
        Item::Type(item) => docs_of(&item.attrs),
        _ => String::new(),
    };
    Public { docs, members }
}

/// The constants and methods of a type, wherever they are written, by hand or by a macro.
fn members(root: &Module, name: &str) -> BTreeSet<String> {
    let mut members = BTreeSet::new();
    let macros = macros(root);
    for item in root.all().into_iter().flat_map(|module| &module.items) {
        match item {
            Item::Impl(block) if block.trait_.is_none() && is_of(&block.self_ty, name) => {
                members.extend(block.items.iter().filter_map(|item| {
                    let (vis, ident, attributes) = match item {
                        ImplItem::Fn(item) => (&item.vis, &item.sig.ident, &item.attrs),
                        ImplItem::Const(item) => (&item.vis, &item.ident, &item.attrs),
                        _ => return None,
                    };
                    let is_shown = matches!(vis, Visibility::Public(_)) && !is_hidden(attributes);
                    is_shown.then(|| ident.to_string())
                }));
            }
            Item::Macro(call) if subject(&call.mac.tokens).is_some_and(|own| own == name) => {
                let made =
                    call.mac.path.get_ident().and_then(|ident| macros.get(&ident.to_string()));
                members.extend(made.into_iter().flatten().cloned());
            }
            _ => {}
        }
    }
    members
}

fn is_of(ty: &syn::Type, name: &str) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == name)
}

/// The public functions that each macro of the crate writes.
fn macros(root: &Module) -> BTreeMap<String, BTreeSet<String>> {
    let mut macros = BTreeMap::new();
    for item in root.all().into_iter().flat_map(|module| &module.items) {
        if let Item::Macro(syn::ItemMacro { ident: Some(ident), mac, .. }) = item {
            let mut functions = BTreeSet::new();
            written(&mac.tokens, &mut functions);
            macros.insert(ident.to_string(), functions);
        }
    }
    macros
}

fn written(tokens: &TokenStream, functions: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let texts: Vec<String> = tokens.iter().map(ToString::to_string).collect();
    for index in 0..tokens.len() {
        if let TokenTree::Group(group) = &tokens[index] {
            written(&group.stream(), functions);
        }
        let hidden = index > 0 && texts[index - 1] == "[doc (hidden)]";
        if let [first, second, name, ..] = &texts[index..]
            && (first.as_str(), second.as_str()) == ("pub", "fn")
            && !hidden
        {
            functions.insert(name.clone());
        }
    }
}

/// The attributes that stand first in the call of a macro.
fn attributes_in(tokens: &TokenStream) -> Vec<Attribute> {
    let parser = |input: syn::parse::ParseStream<'_>| {
        let attributes = Attribute::parse_outer(input)?;
        input.parse::<TokenStream>().map(|_| attributes)
    };
    syn::parse::Parser::parse2(parser, tokens.clone()).unwrap()
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc")
            && attribute.to_token_stream().to_string().contains("(hidden)")
    })
}

/// The first paragraph of docs, on one line.
fn docs_of(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    let first: Vec<String> = lines.into_iter().take_while(|line| !line.is_empty()).collect();
    first.join(" ")
}
