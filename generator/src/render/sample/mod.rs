//! A sample and its type → the expression of Rust that makes it. What the type does not foresee is read
//! from JSON.

mod given;
mod literal;

pub(super) use literal::{literal, number};

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;

use self::literal::{float, integer, json};
use super::scalar::{self, Literal, Passing, Path, Row};
use super::{Context, example, runtime};
use crate::api::{
    Choice, Fact, Member, Presence, Record, Sample, Scalar, Shape, Tuple, Type, TypeId, Union,
};
use crate::name::{Ident, PartNames, TypeNames};

/// How much of a sample is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What must be given, and the optional texts that have an example: what a first call looks like.
    First,
    /// What must be given.
    Least,
    /// All of it.
    All,
}

/// Spells samples.
#[derive(Clone, Copy)]
pub(super) struct Speller<'a> {
    pub(super) context: Context<'a>,
    pub(super) extent: Extent,
    /// Set once a type of the API is spelled.
    uses_types: &'a Cell<bool>,
}

impl<'a> Speller<'a> {
    pub(super) fn new(context: Context<'a>, extent: Extent, uses_types: &'a Cell<bool>) -> Self {
        Self { context, extent, uses_types }
    }

    /// Spells a type of the API.
    pub(super) fn api_type(self, ident: &Ident) -> TokenStream {
        self.uses_types.set(true);
        quote!(types::#ident)
    }

    /// A value as an argument of a method of the client.
    pub(super) fn argument(self, sample: &Sample, ty: &Type) -> TokenStream {
        match (self.context.api.resolved(ty), sample) {
            (resolved @ Type::Scalar(scalar), _) => match (self.row(*scalar).passing, sample) {
                (Passing::Text, Sample::Text(text)) => quote!(#text),
                (Passing::Text, other) => {
                    let text = other.to_string();
                    quote!(#text)
                }
                (Passing::Value | Passing::Into, _) => self.value(sample, resolved),
            },
            (Type::Nullable(_), Sample::Null) => quote!(None),
            (Type::Nullable(inner), _) => {
                let inner = self.argument(sample, inner);
                quote!(Some(#inner))
            }
            (Type::List(item), Sample::List(items)) => {
                let items = items.iter().map(|sample| self.value(sample, item));
                quote!(&[#(#items),*])
            }
            (Type::List(_), _) => quote!(&[]),
            (other, _) => {
                let value = self.value(sample, other);
                quote!(&#value)
            }
        }
    }

    /// A value of its own.
    pub(super) fn value(self, sample: &Sample, ty: &Type) -> TokenStream {
        self.typed(sample, ty).unwrap_or_else(|| {
            let json = sample.to_string();
            quote!(serde_json::from_str(#json)?)
        })
    }

    fn typed(self, sample: &Sample, ty: &Type) -> Option<TokenStream> {
        Some(match (ty, sample) {
            (Type::Scalar(scalar), _) => self.scalar(sample, *scalar)?,
            (Type::Nullable(_), Sample::Null) => quote!(None),
            (Type::Nullable(inner), _) => {
                let inner = self.typed(sample, inner)?;
                quote!(Some(#inner))
            }
            (Type::List(item), Sample::List(items)) => match items.as_slice() {
                [] => quote!(Vec::new()),
                items => {
                    let items = items.iter().map(|sample| self.value(sample, item));
                    quote!(vec![#(#items),*])
                }
            },
            (Type::List(item), _) if **item == Type::Scalar(Scalar::File) => {
                let file = self.file();
                quote!(vec![#file])
            }
            (Type::Map(value), Sample::Object(members)) => self.map(members, value),
            (Type::Json(ty), Sample::Json(value)) => {
                let value = self.value(value, ty);
                let ty = self.runtime_type("JsonText");
                quote!(#ty::encode(&#value)?)
            }
            (Type::Any, Sample::Null) => quote!(serde_json::Value::Null),
            (Type::Any, _) => {
                let json = json(sample);
                quote!(serde_json::json!(#json))
            }
            (Type::Named(id), _) => self.named(sample, *id)?,
            _ => return None,
        })
    }

    pub(super) fn scalar(self, sample: &Sample, scalar: Scalar) -> Option<TokenStream> {
        let row = self.row(scalar);
        Some(match (row.literal, sample) {
            (Literal::File, _) => self.file(),
            (Literal::Unit, Sample::Null) => quote!(()),
            (Literal::Bool, Sample::Bool(value)) => quote!(#value),
            (Literal::Integer, Sample::Number(digits)) => integer(digits)?,
            (Literal::Float, Sample::Number(digits)) => float(digits)?,
            (Literal::String, Sample::Text(text)) => quote!(#text.to_owned()),
            (Literal::Encoded, Sample::Text(text)) => {
                let Path::Runtime(name) = row.path else { return None };
                let ty = self.runtime_type(name);
                quote!(#ty::from_encoded(#text))
            }
            (Literal::Parsed(is_like), Sample::Text(text)) if is_like(text) => {
                quote!(#text.parse()?)
            }
            _ => return None,
        })
    }

    /// A type of the runtime, as a user of the crate spells it.
    fn runtime_type(self, name: &str) -> TokenStream {
        let (krate, path) = (example::crate_ident(self.context), runtime::public_path(name));
        quote!(#krate::#path)
    }

    fn row(self, scalar: Scalar) -> Row<'a> {
        scalar::row(self.context.api, scalar)
    }

    /// A small file.
    pub(super) fn file(self) -> TokenStream {
        let ty = self.runtime_type("FilePart");
        quote!(#ty::new("file.txt", "content"))
    }

    fn map(self, members: &[(String, Sample)], value: &Type) -> TokenStream {
        if members.is_empty() {
            return quote!(std::collections::BTreeMap::new());
        }
        let members = members.iter().map(|(name, sample)| {
            let value = self.value(sample, value);
            quote!((#name.to_owned(), #value))
        });
        quote!(std::collections::BTreeMap::from([#(#members),*]))
    }

    fn named(self, sample: &Sample, id: TypeId) -> Option<TokenStream> {
        let definition = &self.context.api.types[id];
        let names = &self.context.names.types[id];
        Some(match (&definition.shape, sample) {
            (Shape::Alias(inner), _) => self.typed(sample, inner)?,
            (Shape::Wrapper(inner), _) => {
                let inner = self.typed(sample, inner)?;
                let ty = self.api_type(&names.ident);
                quote!(#ty(#inner))
            }
            (Shape::Choice(choice), _) => self.chosen(choice, names, sample)?,
            (Shape::Tuple(tuple), Sample::List(items)) => self.tuple(tuple, names, items),
            (Shape::Union(union), _) => self.variant(union, names, sample)?,
            (Shape::Record(record), Sample::Object(_)) => self.record(record, names, sample),
            _ => return None,
        })
    }

    /// A value of a choice.
    fn chosen(self, choice: &Choice, names: &TypeNames, sample: &Sample) -> Option<TokenStream> {
        let known = choice.position(sample).and_then(|index| names.parts.get(index));
        let variant = match known {
            Some(PartNames { ident, .. }) => quote!(#ident),
            None if choice.open => {
                let value = self.scalar(sample, choice.of)?;
                quote!(Other(#value))
            }
            None => return None,
        };
        let ty = self.api_type(&names.ident);
        Some(quote!(#ty::#variant))
    }

    fn tuple(self, tuple: &Tuple, names: &TypeNames, samples: &[Sample]) -> TokenStream {
        let mut items = Vec::new();
        for (index, item) in tuple.items.iter().enumerate() {
            let value = |sample: &Sample| {
                let value = self.value(sample, &item.ty);
                if item.indirect { quote!(Box::new(#value)) } else { value }
            };
            items.push(match (item.presence, samples.get(index)) {
                (Presence::Required, sample) => value(sample.unwrap_or(&Sample::Null)),
                (Presence::Optional, _) if item.ty.split_null().1 => quote!(Default::default()),
                (Presence::Optional, None) => quote!(None),
                (Presence::Optional, Some(sample)) => {
                    let value = value(sample);
                    quote!(Some(#value))
                }
            });
        }
        items.extend(tuple.following_items.iter().map(|_| quote!(Vec::new())));
        let ty = self.api_type(&names.ident);
        quote!(#ty(#(#items),*))
    }

    fn variant(self, union: &Union, names: &TypeNames, sample: &Sample) -> Option<TokenStream> {
        let Sample::Variant(index, value) = sample else { return None };
        let (variant, part) = union.variants.get(*index).zip(names.parts.get(*index))?;
        let inner = self.typed(value, &variant.ty)?;
        let inner = if variant.indirect { quote!(Box::new(#inner)) } else { inner };
        let (ty, variant) = (self.api_type(&names.ident), &part.ident);
        Some(quote!(#ty::#variant(#inner)))
    }

    /// The call of a constructor, and of setters for what else is given.
    fn record(self, record: &Record, names: &TypeNames, sample: &Sample) -> TokenStream {
        let inner = match self.extent {
            Extent::First => Self { extent: Extent::Least, ..self },
            _ => self,
        };
        let mut arguments = Vec::new();
        let mut setters = TokenStream::new();
        for (member, part) in record.members.iter().zip(&names.parts) {
            let given = sample.member(&member.wire_name);
            if member.must_be_given {
                let given = given.unwrap_or(&Sample::Null);
                arguments.push(match record.by_name {
                    true => {
                        let (ident, value) = (&part.ident, inner.value(given, &member.ty));
                        quote!(#ident: #value)
                    }
                    false => inner.member(member, given),
                });
            } else if let (Presence::Optional, Some(given)) = (member.presence, given)
                && self.is_shown(member)
                && member.fixed.as_ref() != Some(given)
            {
                let (setter, value) = (&part.setter, inner.set(member, given));
                setters.extend(quote!(.#setter(#value)));
            }
        }
        if let (Extent::All, Some(rest)) = (self.extent, &record.other_members) {
            setters.extend(inner.others(record, rest, names, sample));
        }
        let ty = self.api_type(&names.ident);
        match &names.required {
            Some(required) => {
                let required = self.api_type(required);
                quote!(#ty::new(#required { #(#arguments),* })#setters)
            }
            None => quote!(#ty::new(#(#arguments),*)#setters),
        }
    }

    /// Whether an optional member is set.
    fn is_shown(self, member: &Member) -> bool {
        match self.extent {
            Extent::All => true,
            Extent::Least => false,
            Extent::First => {
                let has_example =
                    member.docs.facts.iter().any(|fact| matches!(fact, Fact::Example(_)));
                has_example && self.context.api.is_text(member.ty.split_null().0)
            }
        }
    }

    /// The value of a member as the constructor or the setter takes it.
    fn member(self, member: &Member, sample: &Sample) -> TokenStream {
        let (plain, nullable) = member.ty.split_null();
        let nullable = nullable && *plain != Type::Any;
        let absent = member.presence == Presence::Optional && !nullable;
        match sample {
            Sample::Null if nullable => return quote!(None),
            Sample::Text(text) if self.context.api.is_text(plain) => {
                return match nullable && member.presence == Presence::Required {
                    true => quote!(Some(#text.to_owned())),
                    false => quote!(#text),
                };
            }
            _ => {}
        }
        let value = self.value(sample, plain);
        if nullable && !absent { quote!(Some(#value)) } else { value }
    }

    fn others(
        self,
        record: &Record,
        rest: &Type,
        names: &TypeNames,
        sample: &Sample,
    ) -> Option<TokenStream> {
        let Sample::Object(members) = sample else { return None };
        let known = |name: &str| record.members.iter().any(|member| member.wire_name == name);
        let others: Vec<(String, Sample)> =
            members.iter().filter(|(name, _)| !known(name)).cloned().collect();
        let setter = &names.parts.get(record.members.len())?.setter;
        let map = self.map(&others, rest);
        (!others.is_empty()).then(|| quote!(.#setter(#map)))
    }
}
