//! How a type is spelled where it stands, and what must be in scope for it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::Context;
use super::scalar::{self, Path};
use crate::api::{Api, Payload, Sample, Scalar, Shape, Type, TypeId};
use crate::name::{Ident, PartNames};

/// Where a type is spelled.
pub(super) enum Here<'a> {
    /// In a file of types.
    Types(&'a Ident),
    /// In a file of operations.
    Operations,
}

/// A file, and what it brings into scope.
pub(super) struct Scope<'a> {
    context: Context<'a>,
    here: Here<'a>,
    siblings: RefCell<BTreeSet<Ident>>,
    runtime: RefCell<BTreeSet<&'static str>>,
    libraries: RefCell<BTreeSet<&'static [&'static str]>>,
    spells_types: Cell<bool>,
    spells_runtime: Cell<bool>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(context: Context<'a>, here: Here<'a>) -> Self {
        Self {
            context,
            here,
            siblings: RefCell::default(),
            runtime: RefCell::default(),
            libraries: RefCell::default(),
            spells_types: Cell::new(false),
            spells_runtime: Cell::new(false),
        }
    }

    /// The API that the file is part of.
    pub(super) fn api(&self) -> &'a Api {
        self.context.api
    }

    /// The names of the variant of a choice that stands for a value.
    pub(super) fn variant(&self, id: TypeId, value: &Sample) -> Option<&'a PartNames> {
        let Shape::Choice(choice) = &self.context.api.types[id].shape else { return None };
        self.context.names.types[id].parts.get(choice.position(value)?)
    }

    /// Spells a type.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Named(id) => self.named(*id),
            Type::List(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                let value = self.ty(value);
                let map = self.library(&["std", "collections", "BTreeMap"]);
                quote!(#map<String, #value>)
            }
            Type::Json(value) => {
                let (json, value) = (self.runtime("JsonText"), self.ty(value));
                quote!(#json<#value>)
            }
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            Type::Any => self.library(&["serde_json", "Value"]),
        }
    }

    /// Spells what travels in a body.
    pub(super) fn payload(&self, payload: &Payload) -> TokenStream {
        match payload {
            Payload::Empty => quote!(()),
            Payload::Json(ty) => self.ty(ty),
            Payload::Lines(ty) => {
                let item = self.ty(ty);
                quote!(Vec<#item>)
            }
            Payload::Events(ty) | Payload::EventObjects(ty) => {
                let event = self.runtime_path("Event");
                let data = self.ty(ty);
                quote!(Vec<#event<#data>>)
            }
            Payload::Text => quote!(String),
            Payload::Bytes => self.runtime("Bytes"),
        }
    }

    /// Spells what reads an answer piece by piece.
    pub(super) fn stream(&self, payload: &Payload) -> TokenStream {
        let (name, ty) = match payload {
            Payload::Events(ty) => ("Events", ty),
            Payload::EventObjects(ty) => ("EventObjects", ty),
            Payload::Lines(ty) => ("Lines", ty),
            _ => return self.runtime("Chunks"),
        };
        let (name, ty) = (self.runtime(name), self.ty(ty));
        quote!(#name<#ty>)
    }

    /// The type of methods, in a file of operations.
    pub(super) fn method(&self) -> TokenStream {
        self.runtime.borrow_mut().insert("Method");
        quote!(Method)
    }

    /// Spells a type of the runtime.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        let ident = format_ident!("{name}");
        match self.here {
            Here::Types(_) => {
                self.runtime.borrow_mut().insert(name);
                quote!(#ident)
            }
            Here::Operations => {
                self.spells_runtime.set(true);
                quote!(runtime::#ident)
            }
        }
    }

    /// Spells a type of the runtime whose name the API may use for a type of its own.
    pub(super) fn runtime_path(&self, name: &'static str) -> TokenStream {
        match self.here {
            Here::Types(_) => {
                let ident = format_ident!("{name}");
                quote!(crate::runtime::#ident)
            }
            Here::Operations => self.runtime(name),
        }
    }

    /// Brings a macro of the runtime into scope.
    pub(super) fn uses_macro(&self, name: &'static str) {
        self.runtime.borrow_mut().insert(name);
    }

    /// Spells a trait of the runtime, and brings it into scope for its methods.
    pub(super) fn runtime_trait(&self, name: &'static str) -> TokenStream {
        self.runtime.borrow_mut().insert(name);
        format_ident!("{name}").into_token_stream()
    }

    /// Spells a type of the standard library or of a dependency.
    fn library(&self, path: &'static [&'static str]) -> TokenStream {
        match (&self.here, path) {
            (Here::Types(_), [.., name]) => {
                self.libraries.borrow_mut().insert(path);
                let ident = format_ident!("{name}");
                quote!(#ident)
            }
            _ => spelled_path(path),
        }
    }

    fn scalar(&self, scalar: Scalar) -> TokenStream {
        match scalar::row(self.context.api, scalar).path {
            Path::Unit => quote!(()),
            Path::Prelude(name) => {
                let ident = format_ident!("{name}");
                quote!(#ident)
            }
            Path::Runtime(name) => self.runtime(name),
            Path::Library(path) => self.library(path),
            Path::Chosen(None, path) => scalar::chosen_path(path),
            Path::Chosen(Some(around), path) => {
                let (around, inner) = (self.runtime(around), scalar::chosen_path(path));
                quote!(#around<#inner>)
            }
        }
    }

    fn named(&self, id: TypeId) -> TokenStream {
        let names = &self.context.names.types[id];
        self.type_of_module(&names.ident, &names.module)
    }

    /// Spells a type by its name and the file that holds it.
    pub(super) fn type_of_module(&self, ident: &Ident, module: &Ident) -> TokenStream {
        match self.here {
            Here::Types(own) => {
                if module != own {
                    self.siblings.borrow_mut().insert(ident.clone());
                }
                quote!(#ident)
            }
            Here::Operations => {
                self.spells_types.set(true);
                quote!(types::#ident)
            }
        }
    }

    /// The `use` declarations of the file: what was spelled, in the usual order.
    pub(super) fn head(&self) -> Vec<Vec<TokenStream>> {
        match self.here {
            Here::Types(_) => self.head_of_types(),
            Here::Operations => vec![self.head_of_operations()],
        }
    }

    fn head_of_operations(&self) -> Vec<TokenStream> {
        let module = self.spells_runtime.get().then(|| quote!(self,));
        let names = self.runtime.borrow();
        let always = ["Client", "Operation", "request"];
        let names = in_order(names.iter().copied().chain(always).collect());
        let mut head = vec![quote!(
            use crate::runtime::{#module #(#names),*};
        )];
        if self.spells_types.get() {
            head.push(quote!(
                use crate::types;
            ));
        }
        head
    }

    fn head_of_types(&self) -> Vec<Vec<TokenStream>> {
        let libraries = self.libraries.borrow();
        let libraries = libraries.iter().rev().map(|path| spelled_path(path));
        let libraries: Vec<TokenStream> = libraries.map(|path| quote!(use #path;)).collect();
        let mut own = Vec::new();
        let runtime = self.runtime.borrow();
        let names = in_order(runtime.iter().copied().collect());
        match names.as_slice() {
            [] => {}
            [one] => own.push(quote!(use crate::runtime::#one;)),
            several => own.push(quote!(use crate::runtime::{#(#several),*};)),
        }
        let siblings = self.siblings.borrow();
        let siblings: Vec<_> = siblings.iter().collect();
        match siblings.as_slice() {
            [] => {}
            [one] => own.push(quote!(use super::#one;)),
            several => own.push(quote!(use super::{#(#several),*};)),
        }
        [libraries, own].into_iter().filter(|group| !group.is_empty()).collect()
    }
}

/// Names as a `use` declaration lists them: types first.
fn in_order(mut names: Vec<&str>) -> Vec<proc_macro2::Ident> {
    names.sort_by_key(|name| (name.starts_with(char::is_lowercase), *name));
    names.into_iter().map(|name| format_ident!("{name}")).collect()
}

/// Spells a path of a library by its segments.
pub(super) fn spelled_path(segments: &[&str]) -> TokenStream {
    let segments = segments.iter().map(|segment| format_ident!("{segment}"));
    quote!(#(#segments)::*)
}
