//! A tuple: a struct without names for its items, and how they stand in a list. And a wrapper: the same
//! around one value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Presence, Tuple, TupleItem, Type, TypeDef};
use crate::name::TypeNames;
use crate::render::Item;
use crate::render::scope::Scope;

pub(in crate::render) fn items(
    scope: &Scope<'_>,
    docs: TokenStream,
    definition: &TypeDef,
    tuple: &Tuple,
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("tuple");
    let ident = &names.ident;
    let derives = super::derives(definition);
    let fields = tuple.items.iter().map(|item| stored(scope, item));
    let following = tuple.rest.iter().map(|ty| {
        let ty = scope.ty(ty);
        quote!(Vec<#ty>)
    });
    let fields = fields.chain(following).map(|field| quote!(pub #field));
    let parts: Vec<String> = tuple
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| format!("{index}: {}", kind(item)))
        .collect();
    let rest = tuple.rest.iter().map(|_| format!("; ..{}", tuple.items.len()));
    let rest: String = rest.collect();
    vec![
        Item::Code(quote! {
            #docs
            #derives
            pub struct #ident(#(#fields),*);
        }),
        Item::Rows(format!("tuple! {{ {ident} {{ {}{rest} }} }}", parts.join(", "))),
    ]
}

/// How an item meets the wire.
fn kind(item: &TupleItem) -> &'static str {
    match (item.presence, item.ty.split_null().1) {
        (Presence::Required, _) => "required",
        (Presence::Optional, false) => "optional",
        (Presence::Optional, true) => "three_state",
    }
}

fn stored(scope: &Scope<'_>, item: &TupleItem) -> TokenStream {
    let (plain, _) = item.ty.split_null();
    let boxed = |ty: TokenStream| if item.indirect { quote!(Box<#ty>) } else { ty };
    match kind(item) {
        "required" if item.indirect && *plain != item.ty => {
            let ty = boxed(scope.ty(plain));
            quote!(Option<#ty>)
        }
        "required" => boxed(scope.ty(&item.ty)),
        "optional" => {
            let ty = boxed(scope.ty(plain));
            quote!(Option<#ty>)
        }
        _ => {
            let ty = boxed(scope.ty(plain));
            let field = scope.runtime("Field");
            quote!(#field<#ty>)
        }
    }
}

pub(in crate::render) fn wrapper(
    scope: &Scope<'_>,
    docs: TokenStream,
    definition: &TypeDef,
    ty: &Type,
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("wrapper");
    let ident = &names.ident;
    let derives = super::derives(definition);
    let ty = scope.ty(ty);
    vec![
        Item::Code(quote! {
            #docs
            #derives
            pub struct #ident(pub #ty);
        }),
        Item::Rows(format!("wrapper! {{ {ident} }}")),
    ]
}
