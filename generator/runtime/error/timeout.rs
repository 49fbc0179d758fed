//! Calls that a time limit ended.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::failed_try::{FailedTry, before};
use crate::runtime::answer::status_line;
use crate::runtime::transport::BoxError;

/// A time limit ended the call.
#[derive(Debug)]
pub struct TimeoutError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    operation: &'static str,
    host: String,
    status: Option<StatusCode>,
    kind: TimeoutKind,
    limit: Option<Duration>,
    tries: Vec<FailedTry>,
    source: BoxError,
}

/// The time limits of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The limit for connecting: the server has not seen the request.
    Connect,
    /// The limit for one try.
    Try,
    /// The limit for the whole call.
    Total,
    /// The limit for the body of an answer that stands still.
    Idle,
}

impl TimeoutError {
    /// An error of a call of `operation` at `host`.
    pub(crate) fn new(
        operation: &'static str,
        host: &str,
        status: Option<StatusCode>,
        kind: TimeoutKind,
        limit: Option<Duration>,
        source: impl Into<BoxError>,
    ) -> Self {
        let (host, tries, source) = (host.to_owned(), Vec::new(), source.into());
        Self(Box::new(Inner { operation, host, status, kind, limit, tries, source }))
    }

    /// The operation's id.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// The host of the call, with its port where that is not the usual one.
    pub fn host(&self) -> &str {
        &self.0.host
    }

    /// Which limit ended the call.
    pub fn kind(&self) -> TimeoutKind {
        self.0.kind
    }

    /// The length of that limit; `None` for a limit of the caller's own `reqwest::Client`.
    pub fn limit(&self) -> Option<Duration> {
        self.0.limit
    }

    /// The tries before the one that the limit ended, the first one first.
    pub fn failed_tries(&self) -> &[FailedTry] {
        &self.0.tries
    }

    /// Notes the tries before the one that the limit ended.
    pub(crate) fn after(mut self, tries: Vec<FailedTry>) -> Self {
        self.0.tries = tries;
        self
    }

    /// The answer's status, if the limit ended the reading of its body.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { operation, host, status, kind, limit, tries, .. } = &*self.0;
        write!(f, "{operation}: ")?;
        match (kind, status.map(status_line)) {
            (TimeoutKind::Connect, _) => write!(f, "no connection to {host}")?,
            (_, Some(status)) => write!(f, "{status}, but no whole body from {host}")?,
            (_, None) => write!(f, "no answer from {host}")?,
        }
        let what = match kind {
            TimeoutKind::Connect => "connecting",
            TimeoutKind::Try => "one try",
            TimeoutKind::Total => "the whole call",
            TimeoutKind::Idle => "a body that stands still",
        };
        match limit {
            None => f.write_str(" in time")?,
            Some(limit) => write!(f, " within {} s, the limit for {what}", limit.as_secs_f64())?,
        }
        f.write_str(&before(tries))
    }
}

impl StdError for TimeoutError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0.source)
    }
}
