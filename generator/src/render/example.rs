//! A call of an operation, as Rust, with values that the description gives or allows.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::sample::{Extent, Speller};
use crate::api::{Body, Content, Operation, Payload, Sample, Sent, Type};
use crate::name::OperationNames;

/// A call, and what must be made before it.
pub(super) struct Call {
    /// Statements before the call.
    pub(super) before: TokenStream,
    /// The awaited call, without the `?`.
    pub(super) call: TokenStream,
    /// Whether it answers with something.
    pub(super) answers: bool,
}

impl Call {
    /// Whether it spells a type of the API.
    pub(super) fn uses_types(&self) -> bool {
        self.before.to_string().contains("types ::") || self.call.to_string().contains("types ::")
    }
}

/// The lines of the example of an operation's docs.
pub(super) fn docs(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<String> {
    let krate = crate_ident(context);
    let example = call(context, operation, names, Extent::First, &quote!(client));
    let uses_types = example.uses_types();
    let Call { before, call, answers } = example;
    let call = if answers { quote!(let answer = #call?;) } else { quote!(#call?;) };
    let Some(body) = statements(&quote!(#before #call)) else {
        return Vec::new();
    };
    let mut lines = vec!["# Example".to_owned(), String::new(), "```no_run".to_owned()];
    let krate = krate.to_string();
    let client = format!("{krate}::Client");
    lines.push(format!(
        "# async fn example(client: {client}) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    if uses_types {
        lines.extend([format!("use {krate}::types;"), String::new()]);
    }
    lines.extend(body);
    lines.push("# Ok(()) }".to_owned());
    lines.push("```".to_owned());
    lines
}

/// The name of the crate in Rust.
pub(super) fn crate_ident(context: Context<'_>) -> proc_macro2::Ident {
    let name = context.config.name.replace('-', "_");
    proc_macro2::Ident::new(&name, proc_macro2::Span::call_site())
}

/// A call of an operation of a client: with what it requires, or with all that it takes.
pub(super) fn call(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    extent: Extent,
    client: &TokenStream,
) -> Call {
    let speller = Speller::new(context, extent);
    let (mut before, mut arguments) = (TokenStream::new(), Vec::new());
    let mut setters = TokenStream::new();
    for (parameter, part) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.required {
            arguments.push(speller.argument(&parameter.sample, &parameter.ty));
        } else if extent == Extent::All {
            let (setter, value) =
                (&part.setter, speller.argument(&parameter.sample, &parameter.ty));
            setters.extend(quote!(.#setter(#value)));
        }
    }
    // Whether a body may be left out is often forgotten to be said: it is always shown.
    if let Some(body) = &operation.body {
        let (made, argument) = body_argument(speller, body, names);
        before.extend(made);
        match body.required {
            true => arguments.push(argument),
            false => setters.extend(quote!(.body(#argument))),
        }
    }
    let method = &names.method;
    let answers = !matches!(operation.success.single(), None | Some(Payload::Empty))
        || operation.success.several.is_some();
    Call { before, call: quote!(#client.#method(#(#arguments),*)#setters.await), answers }
}

/// What is sent of what the body can be: the first that has a type, else the first.
fn body_argument(
    speller: Speller<'_>,
    body: &Body,
    names: &OperationNames,
) -> (TokenStream, TokenStream) {
    let is_typed = |content: &Content| !matches!(content.sent, Sent::Text | Sent::Bytes);
    let index = body.contents.iter().position(is_typed).unwrap_or_default();
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
        let ident = &names.ident;
        return (quote!(let body = types::#ident::#variant(#value);), quote!(body));
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
    let krate = crate_ident(speller.context);
    Some(quote!(#krate::runtime::Body::from("bytes").media_type(#kind)))
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
    quote!(#krate::runtime::Parts::new().file("file", #file))
}

/// Statements as lines. None if they are none, which the tests of every fixture would show.
pub(super) fn statements(tokens: &TokenStream) -> Option<Vec<String>> {
    let file: syn::File = syn::parse2(quote!(async fn example() { #tokens })).ok()?;
    let text = prettyplease::unparse(&file);
    let lines: Vec<&str> = text.lines().collect();
    let body = lines.get(1..lines.len().checked_sub(1)?)?;
    Some(body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}
