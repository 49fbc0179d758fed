//! A choice: a plain enum, open to new values unless the caller closed it, and its values on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Choice, TypeDef};
use crate::name::TypeNames;
use crate::render::scope::Scope;
use crate::render::{Item, MacroCall, Part, docs};

pub(super) fn items(
    scope: &Scope<'_>,
    comment: TokenStream,
    definition: &TypeDef,
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
    let other = match (choice.closed, choice.open) {
        (true, _) => TokenStream::new(),
        (false, true) => quote!(
            #[doc = " Any other text."]
            Other(String),
        ),
        (false, false) => quote! {
            #[doc = " A value that the description does not name, as it came."]
            Unknown(String),
        },
    };
    let (copy, growing) = match choice.closed {
        true => (quote!(Copy,), TokenStream::new()),
        false => (TokenStream::new(), quote!(#[non_exhaustive])),
    };
    let more = super::more_derives(definition);
    let rows = choice.values.iter().zip(&names.parts).map(|(value, part)| {
        let (ident, wire) = (&part.ident, Literal::string(&value.wire));
        quote!(#ident: #wire)
    });
    let last = (!choice.closed && choice.open).then(|| quote!(..Other));
    let mut parts = vec![Part::Inline(quote!(#ident)), Part::Rows { rows: rows.collect(), last }];
    parts.extend(choice.closed.then(|| Part::Inline(quote!(closed))));
    vec![
        Item::Code(quote! {
            #comment
            #[derive(Debug, Clone, #copy PartialEq, Eq, Hash #(, #more)*)]
            #growing
            pub enum #ident {
                #(#variants,)*
                #other
            }
        }),
        Item::Call(MacroCall { name: "choice", docs: Vec::new(), parts }),
    ]
}
