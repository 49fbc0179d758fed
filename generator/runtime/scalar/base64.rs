//! Bytes as a text in Base64.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes padding, and reads texts with and without it.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Bytes as text in Base64 (RFC 4648, section 4).
pub type Base64 = Encoded<false>;

/// Bytes as text in Base64 for URLs and file names (RFC 4648, section 5).
pub type Base64Url = Encoded<true>;

/// Bytes as text in an alphabet of Base64.
///
/// The text that was received is kept, whatever it is, and sent again unchanged; only
/// [`decode`](Self::decode) can fail. Bytes are encoded with padding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Encoded<const FOR_URLS: bool>(String);

impl<const FOR_URLS: bool> Encoded<FOR_URLS> {
    /// Takes a text that is encoded already.
    pub fn from_encoded(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes. Both alphabets are accepted, with and without padding, and line breaks are skipped.
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

impl<const FOR_URLS: bool> From<&[u8]> for Encoded<FOR_URLS> {
    fn from(bytes: &[u8]) -> Self {
        let alphabet = if FOR_URLS { &URL_SAFE } else { &STANDARD };
        Self(GeneralPurpose::new(alphabet, LENIENT).encode(bytes))
    }
}

impl<const FOR_URLS: bool> From<Vec<u8>> for Encoded<FOR_URLS> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl<const FOR_URLS: bool> From<Bytes> for Encoded<FOR_URLS> {
    fn from(bytes: Bytes) -> Self {
        Self::from(&bytes[..])
    }
}

impl<const FOR_URLS: bool> fmt::Display for Encoded<FOR_URLS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const FOR_URLS: bool> Serialize for Encoded<FOR_URLS> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const FOR_URLS: bool> Deserialize<'de> for Encoded<FOR_URLS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
