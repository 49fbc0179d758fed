//! Reads and writes the members of records: a method for each kind of member in `record!`.
//!
//! What is read beyond the description (null for a list, an empty text for a date, nothing for what must be
//! there) is counted as tolerated: of the variants of a union, one that the value fits as described goes first.

use std::collections::BTreeMap;

use serde::de::{Deserialize, IgnoredAny, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::add_tolerated;
use super::blank::Blank;
use super::key::Key;

/// The type of a member that may be absent or null.
pub trait Presence {
    /// What the member is if it is neither.
    type Value;
    /// Whether the member is left out.
    fn is_absent(&self) -> bool;
    /// The member that was read as a value or as null.
    fn present(value: Option<Self::Value>) -> Self;
}

impl<T> Presence for Option<T> {
    type Value = T;

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn present(value: Option<T>) -> Self {
        value
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

    /// Reads a required list or map. Null is read as an empty one: servers written in Go send it for a
    /// list that was never filled.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn collection<T: Deserialize<'de> + Default>(
        &mut self,
        into: &mut Option<T>,
    ) -> Result<(), A::Error> {
        let value: Option<T> = self.0.next_value()?;
        add_tolerated(usize::from(value.is_none()));
        *into = Some(value.unwrap_or_default());
        Ok(())
    }

    /// Reads an optional member, for which absent and null are the same.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn optional<T: Deserialize<'de>>(&mut self, into: &mut Option<T>) -> Result<(), A::Error> {
        *into = self.0.next_value()?;
        add_tolerated(usize::from(into.is_none()));
        Ok(())
    }

    /// Reads a nullable member. The outer `None` says that it is absent.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn nullable<T: Deserialize<'de>>(
        &mut self,
        into: &mut Option<Option<T>>,
    ) -> Result<(), A::Error> {
        self.0.next_value().map(|value| *into = Some(value))
    }

    /// Reads a member for which absent and null differ.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn three_state<T: Deserialize<'de>>(&mut self, into: &mut T) -> Result<(), A::Error> {
        self.0.next_value().map(|value| *into = value)
    }

    /// Reads an optional member whose text has a format. An empty text is read as null: servers send it for
    /// a date that they do not have.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn optional_blank<T: Deserialize<'de>>(
        &mut self,
        into: &mut Option<T>,
    ) -> Result<(), A::Error> {
        let Blank(value) = self.0.next_value()?;
        add_tolerated(usize::from(value.is_none()));
        *into = value;
        Ok(())
    }

    /// Reads a nullable member whose text has a format. An empty text is read as null; the outer `None` says
    /// that the member is absent.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn nullable_blank<T: Deserialize<'de>>(
        &mut self,
        into: &mut Option<Option<T>>,
    ) -> Result<(), A::Error> {
        self.0.next_value().map(|Blank(value)| *into = Some(value))
    }

    /// Reads a member whose text has a format, and for which absent and null differ. An empty text is read
    /// as null.
    ///
    /// # Errors
    /// The errors of the map.
    pub fn three_state_blank<T: Presence>(&mut self, into: &mut T) -> Result<(), A::Error>
    where
        T::Value: Deserialize<'de>,
    {
        self.0.next_value().map(|Blank(value)| *into = T::present(value))
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
        into.insert(key.into_name(), value);
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

/// A nullable member after reading: null where it is absent, which the description does not foresee.
pub fn or_null<T>(read: Option<Option<T>>) -> Option<T> {
    add_tolerated(usize::from(read.is_none()));
    read.flatten()
}

/// Writes members until one fails.
///
/// The first error is given by [`end`](Self::end): a `?` for each member would take the compiler longer
/// than the rest of a record.
pub struct Writer<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Writer<S> {
    /// Writes by `serializer`.
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a member.
    pub fn required<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
        self.entry(name, value);
        self
    }

    /// Writes a list or a map.
    pub fn collection<T: Serialize>(self, name: &'static str, value: &T) -> Self {
        self.required(name, value)
    }

    /// Writes a member, unless it is `None`.
    pub fn optional<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        self.three_state(name, value)
    }

    /// Writes a member, as null if it is `None`.
    pub fn nullable<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        self.required(name, value)
    }

    /// Writes a member, unless it is absent.
    pub fn three_state<T: Serialize + Presence>(self, name: &'static str, value: &T) -> Self {
        if value.is_absent() { self } else { self.required(name, value) }
    }

    /// Writes a member, unless it is `None`.
    pub fn optional_blank<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        self.three_state(name, value)
    }

    /// Writes a member, as null if it is `None`.
    pub fn nullable_blank<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        self.required(name, value)
    }

    /// Writes a member, unless it is absent.
    pub fn three_state_blank<T: Serialize + Presence>(self, name: &'static str, value: &T) -> Self {
        self.three_state(name, value)
    }

    /// Writes the members that the record does not list. One of a listed name is not written, whether
    /// the listed member is or not: no name stands twice, and what has a type of its own is of that type.
    pub fn rest<T: Serialize>(mut self, listed: &[&str], members: &BTreeMap<String, T>) -> Self {
        for (name, value) in members {
            if !listed.contains(&name.as_str()) {
                self.entry(name, value);
            }
        }
        self
    }

    /// Ends the object.
    ///
    /// # Errors
    /// The error of the first member that could not be written, or of the end.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0.and_then(SerializeMap::end)
    }

    fn entry<T: Serialize>(&mut self, name: &str, value: &T) {
        let Ok(map) = &mut self.0 else { return };
        if let Err(error) = map.serialize_entry(name, value) {
            self.0 = Err(error);
        }
    }
}
