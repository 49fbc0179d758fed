//! A value whose text has a format, where an empty text and null are no value.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::add_tolerated;

/// A value; `None` for null and for an empty text.
pub(super) struct Blank<T>(pub(super) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Blank<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BlankVisitor(PhantomData))
    }
}

fn value<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Blank<T>, D::Error> {
    T::deserialize(from).map(|value| Blank(Some(value)))
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
            "" => {
                add_tolerated(1);
                Ok(Blank(None))
            }
            text => value(text.into_deserializer()),
        }
    }

    // What is no text is for the type itself to refuse: its error says what is expected.

    fn visit_bool<E: Error>(self, other: bool) -> Result<Blank<T>, E> {
        value(other.into_deserializer())
    }

    fn visit_i64<E: Error>(self, other: i64) -> Result<Blank<T>, E> {
        value(other.into_deserializer())
    }

    fn visit_u64<E: Error>(self, other: u64) -> Result<Blank<T>, E> {
        value(other.into_deserializer())
    }

    fn visit_f64<E: Error>(self, other: f64) -> Result<Blank<T>, E> {
        value(other.into_deserializer())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Blank<T>, A::Error> {
        value(SeqAccessDeserializer::new(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Blank<T>, A::Error> {
        value(MapAccessDeserializer::new(members))
    }
}
