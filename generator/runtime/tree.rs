//! A value as JSON text → what it is made of, with the members of its objects in the order written.

use super::Fault;

/// A value that is to be sent. Everything in it keeps its JSON text, for the styles that have no
/// spelling of their own for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree<'a> {
    /// Null, or an absent optional value.
    Null,
    /// The text of a string, a number or a boolean, and the same as JSON.
    Scalar(String, &'a str),
    /// The items of a list, in order, and the list as JSON.
    List(Vec<Tree<'a>>, &'a str),
    /// The members of an object, in the order written, and the object as JSON.
    Object(Vec<(String, Tree<'a>)>, &'a str),
}

impl<'a> Tree<'a> {
    /// Reads the JSON text that a value was written as.
    ///
    /// The text is dispatched by its first byte, not by a visitor: a visitor sees numbers as maps as
    /// soon as any crate of the build turns on `serde_json/arbitrary_precision`.
    ///
    /// # Errors
    /// A [`Fault`] for a string that is none, such as half of a surrogate pair.
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
            Some(b'"') => Ok(Self::Scalar(text(json)?, json)),
            _ if json == "null" => Ok(Self::Null),
            _ => Ok(Self::Scalar(json.to_owned(), json)),
        }
    }

    /// Its text where it stands within another value: JSON for a list or an object, `None` for null.
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

/// The parts of the inside of a list or an object, which is valid JSON: cut at the separators that
/// stand neither in a string nor deeper.
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
