//! `union!`: enums whose variants are told apart by a member of objects, by the JSON type, or by what
//! reads the value best.

use serde::de::DeserializeOwned;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::{
    add_unforeseen, as_integer, is_written_as_integer, take_unforeseen, unforeseen_count,
    with_whole_numbers,
};

/// Says what each variant holds, for an enum whose last variant is `Unknown(serde_json::Value)`.
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
/// another union, `any` is any value. The texts after a kind are the values of the member that tells
/// the variant; behind a `+` stands one that the variant's type does not have itself, and that is
/// written beside it.
///
/// A value that no variant foresees, or that its variant cannot read, is kept in `Unknown` and written
/// back as it came.
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

            fn unknown(value: ::serde_json::Value) -> Self {
                Self::Unknown(value)
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

    (@write $serializer:ident $value:ident) => { $value.serialize($serializer) };
    (@write $serializer:ident $value:ident $added:literal) => {
        $crate::runtime::write_tagged(
            $serializer, $value, <Self as $crate::runtime::Union>::TAG, $added,
        )
    };
}

pub(crate) use union;

/// An enum that `union!` describes.
pub trait Union: Serialize + Sized + 'static {
    /// The member of objects that tells which variant they are; empty where there is none.
    const TAG: &'static str;
    /// What each variant foresees.
    const ROWS: &'static [Foreseen];
    /// Reads each variant, in the same order.
    const READERS: &'static [fn(&Value) -> Option<Self>];

    /// A value that no variant foresees.
    fn unknown(value: Value) -> Self;

    /// The value as a variant that foresees it.
    ///
    /// Of several that read it, the one is taken in which the least is unforeseen, then the one that
    /// keeps the most of the value, then the first. Where none of those that its tag names reads it,
    /// those are asked that no tag names.
    fn known(value: &Value) -> Option<Self> {
        let (named, others) = candidates(value, Self::TAG, Self::ROWS);
        best(value, &named).or_else(|| best(value, &others))
    }
}

/// The value as one of some variants reads it best.
fn best<T: Union>(value: &Value, variants: &[usize]) -> Option<T> {
    let mut readers = variants.iter().filter_map(|index| T::READERS.get(*index));
    let mut best = Read::new(value, readers.next()?);
    for reader in readers {
        let mut other = Read::new(value, reader);
        if other.is_better_than(&mut best, value) {
            best = other;
        }
    }
    add_unforeseen(best.unforeseen);
    best.read
}

impl<T: Union> Union for Box<T> {
    const TAG: &'static str = T::TAG;
    const ROWS: &'static [Foreseen] = T::ROWS;
    const READERS: &'static [fn(&Value) -> Option<Self>] = &[];

    fn unknown(value: Value) -> Self {
        Self::new(T::unknown(value))
    }

    fn known(value: &Value) -> Option<Self> {
        T::known(value).map(Self::new)
    }
}

/// What a variant foresees.
#[derive(Debug, Clone, Copy)]
pub struct Foreseen {
    /// Which JSON values.
    pub kind: Kind,
    /// The values of the tag that stand for it.
    pub tags: &'static [&'static str],
}

/// A JSON type, in the sense of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    String,
    /// A number without a fraction, however it is written: 1.0 is one.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    Array,
    /// An object.
    Object,
    /// Any value.
    Any,
}

/// A value as one of the variants reads it.
struct Read<T> {
    read: Option<T>,
    unforeseen: usize,
    /// How much of the value it keeps, once that was asked.
    kept: Option<usize>,
}

impl<T: Union> Read<T> {
    fn new(value: &Value, reader: &fn(&Value) -> Option<T>) -> Self {
        let before = unforeseen_count();
        let read = reader(value);
        let unforeseen = unforeseen_count() - before;
        take_unforeseen(unforeseen);
        Self { read, unforeseen, kept: None }
    }

    /// How much of the value is kept when it is written again.
    fn kept(&mut self, value: &Value) -> usize {
        if let Some(known) = self.kept {
            return known;
        }
        let written = self.read.as_ref().and_then(|read| serde_json::to_value(read).ok());
        *self.kept.insert(written.map_or(0, |written| common(value, &written)))
    }

