//! Files of a room → what they declare: modules, items, imports, types with their fields, functions and
//! methods. A path in a file → the item that it leads to.

use std::collections::{BTreeMap, BTreeSet};

use syn::{FnArg, ImplItem, Item, ReturnType, Signature, Type, UseTree, Visibility};

use super::super::rooms::ROOMS;
use super::super::test_code::{is_test, of_impl_item, of_item};
use super::Source;

/// A path leads from import to import no further than this.
const MOST_IMPORTS: usize = 16;

/// A type that has methods: where it is declared, unless that is outside of the room, and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TypeKey {
    pub(super) file: Option<usize>,
    pub(super) name: String,
}

/// A function of an inherent `impl`.
pub(super) struct Method<'s> {
    pub(super) of: TypeKey,
    pub(super) file: usize,
    pub(super) name: String,
    pub(super) takes_self: bool,
    /// The number of arguments, without `self`.
    pub(super) arguments: usize,
    pub(super) returns: Option<&'s Type>,
}

/// What a path leads to.
#[derive(Debug, PartialEq)]
pub(super) enum Target {
    Module(usize),
    Item(usize, String),
}

/// What a file declares.
#[derive(Default)]
struct Module<'s> {
    path: Vec<String>,
    items: BTreeSet<String>,
    imports: BTreeMap<String, Import>,
    fields: BTreeMap<String, BTreeMap<String, &'s Type>>,
    functions: BTreeMap<String, Option<&'s Type>>,
}

struct Import {
    segments: Vec<String>,
    is_passed_on: bool,
}

/// What the files of a room declare.
#[derive(Default)]
pub(super) struct Declared<'s> {
    modules: Vec<Module<'s>>,
    file_of_module: BTreeMap<Vec<String>, usize>,
    pub(super) methods: Vec<Method<'s>>,
    /// Names and numbers of arguments of the methods outside of the room.
    foreign_methods: BTreeSet<(String, usize)>,
}

impl<'s> Declared<'s> {
    pub(super) fn of(room: &[&Source<'s>], others: &[&Source<'s>]) -> Self {
        let mut declared = Self::default();
        for (file, source) in room.iter().enumerate() {
            let module = Module::of(source);
            declared.file_of_module.insert(module.path.clone(), file);
            declared.modules.push(module);
        }
        for (file, source) in room.iter().enumerate() {
            for (self_type, signature) in inherent(source.syntax) {
                let of = declared.type_key(file, self_type);
                declared.methods.push(method(of, file, signature));
            }
        }
        for (_, signature) in others.iter().flat_map(|source| inherent(source.syntax)) {
            let method = method(TypeKey { file: None, name: String::new() }, 0, signature);
            declared.foreign_methods.insert((method.name, method.arguments));
        }
        declared
    }

    /// The key of a type that an `impl` names.
    fn type_key(&self, file: usize, self_type: &Type) -> TypeKey {
        let segments = names_of_type(self_type);
        match self.resolve(file, &segments) {
            Some(Target::Item(file, name)) => TypeKey { file: Some(file), name },
            _ => TypeKey { file: None, name: segments.last().cloned().unwrap_or_default() },
        }
    }

    /// The paths of a file's imports, without those that it only passes on.
    pub(super) fn imports(&self, file: usize) -> impl Iterator<Item = Vec<String>> {
        let imports = self.modules.get(file).into_iter().flat_map(|module| module.imports.values());
        imports.filter(|import| !import.is_passed_on).map(|import| import.segments.clone())
    }

    /// What a path in a file leads to, if it is in the room.
    pub(super) fn resolve(&self, file: usize, segments: &[String]) -> Option<Target> {
        self.resolve_within(file, segments, MOST_IMPORTS)
    }

    fn resolve_within(&self, file: usize, segments: &[String], left: usize) -> Option<Target> {
        let left = left.checked_sub(1)?;
        let module = self.modules.get(file)?;
        let (first, rest) = segments.split_first()?;
        let path = match first.as_str() {
            "crate" => rest.to_vec(),
            "self" | "super" => {
                let ups = segments.iter().take_while(|name| *name == "super").count();
                let rest = segments.iter().filter(|name| *name != "self").skip(ups);
                let kept = module.path.len().checked_sub(ups)?;
                module.path.iter().take(kept).chain(rest).cloned().collect()
            }
            _ => return self.child(file, segments, left),
        };
        let mut depths = (1..=path.len()).rev();
        let depth = depths.find(|depth| self.module_at(path.get(..*depth)).is_some())?;
        let file = self.module_at(path.get(..depth))?;
        match path.get(depth..)? {
            [] => Some(Target::Module(file)),
            rest => self.child(file, rest, left),
        }
    }

    fn module_at(&self, path: Option<&[String]>) -> Option<usize> {
        self.file_of_module.get(path?).copied()
    }

    /// What a path leads to that begins in a module's file.
    fn child(&self, file: usize, segments: &[String], left: usize) -> Option<Target> {
        let module = self.modules.get(file)?;
        let (first, rest) = segments.split_first()?;
        if module.items.contains(first) {
            return Some(Target::Item(file, first.clone()));
        }
        let beyond = match module.imports.get(first) {
            Some(import) => [import.segments.as_slice(), rest].concat(),
            None => {
                let child = [module.path.as_slice(), std::slice::from_ref(first)].concat();
                self.file_of_module.get(&child)?;
                [&["crate".to_owned()], child.as_slice(), rest].concat()
            }
        };
        self.resolve_within(file, &beyond, left)
    }

