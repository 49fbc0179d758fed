//! How long a call may take, and which limit is the nearer one.

use std::time::Duration;

use super::TimeoutKind;

/// The client's time limits; `None` is no limit.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until a connection stands, with DNS and TLS. Unknown for a `reqwest::Client` of the caller's.
    pub connect: Option<Duration>,
    /// One try, from connecting to the end of the answer's body.
    pub one_try: Option<Duration>,
    /// The whole call: all tries and the waits between them.
    pub total: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(10)),
            one_try: Some(Duration::from_secs(30)),
            total: Some(Duration::from_secs(60)),
        }
    }
}

impl Limits {
    /// The limit that ends a try first when the call has already taken `spent`, and its length.
    pub fn nearest(&self, spent: Duration) -> Option<(TimeoutKind, Duration)> {
        let one_try = self.one_try.map(|limit| (TimeoutKind::Try, limit));
        let total = self.total.map(|limit| (TimeoutKind::Total, limit.saturating_sub(spent)));
        one_try.into_iter().chain(total).min_by_key(|(_, left)| *left)
    }

    /// The configured length of a limit, as an error names it.
    pub fn of(&self, kind: TimeoutKind) -> Option<Duration> {
        match kind {
            TimeoutKind::Connect => self.connect,
            TimeoutKind::Try => self.one_try,
            TimeoutKind::Total => self.total,
        }
    }
}