    fn is_better_than(&mut self, best: &mut Self, value: &Value) -> bool {
        match (&self.read, &best.read) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(_), Some(_)) if self.unforeseen != best.unforeseen => {
                self.unforeseen < best.unforeseen
            }
            (Some(_), Some(_)) => self.kept(value) > best.kept(value),
        }
    }
}

/// Reads a value as the variant that foresees it, or keeps it.
pub fn read_union<T: Union>(value: Value) -> T {
    T::known(&value).unwrap_or_else(|| {
        add_unforeseen(1);
        T::unknown(value)
    })
}

/// The variants that may read a value: those that its tag names, if it has one, and then those that no
/// tag names; without a tag all of its JSON type.
fn candidates(value: &Value, tag: &str, rows: &[Foreseen]) -> (Vec<usize>, Vec<usize>) {
    let kind = kind(value, rows);
    let of_kind = |row: &Foreseen| row.kind == Kind::Any || kind == Some(row.kind);
    let which = |fits: &dyn Fn(&Foreseen) -> bool| -> Vec<usize> {
        let all = rows.iter().enumerate();
        all.filter(|(_, row)| fits(row)).map(|(index, _)| index).collect()
    };
    let own = match value.get(tag) {
        _ if tag.is_empty() => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other @ (Value::Number(_) | Value::Bool(_))) => Some(other.to_string()),
        _ => None,
    };
    match own {
        None => (which(&of_kind), Vec::new()),
        Some(own) => (
            which(&|row| row.tags.contains(&&*own)),
            which(&|row| of_kind(row) && row.tags.is_empty()),
        ),
    }
}

/// Which of the kinds that are listed reads a value.
///
/// A number written as an integer is `Integer` where that is listed, else `Number`. One written
/// with a fraction or exponent is `Number` where that is listed; else `Integer`, if its fraction is
/// zero.
fn kind(value: &Value, rows: &[Foreseen]) -> Option<Kind> {
    let preferred: &[Kind] = match value {
        Value::Null => &[],
        Value::Bool(_) => &[Kind::Boolean],
        Value::Number(number) if is_written_as_integer(number) => &[Kind::Integer, Kind::Number],
        Value::Number(number) if as_integer(number).is_some() => &[Kind::Number, Kind::Integer],
        Value::Number(_) => &[Kind::Number],
        Value::String(_) => &[Kind::String],
        Value::Array(_) => &[Kind::Array],
        Value::Object(_) => &[Kind::Object],
    };
    preferred.iter().copied().find(|kind| rows.iter().any(|row| row.kind == *kind))
}

/// How many of the single values of one value stand at the same place in another.
fn common(one: &Value, other: &Value) -> usize {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let both = one.iter().filter_map(|(key, value)| Some((value, other.get(key)?)));
            1 + both.map(|(one, other)| common(one, other)).sum::<usize>()
        }
        (Value::Array(one), Value::Array(other)) => {
            1 + one.iter().zip(other).map(|(one, other)| common(one, other)).sum::<usize>()
        }
        (Value::Number(one), Value::Number(other)) => {
            usize::from(one == other || one.as_f64() == other.as_f64())
        }
        _ => usize::from(one == other),
    }
}

/// Reads the value of a variant; `None` where it does not fit.
pub fn decode<T: DeserializeOwned>(value: &Value) -> Option<T> {
    // Integer types refuse 1.0, which is an integer in JSON Schema.
    T::deserialize(value).ok().or_else(|| T::deserialize(&with_whole_numbers(value)?).ok())
}

/// Writes a variant with the tag that its type does not have.
///
/// # Errors
/// Those of `serializer`, and of the value.
pub fn write_tagged<T: Serialize, S: Serializer>(
    serializer: S,
    value: &T,
    tag: &str,
    text: &str,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.entry(tag).or_insert_with(|| Value::from(text));
    }
    value.serialize(serializer)
}
