//! A key as text, whatever scalar it is: `200` and `'200'` are the same key.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Reads a key as text, whatever scalar it is, borrowed from the source where that is possible, and
/// makes something of it. A fault of `make` is raised within the key, for which both libraries tell
/// the exact place.
pub(super) struct KeySeed<F>(pub(super) F);

/// Takes a key as it is.
pub(super) fn as_it_is(key: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    Ok(key)
}

impl<'de, T, F: FnOnce(Cow<'de, str>) -> Result<T, String>> DeserializeSeed<'de> for KeySeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! written {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E: serde::de::Error>(self, key: $type) -> Result<T, E> {
            (self.0)(Cow::Owned(key.to_string())).map_err(E::custom)
        })+
    };
}

impl<'de, T, F: FnOnce(Cow<'de, str>) -> Result<T, String>> Visitor<'de> for KeySeed<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    written!(visit_str: &str, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_bool: bool);

    fn visit_borrowed_str<E: serde::de::Error>(self, key: &'de str) -> Result<T, E> {
        (self.0)(Cow::Borrowed(key)).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, key: f64) -> Result<T, E> {
        (self.0)(Cow::Owned(format!("{key:?}"))).map_err(E::custom)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
        (self.0)(Cow::Borrowed("null")).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom("an array cannot be a key"))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom("an object cannot be a key"))
    }
}
