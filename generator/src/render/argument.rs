//! What an operation takes: the Rust types of its arguments, and the steps that put them into the call.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use super::scope::Scope;
use crate::api::{Body, Parameter, ParameterPlace, Payload, Scalar, Type};
use crate::name::Ident;

/// Whether a value of the type is passed as it is, because it is small.
fn is_small(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(scalar) if *scalar != Scalar::String)
}

pub(super) fn argument(context: Context<'_>, scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match context.api.resolved(ty) {
        Type::Scalar(Scalar::String) => quote!(&str),
        small if is_small(small) => scope.ty(small),
        Type::List(item) => {
            let item = scope.ty(item);
            quote!(&[#item])
        }
        _ => {
            let ty = scope.ty(ty);
            quote!(&#ty)
        }
    }
}

fn by_reference(context: Context<'_>, ty: &Type, ident: &TokenStream) -> TokenStream {
    if is_small(context.api.resolved(ty)) { quote!(&#ident) } else { ident.clone() }
}

pub(super) fn sent(context: Context<'_>, parameter: &Parameter, ident: &Ident) -> TokenStream {
    let name = Literal::string(&parameter.wire_name);
    let value = by_reference(context, &parameter.ty, &quote!(#ident));
    match parameter.place {
        ParameterPlace::Path => quote!(.path(#name, #value)),
        ParameterPlace::Query => quote!(.query(#name, #value)),
        ParameterPlace::Header => quote!(.header(#name, #value)),
    }
}

pub(super) fn body_argument(context: Context<'_>, scope: &Scope<'_>, body: &Body) -> TokenStream {
    match &body.payload {
        Payload::Json(ty) => argument(context, scope, ty),
        Payload::Text => quote!(impl Into<String>),
        Payload::Bytes | Payload::Empty => {
            let bytes = scope.runtime("Bytes");
            quote!(impl Into<#bytes>)
        }
    }
}

pub(super) fn sent_body(context: Context<'_>, body: &Body) -> TokenStream {
    let media = Literal::string(&body.media);
    match &body.payload {
        Payload::Json(ty) => {
            let value = by_reference(context, ty, &quote!(body));
            match body.media.as_str() {
                "application/json" => quote!(.json(#value)),
                _ => quote!(.json_as(#media, #value)),
            }
        }
        Payload::Text => quote!(.raw(#media, body.into())),
        Payload::Bytes | Payload::Empty => quote!(.raw(#media, body)),
    }
}
