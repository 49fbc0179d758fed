//! A choice: a plain enum that is open to new values, and its values on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::Choice;
use crate::name::TypeNames;
use crate::render::scope::Scope;
use crate::render::{Item, docs};

pub(in crate::render) fn items(
    scope: &Scope<'_>,
    comment: TokenStream,
    choice: &Choice,
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("choice");
    let ident = &names.ident;
    let variants = choice.values.iter().zip(&names.parts).map(|(value, part)| {
        let docs = docs::comment(&docs::lines(&value.docs));
        let ident = &part.ident;
        quote!(#docs #ident)
    });
    let other = match choice.open {
        true => quote!(
            #[doc = " Any other text."]
            Other(String)
        ),
        false => quote! {
            #[doc = " A value that the description does not name, as it came."]
            Unknown(String)
        },
    };
    let mut rows = format!("choice! {{ {ident} {{\n");
    for (value, part) in choice.values.iter().zip(&names.parts) {
        rows.push_str(&format!("    {}: {},\n", part.ident, Literal::string(&value.wire)));
    }
    rows.push_str(if choice.open { "    ..Other\n} }" } else { "} }" });
    vec![
        Item::Code(quote! {
            #comment
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident {
                #(#variants,)*
                #other,
            }
        }),
        Item::Rows(rows),
    ]
}
