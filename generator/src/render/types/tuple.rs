//! A tuple: a struct without names for its items, and how they stand in a list. And a wrapper: a struct
//! around one value.

use proc_macro2::Literal;
use quote::quote;

use super::member::{Kind, item_type};
use crate::api::{Tuple, Type, TypeDef};
use crate::name::TypeNames;
use crate::render::scope::Scope;
use crate::render::{Documented, Item};

pub(super) fn items(
    scope: &Scope<'_>,
    docs: Vec<String>,
    definition: &TypeDef,
    tuple: &Tuple,
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("tuple");
    let ident = &names.ident;
    let derives = super::derives(definition);
    let fields = tuple.items.iter().map(|item| item_type(scope, item));
    let following = tuple.following_items.iter().map(|ty| {
        let ty = scope.ty(ty);
        quote!(Vec<#ty>)
    });
    let fields = fields.chain(following).map(|field| quote!(pub #field));
    let kinds = tuple.items.iter().enumerate().map(|(index, item)| {
        let (index, kind) = (Literal::usize_unsuffixed(index), Kind::of_item(item));
        quote!(#index: #kind)
    });
    let rest = tuple.following_items.iter().map(|_| {
        let index = Literal::usize_unsuffixed(tuple.items.len());
        quote!(; ..#index)
    });
    let row = quote!(#ident { #(#kinds),* #(#rest)* });
    vec![
        Item::Documented(Documented::new(docs, quote!(#derives pub struct #ident(#(#fields),*);))),
        Item::inline("tuple", row),
    ]
}

pub(super) fn wrapper(
    scope: &Scope<'_>,
    docs: Vec<String>,
    definition: &TypeDef,
    ty: &Type,
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("wrapper");
    let ident = &names.ident;
    let derives = super::derives(definition);
    let ty = scope.ty(ty);
    vec![
        Item::Documented(Documented::new(docs, quote!(#derives pub struct #ident(pub #ty);))),
        Item::inline("wrapper", quote!(#ident)),
    ]
}
