//! The limits of a call, and how it is tried again.

use std::time::Duration;

use super::Retry;
use crate::runtime::error::TimeoutKind;
use crate::runtime::limits;

/// The settings that a call may have of its own; for a time, `None` is no limit.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Connecting, with DNS and TLS. A transport of the caller's does not keep to it.
    pub connect: Option<Duration>,
    /// One try, from connecting to the end of the answer's body.
    pub one_try: Option<Duration>,
    /// The whole call: all tries and the waits between them.
    pub total: Option<Duration>,
    /// The body of an answer that stands still.
    pub idle: Option<Duration>,
    /// How the call is tried again.
    pub retry: Retry,
    /// The bytes of an answer, or of an item of a stream, that are held in memory.
    pub answer_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect: Some(limits::CONNECT_TIMEOUT),
            one_try: Some(limits::TRY_TIMEOUT),
            total: Some(limits::CALL_TIMEOUT),
            idle: Some(limits::IDLE_TIMEOUT),
            retry: Retry::default(),
            answer_bytes: limits::ANSWER_BYTES,
        }
    }
}

impl Settings {
    /// The length of a limit, for error messages.
    pub fn limit(&self, kind: TimeoutKind) -> Option<Duration> {
        match kind {
            TimeoutKind::Connect => self.connect,
            TimeoutKind::Try => self.one_try,
            TimeoutKind::Total => self.total,
            TimeoutKind::Idle => self.idle,
        }
    }
}
