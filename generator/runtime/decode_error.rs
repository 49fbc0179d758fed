//! The server said yes, and its answer could not be read.

use std::error::Error as StdError;
use std::fmt;

use super::{Bytes, HeaderMap, Reply, StatusCode, status_line};

/// A status of 200 to 299 with a body that does not fit the description. What was asked for has
/// probably been done.
pub struct DecodeError(Box<Inner>);

struct Inner {
    reply: Reply,
    path: String,
    reason: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl DecodeError {
    /// `reply` cannot be read.
    pub fn new(reply: Reply, unreadable: Unreadable) -> Self {
        let Unreadable { path, reason, source } = unreadable;
        // An error of serde quotes the value that it meets, be it a credential that was echoed.
        let shows_secret = reply.redactor().finds(&reason);
        let reason = reply.redactor().excerpt(&reason, 500);
        // A path is made of member names, which are the server's words too.
        let path = reply.redactor().excerpt(&path, 500);
        let source = source.filter(|_| !shows_secret);
        Self(Box::new(Inner { reply, path, reason, source }))
    }

    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.0.reply.operation()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.reply.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.reply.headers()
    }

    /// The server's own name for the request, from `x-request-id` and its like.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.request_id()
    }

    /// Where in the JSON it fails, like `data.customers[0].phone`; `.` is the whole body.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is wrong there, on one line.
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The body as it came.
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
        write!(f, ": {reason}")
    }
}

/// Shows no headers: they carry cookies and tokens.
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

/// Why a reader could not read a body.
#[derive(Debug)]
pub struct Unreadable {
    path: String,
    reason: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Unreadable {
    /// The whole body is at fault.
    pub fn new(reason: &str) -> Self {
        Self { path: ".".to_owned(), reason: reason.to_owned(), source: None }
    }

    /// What is wrong.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// `source` was met at `path`. A last `?` in it stands for a member whose name was not reached
    /// and is left out.
    pub fn at(path: String, source: impl StdError + Send + Sync + 'static) -> Self {
        let known = match path.strip_suffix('?') {
            Some("") => ".",
            Some(before) => before.trim_end_matches('.'),
            None => &path,
        };
        Self { path: known.to_owned(), reason: source.to_string(), source: Some(Box::new(source)) }
    }
}
