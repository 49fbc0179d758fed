//! Readers: how the body of an answer becomes a value. One function for each way.

use serde::de::value::{self, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::{Bytes, Reply, Unreadable, with_whole_numbers};

/// Reads JSON, or a plain text that is none where `T` can be a text: some descriptions say `*/*`.
///
/// # Errors
/// [`Unreadable`] with the place in the JSON where it stops to fit `T`.
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

/// What JSON would have put between quotes.
fn plain_text<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    if reply.media_type() != "text/plain" {
        return None;
    }
    let text = std::str::from_utf8(reply.bytes()).ok()?;
    let text: StrDeserializer<'_, value::Error> = text.into_deserializer();
    T::deserialize(text).ok()
}

/// Reads a text of JSON. An empty one is null, where null is a value.
///
/// # Errors
/// [`Unreadable`] with the place in the JSON where it stops to fit `T`.
pub fn json_text<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    // A byte order mark may be ignored (RFC 8259, section 8.1).
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).or_else(|_| read_anew(bytes))
}

/// Reads it again, slower: where integers are written as 1.0, which they may be (JSON Schema 2020-12,
/// section 4.2.3), and else to learn where it fails.
fn read_anew<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let value = serde_json::from_slice(bytes).ok();
    let whole = value.as_ref().and_then(with_whole_numbers);
    whole.and_then(|value| T::deserialize(value).ok()).map_or_else(|| locate(bytes), Ok)
}

/// Learns where it fails.
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

/// Takes any body for nothing.
///
/// # Errors
/// None.
pub fn empty(_reply: &Reply) -> Result<(), Unreadable> {
    Ok(())
}

/// Takes the bytes as they are.
///
/// # Errors
/// None.
pub fn bytes(reply: &Reply) -> Result<Bytes, Unreadable> {
    Ok(reply.bytes().clone())
}
