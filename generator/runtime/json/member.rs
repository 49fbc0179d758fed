//! Reads and writes the members of records: a method for each kind of member in `record!`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap};

/// A type with a value for which its member is left out.
pub trait Presence {
    /// Whether the member is left out.
    fn is_absent(&self) -> bool;
}

impl<T> Presence for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// Reads the members of an object, each into a variable that holds a default until then.
#[derive(Debug)]
pub struct Reader<A>(A);

impl<'de, A: MapAccess<'de>> Reader<A> {
    /// Reads from `map`.
    pub fn new(map: A) -> Self {
        Self(map)
    }

    /// The name of the next member.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn key(&mut self) -> Result<Option<Key<'de>>, A::Error> {
        self.0.next_key()
    }

    /// Reads a required member.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn required<T: Deserialize<'de>>(&mut self, into: &mut Option<T>) -> Result<(), A::Error> {
        self.0.next_value().map(|value| *into = Some(value))
    }

    /// Reads an optional member, for which absent and null are the same.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn optional<T: Deserialize<'de>>(&mut self, into: &mut Option<T>) -> Result<(), A::Error> {
        self.0.next_value().map(|value| *into = value)
    }

    /// Reads a nullable member.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn nullable<T: Deserialize<'de>>(&mut self, into: &mut Option<T>) -> Result<(), A::Error> {
        self.optional(into)
    }

    /// Reads a member for which absent and null differ.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn three_state<T: Deserialize<'de>>(&mut self, into: &mut T) -> Result<(), A::Error> {
        self.0.next_value().map(|value| *into = value)
    }

    /// Reads a member that the record does not list, and keeps it in a map.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn rest<T: Deserialize<'de>>(
        &mut self,
        key: Key<'de>,
        into: &mut BTreeMap<String, T>,
    ) -> Result<(), A::Error> {
        let value = self.0.next_value()?;
        into.insert(key.0.into_owned(), value);
        Ok(())
    }

    /// Skips the value of a member that the record does not list.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

/// Writes members until one fails.
///
/// The first error is given by [`end`](Self::end): a `?` for each member would take the compiler longer
/// than the rest of a record.
#[derive(Debug)]
pub struct Writer<M: SerializeMap> {
    map: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Writer<M> {
    /// Writes into `map`.
    pub fn new(map: M) -> Self {
        Self { map, result: Ok(()) }
    }

    /// Writes a member.
    pub fn required<T: Serialize>(&mut self, name: &'static str, value: &T) -> &mut Self {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(name, value);
        }
        self
    }

    /// Writes a member, unless it is `None`.
    pub fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) -> &mut Self {
        self.three_state(name, value)
    }

    /// Writes a member, as null if it is `None`.
    pub fn nullable<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) -> &mut Self {
        self.required(name, value)
    }

    /// Writes a member, unless it is absent.
    pub fn three_state<T: Serialize + Presence>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> &mut Self {
        if value.is_absent() { self } else { self.required(name, value) }
    }

    /// Writes the members that the record does not list. One of a listed name is not written, whether
    /// the listed member is or not: no name stands twice, and what has a type of its own is of that type.
    pub fn rest<T: Serialize>(
        &mut self,
        listed: &[&str],
        members: &BTreeMap<String, T>,
    ) -> &mut Self {
        for (name, value) in members {
            if self.result.is_ok() && !listed.contains(&name.as_str()) {
                self.result = self.map.serialize_entry(name, value);
            }
        }
        self
    }

    /// Ends the object.
    ///
    /// # Errors
    /// The error of the first member that could not be written, or of the end.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.result.and_then(|()| self.map.end())
    }
}

/// The name of a member, borrowed from the JSON text unless it has escapes there.
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name)))
    }
}
