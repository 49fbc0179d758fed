//! A text with the JSON of a described value.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::to_json;

/// A text with the JSON of a `T` (`contentSchema` of JSON Schema).
///
/// The text that was received is kept, whatever it is, and sent again unchanged; only
/// [`decode`](Self::decode) can fail.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct JsonText<T> {
    text: String,
    value: PhantomData<fn() -> T>,
}

impl<T> JsonText<T> {
    /// Takes a text that is JSON already.
    pub fn from_encoded(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: PhantomData }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T: Serialize> JsonText<T> {
    /// The text for a value.
    ///
    /// # Errors
    /// A number in the value that is not finite.
    pub fn encode(value: &T) -> Result<Self, serde_json::Error> {
        to_json(value).map(Self::from_encoded)
    }
}

impl<T: DeserializeOwned> JsonText<T> {
    /// The value in the text.
    ///
    /// # Errors
    /// If the text is not the JSON of a `T`.
    pub fn decode(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.text)
    }
}

impl<T> fmt::Display for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> fmt::Debug for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonText").field(&self.text).finish()
    }
}

impl<T> Serialize for JsonText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T> Deserialize<'de> for JsonText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from_encoded)
    }
}
