//! When an event stream is connected again, and after how long.

use std::time::Duration;

use crate::runtime::limits;

/// How an event stream is connected again, by
/// [`StreamFuture::reconnecting`](crate::runtime::StreamFuture::reconnecting).
///
/// The wait before a connection is what the server states with `retry:`, else
/// [`first_wait`](Self::first_wait). While connections bring no event, a random part is added to it, whose bound
/// doubles with each; no wait is longer than [`longest_wait`](Self::longest_wait).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reconnect {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    any_method: bool,
}

impl Default for Reconnect {
    fn default() -> Self {
        Self {
            attempts: limits::RECONNECTS,
            first_wait: limits::RECONNECT_WAIT,
            longest_wait: limits::LONGEST_RECONNECT_WAIT,
            any_method: false,
        }
    }
}

impl Reconnect {
    /// The usual way: up to 5 times in a row without an event.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how often in a row the stream is connected again without an event, at least once. Each event begins
    /// the count anew.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the wait before a connection where the server states none; by default 3 seconds.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Sets the bound of every wait, also of one that the server states; by default 60 seconds.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// States that the request may be made again whatever its method. By default its method must be safe
    /// (RFC 9110, section 9.2.1), such as `GET`.
    pub fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// How often in a row the stream is connected again without an event.
    pub(super) fn most_attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether the method makes no difference.
    pub(super) fn repeats_any_method(&self) -> bool {
        self.any_method
    }

    /// The wait after so many connections without an event, when the server asks for `asked`. `chance` is from
    /// 0 to 1.
    pub(super) fn wait(&self, fruitless: u32, asked: Option<Duration>, chance: f64) -> Duration {
        let least = asked.unwrap_or(self.first_wait).min(self.longest_wait);
        let doubled = 2_u32.checked_pow(fruitless).unwrap_or(u32::MAX);
        let most = least.saturating_mul(doubled).min(self.longest_wait);
        least + most.saturating_sub(least).mul_f64(chance.clamp(0.0, 1.0))
    }
}