    /// The type of a field, as its struct writes it, and the file where that is.
    pub(super) fn field(&self, of: &TypeKey, name: &str) -> Option<(usize, &'s Type)> {
        let file = of.file?;
        let written = self.modules.get(file)?.fields.get(&of.name)?.get(name)?;
        Some((file, written))
    }

    /// The type that a free function returns, as it writes it. `None` inside is no type at all.
    pub(super) fn function(&self, file: usize, name: &str) -> Option<Option<&'s Type>> {
        self.modules.get(file)?.functions.get(name).copied()
    }

    /// The method of a type.
    pub(super) fn method(&self, of: &TypeKey, name: &str) -> Option<&Method<'s>> {
        self.methods.iter().find(|method| method.of == *of && method.name == name)
    }

    /// The methods that a call may mean whose receiver has an unknown type.
    pub(super) fn candidates(&self, name: &str, arguments: usize) -> Vec<&Method<'s>> {
        let fits = |method: &&Method<'_>| {
            method.takes_self && method.name == name && method.arguments == arguments
        };
        self.methods.iter().filter(fits).collect()
    }

    /// Whether a type outside of the room has a method of this name and number of arguments.
    pub(super) fn is_foreign(&self, name: &str, arguments: usize) -> bool {
        self.foreign_methods.contains(&(name.to_owned(), arguments))
    }
}

impl<'s> Module<'s> {
    fn of(source: &Source<'s>) -> Self {
        let within = source.path.strip_prefix(ROOMS).unwrap_or(source.path);
        let mut path: Vec<_> =
            within.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if path.last().is_some_and(|last| last == "mod") {
            path.pop();
        }
        let mut module = Self { path, ..Self::default() };
        for item in source.syntax.items.iter().filter(|item| !is_test(of_item(item))) {
            module.add(item);
        }
        module
    }

    fn add(&mut self, item: &'s Item) {
        let ident = match item {
            Item::Use(item) => {
                let is_passed_on = !matches!(item.vis, Visibility::Inherited);
                return self.import(&[], &item.tree, is_passed_on);
            }
            Item::Struct(item) => {
                let fields = item.fields.members().zip(item.fields.iter()).map(|(name, field)| {
                    let name = match name {
                        syn::Member::Named(name) => name.to_string(),
                        syn::Member::Unnamed(index) => index.index.to_string(),
                    };
                    (name, &field.ty)
                });
                self.fields.insert(item.ident.to_string(), fields.collect());
                &item.ident
            }
            Item::Fn(item) => {
                self.functions.insert(item.sig.ident.to_string(), returned(&item.sig));
                &item.sig.ident
            }
            Item::Enum(item) => &item.ident,
            Item::Const(item) => &item.ident,
            Item::Static(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            _ => return,
        };
        self.items.insert(ident.to_string());
    }

    fn import(&mut self, before: &[String], tree: &UseTree, is_passed_on: bool) {
        let mut segments = before.to_vec();
        let name = match tree {
            UseTree::Path(path) => {
                segments.push(path.ident.to_string());
                return self.import(&segments, &path.tree, is_passed_on);
            }
            UseTree::Group(group) => {
                let trees = group.items.iter();
                return trees.for_each(|tree| self.import(before, tree, is_passed_on));
            }
            UseTree::Glob(_) => return,
            UseTree::Name(name) if name.ident == "self" => before.last().cloned(),
            UseTree::Rename(rename) if rename.ident == "self" => Some(rename.rename.to_string()),
            UseTree::Name(name) => {
                segments.push(name.ident.to_string());
                Some(name.ident.to_string())
            }
            UseTree::Rename(rename) => {
                segments.push(rename.ident.to_string());
                Some(rename.rename.to_string())
            }
        };
        // A trait imported as `_` is used without its name.
        let name = name.filter(|name| name != "_").unwrap_or_else(|| segments.join("::"));
        self.imports.insert(name, Import { segments, is_passed_on });
    }
}

/// The functions of inherent `impl` blocks, each with the type that it belongs to.
fn inherent(syntax: &syn::File) -> impl Iterator<Item = (&Type, &Signature)> {
    let items = syntax.items.iter().filter(|item| !is_test(of_item(item)));
    let blocks = items.filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    });
    blocks.flat_map(|block| {
        block.items.iter().filter_map(|item| match item {
            ImplItem::Fn(function) if !is_test(of_impl_item(item)) => {
                Some((&*block.self_ty, &function.sig))
            }
            _ => None,
        })
    })
}

fn method(of: TypeKey, file: usize, signature: &Signature) -> Method<'_> {
    let takes_self = signature.inputs.iter().any(|input| matches!(input, FnArg::Receiver(_)));
    let arguments = signature.inputs.len() - usize::from(takes_self);
    let name = signature.ident.to_string();
    Method { of, file, name, takes_self, arguments, returns: returned(signature) }
}

fn returned(signature: &Signature) -> Option<&Type> {
    match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, written) => Some(written),
    }
}

/// The names in the path of a type; none for a type that is no path.
pub(super) fn names_of_type(written: &Type) -> Vec<String> {
    match written {
        Type::Path(path) => names(&path.path),
        _ => Vec::new(),
    }
}

/// The names in a path.
pub(super) fn names(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
