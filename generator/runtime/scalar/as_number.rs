//! A type of another crate as a JSON number, by its `FromStr` and `Display`: the digits never become an `f64`.

use std::any::type_name;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

/// A value that travels as a number, whose digits are the text that it is shown as and read from.
///
/// It derefs to the value, which is `.0`, and is made of it by `AsNumber(value)` or `into()`. A value that is not
/// shown as a number of JSON cannot be sent.
///
/// Within a union a number is an `f64` before its type is known: digits that an `f64` cannot hold are rounded,
/// and zeros at the end go, unless the build turns on `serde_json/arbitrary_precision`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct AsNumber<T>(pub T);

impl<T> Deref for AsNumber<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for AsNumber<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: FromStr> FromStr for AsNumber<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse().map(Self)
    }
}

impl<T: fmt::Display> fmt::Display for AsNumber<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: fmt::Display> Serialize for AsNumber<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.to_string();
        let number = RawValue::from_string(text.clone()).ok().filter(|json| is_number(json));
        match number {
            Some(number) => number.serialize(serializer),
            None => Err(ser::Error::custom(format_args!("`{text}` is no number in JSON"))),
        }
    }
}

impl<'de, T: FromStr> Deserialize<'de> for AsNumber<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let number = is_number(&json).then(|| json.get().parse().ok()).flatten();
        number.map(Self).ok_or_else(|| {
            let expected = format!("the digits of a {}", type_name::<T>());
            de::Error::invalid_value(de::Unexpected::Other(json.get()), &expected.as_str())
        })
    }
}

fn is_number(json: &RawValue) -> bool {
    json.get().starts_with(|first: char| first == '-' || first.is_ascii_digit())
}
