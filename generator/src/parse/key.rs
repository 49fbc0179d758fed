//! A key as text, whatever scalar it is: `200` and `'200'` are the same key.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Reads a key as text, whatever scalar it is, borrowed from the source where possible, and passes the text
/// to the function. An error of the function is raised while the key is read, because both libraries then
/// report the exact place.
pub(super) struct KeySeed<F>(pub(super) F);

/// Leaves a key unchanged, for [`KeySeed`].
pub(super) fn as_it_is(key: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    Ok(key)
}

impl<'de, T, F: FnOnce(Cow<'de, str>) -> Result<T, String>> DeserializeSeed<'de> for KeySeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        // A key of YAML is the text of its scalar, whatever that looks like.
        deserializer.deserialize_str(self)
    }
}

impl<'de, T, F: FnOnce(Cow<'de, str>) -> Result<T, String>> Visitor<'de> for KeySeed<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<T, E> {
        (self.0)(Cow::Owned(key.to_owned())).map_err(E::custom)
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<T, E> {
        (self.0)(Cow::Borrowed(key)).map_err(E::custom)
    }
}
