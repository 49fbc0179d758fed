//! Answers without success: the status, the headers and the body, typed where it is as described.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::MissingBody;
use super::failed_try::{FailedTry, before};
use crate::runtime::answer::{Reply, location, retry_after, status_line};
use crate::runtime::limits;

/// An answer whose status is not 200 to 299.
pub struct ApiError<E> {
    reply: Box<Reply>,
    body: Result<Box<E>, Box<MissingBody>>,
}

/// The error body of an operation whose description states none. It has no values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unexpected {}

impl<E> ApiError<E> {
    /// An answer, and its body if that is as described.
    pub(crate) fn new(reply: Reply, body: Result<E, MissingBody>) -> Self {
        Self { reply: Box::new(reply), body: body.map(Box::new).map_err(Box::new) }
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

    /// How long the server asks to wait before the next try, from the header `Retry-After`: seconds, or a
    /// date. `None` if the header is absent, has another value or a date that has passed, or asks for more
    /// than a year.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers())
    }

    /// The body as the description states it for this status; `None` where it states none, or the body
    /// that came is another, which [`missing_body`](Self::missing_body) tells.
    pub fn body(&self) -> Option<&E> {
        self.body.as_deref().ok()
    }

    /// Why there is no [`body`](Self::body); `None` if there is one.
    pub fn missing_body(&self) -> Option<&MissingBody> {
        self.body.as_ref().err().map(AsRef::as_ref)
    }

    /// The body as the description states it for this status, without the rest of the answer.
    pub fn into_body(self) -> Option<E> {
        self.body.ok().map(|body| *body)
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

    /// Changes the typed body.
    pub(crate) fn map_body<F>(self, map: impl FnOnce(Box<E>) -> Box<F>) -> ApiError<F> {
        ApiError { reply: self.reply, body: self.body.map(map) }
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation(), status_line(self.status()))?;
        let target = location(self.headers()).filter(|_| self.status().is_redirection());
        if let Some(target) = target {
            let target = self.reply.redactor().excerpt(&target, limits::BODY_EXCERPT);
            write!(f, " to {target}, which is not followed")?;
        }
        if self.bytes().is_empty() {
            f.write_str(", with an empty body")?;
        } else {
            write!(f, ": {}", self.reply.excerpt())?;
        }
        match self.missing_body() {
            Some(MissingBody::Unreadable(unreadable)) if !unreadable.is_of_no_json() => {
                write!(f, " (not as described: {unreadable})")?;
            }
            _ => {}
        }
        f.write_str(&before(self.failed_tries()))
    }
}

/// Shows the undecoded body, which needs no bound on `E`, and no headers: these carry cookies and
/// tokens.
impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut error = f.debug_struct("ApiError");
        error.field("reply", &self.reply);
        match self.missing_body() {
            None => error.finish_non_exhaustive(),
            Some(missing) => error.field("missing_body", missing).finish(),
        }
    }
}

impl<E> StdError for ApiError<E> {}
