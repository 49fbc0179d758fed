//! A request and its answer as they went over the wire: the record that the judges are asked about.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// What was sent, and what came back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// Path and query, as they were sent.
    pub target: String,
    /// The headers, in their order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Content,
    /// None if the connection broke before there was one.
    pub answer: Option<Answer>,
}

/// What came back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, in their order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Content,
}

/// Bytes, readable where they are text.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Text.
    Text(String),
    /// Anything else.
    Base64(String),
}

impl Content {
    /// The record of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Base64(STANDARD.encode(bytes)),
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Base64(_) => "",
        }
    }
}

/// The values of a header.
pub fn values<'h>(headers: &'h [(String, String)], name: &str) -> impl Iterator<Item = &'h str> {
    let found = headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}
