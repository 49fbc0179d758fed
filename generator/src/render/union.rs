//! A union: a plain enum that is open to new values, and the JSON types that tell its variants.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::{Item, docs, types};
use crate::api::{JsonKind, Type, TypeDef, Variant};
use crate::name::TypeNames;

pub(super) fn items(
    scope: &Scope<'_>,
    docs: TokenStream,
    definition: &TypeDef,
    variants: &[Variant],
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("union");
    let ident = &names.ident;
    let derives = types::derives(definition);
    let value = scope.ty(&Type::Any);
    let spelled = variants.iter().zip(&names.parts).map(|(variant, part)| {
        let lines = docs::described(&variant.docs);
        let docs = docs::comment(&lines);
        let ident = &part.ident;
        let ty = scope.ty(&variant.ty);
        let ty = if variant.indirect { quote!(Box<#ty>) } else { ty };
        quote!(#docs #ident(#ty))
    });
    let mut rows = format!("union! {{ {ident} {{\n");
    for (variant, part) in variants.iter().zip(&names.parts) {
        rows.push_str(&format!("    {}: {},\n", part.ident, kind(variant.kind)));
    }
    rows.push_str("} }");
    let sizes = large_variants(variants.iter().map(|variant| &variant.ty));
    vec![
        Item::Code(quote! {
            #docs
            #derives
            #sizes
            #[non_exhaustive]
            pub enum #ident {
                #(#spelled,)*
                #[doc = " A value that the description does not foresee, as it came."]
                Unknown(#value),
            }
        }),
        Item::Rows(rows),
    ]
}

/// Whether a variant is boxed must not depend on the size of what it holds: a new member there would
/// change the type here. So their sizes may differ, and clippy is told why.
pub(super) fn large_variants<'t>(mut types: impl Iterator<Item = &'t Type>) -> Option<TokenStream> {
    types.any(|ty| ty.held().is_some()).then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "variants hold what the API describes")])
    })
}

fn kind(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}
