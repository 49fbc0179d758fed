//! How the list of an operation is paged through → what gives its request the methods that do so.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Item;
use super::operation::Part;
use super::scope::Scope;
use crate::api::{PagingBound, PagingSource, PagingStep};

/// What gives a request the methods that go through the pages and the items of its list.
pub(super) fn paging(scope: &Scope<'_>, part: &Part<'_>) -> Option<Item> {
    let paging = part.operation.paging.as_ref()?;
    scope.uses_macro("paging");
    let (request, item, items) = (&part.names.request, scope.ty(&paging.item), &paging.items);
    let step = match &paging.step {
        PagingStep::Page { parameter, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(page(#items, #parameter, #first))
        }
        PagingStep::Offset { parameter, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(offset(#items, #parameter, #first))
        }
        PagingStep::Cursor { parameter, source: from } => {
            let from = source(scope, from);
            quote!(cursor(#items, #parameter, #from))
        }
        PagingStep::Link(from) => {
            let from = source(scope, from);
            quote!(link(#items, #from))
        }
    };
    let bound = match &paging.bound {
        PagingBound::Unstated => TokenStream::new(),
        PagingBound::Pages(member) => quote!(.pages(#member)),
        PagingBound::Total(member) => quote!(.total(#member)),
        PagingBound::More(member) => quote!(.more(#member)),
        PagingBound::Last(member) => quote!(.last(#member)),
        PagingBound::Link(from) => {
            let from = source(scope, from);
            quote!(.linked(#from))
        }
    };
    Some(Item::inline("paging", quote!(#request -> #item, #step #bound)))
}

fn source(scope: &Scope<'_>, source: &PagingSource) -> TokenStream {
    let ty = scope.runtime("Source");
    match source {
        PagingSource::Member(pointer) => quote!(#ty::Member(#pointer)),
        PagingSource::Header(name) => quote!(#ty::Header(#name)),
    }
}
