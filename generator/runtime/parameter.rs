//! Parameters: any serialisable value becomes text in one way, whatever place it travels in.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::Fault;

/// Everything but the unreserved characters of RFC 3986 section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes all but unreserved characters, as paths and queries take it.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the path template, as `{name}`.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
}

/// A parameter that was set; what is wrong with its value is told when the request is sent.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it travels.
    pub place: Place,
    /// The description's name for it.
    pub name: &'static str,
    /// Its value.
    pub value: Result<Flat, Fault>,
}

impl Parameter {
    /// Its value.
    ///
    /// # Errors
    /// What is wrong with the value, with the parameter named.
    pub fn flat(&self) -> Result<&Flat, Fault> {
        self.value.as_ref().map_err(|fault| fault.about(self))
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Header => "header",
        };
        write!(f, "the {place} {:?}", self.name)
    }
}

/// A parameter's value: text, or one level of list or object; null has no text anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flat {
    /// Null, or an absent optional value.
    Null,
    /// A string, number or boolean.
    Scalar(String),
    /// The items of a list, in order; null items are left out.
    List(Vec<String>),
    /// The members of an object, in the order written; null members are left out.
    Object(Vec<(String, String)>),
}

impl Flat {
    /// Reads the JSON text of a value.
    ///
    /// # Errors
    /// A [`Fault`] for a list or object inside a list or object.
    pub fn from_json(json: serde_json::Result<String>) -> Result<Self, Fault> {
        let text = json.map_err(Fault::encoding)?;
        // The text is dispatched by its first byte, not by a visitor: a visitor sees numbers as
        // maps as soon as any crate of the build turns on `serde_json/arbitrary_precision`.
        match text.as_bytes().first() {
            Some(b'{') => Self::object(read(&text)?),
            Some(b'[') => Self::list(read(&text)?),
            Some(b'"') => read(&text).map(Self::Scalar),
            _ if text == "null" => Ok(Self::Null),
            _ => Ok(Self::Scalar(text)),
        }
    }

    fn object(Members(members): Members) -> Result<Self, Fault> {
        let mut texts = Vec::new();
        for (name, value) in members {
            texts.extend(scalar(value)?.map(|text| (name, text)));
        }
        Ok(Self::Object(texts))
    }

    fn list(items: Vec<Value>) -> Result<Self, Fault> {
        let mut texts = Vec::new();
        for item in items {
            texts.extend(scalar(item)?);
        }
        Ok(Self::List(texts))
    }

    /// Style `form`, exploded: the encoded `name=value` pairs of a query.
    pub fn form(&self, name: &str) -> Vec<String> {
        let pair = |name: &str, value: &str| format!("{}={}", encode(name), encode(value));
        match self {
            Self::Null => Vec::new(),
            Self::Scalar(value) => vec![pair(name, value)],
            Self::List(items) => items.iter().map(|item| pair(name, item)).collect(),
            Self::Object(members) => members.iter().map(|(key, item)| pair(key, item)).collect(),
        }
    }

    /// Style `simple`: the texts with commas between, each changed by `escape`; `None` for null.
    pub fn simple(&self, escape: fn(&str) -> String) -> Option<String> {
        let texts: Vec<_> = match self {
            Self::Null => return None,
            Self::Scalar(value) => vec![escape(value)],
            Self::List(items) => items.iter().map(|item| escape(item)).collect(),
            Self::Object(members) => {
                members.iter().flat_map(|(key, value)| [escape(key), escape(value)]).collect()
            }
        };
        Some(texts.join(","))
    }
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, Fault> {
    serde_json::from_str(json).map_err(Fault::encoding)
}

/// The text of a value inside a list or object; `None` for null.
fn scalar(value: Value) -> Result<Option<String>, Fault> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Bool(_) | Value::Number(_) => Ok(Some(value.to_string())),
        Value::Array(_) | Value::Object(_) => {
            Err(Fault::new("holds a list or object inside a list or object"))
        }
    }
}

/// An object's members in the order written, which a map of `serde_json` does not keep.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}
