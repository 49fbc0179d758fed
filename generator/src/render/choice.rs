//! A choice: a plain enum that is open to new values, and its values on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Item;
use super::scope::Scope;
use crate::api::ChoiceValue;
use crate::name::TypeNames;

pub(super) fn items(
    scope: &Scope<'_>,
    docs: TokenStream,
    values: &[ChoiceValue],
    names: &TypeNames,
) -> Vec<Item> {
    scope.uses_macro("choice");
    let ident = &names.ident;
    let variants = names.parts.iter().map(|part| &part.ident);
    let mut rows = format!("choice! {{ {ident} {{\n");
    for (value, part) in values.iter().zip(&names.parts) {
        rows.push_str(&format!("    {}: {},\n", part.ident, Literal::string(&value.wire)));
    }
    rows.push_str("} }");
    vec![
        Item::Code(quote! {
            #docs
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident {
                #(#variants,)*
                #[doc = " A value that the description does not name, as it came."]
                Unknown(String),
            }
        }),
        Item::Rows(rows),
    ]
}
