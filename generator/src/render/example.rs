//! A call of an operation, as Rust, with values that the description gives or allows.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;

use super::sample::{Extent, Speller};
use super::{Context, Line, docs, runtime};
use crate::api::{Body, Content, Operation, Payload, Sample, Sent, Type};
use crate::name::OperationNames;

/// A call, and what must be made before it.
pub(super) struct Call {
    /// Statements before the call.
    pub(super) before: TokenStream,
    /// The request, which is not sent yet.
    pub(super) request: TokenStream,
    /// The awaited call, without the `?`.
    pub(super) call: TokenStream,
    /// Whether it answers with something.
    pub(super) answers: bool,
    /// Whether it spells a type of the API.
    pub(super) uses_types: bool,
}

/// The lines of the example of an operation's docs.
pub(super) fn docs(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<Line> {
    let krate = crate_ident(context);
    let Call { before, call, answers, uses_types, .. } =
        call(context, operation, names, Extent::First, &quote!(client), None);
    let call = if answers { quote!(let answer = #call?;) } else { quote!(#call?;) };
    let mut lines = docs::text(vec![
        "# Example".to_owned(),
        "```no_run".to_owned(),
        format!(
            "# async fn example(client: {krate}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
        ),
    ]);
    if uses_types {
        lines.extend(docs::text(vec![format!("use {krate}::types;"), String::new()]));
    }
    lines.push(Line::Statements(quote!(#before #call)));
    lines.extend(docs::text(vec!["# Ok(()) }".to_owned(), "```".to_owned()]));
    lines
}

/// The name of the crate in Rust.
pub(super) fn crate_ident(context: Context<'_>) -> proc_macro2::Ident {
    let name = context.config.name.replace('-', "_");
    proc_macro2::Ident::new(&name, proc_macro2::Span::call_site())
}

/// A call of an operation of a client: with what it requires, or with all that it takes. Of a body with several
/// contents, the one at an index is sent, else the first that has a type.
pub(super) fn call(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    extent: Extent,
    client: &TokenStream,
    content: Option<usize>,
) -> Call {
    let uses_types = Cell::new(false);
    let speller = Speller::new(context, extent, &uses_types);
    let (mut before, mut arguments) = (TokenStream::new(), Vec::new());
    let mut setters = TokenStream::new();
    for (parameter, part) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.required {
            arguments.push(speller.argument(&parameter.sample, &parameter.ty));
        } else if extent == Extent::All {
            let (setter, value) = (&part.setter, speller.given(&parameter.sample, &parameter.ty));
            setters.extend(quote!(.#setter(#value)));
        }
    }
    // Whether a body may be left out is often forgotten to be said: it is always shown.
    if let Some(body) = &operation.body {
        let (made, argument) = body_argument(speller, body, names, content);
        before.extend(made);
        match body.required {
            true => arguments.push(argument),
            false => setters.extend(quote!(.body(#argument))),
        }
    }
    let method = &names.method;
    let answers = !matches!(operation.success.single(), None | Some(Payload::Empty))
        || operation.success.several.is_some();
    let request = quote!(#client.#method(#(#arguments),*)#setters);
    let call = quote!(#request.await);
    Call { before, request, call, answers, uses_types: uses_types.get() }
}

/// What is sent of what the body can be.
fn body_argument(
    speller: Speller<'_>,
    body: &Body,
    names: &OperationNames,
    content: Option<usize>,
) -> (TokenStream, TokenStream) {
    let is_typed = |content: &Content| !matches!(content.sent, Sent::Text | Sent::Bytes);
    let usual = || body.contents.iter().position(is_typed).unwrap_or_default();
    let index = content.unwrap_or_else(usual);
    let Some(content) = body.contents.get(index) else {
        return (TokenStream::new(), quote!(""));
    };
    let sample = &content.sample;
    let chosen = names.content.as_ref().and_then(|names| Some((names, names.variants.get(index)?)));
    if let Some((names, variant)) = chosen {
        let value = match &content.sent {
            Sent::Json(ty) | Sent::Form(ty) | Sent::Parts(Some(ty)) => speller.value(sample, ty),
            Sent::Lines(ty) => lines(speller, sample, ty, &quote!(vec!)),
            Sent::Parts(None) => parts(speller),
            Sent::Text => {
                let text = text(content);
                quote!(#text.into())
            }
            Sent::Bytes => bytes(speller, content).unwrap_or_else(|| quote!("bytes".into())),
        };
        let ty = speller.api_type(&names.ident);
        return (quote!(let body = #ty::#variant(#value);), quote!(body));
    }
    match &content.sent {
        Sent::Json(ty @ Type::Named(_)) | Sent::Form(ty @ Type::Named(_))
            if matches!(speller.context.api.resolved(ty), Type::Named(_)) =>
        {
            let value = speller.value(sample, ty);
            (quote!(let body = #value;), quote!(&body))
        }
        Sent::Json(ty) | Sent::Form(ty) => (TokenStream::new(), speller.argument(sample, ty)),
        Sent::Parts(ty) => {
            let value = ty.as_ref().map(|ty| speller.value(sample, ty));
            let value = value.unwrap_or_else(|| parts(speller));
            (quote!(let body = #value;), quote!(body))
        }
        Sent::Lines(ty) => (TokenStream::new(), lines(speller, sample, ty, &quote!(&))),
        Sent::Text => {
            let text = text(content);
            (TokenStream::new(), quote!(#text))
        }
        Sent::Bytes => match bytes(speller, content) {
            Some(value) => (quote!(let body = #value;), quote!(body)),
            None => (TokenStream::new(), quote!("bytes")),
        },
    }
}

/// Bytes that say what they are, where that is asked for.
fn bytes(speller: Speller<'_>, content: &Content) -> Option<TokenStream> {
    let kind = match content.range.as_deref()? {
        "audio/*" => "audio/mpeg",
        "font/*" => "font/woff2",
        "image/*" => "image/png",
        "video/*" => "video/mp4",
        _ => return None,
    };
    let (krate, ty) = (crate_ident(speller.context), runtime::public_path("Body"));
    Some(quote!(#krate::#ty::from("bytes").media_type(#kind)))
}

/// A list of the values of lines: those of a list, or the only one.
fn lines(speller: Speller<'_>, sample: &Sample, ty: &Type, opened: &TokenStream) -> TokenStream {
    let items = match sample {
        Sample::List(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    let items = items.iter().map(|item| speller.value(item, ty));
    quote!(#opened[#(#items),*])
}

/// A text as it is sent, of which nothing may be known. What is JSON is YAML too.
fn text(content: &Content) -> String {
    match &content.sample {
        Sample::Null => "text".to_owned(),
        known if content.media.contains("yaml") => known.to_string(),
        Sample::List(_) | Sample::Object(_) => "text".to_owned(),
        known => known.as_text(),
    }
}

/// Parts of which nothing is known.
fn parts(speller: Speller<'_>) -> TokenStream {
    let (krate, file) = (crate_ident(speller.context), speller.file());
    let ty = runtime::public_path("Parts");
    quote!(#krate::#ty::new().file("file", #file))
}
