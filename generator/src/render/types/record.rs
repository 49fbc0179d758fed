//! A record: a plain struct, its members on the wire, its constructor and its setters.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{
    HeaderStyle, Member, Presence, Record, Role, Sample, Scalar, Type, TypeDef, TypeId,
};
use crate::name::{Ident, PartNames, TypeNames};
use crate::render::scalar::{self, Passing};
use crate::render::scope::Scope;
use crate::render::{Item, docs, sample};

/// More arguments than this are pointed at by clippy.
pub(in crate::render) const MANY_ARGUMENTS: usize = 7;

/// A member with its names.
struct Part<'a> {
    member: &'a Member,
    names: &'a PartNames,
}

pub(in crate::render) fn items(
    scope: &Scope<'_>,
    docs: TokenStream,
    definition: &TypeDef,
    record: &Record,
    names: &TypeNames,
) -> Vec<Item> {
    let parts: Vec<Part<'_>> = record
        .members
        .iter()
        .zip(&names.parts)
        .map(|(member, names)| Part { member, names })
        .collect();
    let ident = &names.ident;
    let derives = super::derives(definition);
    if let Role::Headers(styles) = &definition.role {
        return headers(scope, &parts, docs, derives, ident, styles);
    }
    let word = if definition.role == Role::Parts { "multipart" } else { "record" };
    let rest = rest(scope, record, names);
    let fields = parts.iter().map(|part| field(scope, part));
    let fields = fields.chain(rest.as_ref().map(|rest| rest.field.clone()));
    let mut methods = vec![constructor(scope, definition, &parts, rest.as_ref())];
    methods.extend(parts.iter().filter_map(|part| setter(scope, part)));
    methods.extend(rest.as_ref().map(|rest| rest.setter.clone()));
    methods.extend(parts.iter().filter_map(|part| or_default(scope, part)));
    scope.uses_macro(word);
    let mut items = vec![
        Item::Code(quote! {
            #docs
            #derives
            #[non_exhaustive]
            pub struct #ident { #(#fields),* }
        }),
        Item::Rows(rows(names, &parts, rest.as_ref(), word)),
        Item::Code(quote!(impl #ident { #(#methods)* })),
    ];
    // What is made of nothing has a value of its own accord, constants and all.
    if !definition.traits.empty_value && !parts.iter().any(|part| part.member.asked) {
        items.push(Item::Code(quote! {
            impl Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }));
    }
    items
}

/// What a record has for the members that it does not know.
struct Rest<'a> {
    ident: &'a Ident,
    sign: &'static str,
    field: TokenStream,
    setter: TokenStream,
}

fn rest<'a>(scope: &Scope<'_>, record: &Record, names: &'a TypeNames) -> Option<Rest<'a>> {
    let ty = Type::Map(Box::new(record.rest.clone()?));
    let PartNames { ident, setter, .. } = names.parts.get(record.members.len())?;
    let ty = scope.ty(&ty);
    let docs = format!(" Sets [`{ident}`](Self::{ident}).", ident = ident.plain());
    let (sign, said) = match record.unforeseen {
        true => ("..?", " The members that the description says nothing of, as they came."),
        false => ("..", " All other members."),
    };
    Some(Rest {
        ident,
        sign,
        field: quote!(#[doc = #said] pub #ident: #ty),
        setter: quote! {
            #[doc = #docs]
            pub fn #setter(mut self, #ident: #ty) -> Self {
                self.#ident = #ident;
                self
            }
        },
    })
}

fn rows(names: &TypeNames, parts: &[Part<'_>], rest: Option<&Rest<'_>>, word: &str) -> String {
    let ident = &names.ident;
    if parts.is_empty() && rest.is_none() {
        return format!("{word}! {{ {ident} {{}} }}");
    }
    let mut text = format!("{word}! {{ {ident} {{\n");
    for part in parts {
        let wire = Literal::string(&part.member.wire_name);
        let kind = match word {
            "record" => kind(part.member),
            _ if is_file(&part.member.ty) => "file",
            _ => "value",
        };
        text.push_str(&format!("    {}: {kind} {wire},\n", part.names.ident));
    }
    if let Some(rest) = rest {
        text.push_str(&format!("    {}{}\n", rest.sign, rest.ident));
    }
    text.push_str("} }");
    text
}

/// What reads headers has neither a constructor nor setters: nobody makes one.
fn headers(
    scope: &Scope<'_>,
    parts: &[Part<'_>],
    docs: TokenStream,
    derives: TokenStream,
    ident: &Ident,
    styles: &[HeaderStyle],
) -> Vec<Item> {
    scope.uses_macro("headers");
    let fields = parts.iter().map(|part| field(scope, part));
    let mut rows = format!("headers! {{ {ident} {{\n");
    for (part, style) in parts.iter().zip(styles) {
        let style = match style {
            HeaderStyle::Simple => "simple",
            HeaderStyle::Exploded => "exploded",
            HeaderStyle::Json => "json",
        };
        let wire = Literal::string(&part.member.wire_name);
        rows.push_str(&format!("    {}: {style} {wire},\n", part.names.ident));
    }
    rows.push_str("} }");
    vec![
        Item::Code(quote! {
            #docs
            #[doc = ""]
            #[doc = " Made by `from` of the headers of an answer. A member is absent if its header is, or if it"]
            #[doc = " says something else."]
            #derives
            #[non_exhaustive]
            pub struct #ident { #(#fields),* }
        }),
        Item::Rows(rows),
    ]
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::List(item) | Type::Nullable(item) => is_file(item),
        ty => *ty == Type::Scalar(Scalar::File),
    }
}

/// How a member meets the wire.
fn kind(member: &Member) -> &'static str {
    match (member.presence, member.ty.split_null()) {
        (Presence::Required, (Type::Any, _) | (_, false)) => "required",
        (Presence::Required, (_, true)) => "nullable",
        (Presence::Optional, (_, false)) => "optional",
        (Presence::Optional, (_, true)) => "three_state",
    }
}

fn field(scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    let docs = docs::comment(&docs::lines(&part.member.docs));
    let ident = &part.names.ident;
    let ty = stored(scope, part.member);
    quote!(#docs pub #ident: #ty)
}

/// The type of a member's value, where it stands.
fn stored(scope: &Scope<'_>, member: &Member) -> TokenStream {
    let inner = value(scope, member);
    match kind(member) {
        "required" => inner,
        "three_state" => {
            let field = scope.runtime("Field");
            quote!(#field<#inner>)
        }
        _ => quote!(Option<#inner>),
    }
}

/// The type of a member's value without null or absence.
fn value(scope: &Scope<'_>, member: &Member) -> TokenStream {
    let inner = scope.ty(member.ty.split_null().0);
    if member.indirect { quote!(Box<#inner>) } else { inner }
}

fn constructor(
    scope: &Scope<'_>,
    definition: &TypeDef,
    parts: &[Part<'_>],
    rest: Option<&Rest<'_>>,
) -> TokenStream {
    let asked = || parts.iter().filter(|part| part.member.asked);
    if definition.traits.empty_value && asked().count() == 0 {
        return quote! {
            #[doc = " A value in which every member is absent."]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = asked().map(|part| {
        let ident = &part.names.ident;
        let ty = argument(scope, part.member);
        quote!(#ident: #ty)
    });
    let values = parts.iter().map(|part| {
        let ident = &part.names.ident;
        match (part.member.presence, kind(part.member)) {
            (Presence::Required, _) if part.member.asked => initial(scope, part),
            (Presence::Optional, _) if part.member.asked => {
                let value = given(scope, part);
                quote!(#ident: #value)
            }
            (Presence::Optional, "three_state") if part.member.fixed.is_none() => {
                let field = scope.runtime("Field");
                quote!(#ident: #field::Absent)
            }
            (Presence::Optional, _) if part.member.fixed.is_none() => quote!(#ident: None),
            _ => {
                let value = fixed(scope, part.member).unwrap_or(quote!(Default::default()));
                quote!(#ident: #value)
            }
        }
    });
    let values = values.chain(rest.map(|rest| {
        let ident = rest.ident;
        quote!(#ident: Default::default())
    }));
    let expectation = (asked().count() > MANY_ARGUMENTS).then(many_arguments);
    let tells_itself =
        |part: &Part<'_>| part.member.presence == Presence::Optional && part.member.fixed.is_some();
    let said = match parts.iter().any(tells_itself) {
        true => " A value with the members that are required, and what tells it from others.",
        false => " A value with the members that are required.",
    };
    quote! {
        #[doc = #said]
        #expectation
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

pub(in crate::render) fn many_arguments() -> TokenStream {
    quote!(#[expect(clippy::too_many_arguments, reason = "the API requires as many")])
}

/// The type of the argument that gives a member its value.
fn argument(scope: &Scope<'_>, member: &Member) -> TokenStream {
    let plain = scope.ty(member.ty.split_null().0);
    match kind(member) {
        "nullable" => quote!(impl Into<Option<#plain>>),
        "three_state" => {
            let field = scope.runtime("Field");
            quote!(impl Into<#field<#plain>>)
        }
        _ => match passing(scope, &member.ty) {
            Passing::Value => plain,
            Passing::Text => quote!(impl Into<String>),
            Passing::Into => quote!(impl Into<#plain>),
        },
    }
}

/// How a value of a type is passed to the constructor and the setters.
fn passing(scope: &Scope<'_>, ty: &Type) -> Passing {
    match scope.api().resolved(ty) {
        Type::Scalar(scalar) => scalar::row(*scalar).passing,
        _ => Passing::Value,
    }
}

/// A required member in the constructor.
fn initial(scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    let ident = &part.names.ident;
    let converted = converted(scope, part);
    if converted.to_string() == ident.to_string() {
        quote!(#ident)
    } else {
        quote!(#ident: #converted)
    }
}

/// The argument as the member's value, absence apart.
fn converted(scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    let ident = &part.names.ident;
    let boxed = part.member.indirect;
    match kind(part.member) {
        "nullable" | "three_state" if boxed => quote!(#ident.into().map(Box::new)),
        "nullable" | "three_state" => quote!(#ident.into()),
        _ if passing(scope, &part.member.ty) != Passing::Value => quote!(#ident.into()),
        _ if boxed => quote!(Box::new(#ident)),
        _ => quote!(#ident),
    }
}

/// The argument as the member's value, which may be absent otherwise.
fn given(scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    let value = converted(scope, part);
    if kind(part.member) == "optional" { quote!(Some(#value)) } else { value }
}

/// The value that a member has in every record that is made.
fn fixed(scope: &Scope<'_>, member: &Member) -> Option<TokenStream> {
    let Sample::Text(text) = member.fixed.as_ref()? else { return None };
    let value = match scope.api().resolved(member.ty.split_null().0) {
        Type::Named(id) => choice(scope, *id, text)?,
        _ => quote!(#text.to_owned()),
    };
    Some(match kind(member) {
        "required" => value,
        "three_state" => quote!(Some(#value).into()),
        _ => quote!(Some(#value)),
    })
}

/// A known value of a choice.
fn choice(scope: &Scope<'_>, id: TypeId, text: &str) -> Option<TokenStream> {
    let (ty, variant) = (scope.ty(&Type::Named(id)), &scope.variant(id, text)?.ident);
    Some(quote!(#ty::#variant))
}

fn setter(scope: &Scope<'_>, part: &Part<'_>) -> Option<TokenStream> {
    if part.member.presence == Presence::Required {
        return None;
    }
    let (ident, setter) = (&part.names.ident, &part.names.setter);
    let docs = format!(" Sets [`{ident}`](Self::{ident}).", ident = ident.plain());
    let ty = argument(scope, part.member);
    let value = given(scope, part);
    Some(quote! {
        #[doc = #docs]
        pub fn #setter(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    })
}

/// The method that gives a value where the member may be absent.
fn or_default(scope: &Scope<'_>, part: &Part<'_>) -> Option<TokenStream> {
    let assumed = part.member.assumed.as_ref()?;
    let PartNames { ident, or_default, .. } = part.names;
    let said = docs::code(&assumed.as_text());
    let docs = format!(" [`{0}`](Self::{0}), or {said} where it is absent.", ident.plain());
    let ty = scope.ty(&part.member.ty);
    let (ty, value) = match (assumed, scope.api().resolved(&part.member.ty)) {
        (Sample::Text(text), Type::Scalar(_)) => {
            (quote!(&str), quote!(self.#ident.as_deref().unwrap_or(#text)))
        }
        (Sample::Text(text), Type::Named(id)) => {
            let value = choice(scope, *id, text)?;
            (ty, quote!(self.#ident.clone().unwrap_or(#value)))
        }
        (assumed, resolved) => {
            let value = sample::literal(assumed, resolved)?;
            (ty, quote!(self.#ident.unwrap_or(#value)))
        }
    };
    Some(quote! {
        #[doc = #docs]
        pub fn #or_default(&self) -> #ty {
            #value
        }
    })
}
