//! What an operation takes: the Rust types of its arguments, and the steps that put them into the call.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use super::operation::Part;
use super::scalar::{self, Passing};
use super::scope::Scope;
use crate::api::{Parameter, Sent, Spelling, Style, Type};

/// The type of the argument that gives a value of a type.
pub(super) fn argument(context: Context<'_>, scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match context.api.resolved(ty) {
        resolved @ Type::Scalar(scalar) => match scalar::row(context.api, *scalar).passing {
            Passing::Text => quote!(&str),
            Passing::Value | Passing::Into => scope.ty(resolved),
        },
        Type::List(item) => {
            let item = scope.ty(item);
            quote!(&[#item])
        }
        Type::Nullable(inner) => {
            let inner = argument(context, scope, inner);
            quote!(Option<#inner>)
        }
        _ => {
            let ty = scope.ty(ty);
            quote!(&#ty)
        }
    }
}

/// The argument as the reference that the call takes.
pub(super) fn by_reference(context: Context<'_>, ty: &Type, ident: &TokenStream) -> TokenStream {
    let is_owned = match context.api.resolved(ty) {
        Type::Scalar(scalar) => scalar::row(context.api, *scalar).passing != Passing::Text,
        ty => matches!(ty, Type::Nullable(_)),
    };
    if is_owned { quote!(&#ident) } else { ident.clone() }
}

/// The step of the call that sets a parameter to a value, which it takes by reference.
pub(super) fn sent(
    context: Context<'_>,
    scope: &Scope<'_>,
    parameter: &Parameter,
    value: &TokenStream,
) -> TokenStream {
    let name = Literal::string(&parameter.wire_name);
    let word = parameter.place.word();
    let spelling = match context.api.is_scalar(&parameter.ty) {
        true => parameter.spelling.of_scalar(),
        false => parameter.spelling,
    };
    if spelling == Spelling::usual(parameter.place) {
        let word = format_ident!("{word}");
        return quote!(.#word(#name, #value));
    }
    let word = format_ident!("{word}_as");
    let style = scope.runtime("Style");
    let constant = style_constant(spelling);
    quote!(.#word(#style::#constant, #name, #value))
}

/// The style of the runtime that a spelling is, without the name of its type.
pub(super) fn style_constant(spelling: Spelling) -> TokenStream {
    let (name, explode) = match spelling.style {
        Style::Matrix => ("MATRIX", false),
        Style::Label => ("LABEL", false),
        Style::Simple => ("SIMPLE", false),
        Style::Form => ("FORM", true),
        Style::Spaces => ("SPACES", false),
        Style::Pipes => ("PIPES", false),
        Style::Tabs => ("TABS", false),
        Style::DeepObject => ("DEEP_OBJECT", spelling.explode),
        Style::Json => ("JSON", spelling.explode),
    };
    let name = format_ident!("{name}");
    let explode = match (explode, spelling.explode) {
        (true, false) => quote!(.joined()),
        (false, true) => quote!(.exploded()),
        _ => TokenStream::new(),
    };
    let reserved = spelling.reserved.then(|| quote!(.reserved()));
    let or_empty = spelling.or_empty.then(|| quote!(.or_empty()));
    quote!(#name #explode #reserved #or_empty)
}

pub(super) fn body_argument(
    context: Context<'_>,
    scope: &Scope<'_>,
    part: &Part<'_>,
) -> TokenStream {
    if let Some(names) = &part.names.content {
        let ty = scope.type_of_module(&names.ident, &names.module);
        return quote!(impl Into<#ty>);
    }
    match sent_of(part) {
        Some(Sent::Json(ty) | Sent::Form(ty)) => argument(context, scope, ty),
        Some(Sent::Lines(ty)) => {
            let item = scope.ty(ty);
            quote!(&[#item])
        }
        Some(Sent::Parts(Some(ty))) => scope.ty(ty),
        Some(Sent::Parts(None)) => scope.runtime("Parts"),
        Some(Sent::Text) => quote!(impl Into<String>),
        Some(Sent::Bytes) | None => {
            let body = scope.runtime("Body");
            quote!(impl Into<#body>)
        }
    }
}

/// The step of the call that sets the body.
pub(super) fn sent_body(context: Context<'_>, scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    if let Some(names) = &part.names.content {
        let ty = scope.type_of_module(&names.ident, &names.module);
        return quote!(.content::<#ty>(body));
    }
    let media = part.operation.body.as_ref().and_then(|body| Some(&*body.single()?.media));
    let media = media.unwrap_or("application/octet-stream");
    match sent_of(part) {
        Some(Sent::Json(ty)) => {
            let value = by_reference(context, ty, &quote!(body));
            match media {
                "application/json" => quote!(.json(#value)),
                _ => quote!(.json_as(#media, #value)),
            }
        }
        Some(Sent::Form(ty)) => {
            let value = by_reference(context, ty, &quote!(body));
            quote!(.form(#value))
        }
        Some(Sent::Lines(_)) => quote!(.json_lines(#media, body)),
        Some(Sent::Parts(_)) => quote!(.multipart(#media, body)),
        Some(Sent::Text) => quote!(.text(#media, body)),
        Some(Sent::Bytes) | None => quote!(.bytes(#media, body)),
    }
}

fn sent_of<'a>(part: &Part<'a>) -> Option<&'a Sent> {
    part.operation.body.as_ref()?.single().map(|content| &content.sent)
}
