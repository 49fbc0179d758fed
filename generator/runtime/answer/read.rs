//! The body of an answer → a value: a function for each encoding that a row of `request!` can name.

use bytes::Bytes;
use serde::de::value::{self, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::Reply;
use crate::runtime::error::Unreadable;
use crate::runtime::json::with_whole_numbers;

/// Reads JSON. A body of `text/plain` that is not JSON is read as a string where `T` can be one: some
/// descriptions state `*/*`.
///
/// # Errors
/// [`Unreadable`] with the path in the JSON at which the value is not a `T`.
pub fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, Unreadable> {
    let read = json_text(reply.bytes());
    read.or_else(|unreadable| {
        plain_text(reply).ok_or_else(|| match reply.coding() {
            Some(coding) => {
                Unreadable::new(&format!("it is compressed as `{coding}`, which was not asked for"))
            }
            None => unreadable,
        })
    })
}

/// Reads JSON that is a list or a map. Null is read as an empty one.
///
/// # Errors
/// Those of [`json`].
pub fn json_collection<T: DeserializeOwned + Default>(reply: &Reply) -> Result<T, Unreadable> {
    match reply.bytes().trim_ascii() {
        b"null" => Ok(T::default()),
        _ => json(reply),
    }
}

/// Reads a body of `text/plain` as JSON would read it between quotes.
fn plain_text<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    if reply.media_type() != "text/plain" {
        return None;
    }
    let text = std::str::from_utf8(reply.bytes()).ok()?;
    let text: StrDeserializer<'_, value::Error> = text.into_deserializer();
    T::deserialize(text).ok()
}

/// Reads a JSON text. An empty text is null where `T` can be null.
///
/// # Errors
/// [`Unreadable`] with the path in the JSON at which the value is not a `T`.
pub fn json_text<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    // A byte order mark may be ignored (RFC 8259, section 8.1).
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).or_else(|_| read_anew(bytes))
}

/// Reads a JSON text that the fast path refused. Integers may be written as `1.0` (JSON Schema 2020-12,
/// section 4.2.3), which serde refuses for an integer type. What fails all the same fails with its
/// path.
fn read_anew<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let whole = with_whole_numbers(bytes);
    whole.and_then(|json| serde_json::from_slice(&json).ok()).map_or_else(|| locate(bytes), Ok)
}

/// Reads a JSON text and keeps track of the path, for the error.
fn locate<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    if bytes.is_empty() {
        return serde_json::from_slice(b"null").map_err(|_| Unreadable::new("it is empty"));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        Unreadable::at(path, error.into_inner())
    })?;
    deserializer.end().map_err(|error| Unreadable::at(".".to_owned(), error))?;
    Ok(value)
}

/// Ignores the body.
///
/// # Errors
/// None.
pub fn empty(_reply: &Reply) -> Result<(), Unreadable> {
    Ok(())
}

/// Gives the bytes of the body, undecoded.
///
/// # Errors
/// None.
pub fn bytes(reply: &Reply) -> Result<Bytes, Unreadable> {
    Ok(reply.bytes().clone())
}
