//! A JSON text → a tree that keeps the order of members, and the JSON text of each value in it.

use std::borrow::Cow;

use crate::runtime::error::Fault;

/// A value of a parameter, a form or a part. Each value in it keeps its JSON text, for styles that have
/// no other spelling for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree<'a> {
    /// Null, or an absent optional value.
    Null,
    /// The text of a string, a number or a boolean, and its JSON text.
    Scalar(Cow<'a, str>, &'a str),
    /// The items of a list, in order, and its JSON text.
    List(Vec<Tree<'a>>, &'a str),
    /// The members of an object, in their order, and its JSON text.
    Object(Vec<(String, Tree<'a>)>, &'a str),
}

impl<'a> Tree<'a> {
    /// Reads a JSON text.
    ///
    /// The first byte decides the type, not a visitor of serde: a visitor is given numbers as maps when
    /// a crate of the build turns on `serde_json/arbitrary_precision`.
    ///
    /// # Errors
    /// A [`Fault`] for a string that is not Unicode, such as half of a surrogate pair.
    pub fn read(json: &'a str) -> Result<Self, Fault> {
        let json = json.trim();
        let inner = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
        match json.as_bytes().first() {
            Some(b'{') => {
                let members = parts(inner, b',').into_iter().map(member);
                Ok(Self::Object(members.collect::<Result<_, _>>()?, json))
            }
            Some(b'[') => {
                let items = parts(inner, b',').into_iter().map(Self::read);
                Ok(Self::List(items.collect::<Result<_, _>>()?, json))
            }
            Some(b'"') => Ok(Self::Scalar(text(json)?.into(), json)),
            _ if json == "null" => Ok(Self::Null),
            _ => Ok(Self::Scalar(json.into(), json)),
        }
    }

    /// The text of the value within another value: JSON for a list or an object, `None` for null.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(text, _) => Some(text),
            _ => self.json(),
        }
    }

    /// The value as JSON; `None` for null.
    pub fn json(&self) -> Option<&'a str> {
        match self {
            Self::Null => None,
            Self::Scalar(_, json) | Self::List(_, json) | Self::Object(_, json) => Some(json),
        }
    }
}

fn member(json: &str) -> Result<(String, Tree<'_>), Fault> {
    match parts(json, b':').as_slice() {
        [name, value] => Ok((text(name.trim())?, Tree::read(value)?)),
        _ => Err(Fault::new("is not JSON")),
    }
}

fn text(json: &str) -> Result<String, Fault> {
    serde_json::from_str(json).map_err(Fault::encoding)
}

/// Splits the inside of a list or an object, which is valid JSON, at the separators that are neither in
/// a string nor in a nested value.
fn parts(json: &str, separator: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut depth, mut in_string, mut escaped) = (0, 0_usize, false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ if byte == separator && depth == 0 => {
                parts.extend(json.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    // An empty list has no part.
    parts.extend(json.get(begin..).filter(|last| !parts.is_empty() || !last.trim().is_empty()));
    parts
}
