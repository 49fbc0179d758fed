//! A record → the methods that make one and fill it: `new`, which takes few arguments by their order and many
//! by name, a setter for each member that may be absent,
//! and what gives a member's value or its default.

use proc_macro2::TokenStream;
use quote::quote;

use super::member::{self, Conversion, Kind, argument_type, setter_type};
use super::record::{Part, Rest};
use super::required;
use crate::api::{Member, Presence, Sample, Shape, Type, TypeDef, TypeId};
use crate::name::{Ident, PartNames};
use crate::render::scope::Scope;
use crate::render::{Documented, docs, sample};

/// The methods of a record.
pub(super) fn methods(
    scope: &Scope<'_>,
    definition: &TypeDef,
    parts: &[Part<'_>],
    rest: Option<&Rest<'_>>,
    required: Option<&Ident>,
) -> Vec<Documented> {
    let mut methods = vec![constructor(scope, definition, parts, rest, required)];
    // What nobody sends is seldom made, and its fields are public.
    if !definition.only_received {
        methods.extend(parts.iter().filter_map(|part| setter(scope, part)));
        methods.extend(rest.map(|rest| {
            let Rest { names, ty, .. } = rest;
            set(names, ty, &names.ident)
        }));
    }
    methods.extend(parts.iter().filter_map(|part| or_default(scope, part)));
    methods
}

fn method(docs: &str, code: TokenStream) -> Documented {
    Documented::new(vec![docs.to_owned()], code)
}

fn constructor(
    scope: &Scope<'_>,
    definition: &TypeDef,
    parts: &[Part<'_>],
    rest: Option<&Rest<'_>>,
    required: Option<&Ident>,
) -> Documented {
    let given: Vec<&Part<'_>> = parts.iter().filter(|part| part.member.must_be_given).collect();
    if definition.traits.empty_value && given.is_empty() {
        return method(
            "A value in which every member is absent.",
            quote! {
                pub fn new() -> Self {
                    Self::default()
                }
            },
        );
    }
    let tells_itself =
        |part: &Part<'_>| part.member.presence == Presence::Optional && part.member.fixed.is_some();
    let docs = match parts.iter().any(tells_itself) {
        true => "A value with the members that are required, and what tells it from others.",
        false => "A value with the members that are required.",
    };
    let rest = rest.map(|rest| {
        let ident = &rest.names.ident;
        quote!(#ident: Default::default())
    });
    let values = parts.iter().map(|part| initial(scope, part, required.is_some())).chain(rest);
    let code = match required {
        Some(required) => {
            let idents = given.iter().map(|part| &part.names.ident);
            quote! {
                pub fn new(required: #required) -> Self {
                    let #required { #(#idents),* } = required;
                    Self { #(#values),* }
                }
            }
        }
        None => {
            let arguments = given.iter().map(|part| {
                let ident = &part.names.ident;
                let ty = argument_type(scope, part.member);
                quote!(#ident: #ty)
            });
            quote! {
                pub fn new(#(#arguments),*) -> Self {
                    Self { #(#values),* }
                }
            }
        }
    };
    method(docs, code)
}

/// The value of a field in the constructor.
pub(super) fn initial(scope: &Scope<'_>, part: &Part<'_>, by_name: bool) -> TokenStream {
    let Part { member, names } = part;
    let ident = &names.ident;
    if member.must_be_given {
        let value = if by_name { required::given(part) } else { given(scope, part) };
        let is_field = value.to_string() == ident.to_string();
        return if is_field { quote!(#ident) } else { quote!(#ident: #value) };
    }
    match (member.presence, Kind::of_member(member)) {
        (Presence::Optional, Kind::ThreeState) if member.fixed.is_none() => {
            let field = scope.runtime("Field");
            quote!(#ident: #field::Absent)
        }
        (Presence::Optional, _) if member.fixed.is_none() => quote!(#ident: None),
        _ => {
            let value = fixed(scope, member).unwrap_or(quote!(Default::default()));
            quote!(#ident: #value)
        }
    }
}

/// The value of a field, made of the argument that gives it.
fn given(scope: &Scope<'_>, part: &Part<'_>) -> TokenStream {
    let value = Conversion::of(scope, part.member).apply(&part.names.ident);
    match Kind::of_member(part.member) {
        Kind::Optional => quote!(Some(#value)),
        Kind::Required | Kind::Nullable | Kind::ThreeState => value,
    }
}

/// The value that a member has in every record that is made.
fn fixed(scope: &Scope<'_>, member: &Member) -> Option<TokenStream> {
    let value = match (scope.api().resolved(member.ty.split_null().0), member.fixed.as_ref()?) {
        (Type::Named(id), value) => choice(scope, *id, value)?,
        (_, Sample::Text(text)) => quote!(#text.to_owned()),
        _ => return None,
    };
    Some(match Kind::of_member(member) {
        Kind::Required => value,
        Kind::Nullable | Kind::Optional => quote!(Some(#value)),
        Kind::ThreeState => quote!(Some(#value).into()),
    })
}

/// A known value of a choice.
fn choice(scope: &Scope<'_>, id: TypeId, value: &Sample) -> Option<TokenStream> {
    let (ty, variant) = (scope.ty(&Type::Named(id)), &scope.variant(id, value)?.ident);
    Some(quote!(#ty::#variant))
}

fn setter(scope: &Scope<'_>, part: &Part<'_>) -> Option<Documented> {
    match part.member.presence {
        Presence::Required => None,
        Presence::Optional => {
            let ty = setter_type(scope, part.member);
            let value = member::set(scope, part.member, &part.names.ident);
            Some(set(part.names, &ty, &value))
        }
    }
}

/// The method that sets a field.
fn set(names: &PartNames, ty: &TokenStream, value: &impl quote::ToTokens) -> Documented {
    let PartNames { ident, setter, .. } = names;
    method(
        &format!("Sets [`{0}`](Self::{0}).", ident.plain()),
        quote! {
            pub fn #setter(mut self, #ident: #ty) -> Self {
                self.#ident = #value;
                self
            }
        },
    )
}

/// The method that gives a value where the member may be absent.
fn or_default(scope: &Scope<'_>, part: &Part<'_>) -> Option<Documented> {
    let assumed = part.member.assumed.as_ref()?;
    let ident = &part.names.ident;
    let or_default = part.names.or_default.as_ref()?;
    let ty = scope.ty(&part.member.ty);
    let (ty, value) = match (assumed, scope.api().resolved(&part.member.ty)) {
        (Sample::Text(text), Type::Scalar(_)) => {
            (quote!(&str), quote!(self.#ident.as_deref().unwrap_or(#text)))
        }
        (value, Type::Named(id)) => {
            let value = choice(scope, *id, value)?;
            let is_copied = matches!(
                &scope.api().types[*id].shape,
                Shape::Choice(choice) if super::choice::is_copied(choice)
            );
            let clone = (!is_copied).then(|| quote!(.clone()));
            (ty, quote!(self.#ident #clone.unwrap_or(#value)))
        }
        (assumed, resolved) => {
            let value = sample::literal(scope.api(), assumed, resolved)?;
            (ty, quote!(self.#ident.unwrap_or(#value)))
        }
    };
    let default = docs::code(&assumed.as_text());
    Some(method(
        &format!("[`{0}`](Self::{0}), or {default} where it is absent.", ident.plain()),
        quote! {
            pub fn #or_default(&self) -> #ty {
                #value
            }
        },
    ))
}
