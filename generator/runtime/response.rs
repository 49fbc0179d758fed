//! A successful answer whole: the decoded body beside what came with it.

use std::fmt;

use super::{Bytes, HeaderMap, Reply, StatusCode};

/// The body of a successful answer, with its status, headers and raw bytes.
#[derive(Clone)]
pub struct Response<T> {
    reply: Reply,
    body: T,
}

impl<T> Response<T> {
    /// An answer and what was read from it.
    pub fn new(reply: Reply, body: T) -> Self {
        Self { reply, body }
    }

    /// The status, 200 to 299 unless a redirect is the answer.
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

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        self.reply.bytes()
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }
}

/// Shows the start of the raw body, without what the server echoes of the credentials, and no headers:
/// they carry cookies and tokens.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("reply", &self.reply).finish_non_exhaustive()
    }
}
