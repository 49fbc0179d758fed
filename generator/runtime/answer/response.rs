//! A successful answer: the decoded body beside its status, headers and bytes.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Reply;

/// The body of a successful answer, with its status, headers and raw bytes.
#[derive(Clone)]
pub struct Response<T> {
    reply: Reply,
    body: T,
}

impl<T> Response<T> {
    /// An answer and its decoded body.
    pub(crate) fn new(reply: Reply, body: T) -> Self {
        Self { reply, body }
    }

    /// The undecoded answer.
    #[doc(hidden)]
    pub fn reply(&self) -> &Reply {
        &self.reply
    }

    /// The status, 200 to 299 unless a redirect is the answer.
    pub fn status(&self) -> StatusCode {
        self.reply.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.reply.headers()
    }

    /// The id that the server gave the request, from `x-request-id` or a header like that.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// The body, undecoded.
    pub fn bytes(&self) -> &Bytes {
        self.reply.bytes()
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, without the rest of the answer.
    pub fn into_body(self) -> T {
        self.body
    }
}

/// Shows the start of the undecoded body without the credentials that the server repeats, and no
/// headers: these carry cookies and tokens.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("reply", &self.reply).finish_non_exhaustive()
    }
}
