//! `choice!`: the texts that stand for the variants of an enum, beside the plain enum.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

use super::add_unforeseen;

/// States the text of each variant of an enum whose last variant is `Unknown(String)`.
///
/// ```text
/// pub enum Status { Available, Pending, Unknown(String) }
/// choice! { Status { Available: "available", Pending: "pending" } }
/// ```
///
/// A text that is not listed is kept in `Unknown`, and written again unchanged. Where the description
/// allows any text beside the listed ones, the last variant is `Other(String)`, spelled `..Other` after
/// the rows.
///
/// An enum without such a variant is spelled `closed`: a text that is not listed is an error there.
///
/// ```text
/// pub enum Side { Buy, Sell }
/// choice! { Side { Buy: "buy", Sell: "sell" } closed }
/// ```
macro_rules! choice {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::runtime::choice! { @all $name Unknown true $($variant: $wire,)* }
    };
    ($name:ident { $($variant:ident: $wire:literal,)* ..$other:ident }) => {
        $crate::runtime::choice! { @all $name $other false $($variant: $wire,)* }
    };
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? } closed) => {
        impl $crate::runtime::Choice for $name {
            const VALUES: &'static [&'static str] = &[$($wire),*];

            fn known(value: &str) -> ::core::option::Option<Self> {
                match value {
                    $($wire => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn is_unforeseen(&self) -> bool {
                false
            }
        }

        impl $name {
            /// The text that is sent.
            pub fn as_str(&self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::UnknownValue;

            // Not `Self::Err`: the enum may have a variant of that name.
            fn from_str(
                value: &str,
            ) -> ::core::result::Result<Self, $crate::runtime::UnknownValue> {
                <Self as $crate::runtime::Choice>::known(value)
                    .ok_or_else(|| $crate::runtime::UnknownValue(value.into()))
            }
        }

        $crate::runtime::choice! { @wire $name }
    };
    (@all $name:ident $other:ident $unforeseen:literal $($variant:ident: $wire:literal,)*) => {
        impl $crate::runtime::Choice for $name {
            const VALUES: &'static [&'static str] = &[$($wire),*];

            fn known(value: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self::from(value))
            }

            fn is_unforeseen(&self) -> bool {
                $unforeseen && matches!(self, Self::$other(_))
            }
        }

        impl $name {
            /// The text that is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$other(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::$other(other.into()),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                match value.as_str() {
                    $($wire => Self::$variant,)*
                    _ => Self::$other(value),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: the enum may have a variant of that name.
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        $crate::runtime::choice! { @wire $name }
    };
    (@wire $name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_str($crate::runtime::ChoiceVisitor::new())
            }
        }
    };
}

pub(crate) use choice;

/// An enum whose texts `choice!` states.
pub trait Choice: Sized {
    /// The texts that the description lists.
    const VALUES: &'static [&'static str];

    /// The value for a text, if there is one.
    fn known(value: &str) -> Option<Self>;

    /// Whether the description does not list the text.
    fn is_unforeseen(&self) -> bool;
}

/// Reads an enum from a string.
#[derive(Debug)]
pub struct ChoiceVisitor<T>(PhantomData<fn() -> T>);

impl<T> ChoiceVisitor<T> {
    /// A visitor for `T`.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for ChoiceVisitor<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Choice> Visitor<'_> for ChoiceVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        let choice = T::known(value).ok_or_else(|| E::unknown_variant(value, T::VALUES))?;
        add_unforeseen(usize::from(choice.is_unforeseen()));
        Ok(choice)
    }
}
