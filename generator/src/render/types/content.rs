//! What an operation can send as several media types → an enum that the caller chooses from.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::union;
use crate::api::{Body, OperationId, Sent};
use crate::name::AnswersNames;
use crate::render::scope::Scope;
use crate::render::{Context, Documented, Item, docs};

pub(super) fn items(
    context: Context<'_>,
    scope: &Scope<'_>,
    id: OperationId,
    body: &Body,
    names: &AnswersNames,
) -> Vec<Item> {
    let AnswersNames { ident, variants, .. } = names;
    scope.uses_macro("content");
    let method = context.names.operations[id].method.plain();
    let about = format!("What [`Client::{method}`](crate::Client::{method}) sends.");
    let mut spelled = Vec::new();
    let mut rows = Vec::new();
    for (content, variant) in body.contents.iter().zip(variants) {
        let usual = docs::code(&content.media);
        let docs = docs::filled(&match &content.range {
            Some(range) => format!(
                "As the media type of {} that it [states](crate::body::Body::media_type), else as \
                 {usual}.",
                docs::code(range)
            ),
            None => format!("As {usual}."),
        });
        let ty = ty(scope, &content.sent);
        spelled.push(Documented::new(docs, quote!(#variant(#ty))));
        let told = body.is_told_by_type(context.api, content);
        let from = if told { ty } else { quote!(_) };
        let (writer, media) = (writer(&content.sent), Literal::string(&content.media));
        rows.push(quote!(#variant(#from): #writer #media));
    }
    let sizes = union::large_variants(body.contents.iter().filter_map(|content| content.sent.ty()));
    let derives = match body.contents.iter().any(|content| content.sent.may_stream()) {
        // A stream is sent once.
        true => quote!(#[derive(Debug)]),
        false => quote!(#[derive(Debug, Clone, PartialEq)]),
    };
    let definition = union::open_enum(vec![about], [Some(derives), sizes], ident, spelled);
    vec![definition, Item::rows("content", quote!(#ident), rows, None)]
}

/// The word that the macro has for how a content is written.
fn writer(sent: &Sent) -> proc_macro2::Ident {
    format_ident!(
        "{}",
        match sent {
            Sent::Json(_) => "json",
            Sent::Form(_) => "form",
            Sent::Lines(_) => "json_lines",
            Sent::Parts(_) => "multipart",
            Sent::Text => "text",
            Sent::Bytes => "bytes",
        }
    )
}

/// The type of the values of a content.
fn ty(scope: &Scope<'_>, sent: &Sent) -> TokenStream {
    match sent {
        Sent::Json(ty) | Sent::Form(ty) | Sent::Parts(Some(ty)) => scope.ty(ty),
        Sent::Parts(None) => scope.runtime_path("Parts"),
        Sent::Lines(ty) => {
            let item = scope.ty(ty);
            quote!(Vec<#item>)
        }
        Sent::Text => quote!(String),
        Sent::Bytes => scope.runtime_path("Body"),
    }
}
