//! The time limits of a client, and which of them ends a try first.

use std::time::Duration;

use crate::runtime::error::TimeoutKind;
use crate::runtime::limits;

/// The client's time limits; `None` is no limit.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connecting, with DNS and TLS. It is unknown for a `reqwest::Client` of the caller's.
    pub connect: Option<Duration>,
    /// One try, from connecting to the end of the answer's body.
    pub one_try: Option<Duration>,
    /// The whole call: all tries and the waits between them.
    pub total: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Some(limits::CONNECT_TIMEOUT),
            one_try: Some(limits::TRY_TIMEOUT),
            total: Some(limits::CALL_TIMEOUT),
        }
    }
}

impl Limits {
    /// The limit that ends a try first, and how much of it is left when the call has taken `spent`.
    pub fn nearest(&self, spent: Duration) -> Option<(TimeoutKind, Duration)> {
        let one_try = self.one_try.map(|limit| (TimeoutKind::Try, limit));
        let total = self.total.map(|limit| (TimeoutKind::Total, limit.saturating_sub(spent)));
        one_try.into_iter().chain(total).min_by_key(|(_, left)| *left)
    }

    /// The length of a limit as the client was configured, for error messages.
    pub fn of(&self, kind: TimeoutKind) -> Option<Duration> {
        match kind {
            TimeoutKind::Connect => self.connect,
            TimeoutKind::Try => self.one_try,
            TimeoutKind::Total => self.total,
        }
    }
}
