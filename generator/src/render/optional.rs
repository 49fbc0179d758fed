//! What may be left out: the type of the argument that gives it, and the value that is made of the argument.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::scope::Scope;
use crate::api::Type;

/// The type of the argument of a setter: what callers hold of a value, or the items of a list.
pub(super) fn setter_type(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.api().resolved(ty) {
        Type::List(item) => {
            let (list, item) = (scope.runtime_trait("IntoList"), scope.ty(item));
            quote!(impl #list<#item>)
        }
        Type::Nullable(inner) => setter_type(scope, inner),
        _ => {
            let (option, ty) = (scope.runtime_trait("IntoOption"), scope.ty(ty));
            quote!(impl #option<#ty>)
        }
    }
}

/// The value, if the argument gives one: an `Option`, or the items of a list.
pub(super) fn given(scope: &Scope<'_>, ty: &Type, argument: &impl ToTokens) -> TokenStream {
    match scope.api().resolved(ty) {
        Type::List(_) => quote!(#argument.into_list()),
        Type::Nullable(inner) => given(scope, inner, argument),
        _ => quote!(#argument.into_option()),
    }
}
