//! Answers with success whose body is not as described.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Unreadable;
use super::failed_try::{FailedTry, before};
use crate::runtime::answer::{Reply, status_line};
use crate::runtime::limits;

/// A status of 200 to 299 with a body that is not as described. The server has probably done what the
/// call asks for.
pub struct DecodeError(Box<Inner>);

struct Inner {
    reply: Reply,
    path: String,
    reason: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl DecodeError {
    /// The error of an answer that cannot be read.
    pub(crate) fn new(reply: Reply, unreadable: Unreadable) -> Self {
        let Unreadable { path, reason, source } = unreadable;
        // An error of serde quotes the value, which may be a credential that the server repeats.
        let shows_secret = reply.redactor().finds(&reason);
        let reason = reply.redactor().excerpt(&reason, limits::REASON_EXCERPT);
        // A path holds names of members, which the server chooses too.
        let path = reply.redactor().excerpt(&path, limits::REASON_EXCERPT);
        let source = source.filter(|_| !shows_secret);
        Self(Box::new(Inner { reply, path, reason, source }))
    }

    /// The operation's id.
    pub fn operation(&self) -> &'static str {
        self.0.reply.operation()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.reply.status()
    }

    /// The tries before the one that was answered, the first one first.
    pub fn failed_tries(&self) -> &[FailedTry] {
        self.0.reply.failed_tries()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.reply.headers()
    }

    /// The id that the server gave the request, from `x-request-id` or a header like that.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.request_id()
    }

    /// The path in the JSON at which reading fails, like `data.customers[0].phone`; `.` is the whole body.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is wrong at the [`path`](Self::path), on one line.
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The body, undecoded.
    pub fn bytes(&self) -> &Bytes {
        self.0.reply.bytes()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { reply, path, reason, .. } = &*self.0;
        let status = status_line(reply.status());
        write!(f, "{}: {status}, but its body cannot be read", reply.operation())?;
        if path != "." {
            write!(f, " at {path}")?;
        }
        write!(f, ": {reason}{}", before(self.failed_tries()))
    }
}

/// Shows no headers: these carry cookies and tokens.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("reply", &self.0.reply)
            .field("path", &self.0.path)
            .field("reason", &self.0.reason)
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as _)
    }
}
