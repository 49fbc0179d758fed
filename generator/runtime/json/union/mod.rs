//! `union!`: enums whose variant is decided by a member of the object, by the JSON type, or by which
//! variant reads the value best.

mod best;
mod fault;
mod kind;
mod whole;

pub use fault::{nested_fault, union_fault, variant_fault};
pub use kind::{Foreseen, Kind};

use serde::de::DeserializeOwned;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use self::best::best;
use self::kind::candidates;
use self::whole::with_integers;
use super::{add_unforeseen, to_json};
use crate::runtime::error::Unreadable;

/// States the kind of value of each variant, for an enum whose last variant is
/// `Unknown(serde_json::Value)`.
///
/// ```text
/// pub enum User { Id(String), Profile(Box<Profile>), Unknown(serde_json::Value) }
/// union! { User { Id: string, Profile: object } }
///
/// pub enum Pet { Cat(Cat), Dog(Dog), Fish(Fish), Unknown(serde_json::Value) }
/// union! { Pet by "kind" { Cat: object "cat", Dog: object "dog" "puppy", Fish: object + "fish" } }
/// ```
///
/// Kinds are the JSON types `string`, `integer`, `number`, `boolean`, `array` and `object`; `nested` is
/// another union, `any` is any value. The texts after a kind are the values of the tag, the member
/// behind `by`, for which the variant is taken. The variant's type has no such member itself where a
/// `+` stands before the text; the tag is added when the variant is written.
///
/// A value that no variant can read is kept in `Unknown`, and written again unchanged; the method `fault` of
/// the enum finds out why when it is called.
macro_rules! union {
    ($name:ident $(by $tag:literal)? {
        $($variant:ident: $kind:ident $($value:literal)* $(+ $added:literal)?),* $(,)?
    }) => {
        impl $crate::runtime::Union for $name {
            const TAG: &'static str = concat!("" $(, $tag)?);
            const ROWS: &'static [$crate::runtime::Foreseen] = &[$($crate::runtime::Foreseen {
                kind: $crate::runtime::union!(@kind $kind),
                tags: &[$($value,)* $($added)?],
            }),*];
            const READERS: &'static [fn(&::serde_json::Value) -> ::core::option::Option<Self>] =
                &[$(|value| $crate::runtime::union!(@read $kind value).map(Self::$variant)),*];

            const FAULTS: &'static [$crate::runtime::Refusal] = &[$((
                stringify!($variant),
                |value| $crate::runtime::union!(@fault $kind)(Self::$variant, value),
            )),*];

            fn unknown(value: ::serde_json::Value) -> Self {
                Self::Unknown(value)
            }
        }

        impl $name {
            /// Why the value is `Unknown`; `None` for every other variant. Either it is newer than the
            /// description, or a member of it is not as described: `path()` tells which. `reason()` may
            /// quote the value.
            // Inlined, so that nothing is compiled for it where nobody calls it.
            #[inline]
            pub fn fault(&self) -> ::core::option::Option<$crate::runtime::Unreadable> {
                match self {
                    Self::Unknown(value) => ::core::option::Option::Some(
                        $crate::runtime::union_fault::<Self>(value),
                    ),
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::runtime::union!(@write serializer value $($added)?)
                    })*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::serde_json::Value::deserialize(deserializer).map($crate::runtime::read_union)
            }
        }
    };

    (@kind string) => { $crate::runtime::Kind::String };
    (@kind integer) => { $crate::runtime::Kind::Integer };
    (@kind number) => { $crate::runtime::Kind::Number };
    (@kind boolean) => { $crate::runtime::Kind::Boolean };
    (@kind array) => { $crate::runtime::Kind::Array };
    (@kind object) => { $crate::runtime::Kind::Object };
    (@kind nested) => { $crate::runtime::Kind::Any };
    (@kind any) => { $crate::runtime::Kind::Any };

    (@read nested $value:ident) => { $crate::runtime::Union::known($value) };
    (@read $kind:ident $value:ident) => { $crate::runtime::decode($value) };

    (@fault nested) => { $crate::runtime::nested_fault };
    (@fault $kind:ident) => { $crate::runtime::variant_fault };

    (@write $serializer:ident $value:ident) => { $value.serialize($serializer) };
    (@write $serializer:ident $value:ident $added:literal) => {
        $crate::runtime::write_tagged(
            $serializer, $value, <Self as $crate::runtime::Union>::TAG, $added,
        )
    };
}

pub(crate) use union;

/// The name of a variant, and why it cannot read a value.
pub type Refusal = (&'static str, fn(&Value) -> Option<Unreadable>);

/// An enum whose variants `union!` states.
pub trait Union: Serialize + Sized + 'static {
    /// The member of the object that decides the variant; empty where there is none.
    const TAG: &'static str;
    /// The kind and the tags of each variant.
    const ROWS: &'static [Foreseen];
    /// The reader of each variant, in the order of [`ROWS`](Self::ROWS).
    const READERS: &'static [fn(&Value) -> Option<Self>];
    /// The refusal of each variant, in the order of [`ROWS`](Self::ROWS).
    const FAULTS: &'static [Refusal];

    /// The variant for a value that no other variant can read.
    fn unknown(value: Value) -> Self;

    /// Reads a value as one of the variants.
    ///
    /// Of several variants that can read the value, the one with the fewest unforeseen values is taken;
    /// of these, the one that keeps the most of the value; of these, the one that tolerates the least; of
    /// these, the first. Variants without a tag are tried where none that has the value's tag can read the
    /// value.
    fn known(value: &Value) -> Option<Self> {
        let (named, others) = candidates(value, Self::TAG, Self::ROWS);
        best(value, &named).or_else(|| best(value, &others))
    }
}

impl<T: Union> Union for Box<T> {
    const TAG: &'static str = T::TAG;
    const ROWS: &'static [Foreseen] = T::ROWS;
    const READERS: &'static [fn(&Value) -> Option<Self>] = &[];
    const FAULTS: &'static [Refusal] = T::FAULTS;

    fn unknown(value: Value) -> Self {
        Self::new(T::unknown(value))
    }

    fn known(value: &Value) -> Option<Self> {
        T::known(value).map(Self::new)
    }
}

/// Reads a value as one of the variants, or keeps it as unknown.
pub fn read_union<T: Union>(value: Value) -> T {
    T::known(&value).unwrap_or_else(|| {
        add_unforeseen(1);
        T::unknown(value)
    })
}

/// Reads the value of a variant; `None` where the value is not of its type.
pub fn decode<T: DeserializeOwned>(value: &Value) -> Option<T> {
    // Integer types refuse 1.0, which is an integer in JSON Schema.
    T::deserialize(value).ok().or_else(|| T::deserialize(&with_integers(value)?).ok())
}

/// Writes a variant whose type does not have the tag, and adds the tag.
///
/// # Errors
/// The errors of `serializer`, and of the value.
pub fn write_tagged<T: Serialize, S: Serializer>(
    serializer: S,
    value: &T,
    tag: &str,
    text: &str,
) -> Result<S::Ok, S::Error> {
    // By way of a text: a `Value` has no place for NaN, and takes it for null.
    let json = to_json(value).map_err(S::Error::custom)?;
    let mut value = serde_json::from_str(&json).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.entry(tag).or_insert_with(|| Value::from(text));
    }
    value.serialize(serializer)
}
