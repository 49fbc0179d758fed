//! `number_choice!`: the numbers that stand for the variants of an enum, beside the plain enum.

use std::fmt::Display;

use serde::de::Error;

use super::add_unforeseen;

/// States the number of each variant of an enum whose last variant is `Unknown` with a number.
///
/// ```text
/// pub enum Level { Low, High, Unknown(i32) }
/// number_choice! { Level: i32 { Low: 0, High: 1 } }
/// ```
///
/// A number that is not listed is kept in `Unknown`, and written again unchanged. Where the description
/// allows any number beside the listed ones, the last variant is `Other`, spelled `..Other` after the rows.
///
/// An enum without such a variant is spelled `closed`: a number that is not listed is an error there.
///
/// ```text
/// pub enum Level { Low, High }
/// number_choice! { Level: i32 { Low: 0, High: 1 } closed }
/// ```
macro_rules! number_choice {
    ($name:ident: $number:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::runtime::number_choice! { @all $name $number Unknown true $($variant: $wire,)* }
    };
    ($name:ident: $number:ident { $($variant:ident: $wire:literal,)* ..$other:ident }) => {
        $crate::runtime::number_choice! { @all $name $number $other false $($variant: $wire,)* }
    };
    ($name:ident: $number:ident { $($variant:ident: $wire:literal),* $(,)? } closed) => {
        impl $crate::runtime::NumberChoice for $name {
            type Number = $number;

            fn known(value: $number) -> ::core::option::Option<Self> {
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
            /// The number that is sent.
            pub fn value(&self) -> $number {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl ::core::convert::TryFrom<$number> for $name {
            type Error = $crate::runtime::UnknownValue;

            // Not `Self::Error`: the enum may have a variant of that name.
            fn try_from(
                value: $number,
            ) -> ::core::result::Result<Self, $crate::runtime::UnknownValue> {
                <Self as $crate::runtime::NumberChoice>::known(value).ok_or_else(|| {
                    $crate::runtime::UnknownValue(::std::string::ToString::to_string(&value))
                })
            }
        }

        $crate::runtime::number_choice! { @wire $name $number }
    };
    (@all $name:ident $number:ident $other:ident $unforeseen:literal $($variant:ident: $wire:literal,)*) => {
        impl $crate::runtime::NumberChoice for $name {
            type Number = $number;

            fn known(value: $number) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self::from(value))
            }

            fn is_unforeseen(&self) -> bool {
                $unforeseen && matches!(self, Self::$other(_))
            }
        }

        impl $name {
            /// The number that is sent.
            pub fn value(&self) -> $number {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$other(value) => *value,
                }
            }
        }

        impl ::core::convert::From<$number> for $name {
            fn from(value: $number) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::$other(other),
                }
            }
        }

        $crate::runtime::number_choice! { @wire $name $number }
    };
    (@wire $name:ident $number:ident) => {
        impl ::core::convert::From<$name> for $number {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                self.value().serialize(serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let number = <$number as ::serde::Deserialize>::deserialize(deserializer)?;
                $crate::runtime::known_number(number)
            }
        }
    };
}

pub(crate) use number_choice;

/// An enum whose numbers `number_choice!` states.
pub trait NumberChoice: Sized {
    /// The type of the numbers.
    type Number: Copy + Display;

    /// The value for a number, if there is one.
    fn known(value: Self::Number) -> Option<Self>;

    /// Whether the description does not list the number.
    fn is_unforeseen(&self) -> bool;
}

/// The value for a number that was read.
///
/// # Errors
/// If a closed enum does not list the number.
pub fn known_number<T: NumberChoice, E: Error>(number: T::Number) -> Result<T, E> {
    let unknown = || E::custom(format_args!("{number} is none of the numbers that are described"));
    let choice = T::known(number).ok_or_else(unknown)?;
    add_unforeseen(usize::from(choice.is_unforeseen()));
    Ok(choice)
}
