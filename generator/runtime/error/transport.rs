//! Connections that could not be made or that were lost.

use std::error::Error as StdError;
use std::{fmt, io};

use http::StatusCode;

use super::cause::{cause, deepest, is_lasting};
use super::failed_try::{FailedTry, before};
use crate::runtime::answer::status_line;
use crate::runtime::transport::{BoxError, is_connect};

/// There was no connection, or it was lost before the whole answer was there.
#[derive(Debug)]
pub struct TransportError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    operation: &'static str,
    host: String,
    status: Option<StatusCode>,
    kind: TransportKind,
    tries: Vec<FailedTry>,
    source: BoxError,
}

/// When a connection failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection could be made (DNS, refused, TLS): the server has not seen the request.
    Connect,
    /// Lost before the answer began: the server may or may not have acted on the request.
    Send,
    /// Lost while the answer's body was read.
    Body,
    /// Given up, because the stream that the caller gave as the body failed, or is not as long as it states.
    RequestBody,
}

impl TransportKind {
    /// When the connection failed; `status` is that of the answer, if its head was there.
    pub(crate) fn of(error: &(dyn StdError + 'static), status: Option<StatusCode>) -> Self {
        let refused = || {
            let io = deepest(error).downcast_ref::<io::Error>();
            io.is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused)
        };
        let has_not_left = match error.downcast_ref::<reqwest::Error>() {
            Some(error) => is_connect(error),
            // Another transport says so by what the system says.
            None => refused(),
        };
        match status {
            Some(_) => Self::Body,
            None if has_not_left => Self::Connect,
            None => Self::Send,
        }
    }
}

impl TransportError {
    /// An error of a call of `operation` at `host`.
    pub(crate) fn new(
        operation: &'static str,
        host: &str,
        status: Option<StatusCode>,
        kind: TransportKind,
        source: BoxError,
    ) -> Self {
        let (host, tries) = (host.to_owned(), Vec::new());
        Self(Box::new(Inner { operation, host, status, kind, tries, source }))
    }

    /// The operation's id.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// The host of the call, with its port where that is not the usual one.
    pub fn host(&self) -> &str {
        &self.0.host
    }

    /// When the connection failed.
    pub fn kind(&self) -> TransportKind {
        self.0.kind
    }

    /// The answer's status, if the connection was lost while its body was read.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The tries before the one that failed, the first one first.
    pub fn failed_tries(&self) -> &[FailedTry] {
        &self.0.tries
    }

    /// Notes the tries before the one that failed.
    pub(crate) fn after(mut self, tries: Vec<FailedTry>) -> Self {
        self.0.tries = tries;
        self
    }

    /// Whether the call may succeed when it is made again. A certificate that is not accepted, an answer
    /// that is not HTTP and a chain of too many redirects stay what they are; a stream of the caller's that
    /// fails is none of the server's.
    pub fn is_retryable(&self) -> bool {
        self.0.kind != TransportKind::RequestBody && !is_lasting(&*self.0.source)
    }

    /// Whether the operating system gave up the connection. Its error is called a timeout too, but is
    /// none of the client's time limits.
    pub(crate) fn is_given_up(error: &reqwest::Error) -> bool {
        deepest(error).downcast_ref::<io::Error>().is_some_and(|io| io.raw_os_error().is_some())
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { operation, host, status, kind, tries, source } = &*self.0;
        let cause = cause(&**source);
        match (kind, status.map(status_line)) {
            (TransportKind::Connect, _) => {
                write!(f, "{operation}: no connection to {host}: {cause}")?;
            }
            (TransportKind::RequestBody, _) => {
                write!(f, "{operation}: the body could not be sent to {host}: {cause}")?;
            }
            (_, Some(status)) => write!(
                f,
                "{operation}: {status}, but the connection to {host} was lost while the body was \
                 read: {cause}"
            )?,
            (_, None) => write!(
                f,
                "{operation}: the connection to {host} was lost before an answer came: {cause}"
            )?,
        }
        f.write_str(&before(tries))
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0.source)
    }
}
