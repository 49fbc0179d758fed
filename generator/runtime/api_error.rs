//! The server said no.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::{Bytes, HeaderMap, Reply, StatusCode, status_line};

/// An answer whose status is not 200 to 299.
pub struct ApiError<E> {
    reply: Box<Reply>,
    body: Option<Box<E>>,
}

/// The error body of an operation for which none is described. It has no values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unexpected {}

impl<E> ApiError<E> {
    /// An answer, and its body if that is one the description knows.
    pub fn new(reply: Reply, body: Option<E>) -> Self {
        Self { reply: Box::new(reply), body: body.map(Box::new) }
    }

    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.reply.operation()
    }

    /// The status; it compares to a number: `error.status() == 409`.
    pub fn status(&self) -> StatusCode {
        self.reply.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.reply.headers()
    }

    /// The server's own name for the request, from `x-request-id` and its like.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// The body as described for this status; `None` when none is described or it is another.
    pub fn body(&self) -> Option<&E> {
        self.body.as_deref()
    }

    /// The body as described for this status, alone.
    pub fn into_body(self) -> Option<E> {
        self.body.map(|body| *body)
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        self.reply.bytes()
    }

    /// The body as text; what is not UTF-8 is replaced. It may hold what the server echoes.
    pub fn text(&self) -> Cow<'_, str> {
        self.reply.text()
    }

    /// The same error without its typed body; the raw one stays.
    pub fn without_body<F>(self) -> ApiError<F> {
        ApiError { reply: self.reply, body: None }
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation(), status_line(self.status()))?;
        if self.bytes().is_empty() {
            return f.write_str(", with an empty body");
        }
        write!(f, ": {}", self.reply.excerpt())
    }
}

/// Shows no headers and asks nothing of `E`: it prints what came, not what was read from it.
impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("reply", &self.reply)
            .field("has_typed_body", &self.body.is_some())
            .finish()
    }
}

impl<E> StdError for ApiError<E> {}
