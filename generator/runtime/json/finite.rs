//! A serializer that hands everything on to another one, except numbers that are not finite, which are
//! errors, and that keeps the path to what failed.
//!
//! A `Formatter` of `serde_json` could not refuse these numbers: NaN is given to it as null.

use std::cell::RefCell;
use std::fmt::Display;

use serde::ser::{Error, Serialize, Serializer};
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

/// The path to the value that failed, like `items[0].price`. Nothing is kept before something fails.
#[derive(Debug, Default)]
pub struct Trail(RefCell<String>);

impl Trail {
    /// The error, with its path in front of it.
    pub fn locate<E: Error>(&self, error: E) -> E {
        match self.0.borrow().trim_start_matches('.') {
            "" => error,
            path => E::custom(format_args!("`{path}`: {error}")),
        }
    }

    /// The result; where it is an error, `step` leads to it.
    fn step<T, E, D: Display>(
        &self,
        result: Result<T, E>,
        step: impl FnOnce() -> D,
    ) -> Result<T, E> {
        if result.is_err() {
            self.0.borrow_mut().insert_str(0, &step().to_string());
        }
        result
    }
}

/// A serializer, or a part of one, that refuses numbers that are not finite.
#[derive(Debug)]
pub struct Finite<'t, S> {
    inner: S,
    trail: &'t Trail,
    /// How many items were written.
    count: usize,
}

impl<'t, S> Finite<'t, S> {
    /// Hands on to `inner`, and keeps the path in `trail`.
    pub fn new(inner: S, trail: &'t Trail) -> Self {
        Self { inner, trail, count: 0 }
    }

    /// Writes an item.
    fn item<T: Serialize + ?Sized, E>(
        &mut self,
        item: &T,
        write: impl FnOnce(&mut S, &Within<'_, T>) -> Result<(), E>,
    ) -> Result<(), E> {
        let index = self.count;
        self.count += 1;
        let result = write(&mut self.inner, &Within { value: item, trail: self.trail });
        self.trail.step(result, || format!("[{index}]"))
    }

    /// Writes a member.
    fn member<T: Serialize + ?Sized, E, D: Display>(
        &mut self,
        name: impl FnOnce() -> D,
        value: &T,
        write: impl FnOnce(&mut S, &Within<'_, T>) -> Result<(), E>,
    ) -> Result<(), E> {
        let result = write(&mut self.inner, &Within { value, trail: self.trail });
        self.trail.step(result, || format!(".{}", name()))
    }
}

/// A value that is written by [`Finite`], whoever writes it.
struct Within<'t, T: ?Sized> {
    value: &'t T,
    trail: &'t Trail,
}

impl<T: Serialize + ?Sized> Serialize for Within<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Finite::new(serializer, self.trail))
    }
}

/// Methods that hand a value on.
macro_rules! handed_on {
    ($($method:ident($($name:ident: $ty:ty),*);)*) => {$(
        fn $method(self, $($name: $ty),*) -> Result<S::Ok, S::Error> {
            self.inner.$method($($name),*)
        }
    )*};
}

/// Methods that begin a value of several values.
macro_rules! begun {
    ($($method:ident($($name:ident: $ty:ty),*) -> $several:ident;)*) => {$(
        fn $method(self, $($name: $ty),*) -> Result<Self::$several, S::Error> {
            Ok(Finite::new(self.inner.$method($($name),*)?, self.trail))
        }
    )*};
}

impl<'t, S: Serializer> Serializer for Finite<'t, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Finite<'t, S::SerializeSeq>;
    type SerializeTuple = Finite<'t, S::SerializeTuple>;
    type SerializeTupleStruct = Finite<'t, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Finite<'t, S::SerializeTupleVariant>;
    type SerializeMap = Finite<'t, S::SerializeMap>;
    type SerializeStruct = Finite<'t, S::SerializeStruct>;
    type SerializeStructVariant = Finite<'t, S::SerializeStructVariant>;

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        match value.is_finite() {
            true => self.inner.serialize_f32(value),
            false => Err(S::Error::custom(format_args!("{value} is no number in JSON"))),
        }
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        match value.is_finite() {
            true => self.inner.serialize_f64(value),
            false => Err(S::Error::custom(format_args!("{value} is no number in JSON"))),
        }
    }

    handed_on! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    begun! {
        serialize_seq(length: Option<usize>) -> SerializeSeq;
        serialize_tuple(length: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(
            name: &'static str, index: u32, variant: &'static str, length: usize
        ) -> SerializeTupleVariant;
        serialize_map(length: Option<usize>) -> SerializeMap;
        serialize_struct(name: &'static str, length: usize) -> SerializeStruct;
        serialize_struct_variant(
            name: &'static str, index: u32, variant: &'static str, length: usize
        ) -> SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Within { value, trail: self.trail })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, &Within { value, trail: self.trail })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = Within { value, trail: self.trail };
        let result = self.inner.serialize_newtype_variant(name, index, variant, &value);
        self.trail.step(result, || format!(".{variant}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// Lists, by their traits and the methods that write an item.
macro_rules! lists {
    ($($several:ident: $method:ident;)*) => {$(
        impl<S: $several> $several for Finite<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), S::Error> {
                self.item(item, |inner, item| inner.$method(item))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

lists! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
    SerializeTupleVariant: serialize_field;
}

/// Objects with members of known names, by their traits.
macro_rules! structs {
    ($($several:ident)*) => {$(
        impl<S: $several> $several for Finite<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                self.member(|| name, value, |inner, value| inner.serialize_field(name, value))
            }

            fn skip_field(&mut self, name: &'static str) -> Result<(), S::Error> {
                self.inner.skip_field(name)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }

impl<S: SerializeMap> SerializeMap for Finite<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.member(|| "?", value, |inner, value| inner.serialize_value(value))
    }

    fn serialize_entry<K: Serialize + ?Sized, T: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &T,
    ) -> Result<(), S::Error> {
        let name = || serde_json::to_string(key).unwrap_or_default().trim_matches('"').to_owned();
        self.member(name, value, |inner, value| inner.serialize_entry(key, value))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}
