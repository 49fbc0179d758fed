//! `tuple!`: lists whose first items have types of their own.

use serde::de::{Deserialize, Error, IgnoredAny, SeqAccess};
use serde::ser::{Serialize, SerializeSeq};

use super::{Field, Presence};

/// Implements serde's traits for a tuple struct, which is a list in JSON: a kind for each item, as in
/// `record!`, and behind `..` the field for all further items.
///
/// ```text
/// pub struct Point(pub f64, pub f64, pub Option<f64>, pub Vec<String>);
/// tuple! { Point { 0: required, 1: required, 2: optional; ..3 } }
/// ```
///
/// A list may end before any optional item. Items beyond the described ones are skipped, unless there
/// is a field for them.
macro_rules! tuple {
    ($name:ident { $($index:tt: $kind:ident),* $(; ..$rest:tt)? }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let mut sequence = $crate::runtime::Sequence::new(serializer.serialize_seq(None)?);
                let _ = sequence$(.$kind(&self.$index))*$(.rest(&self.$rest))?;
                sequence.end()
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                struct Visitor;

                impl<'de> ::serde::de::Visitor<'de> for Visitor {
                    type Value = $name;

                    fn expecting(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str(concat!("a list (", stringify!($name), ")"))
                    }

                    fn visit_seq<A: ::serde::de::SeqAccess<'de>>(
                        self,
                        sequence: A,
                    ) -> ::core::result::Result<$name, A::Error> {
                        let mut items = $crate::runtime::TupleItems::new(sequence);
                        let tuple = $name(
                            $(items.$kind($index)?,)*
                            $($crate::runtime::tuple!(@rest items $rest),)?
                        );
                        items.end().map(|()| tuple)
                    }
                }

                deserializer.deserialize_seq(Visitor)
            }
        }
    };
    (@rest $items:ident $rest:tt) => { $items.rest()? };
}

pub(crate) use tuple;

/// Reads the items of a list.
#[derive(Debug)]
pub struct TupleItems<A>(A);

impl<'de, A: SeqAccess<'de>> TupleItems<A> {
    /// Reads from `sequence`.
    pub fn new(sequence: A) -> Self {
        Self(sequence)
    }

    /// Reads a required item, the one at `index`.
    ///
    /// # Errors
    /// The errors of the list, and a list that is too short.
    pub fn required<T: Deserialize<'de>>(&mut self, index: usize) -> Result<T, A::Error> {
        let item = self.0.next_element()?;
        item.ok_or_else(|| A::Error::invalid_length(index, &"a longer list"))
    }

    /// Reads an optional item.
    ///
    /// # Errors
    /// The errors of the list.
    pub fn optional<T: Deserialize<'de>>(&mut self, _index: usize) -> Result<Option<T>, A::Error> {
        self.0.next_element()
    }

    /// Reads an optional item that may be null.
    ///
    /// # Errors
    /// The errors of the list.
    pub fn three_state<T: Deserialize<'de>>(&mut self, _: usize) -> Result<Field<T>, A::Error> {
        let item = self.0.next_element::<Field<T>>()?;
        Ok(item.unwrap_or(Field::Absent))
    }

    /// Reads all further items.
    ///
    /// # Errors
    /// The errors of the list.
    pub fn rest<T: Deserialize<'de>>(&mut self) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = self.0.next_element()? {
            items.push(item);
        }
        Ok(items)
    }

    /// Skips all further items.
    ///
    /// # Errors
    /// The errors of the list.
    pub fn end(mut self) -> Result<(), A::Error> {
        while self.0.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Writes the items of a list until one fails or is absent.
#[derive(Debug)]
pub struct Sequence<S: SerializeSeq> {
    sequence: S,
    ended: bool,
    result: Result<(), S::Error>,
}

impl<S: SerializeSeq> Sequence<S> {
    /// Writes into `sequence`.
    pub fn new(sequence: S) -> Self {
        Self { sequence, ended: false, result: Ok(()) }
    }

    /// Writes an item.
    pub fn required<T: Serialize>(&mut self, item: &T) -> &mut Self {
        if self.result.is_ok() && !self.ended {
            self.result = self.sequence.serialize_element(item);
        }
        self
    }

    /// Writes an item; `None` ends the list.
    pub fn optional<T: Serialize>(&mut self, item: &Option<T>) -> &mut Self {
        self.three_state(item)
    }

    /// Writes an item; an absent one ends the list.
    pub fn three_state<T: Serialize + Presence>(&mut self, item: &T) -> &mut Self {
        self.ended |= item.is_absent();
        self.required(item)
    }

    /// Writes all further items.
    pub fn rest<T: Serialize>(&mut self, items: &[T]) -> &mut Self {
        for item in items {
            self.required(item);
        }
        self
    }

    /// Ends the list.
    ///
    /// # Errors
    /// The error of the first item that could not be written, or of the end.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.result.and_then(|()| self.sequence.end())
    }
}
