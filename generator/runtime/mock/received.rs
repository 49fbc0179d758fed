//! A call as it reached the mock.

use std::fmt;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::runtime::call::Operation;

/// A call as it reached the mock: what would have gone over the wire.
#[derive(Clone)]
pub struct Received {
    operation: &'static Operation,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    pub(super) fn new(operation: &'static Operation, parts: Parts, body: Bytes) -> Self {
        Self { operation, method: parts.method, uri: parts.uri, headers: parts.headers, body }
    }

    /// The id of the operation.
    pub fn operation(&self) -> &'static str {
        self.operation.id()
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path, as it is encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The decoded value of a query parameter; of several of one name, the first.
    pub fn query(&self, name: &str) -> Option<String> {
        let pairs = self.uri.query()?.split('&');
        let mut pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        pairs.find(|(key, _)| decoded(key) == name).map(|(_, value)| decoded(value))
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The text of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The bytes of the body.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as a text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    /// That of `serde_json`.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.body)
    }
}

/// Shows what was called, and neither the query, the headers nor the body: they may hold a credential.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.operation(), self.method, self.path())
    }
}
