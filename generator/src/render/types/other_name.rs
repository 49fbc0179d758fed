//! A type that is equal to one of another place → another name of that. Its documentation is that of the other type,
//! unless its author says something else of this place.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::TypeId;
use crate::name::{Ident, TypeNames};
use crate::render::{Context, docs};

/// What its author says of this place, if that is something else.
pub(super) fn docs(context: Context<'_>, id: TypeId) -> Option<Vec<String>> {
    let same = context.names.types[id].same_as?;
    let [own, other] = [id, same].map(|id| &context.api.types[id].docs);
    let lines = if own == other { Vec::new() } else { docs::lines(own) };
    (!lines.is_empty()).then_some(lines)
}

/// Another name of an equal type.
pub(super) fn of_type(context: Context<'_>, id: TypeId) -> Option<TokenStream> {
    let (names, same) = pair(context, id)?;
    let (ident, target) = (&names.ident, target(names, same, &same.ident));
    Some(quote!(pub type #ident = #target;))
}

/// Another name of what the constructor of an equal type takes.
pub(super) fn of_required(context: Context<'_>, id: TypeId) -> Option<TokenStream> {
    let (names, same) = pair(context, id)?;
    let ident = names.required.as_ref()?;
    let target = target(names, same, same.required.as_ref()?);
    Some(quote!(pub type #ident = #target;))
}

fn pair(context: Context<'_>, id: TypeId) -> Option<(&TypeNames, &TypeNames)> {
    let names = &context.names.types[id];
    Some((names, &context.names.types[names.same_as?]))
}

/// The type, from the file that holds its other name.
fn target(here: &TypeNames, there: &TypeNames, ident: &Ident) -> TokenStream {
    if here.module == there.module { quote!(#ident) } else { quote!(super::#ident) }
}
