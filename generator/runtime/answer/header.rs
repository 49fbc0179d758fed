//! A header of an answer → a value: text in the style `simple` (OpenAPI 3.1, section 4.8.12.2), or
//! JSON.

use http::HeaderMap;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// The value of a header; `None` if the header is absent, or its text is no such value. The text is
/// among the headers of the answer in either case.
///
/// `style` is `simple`, `exploded` for an object of `name=value` pairs, or `json`.
pub fn read_header<T: DeserializeOwned>(headers: &HeaderMap, style: &str, name: &str) -> Option<T> {
    // Servers send UTF-8 where RFC 9110, section 5.5, foresees ASCII: the name of a file, for one.
    let values = headers.get_all(name).iter().map(|value| std::str::from_utf8(value.as_bytes()));
    let lines: Vec<&str> = values.filter_map(Result::ok).collect();
    // Several headers of one name are one list (RFC 9110, section 5.3). `Set-Cookie` is the exception:
    // its values hold commas, and each is a header of its own.
    let separator = if name.eq_ignore_ascii_case("set-cookie") { "\n" } else { "," };
    let text = if lines.is_empty() { return None } else { lines.join(separator) };
    match style {
        "json" => serde_json::from_str(&text).ok(),
        _ => T::deserialize(Text { text: &text, separator, is_exploded: style == "exploded" }).ok(),
    }
}

/// Reads typed headers.
///
/// ```text
/// headers! { ListOrdersHeaders {
///     rate_limit: simple "X-Rate-Limit",
///     cursor: json "X-Cursor",
/// } }
/// ```
///
/// A row is a member, how its text is read, and the name of the header.
macro_rules! headers {
    ($name:ident { $($member:ident: $style:ident $wire:literal,)+ }) => {
        impl ::core::convert::From<&$crate::runtime::HeaderMap> for $name {
            fn from(headers: &$crate::runtime::HeaderMap) -> Self {
                Self {
                    $($member: $crate::runtime::read_header(headers, stringify!($style), $wire),)+
                }
            }
        }
    };
}

pub(crate) use headers;

/// The text of a header, which becomes whatever type the deserializer is asked for.
struct Text<'a> {
    text: &'a str,
    separator: &'static str,
    is_exploded: bool,
}

impl<'a> Text<'a> {
    fn part(text: &'a str) -> Self {
        Self { text: text.trim(), separator: ",", is_exploded: false }
    }

    fn parts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let text = self.text.trim();
        text.split(self.separator).map(str::trim).filter(move |_| !text.is_empty())
    }
}

impl<'de> IntoDeserializer<'de> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident,)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.text.trim().parse().map_err(de::Error::custom)?)
        })+
    };
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Error;

    parsed! {
        deserialize_bool => visit_bool,
        deserialize_i8 => visit_i64,
        deserialize_i16 => visit_i64,
        deserialize_i32 => visit_i64,
        deserialize_i64 => visit_i64,
        deserialize_i128 => visit_i128,
        deserialize_u8 => visit_u64,
        deserialize_u16 => visit_u64,
        deserialize_u32 => visit_u64,
        deserialize_u64 => visit_u64,
        deserialize_u128 => visit_u128,
        deserialize_f32 => visit_f64,
        deserialize_f64 => visit_f64,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        // No type of Rust is called so: `serde_json` asks for the JSON text of a value.
        if name.starts_with('$') {
            let mut json = serde_json::Deserializer::from_reader(self.text.trim().as_bytes());
            return json.deserialize_newtype_struct(name, visitor).map_err(de::Error::custom);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.parts().map(Text::part)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut pairs = Vec::new();
        let mut parts = self.parts();
        while let Some(part) = parts.next() {
            let pair = if self.is_exploded {
                part.split_once('=')
            } else {
                parts.next().map(|value| (part, value))
            };
            pairs.extend(pair.map(|(name, value)| (name, Text::part(value))));
        }
        visitor.visit_map(MapDeserializer::new(pairs.into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple_struct enum identifier
        ignored_any
    }
}
