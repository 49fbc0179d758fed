//! Answers with success whose body is not as described.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Unreadable;
use super::failed_try::{FailedTry, before};
use crate::runtime::answer::{Reply, status_line};

/// A status of 200 to 299 with a body that is not as described. The server has probably done what the
/// call asks for.
pub struct DecodeError(Box<Inner>);

struct Inner {
    reply: Reply,
    unreadable: Unreadable,
}

impl DecodeError {
    /// The error of an answer that cannot be read.
    pub(crate) fn new(reply: Reply, unreadable: Unreadable) -> Self {
        let unreadable = unreadable.redacted(reply.redactor());
        Self(Box::new(Inner { reply, unreadable }))
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
        self.0.unreadable.path()
    }

    /// What is wrong at the [`path`](Self::path), on one line.
    pub fn reason(&self) -> &str {
        self.0.unreadable.reason()
    }

    /// The body, undecoded.
    pub fn bytes(&self) -> &Bytes {
        self.0.reply.bytes()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { reply, unreadable } = &*self.0;
        let status = status_line(reply.status());
        write!(f, "{}: {status}, but its body cannot be read", reply.operation())?;
        if unreadable.path() != "." {
            write!(f, " at {}", unreadable.path())?;
        }
        let (shown, before) = (reply.shown(), before(self.failed_tries()));
        write!(f, ": {} ({shown}){before}", unreadable.reason())
    }
}

/// Shows no headers: these carry cookies and tokens.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("reply", &self.0.reply)
            .field("path", &self.path())
            .field("reason", &self.reason())
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.unreadable.source()
    }
}
