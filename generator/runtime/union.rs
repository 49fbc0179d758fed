//! `union!`: enums whose variants are told apart by the JSON type of the value.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

/// Says which JSON type each variant holds, for an enum whose last variant is
/// `Unknown(serde_json::Value)`.
///
/// ```text
/// pub enum User { Id(String), Profile(Box<Profile>), Unknown(serde_json::Value) }
/// union! { User { Id: string, Profile: object } }
/// ```
///
/// Types are `string`, `integer`, `number`, `boolean`, `array` and `object`, each at most once. A
/// value of no listed type, or one that its variant cannot read, is kept in `Unknown` and written
/// back as it came.
macro_rules! union {
    ($name:ident { $($variant:ident: $kind:ident),* $(,)? }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.serialize(serializer),)*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = ::serde_json::Value::deserialize(deserializer)?;
                let kinds = [$($crate::runtime::union!(@kind $kind)),*];
                let known = match $crate::runtime::choose(&value, &kinds) {
                    $(::core::option::Option::Some($crate::runtime::union!(@kind $kind)) => {
                        $crate::runtime::decode(&value).map(Self::$variant)
                    })*
                    _ => ::core::option::Option::None,
                };
                ::core::result::Result::Ok(known.unwrap_or(Self::Unknown(value)))
            }
        }
    };

    (@kind string) => { $crate::runtime::Kind::String };
    (@kind integer) => { $crate::runtime::Kind::Integer };
    (@kind number) => { $crate::runtime::Kind::Number };
    (@kind boolean) => { $crate::runtime::Kind::Boolean };
    (@kind array) => { $crate::runtime::Kind::Array };
    (@kind object) => { $crate::runtime::Kind::Object };
}

pub(crate) use union;

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
}

/// Which of `kinds` reads `value`.
///
/// A number written as an integer is `Integer` where that is listed, else `Number`. One written
/// with a fraction or exponent is `Number` where that is listed; else `Integer`, if its fraction is
/// zero.
pub fn choose(value: &Value, kinds: &[Kind]) -> Option<Kind> {
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
    preferred.iter().copied().find(|kind| kinds.contains(kind))
}

/// Reads the value of a variant; `None` where it does not fit.
pub fn decode<T: DeserializeOwned>(value: &Value) -> Option<T> {
    if let Ok(fits) = T::deserialize(value) {
        return Some(fits);
    }
    // Integer types refuse 1.0, which is an integer in JSON Schema.
    let integer = as_integer(value.as_number()?)?;
    T::deserialize(Value::from(integer)).ok()
}

fn is_written_as_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

/// The integer that a number with a zero fraction stands for, as far as `f64` is exact.
fn as_integer(number: &Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let value = number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() <= EXACT)?;
    // No loss: the range was checked above.
    Some(value as i64)
}
