//! An undecoded answer: status, headers, bytes.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use crate::runtime::auth::Redactor;
use crate::runtime::call::Operation;
use crate::runtime::error::FailedTry;
use crate::runtime::limits;

/// The headers in which servers state the id of a request, the most common first.
const REQUEST_ID: [&str; 5] =
    ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id"];

/// A status for an error message: `409 Conflict`, or the number alone where the status has no name.
pub fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(name) => format!("{} {name}", status.as_u16()),
        None => status.as_str().to_owned(),
    }
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the media type that was sent is a described one: the same, or by its `*`, or because both are
/// JSON.
pub(super) fn fits(described: &str, sent: &str) -> bool {
    let is_json = |media: &str| media.ends_with("/json") || media.ends_with("+json");
    match described.split_once('*') {
        Some(("", "/*")) => true,
        Some((before, after)) => sent.starts_with(before) && sent.ends_with(after),
        None => described == sent || is_json(described) && is_json(sent),
    }
}

/// An undecoded answer.
#[derive(Clone)]
pub struct Reply {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    redactor: Arc<Redactor>,
    tries: Vec<FailedTry>,
}

impl Reply {
    /// The answer to a request of `operation`.
    pub fn new(
        operation: &'static Operation,
        status: StatusCode,
        headers: HeaderMap,
        bytes: Bytes,
        redactor: Arc<Redactor>,
    ) -> Self {
        Self { operation, status, headers, bytes, redactor, tries: Vec::new() }
    }

    /// Replaces the body.
    pub fn set_bytes(&mut self, bytes: Bytes) {
        self.bytes = bytes;
    }

    /// Notes the tries before the one that was answered.
    pub fn set_tries(&mut self, tries: Vec<FailedTry>) {
        self.tries = tries;
    }

    /// The tries before the one that was answered.
    pub fn failed_tries(&self) -> &[FailedTry] {
        &self.tries
    }

    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.operation.id()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Whether the status is 200 to 299, or a redirect where the description states that as the answer.
    pub fn is_success(&self) -> bool {
        let redirects = self.operation.has_redirects();
        self.status.is_success() || redirects && self.status.is_redirection()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type of the body without its parameters, in lower case; empty if none is stated.
    pub fn media_type(&self) -> String {
        let stated = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        essence(stated.unwrap_or_default())
    }

    /// Whether the body is of a media type that the operation asks for, or states none.
    pub fn is_of_asked_type(&self) -> bool {
        let sent = self.media_type();
        let mut asked = self.operation.accepts().split(',').map(essence);
        sent.is_empty() || asked.any(|asked| fits(&asked, &sent))
    }

    /// The compression of the body; `None` if the body is not compressed.
    pub fn coding(&self) -> Option<&str> {
        let stated = self.headers.get(CONTENT_ENCODING)?.to_str().ok()?;
        Some(stated).filter(|coding| !coding.eq_ignore_ascii_case("identity"))
    }

    /// The raw body.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The id that the server gave the request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// Hides the credentials that the answer may repeat.
    pub fn redactor(&self) -> &Arc<Redactor> {
        &self.redactor
    }

    /// The media type and the start of the body, for an error message.
    pub fn shown(&self) -> String {
        let media_type = self.redactor.excerpt(&self.media_type(), limits::BODY_EXCERPT);
        let media_type = if media_type.is_empty() { "no media type" } else { &media_type };
        match self.bytes.is_empty() {
            true => format!("{media_type}, empty"),
            false => format!("{media_type}: {}", self.excerpt()),
        }
    }

    /// The start of the body on one line, without credentials.
    pub fn excerpt(&self) -> String {
        self.redactor.excerpt(&self.text(), limits::BODY_EXCERPT)
    }
}

/// Shows no headers: they carry cookies and tokens.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("operation", &self.operation())
            .field("status", &self.status)
            .field("body", &self.excerpt())
            .finish_non_exhaustive()
    }
}
