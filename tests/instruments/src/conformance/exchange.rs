//! The record of a request and its answer as they went over the wire, which the judges get.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// A request and its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The request target: path and query, as they were sent.
    pub target: String,
    /// The headers, in the order in which they were sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Content,
    /// The answer; none if the connection broke before it came.
    pub answer: Option<Answer>,
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers, in the order in which they were sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Content,
}

/// Bytes, as text if they are UTF-8.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// UTF-8.
    Text(String),
    /// Other bytes, encoded.
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

    /// The text; empty for other bytes.
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
