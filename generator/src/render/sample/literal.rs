//! Numbers, booleans and JSON → literals of Rust.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Api, Sample, Scalar, Type};
use crate::render::scalar::{self, Literal};

/// Digits with their sign as an operator, as a parser expects it.
fn signed(
    digits: &str,
    literal: impl Fn(&str) -> Option<proc_macro2::Literal>,
) -> Option<TokenStream> {
    match digits.strip_prefix('-') {
        Some(digits) => {
            let literal = literal(digits)?;
            Some(quote!(-#literal))
        }
        None => {
            let literal = literal(digits)?;
            Some(quote!(#literal))
        }
    }
}

pub(super) fn integer(digits: &str) -> Option<TokenStream> {
    signed(digits, |digits| Some(proc_macro2::Literal::u64_unsuffixed(digits.parse().ok()?)))
}

pub(super) fn float(digits: &str) -> Option<TokenStream> {
    signed(digits, |digits| {
        let value: f64 = digits.parse().ok()?;
        value.is_finite().then(|| proc_macro2::Literal::f64_unsuffixed(value))
    })
}

/// The number that a row of a macro states, as one token.
pub(in crate::render) fn number(
    api: &Api,
    digits: &str,
    scalar: Scalar,
) -> Option<proc_macro2::Literal> {
    match scalar::row(api, scalar).literal {
        Literal::Float => {
            let value: f64 = digits.parse().ok()?;
            value.is_finite().then(|| proc_macro2::Literal::f64_unsuffixed(value))
        }
        _ => Some(proc_macro2::Literal::i128_unsuffixed(digits.parse().ok()?)),
    }
}

/// A number or a boolean as a literal.
pub(in crate::render) fn literal(api: &Api, sample: &Sample, ty: &Type) -> Option<TokenStream> {
    let Type::Scalar(scalar) = ty else { return None };
    match (scalar::row(api, *scalar).literal, sample) {
        (Literal::Bool, Sample::Bool(value)) => Some(quote!(#value)),
        (Literal::Integer, Sample::Number(digits)) => integer(digits),
        (Literal::Float, Sample::Number(digits)) => float(digits),
        _ => None,
    }
}

/// A value as the macro for JSON takes it.
pub(super) fn json(sample: &Sample) -> TokenStream {
    match sample {
        Sample::Null => quote!(null),
        Sample::Bool(value) => quote!(#value),
        Sample::Number(digits) => {
            integer(digits).or_else(|| float(digits)).unwrap_or_else(|| quote!(0))
        }
        Sample::Text(text) => quote!(#text),
        Sample::Json(value) => {
            let text = value.to_string();
            quote!(#text)
        }
        Sample::Variant(_, value) => json(value),
        Sample::List(items) => {
            let items = items.iter().map(json);
            quote!([#(#items),*])
        }
        Sample::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = json(value);
                quote!(#name: #value)
            });
            quote!({ #(#members),* })
        }
    }
}
