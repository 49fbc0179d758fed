//! A first call of an operation, as Rust: the required arguments with values of the description's own
//! where it gives some.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use crate::api::{
    Body, Docs, Fact, Member, Operation, Payload, Presence, Scalar, Sent, Shape, Tuple, Type, Width,
};
use crate::name::{Ident, OperationNames};

/// An example has at most so many values; a longer one teaches nothing.
const MOST_VALUES: usize = 40;

/// A call, and what must be made before it.
pub(super) struct Call {
    /// Statements before the call.
    pub(super) before: TokenStream,
    /// The awaited call, without the `?`.
    pub(super) call: TokenStream,
    /// Whether it answers with something.
    pub(super) answers: bool,
}

/// The lines of the example of an operation's docs.
pub(super) fn docs(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<String> {
    let Some(example) = call(context, operation, names) else {
        return Vec::new();
    };
    let Call { before, call, answers } = example;
    let krate = crate_ident(context);
    let uses = before.to_string().contains("types ::") || call.to_string().contains("types ::");
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
    if uses {
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

/// A call of an operation, if values for its required arguments can be made.
pub(super) fn call(
    context: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Option<Call> {
    let mut before = TokenStream::new();
    let mut arguments = Vec::new();
    for (parameter, _) in
        operation.parameters.iter().zip(&names.parameters).filter(|(p, _)| p.required)
    {
        arguments.push(argument(context, &parameter.ty, &parameter.docs)?);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let (made, argument) = body_argument(context, body, names)?;
        before.extend(made);
        arguments.push(argument);
    }
    let method = &names.method;
    let answers = !matches!(operation.success.single(), None | Some(Payload::Empty))
        || operation.success.several.is_some();
    Some(Call { before, call: quote!(client.#method(#(#arguments),*).await), answers })
}

fn body_argument(
    context: Context<'_>,
    body: &Body,
    names: &OperationNames,
) -> Option<(TokenStream, TokenStream)> {
    let content = body.contents.first()?;
    let (mut before, mut argument) = match &content.sent {
        Sent::Json(ty @ Type::Named(_)) | Sent::Form(ty @ Type::Named(_)) => {
            let value = value(context, ty, &Docs::default(), &mut { MOST_VALUES })?;
            let more = optional_texts(context, ty);
            (quote!(let body = #value #more;), quote!(&body))
        }
        Sent::Json(ty) | Sent::Form(ty) if body.several.is_some() => {
            let value = value(context, ty, &body.docs, &mut { MOST_VALUES })?;
            (quote!(let body = #value;), TokenStream::new())
        }
        Sent::Json(ty) | Sent::Form(ty) => (TokenStream::new(), argument(context, ty, &body.docs)?),
        Sent::Parts(Some(ty)) => {
            let value = value(context, ty, &Docs::default(), &mut { MOST_VALUES })?;
            let more = optional_texts(context, ty);
            (quote!(let body = #value #more;), quote!(body))
        }
        Sent::Parts(None) => {
            let (krate, file) = (crate_ident(context), file(context));
            let made = quote!(#krate::runtime::Parts::new().file("file", #file));
            (quote!(let body = #made;), quote!(body))
        }
        Sent::Lines(ty) => {
            let item = value(context, ty, &Docs::default(), &mut { MOST_VALUES })?;
            (TokenStream::new(), quote!(&[#item]))
        }
        Sent::Text => (TokenStream::new(), quote!("text")),
        Sent::Bytes => (TokenStream::new(), quote!("bytes")),
    };
    if let Some(names) = &names.content {
        let (ident, variant) = (&names.ident, names.variants.first()?);
        let value = match &content.sent {
            Sent::Json(_) | Sent::Form(_) | Sent::Parts(_) => quote!(body),
            Sent::Lines(_) => quote!(Vec::new()),
            Sent::Text | Sent::Bytes => quote!(#argument.into()),
        };
        before.extend(quote!(let body = types::#ident::#variant(#value);));
        argument = quote!(body);
    }
    Some((before, argument))
}

/// Setters for the optional texts of a record that have an example: what a first call looks like.
fn optional_texts(context: Context<'_>, ty: &Type) -> TokenStream {
    let mut setters = TokenStream::new();
    let Type::Named(id) = context.api.resolved(ty) else {
        return setters;
    };
    let (Some(definition), Some(names)) =
        (context.api.types.get(*id), context.names.types.get(*id))
    else {
        return setters;
    };
    let Shape::Record(record) = &definition.shape else {
        return setters;
    };
    for (member, part) in record.members.iter().zip(&names.parts) {
        let text = context.api.is_text(member.ty.split_null().0);
        if let (Presence::Optional, true, Some(text)) =
            (member.presence, text, example_text(&member.docs))
        {
            let setter = &part.setter;
            setters.extend(quote!(.#setter(#text)));
        }
    }
    setters
}

/// A value as an argument of a method of the client.
fn argument(context: Context<'_>, ty: &Type, docs: &Docs) -> Option<TokenStream> {
    Some(match context.api.resolved(ty) {
        Type::Scalar(Scalar::String) => text(docs),
        scalar @ Type::Scalar(_) => value(context, scalar, docs, &mut { MOST_VALUES })?,
        Type::Nullable(_) => quote!(None),
        Type::List(item) => {
            let item = value(context, item, &Docs::default(), &mut { MOST_VALUES })?;
            quote!(&[#item])
        }
        other => {
            let value = value(context, other, docs, &mut { MOST_VALUES })?;
            quote!(&#value)
        }
    })
}

/// An owned value, if what is left of the example is enough for it.
fn value(context: Context<'_>, ty: &Type, docs: &Docs, left: &mut usize) -> Option<TokenStream> {
    *left = left.checked_sub(1)?;
    Some(match ty {
        Type::Scalar(Scalar::Bool) => quote!(true),
        Type::Scalar(Scalar::Null) => quote!(()),
        Type::Scalar(Scalar::Integer(width)) => integer(docs, *width),
        Type::Scalar(Scalar::F64) => number(docs),
        Type::Scalar(Scalar::String) => {
            let text = text(docs);
            quote!(#text.to_owned())
        }
        Type::Scalar(Scalar::DateTime) => quote!("2026-01-31T12:00:00Z".parse()?),
        Type::Scalar(Scalar::Date) => quote!("2026-01-31".parse()?),
        Type::Scalar(Scalar::Time) => quote!("12:00:00Z".parse()?),
        Type::Scalar(Scalar::Duration) => quote!("P1D".parse()?),
        Type::Scalar(Scalar::Uuid) => quote!("c2e8a1f0-0d3b-4b64-9a5e-0f6f4f3a7d11".parse()?),
        Type::Scalar(Scalar::Ipv4) => quote!("192.0.2.1".parse()?),
        Type::Scalar(Scalar::Ipv6) => quote!("2001:db8::1".parse()?),
        Type::Scalar(Scalar::Base64) => quote!(b"bytes".to_vec().into()),
        Type::Scalar(Scalar::File) => file(context),
        Type::List(_) => quote!(Vec::new()),
        Type::Map(_) => quote!(std::collections::BTreeMap::new()),
        Type::Nullable(_) => quote!(None),
        Type::Any => quote!(serde_json::Value::Null),
        Type::Named(id) => {
            let definition = context.api.types.get(*id)?;
            let names = context.names.types.get(*id)?;
            let ident = &names.ident;
            match &definition.shape {
                Shape::Alias(inner) => value(context, inner, docs, left)?,
                Shape::Choice(choice) => match names.parts.first() {
                    Some(part) => {
                        let variant = &part.ident;
                        quote!(types::#ident::#variant)
                    }
                    None if choice.open => quote!(types::#ident::Other(String::new())),
                    None => quote!(types::#ident::Unknown(String::new())),
                },
                Shape::Tuple(tuple) => tupled(context, ident, tuple, left)?,
                Shape::Wrapper(inner) => {
                    let inner = value(context, inner, docs, left)?;
                    quote!(types::#ident(#inner))
                }
                Shape::Union(union) => {
                    let (variant, part) = union.variants.iter().zip(&names.parts).next()?;
                    let inner = value(context, &variant.ty, &variant.docs, left)?;
                    let inner = if variant.indirect { quote!(Box::new(#inner)) } else { inner };
                    let variant = &part.ident;
                    quote!(types::#ident::#variant(#inner))
                }
                Shape::Record(record) => constructed(context, ident, &record.members, left)?,
            }
        }
    })
}

fn constructed(
    context: Context<'_>,
    ident: &Ident,
    members: &[Member],
    left: &mut usize,
) -> Option<TokenStream> {
    let mut arguments = Vec::new();
    for member in members.iter().filter(|member| member.asked) {
        let (plain, nullable) = member.ty.split_null();
        arguments.push(match plain {
            Type::Any => value(context, plain, &member.docs, left)?,
            _ if nullable => quote!(None),
            _ if context.api.is_text(plain) => text(&member.docs),
            Type::Scalar(Scalar::File) => file(context),
            _ => value(context, plain, &member.docs, left)?,
        });
    }
    Some(quote!(types::#ident::new(#(#arguments),*)))
}

fn tupled(
    context: Context<'_>,
    ident: &Ident,
    tuple: &Tuple,
    left: &mut usize,
) -> Option<TokenStream> {
    let mut items = Vec::new();
    for item in &tuple.items {
        items.push(match (item.presence, item.ty.split_null().1) {
            (Presence::Optional, true) => quote!(Default::default()),
            (Presence::Optional, false) => quote!(None),
            (Presence::Required, _) => {
                let value = value(context, &item.ty, &Docs::default(), left)?;
                if item.indirect { quote!(Box::new(#value)) } else { value }
            }
        });
    }
    items.extend(tuple.rest.iter().map(|_| quote!(Vec::new())));
    Some(quote!(types::#ident(#(#items),*)))
}

/// A small file.
fn file(context: Context<'_>) -> TokenStream {
    let krate = crate_ident(context);
    quote!(#krate::runtime::FilePart::new("file.txt", "content"))
}

/// The example of a text, or a stand-in.
fn text(docs: &Docs) -> TokenStream {
    let text = example_text(docs).unwrap_or_else(|| Literal::string("text"));
    quote!(#text)
}

fn example_text(docs: &Docs) -> Option<Literal> {
    docs.facts.iter().find_map(|fact| match fact {
        Fact::Example(value) => {
            let text = value.text.as_ref()?;
            let short = text.chars().count() <= 60 && !text.contains(char::is_control);
            short.then(|| Literal::string(text))
        }
        _ => None,
    })
}

fn integer(docs: &Docs, width: Width) -> TokenStream {
    let stated = stated(docs).unwrap_or(1);
    let fits = match width {
        Width::I8 => i8::try_from(stated).is_ok(),
        Width::U8 => u8::try_from(stated).is_ok(),
        Width::I16 => i16::try_from(stated).is_ok(),
        Width::U16 => u16::try_from(stated).is_ok(),
        Width::U32 | Width::U64 => stated >= 0,
        Width::I32 | Width::I64 => true,
    };
    let literal = Literal::i64_unsuffixed(if fits { i64::from(stated) } else { 1 });
    quote!(#literal)
}

fn number(docs: &Docs) -> TokenStream {
    let literal = Literal::f64_unsuffixed(f64::from(stated(docs).unwrap_or(1)));
    quote!(#literal)
}

/// The number that the description gives.
fn stated(docs: &Docs) -> Option<i32> {
    docs.facts.iter().find_map(|fact| match fact {
        Fact::Example(value) | Fact::Default(value) => value.json.parse::<i32>().ok(),
        Fact::AtLeast(number) => number.parse().ok(),
        _ => None,
    })
}

/// Statements as lines. None if they are none, which the tests of every fixture would show.
pub(super) fn statements(tokens: &TokenStream) -> Option<Vec<String>> {
    let file: syn::File = syn::parse2(quote!(async fn example() { #tokens })).ok()?;
    let text = prettyplease::unparse(&file);
    let lines: Vec<&str> = text.lines().collect();
    let body = lines.get(1..lines.len().checked_sub(1)?)?;
    Some(body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}
