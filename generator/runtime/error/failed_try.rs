//! A try of a call that failed and was followed by another.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::{Error, TimeoutKind, TransportKind};
use crate::runtime::answer::status_line;

/// A try of a call that failed and was followed by another.
#[derive(Debug, Clone)]
pub struct FailedTry {
    status: Option<StatusCode>,
    reason: &'static str,
    wait: Duration,
}

impl FailedTry {
    /// A try that was answered with this status.
    pub(crate) fn status(status: StatusCode) -> Self {
        Self { status: Some(status), reason: "", wait: Duration::ZERO }
    }

    /// A try that ended with this error.
    pub(crate) fn error(error: &Error) -> Self {
        let reason = match error {
            Error::Transport(lost) => match lost.kind() {
                TransportKind::Connect => "no connection",
                TransportKind::Send => "the connection was lost before an answer came",
                TransportKind::Body => "the connection was lost while the answer was read",
                TransportKind::RequestBody => "the body could not be sent",
            },
            Error::Timeout(late) => match late.kind() {
                TimeoutKind::Connect => "no connection in time",
                TimeoutKind::Idle => "the answer stood still",
                TimeoutKind::Try | TimeoutKind::Total => "no answer in time",
            },
            Error::Api(_) | Error::Decode(_) | Error::Build(_) => "refused",
        };
        Self { status: error.status(), reason, wait: Duration::ZERO }
    }

    /// States the wait behind the try.
    pub(crate) fn waited(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// The status of the answer, if there was an answer.
    pub fn answer(&self) -> Option<StatusCode> {
        self.status
    }

    /// How long the client waited before the next try.
    pub fn wait(&self) -> Duration {
        self.wait
    }
}

impl fmt::Display for FailedTry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status, self.reason) {
            (Some(status), "") => f.write_str(&status_line(status)),
            (_, reason) => f.write_str(reason),
        }
    }
}

/// What an error message says of the tries before the one that it is about; empty if there were none.
pub fn before(tries: &[FailedTry]) -> String {
    if tries.is_empty() {
        return String::new();
    }
    let reasons: Vec<_> = tries.iter().map(ToString::to_string).collect();
    format!(" (try {}; before it: {})", tries.len() + 1, reasons.join(", "))
}
