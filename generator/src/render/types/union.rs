//! A union: a plain enum that is open to new values, and the JSON types that tell its variants.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::api::{JsonKind, Type, TypeDef, Union, Variant};
use crate::name::{Ident, PartNames, TypeNames};
use crate::render::scope::Scope;
use crate::render::{Definition, Documented, Item, docs};

/// What is said of the variant of a value that no other can read.
const UNKNOWN: &str =
    "A value that no other variant can read, as it came; [`fault`](Self::fault) says why.";

pub(super) fn items(
    scope: &Scope<'_>,
    docs: Vec<String>,
    definition: &TypeDef,
    union: &Union,
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("union");
    let variants = &union.variants;
    let ident = &names.ident;
    let derives = super::derives(definition);
    let value = scope.ty(&Type::Any);
    let spelled = variants.iter().zip(&names.parts).map(|(variant, part)| {
        let ident = &part.ident;
        let ty = scope.ty(&variant.ty);
        let ty = if variant.indirect { quote!(Box<#ty>) } else { ty };
        Documented::new(docs::described(&variant.docs), quote!(#ident(#ty)))
    });
    let unknown = Documented::new(vec![UNKNOWN.to_owned()], quote!(Unknown(#value)));
    let rows = variants.iter().zip(&names.parts).map(|(variant, names)| row(variant, names));
    let by = union.tag.as_ref().map(|tag| quote!(by #tag));
    let sizes = large_variants(variants.iter().map(|variant| &variant.ty));
    vec![
        open_enum(docs, [Some(derives), sizes], ident, spelled.chain([unknown]).collect()),
        Item::rows("union", quote!(#ident #by), rows.collect(), None),
    ]
}

/// An enum that may get more variants.
pub(super) fn open_enum(
    docs: Vec<String>,
    attributes: [Option<TokenStream>; 2],
    ident: &Ident,
    members: Vec<Documented>,
) -> Item {
    let attributes = attributes.into_iter().flatten().chain([quote!(#[non_exhaustive])]);
    let head = quote!(pub enum #ident);
    Item::Definition(Definition { docs, attributes: attributes.collect(), head, members })
}

/// What a variant holds, and the values of the tag that stand for it.
fn row(variant: &Variant, names: &PartNames) -> TokenStream {
    let (ident, kind) = (&names.ident, format_ident!("{}", kind(variant.kind)));
    let tags = variant.tags.iter().map(|tag| Literal::string(tag));
    match variant.adds_tag {
        true => quote!(#ident: #kind #(+ #tags)*),
        false => quote!(#ident: #kind #(#tags)*),
    }
}

/// Whether a variant is boxed must not depend on the size of what it holds: a new member there would
/// change the type here. So their sizes may differ, and clippy is told why.
pub(super) fn large_variants<'t>(mut types: impl Iterator<Item = &'t Type>) -> Option<TokenStream> {
    types.any(|ty| ty.held().is_some()).then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "variants hold what the API describes")])
    })
}

/// The word that the macro has for a kind.
fn kind(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
        JsonKind::Nested => "nested",
        JsonKind::Any => "any",
    }
}
