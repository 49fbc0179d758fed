//! A value whose text has a format, where an empty text and null are no value.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};

/// A value; `None` for null and for an empty text.
pub(super) struct Blank<T>(pub(super) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Blank<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BlankVisitor(PhantomData))
    }
}

struct BlankVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for BlankVisitor<T> {
    type Value = Blank<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Blank<T>, E> {
        Ok(Blank(None))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Blank<T>, E> {
        match text {
            "" => Ok(Blank(None)),
            text => T::deserialize(text.into_deserializer()).map(Some).map(Blank),
        }
    }
}
