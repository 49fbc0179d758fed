//! Answers without success: the status, the headers and the body, typed where it is as described.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::failed_try::{FailedTry, before};
use crate::runtime::answer::{Reply, status_line};

/// An answer whose status is not 200 to 299.
pub struct ApiError<E> {
    reply: Box<Reply>,
    body: Option<Box<E>>,
}

/// The error body of an operation whose description states none. It has no values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unexpected {}

impl<E> ApiError<E> {
    /// An answer, and its body if that is as described.
    pub(crate) fn new(reply: Reply, body: Option<E>) -> Self {
        Self { reply: Box::new(reply), body: body.map(Box::new) }
    }

    /// The operation's id.
    pub fn operation(&self) -> &'static str {
        self.reply.operation()
    }

    /// The status, which can be compared to a number: `error.status() == 409`.
    pub fn status(&self) -> StatusCode {
        self.reply.status()
    }

    /// The tries before the one that was answered, the first one first.
    pub fn failed_tries(&self) -> &[FailedTry] {
        self.reply.failed_tries()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.reply.headers()
    }

    /// The id that the server gave the request, from `x-request-id` or a header like that.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// The body as the description states it for this status; `None` where it states none, or the body
    /// that came is another.
    pub fn body(&self) -> Option<&E> {
        self.body.as_deref()
    }

    /// The body as the description states it for this status, without the rest of the answer.
    pub fn into_body(self) -> Option<E> {
        self.body.map(|body| *body)
    }

    /// The body, undecoded.
    pub fn bytes(&self) -> &Bytes {
        self.reply.bytes()
    }

    /// The body as text; bytes that are not UTF-8 are replaced. The text may hold a credential, if the
    /// server repeats one.
    pub fn text(&self) -> Cow<'_, str> {
        self.reply.text()
    }

    /// Drops the typed body and keeps the undecoded one.
    pub(crate) fn without_body<F>(self) -> ApiError<F> {
        ApiError { reply: self.reply, body: None }
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation(), status_line(self.status()))?;
        if self.bytes().is_empty() {
            f.write_str(", with an empty body")?;
        } else {
            write!(f, ": {}", self.reply.excerpt())?;
        }
        f.write_str(&before(self.failed_tries()))
    }
}

/// Shows the undecoded body, which needs no bound on `E`, and no headers: these carry cookies and
/// tokens.
impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("reply", &self.reply)
            .field("has_typed_body", &self.body.is_some())
            .finish()
    }
}

impl<E> StdError for ApiError<E> {}
