//! The files of a crate → its tree of modules, in which a path leads to an item, through every `use`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Item, UseTree, Visibility};

/// A module, and the modules in it.
pub struct Module {
    pub path: Vec<String>,
    pub attributes: Vec<Attribute>,
    pub items: Vec<Item>,
    pub children: BTreeMap<String, Module>,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub enum Found<'a> {
    Item(&'a Item),
    /// An item that a macro makes, which is called with these tokens.
    Made(&'a syn::ItemMacro),
    Module,
    /// An item of another crate.
    Foreign,
}

/// A name that a `use` brings in, or a `*`: the path in front of it, and the name.
pub struct Used {
    pub prefix: Vec<String>,
    pub name: String,
}

impl Module {
    /// The crate whose root is that file.
    pub fn root(file: &Path) -> Self {
        Self::load(file, Vec::new())
    }

    fn load(file: &Path, path: Vec<String>) -> Self {
        let text = fs::read_to_string(file).unwrap();
        let syntax = syn::parse_file(&text).unwrap();
        let is_index = ["lib.rs", "mod.rs"].iter().any(|name| file.ends_with(name));
        let folder = if is_index { file.parent().unwrap().into() } else { file.with_extension("") };
        Self::new(path, syntax.attrs, syntax.items, &folder)
    }

    fn new(path: Vec<String>, attributes: Vec<Attribute>, items: Vec<Item>, folder: &Path) -> Self {
        let mut children = BTreeMap::new();
        for item in &items {
            let Item::Mod(module) = item else { continue };
            let name = module.ident.to_string();
            let path = [path.clone(), vec![name.clone()]].concat();
            let child = match &module.content {
                Some((_, items)) => {
                    Self::new(path, module.attrs.clone(), items.clone(), &folder.join(&name))
                }
                None => {
                    let file = folder.join(format!("{name}.rs"));
                    let index = folder.join(&name).join("mod.rs");
                    Self::load(if file.is_file() { &file } else { &index }, path)
                }
            };
            children.insert(name, child);
        }
        Self { path, attributes, items, children }
    }

    /// The module and all modules in it.
    pub fn all(&self) -> Vec<&Module> {
        let within = self.children.values().flat_map(Module::all);
        std::iter::once(self).chain(within).collect()
    }

    /// The names that the module's `use` declarations bring in, if they are public, or all of them.
    pub fn used(&self, only_public: bool) -> Vec<Used> {
        let mut used = Vec::new();
        for item in &self.items {
            let Item::Use(declared) = item else { continue };
            if !only_public || matches!(declared.vis, Visibility::Public(_)) {
                collect(&declared.tree, Vec::new(), &mut used);
            }
        }
        used
    }

    /// What a name of this module stands for.
    pub fn find<'a>(&'a self, root: &'a Module, name: &str) -> Option<Found<'a>> {
        self.seek(root, name, false)
    }

    /// What a name stands for, by all `use` declarations or by the public ones, which are what a `*` brings in.
    fn seek<'a>(&'a self, root: &'a Module, name: &str, only_public: bool) -> Option<Found<'a>> {
        if self.children.contains_key(name) {
            return Some(Found::Module);
        }
        let own = self.items.iter().find(|item| ident(item).is_some_and(|own| own == name));
        let made = || {
            let calls = self.items.iter().filter_map(|item| match item {
                Item::Macro(call) if call.ident.is_none() => Some(call),
                _ => None,
            });
            let mut structs = calls.filter(|call| call.mac.path.is_ident("request"));
            structs.find(|call| subject(&call.mac.tokens).is_some_and(|own| own == name))
        };
        if let Some(found) = own.map(Found::Item).or_else(|| made().map(Found::Made)) {
            return Some(found);
        }
        let used = self.used(only_public);
        let by_name = used.iter().filter(|used| used.name == name).find_map(|used| {
            match self.module_at(root, &used.prefix) {
                Some(module) if !std::ptr::eq(module, self) => module.find(root, name),
                Some(_) => None,
                None => Some(Found::Foreign),
            }
        });
        by_name.or_else(|| {
            let mut globs = used.iter().filter(|used| used.name == "*");
            globs.find_map(|used| self.module_at(root, &used.prefix)?.seek(root, name, true))
        })
    }

    /// The module at a path as it is written in this module; `None` if another crate is meant.
    pub fn module_at<'a>(&'a self, root: &'a Module, path: &[String]) -> Option<&'a Module> {
        let mut module = self;
        for (index, segment) in path.iter().enumerate() {
            module = match segment.as_str() {
                "crate" if index == 0 => root,
                "self" if index == 0 => self,
                "super" => {
                    let outer = module.path.split_last().map_or(&[][..], |(_, outer)| outer);
                    outer.iter().try_fold(root, |at, name| at.children.get(name))?
                }
                name => module.children.get(name)?,
            };
        }
        Some(module)
    }
}

fn collect(tree: &UseTree, prefix: Vec<String>, used: &mut Vec<Used>) {
    match tree {
        UseTree::Path(path) => {
            collect(&path.tree, [prefix, vec![path.ident.to_string()]].concat(), used);
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| collect(tree, prefix.clone(), used));
        }
        UseTree::Name(name) => used.push(Used { prefix, name: name.ident.to_string() }),
        UseTree::Rename(name) => used.push(Used { prefix, name: name.rename.to_string() }),
        UseTree::Glob(_) => used.push(Used { prefix, name: "*".to_owned() }),
    }
}

/// The name of an item that others can name.
pub fn ident(item: &Item) -> Option<&syn::Ident> {
    match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => Some(&item.sig.ident),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        _ => None,
    }
}

/// The name of the type that the call of a macro is about: its first identifier, attributes and the word `once` of
/// `request!` apart.
pub fn subject(tokens: &TokenStream) -> Option<String> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident != "once" => Some(ident.to_string()),
        _ => None,
    })
}
