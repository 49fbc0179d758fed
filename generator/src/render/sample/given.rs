//! A sample → the argument of a setter. A setter takes what becomes a value of its type, so that the argument
//! tells its own type.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Speller;
use crate::api::{Member, Sample, Scalar, Type};
use crate::render::scalar::{self, Literal, Passing, Path};
use crate::render::scope::spelled_path;

impl Speller<'_> {
    /// A value of a member as its setter takes it.
    pub(super) fn set(self, member: &Member, sample: &Sample) -> TokenStream {
        let (plain, nullable) = member.ty.split_null();
        match nullable && *plain != Type::Any {
            true => self.member(member, sample),
            false => self.given(sample, &member.ty),
        }
    }

    /// A value as the argument of a setter: a list is an array of its items.
    pub(in crate::render) fn given(self, sample: &Sample, ty: &Type) -> TokenStream {
        match (self.context.api.resolved(ty), sample) {
            (Type::Nullable(inner), Sample::Null) => {
                let ty = self.public_type(inner);
                quote!(None::<#ty>)
            }
            (Type::Nullable(inner), _) => self.given(sample, inner),
            (Type::List(item), Sample::List(items)) if !items.is_empty() => {
                let items = items.iter().map(|sample| self.item(sample, item));
                quote!([#(#items),*])
            }
            (Type::List(item), _) if **item == Type::Scalar(Scalar::File) => {
                let file = self.file();
                quote!([#file])
            }
            (Type::List(item), _) => {
                let item = self.public_type(item);
                quote!(Vec::<#item>::new())
            }
            _ => self.item(sample, ty),
        }
    }

    /// A value that tells its own type, if only by being like a text.
    fn item(self, sample: &Sample, ty: &Type) -> TokenStream {
        match (self.context.api.resolved(ty), sample) {
            (Type::Scalar(scalar), _) => {
                let row = scalar::row(self.context.api, *scalar);
                match (row.passing, row.literal, sample) {
                    (Passing::Text, _, Sample::Text(text)) => quote!(#text),
                    (Passing::Text, ..) => {
                        let text = sample.to_string();
                        quote!(#text)
                    }
                    (_, Literal::Parsed(is_like), Sample::Text(text)) if is_like(text) => {
                        let ty = self.public_type(ty);
                        quote!(#text.parse::<#ty>()?)
                    }
                    _ => self.typed_value(sample, ty),
                }
            }
            (Type::Nullable(_), Sample::Null) => {
                let ty = self.public_type(ty);
                quote!(None::<#ty>)
            }
            _ => self.typed_value(sample, ty),
        }
    }

    fn typed_value(self, sample: &Sample, ty: &Type) -> TokenStream {
        self.typed(sample, ty).unwrap_or_else(|| {
            let (ty, json) = (self.public_type(ty), sample.to_string());
            quote!(serde_json::from_str::<#ty>(#json)?)
        })
    }

    /// A type as users of the crate spell it.
    fn public_type(self, ty: &Type) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => match scalar::row(self.context.api, *scalar).path {
                Path::Unit => quote!(()),
                Path::Prelude(name) => {
                    let name = format_ident!("{name}");
                    quote!(#name)
                }
                Path::Runtime(name) => self.runtime_type(name),
                Path::Library(path) => spelled_path(path),
                Path::Chosen(None, path) => scalar::chosen_path(path),
                Path::Chosen(Some(around), path) => {
                    let (around, inner) = (self.runtime_type(around), scalar::chosen_path(path));
                    quote!(#around<#inner>)
                }
            },
            Type::Named(id) => self.api_type(&self.context.names.types[*id].ident),
            Type::List(item) => {
                let item = self.public_type(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                let value = self.public_type(value);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            Type::Json(value) => {
                let (json, value) = (self.runtime_type("JsonText"), self.public_type(value));
                quote!(#json<#value>)
            }
            Type::Nullable(inner) => {
                let inner = self.public_type(inner);
                quote!(Option<#inner>)
            }
            Type::Any => quote!(serde_json::Value),
        }
    }
}
