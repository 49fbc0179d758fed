//! Bytes that travel in JSON, as text in Base64.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes padding, and reads with it or without.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Bytes as text in Base64 (RFC 4648, section 4).
///
/// The text is kept as it came, whatever it is, and so is sent back; only [`decode`](Self::decode)
/// can fail. Made from bytes, it is the standard alphabet with padding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Base64(String);

impl Base64 {
    /// A text that is encoded already.
    pub fn from_encoded(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes. The alphabet for URLs is taken too, padding or none, and line breaks.
    ///
    /// # Errors
    /// If the text is not Base64.
    pub fn decode(&self) -> Result<Bytes, base64::DecodeError> {
        let text: String = self.0.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let for_urls = text.contains(['-', '_']);
        let alphabet = if for_urls { &URL_SAFE } else { &STANDARD };
        GeneralPurpose::new(alphabet, LENIENT).decode(text).map(Bytes::from)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(GeneralPurpose::new(&STANDARD, LENIENT).encode(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self::from(&bytes[..])
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
