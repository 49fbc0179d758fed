//! A JSON text → the value at one place in it, with all else read over and nothing kept.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    SeqAccess, Unexpected, Visitor,
};

use crate::runtime::json::Key;

/// The value at a pointer; `None` if there is none, or another one than a `T`.
pub fn member<T: DeserializeOwned>(json: &[u8], pointer: &str) -> Option<T> {
    // A byte order mark may be ignored (RFC 8259, section 8.1).
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    At::new(pointer).deserialize(&mut deserializer).ok().flatten()
}

/// How many items a list at a pointer has; 0 if there is no list.
pub fn count(json: &[u8], pointer: &str) -> u64 {
    // An ignored value takes no memory.
    let items: Option<Vec<IgnoredAny>> = member(json, pointer);
    items.map_or(0, |items| items.len().try_into().unwrap_or(u64::MAX))
}

/// Reads the `T` at a pointer. `None` if a member on the way is absent or null; any other value that is no
/// object is an error.
pub struct At<'p, T> {
    pointer: &'p str,
    value: PhantomData<fn() -> T>,
}

impl<'p, T> At<'p, T> {
    /// Reads the value at a pointer.
    pub fn new(pointer: &'p str) -> Self {
        Self { pointer, value: PhantomData }
    }

    /// The first name of the pointer, and what reads on behind it.
    fn split(&self) -> (String, Self) {
        let path = self.pointer.strip_prefix('/').unwrap_or(self.pointer);
        let (name, _) = path.split_once('/').unwrap_or((path, ""));
        let rest = path.get(name.len()..).unwrap_or_default();
        (name.replace("~1", "/").replace("~0", "~"), Self::new(rest))
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for At<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match self.pointer.is_empty() {
            true => Option::deserialize(deserializer),
            false => deserializer.deserialize_any(self),
        }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for At<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.split().0.as_str() {
            "-" => f.write_str("a list"),
            name => write!(f, "an object with the member `{name}`"),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        let (name, _) = self.split();
        let mut found = None;
        while let Some(key) = map.next_key::<Key<'de>>()? {
            match key.as_str() == name {
                true => found = map.next_value_seed(self.split().1)?,
                false => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<T>, A::Error> {
        if self.split().0 != "-" {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        let mut last = None;
        while let Some(item) = items.next_element_seed(self.split().1)? {
            last = item;
        }
        Ok(last)
    }
}
