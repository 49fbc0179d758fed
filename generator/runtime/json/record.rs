//! `record!`: the names and kinds of the members of an object, beside the plain struct.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};

use super::Reader;

/// Implements serde's traits for a struct: a row for each member, in the order of writing.
///
/// ```text
/// record! { Customer {
///     id: optional "_id",
///     name: required "name",
///     phone: three_state "phone",
///     parent: nullable "parent",
///     ..additional_properties
/// } }
/// ```
///
/// | kind | type | absent is read as | null is read as | left out when |
/// |---|---|---|---|---|
/// | `required` | `T` | an error | `T` decides | never |
/// | `optional` | `Option<T>` | `None` | `None` | `None` |
/// | `nullable` | `Option<T>` | `None` | `None` | never |
/// | `three_state` | `Field<T>` | `Absent` | `Null` | `Absent` |
/// | `collection` | `Vec<T>`, a map | an error | empty | never |
///
/// `optional_blank`, `nullable_blank` and `three_state_blank` read an empty text as null: the member is a
/// text with a format, of which an empty one is no value.
///
/// A member that is not listed is skipped, or kept in the map behind `..`; the map stands behind `..?`
/// where the description does not foresee such members. Of a member that occurs twice, the last value
/// counts. An entry of the map that bears the name of a listed member is not written.
macro_rules! record {
    ($name:ident { $($member:ident: $kind:ident $wire:literal),* $(,)? $(..$rest:ident)? }) => {
        $crate::runtime::record! { @all $name { $($member: $kind $wire),* $(..$rest described)? } }
    };
    ($name:ident { $($member:ident: $kind:ident $wire:literal),* $(,)? ..? $rest:ident }) => {
        $crate::runtime::record! { @all $name { $($member: $kind $wire),* ..$rest unforeseen } }
    };
    (@all $name:ident { $($member:ident: $kind:ident $wire:literal),* $(..$rest:ident $by:ident)? }) => {
        impl $crate::runtime::Record for $name {
            const NAME: &'static str = stringify!($name);
            const LISTED: &'static [&'static str] = &[$($wire),*];

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                mut reader: $crate::runtime::Reader<A>,
            ) -> ::core::result::Result<Self, A::Error> {
                $(let mut $member = ::core::default::Default::default();)*
                $(let mut $rest = ::core::default::Default::default();)?
                while let ::core::option::Option::Some(key) = reader.key()? {
                    match key.as_str() {
                        $($wire => reader.$kind(&mut $member),)*
                        _ => $crate::runtime::record!(@other reader key $($rest $by)?),
                    }?;
                }
                ::core::result::Result::Ok(Self {
                    $($member: $crate::runtime::record!(@finish $kind $member $wire),)*
                    $($rest,)?
                })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::Writer::new(serializer)
                    $(.$kind($wire, &self.$member))*
                    $(.rest(<Self as $crate::runtime::Record>::LISTED, &self.$rest))?
                    .end()
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::read_record(deserializer)
            }
        }
    };

    (@other $reader:ident $key:ident) => { $reader.skip() };
    (@other $reader:ident $key:ident $rest:ident described) => { $reader.rest($key, &mut $rest) };
    (@other $reader:ident $key:ident $rest:ident unforeseen) => {{
        $crate::runtime::add_unforeseen(1);
        $reader.rest($key, &mut $rest)
    }};

    (@finish collection $member:ident $wire:literal) => {
        $crate::runtime::record!(@finish required $member $wire)
    };
    (@finish required $member:ident $wire:literal) => {
        match $member {
            ::core::option::Option::Some(value) => value,
            _ => return ::core::result::Result::Err(::serde::de::Error::missing_field($wire)),
        }
    };
    (@finish nullable $member:ident $wire:literal) => { $crate::runtime::or_null($member) };
    (@finish nullable_blank $member:ident $wire:literal) => { $crate::runtime::or_null($member) };
    (@finish $kind:ident $member:ident $wire:literal) => { $member };
}

pub(crate) use record;

/// A struct whose members `record!` states.
pub trait Record: Sized {
    /// The struct's name, for errors.
    const NAME: &'static str;
    /// The names of the listed members.
    const LISTED: &'static [&'static str];

    /// Reads the members of an object.
    ///
    /// # Errors
    /// The errors of the object, and a required member that is missing.
    fn read<'de, A: MapAccess<'de>>(reader: Reader<A>) -> Result<Self, A::Error>;
}

/// Reads a record from an object.
///
/// # Errors
/// The errors of `deserializer`, and a required member that is missing.
pub fn read_record<'de, T: Record, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(RecordVisitor(PhantomData))
}

struct RecordVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Record> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Reader::new(map))
    }
}
