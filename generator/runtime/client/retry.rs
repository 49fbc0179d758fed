//! Whether and how a call is tried again.

use std::time::Duration;

use crate::runtime::limits;

/// How a call that failed is tried again.
///
/// A try is repeated when there was no connection, when it was lost or too slow, or when the status says
/// that the call may succeed later (408, 425, 429, 500, 502, 503, 504); and only where that is safe: for
/// a method that can be repeated (`GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS`, `TRACE`, `QUERY`), for any
/// method when the request has not left, and for a call with an idempotency key.
///
/// The wait before a try is a random part of a bound that begins with [`first_wait`](Self::first_wait) and
/// doubles with each try up to [`longest_wait`](Self::longest_wait). A `Retry-After` of the server is
/// kept to; one that is longer than [`longest_retry_after`](Self::longest_retry_after) ends the call.
///
/// A client that fails much retries little: each retry takes one of a reserve of 100, and each call that
/// succeeds at once gives a tenth back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    tries: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
    any_method: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            tries: limits::TRIES,
            first_wait: limits::FIRST_WAIT,
            longest_wait: limits::LONGEST_WAIT,
            longest_retry_after: limits::LONGEST_RETRY_AFTER,
            any_method: false,
        }
    }
}

impl Retry {
    /// The usual way: at most 3 tries.
    pub fn new() -> Self {
        Self::default()
    }

    /// No call is tried again.
    pub fn none() -> Self {
        Self::default().tries(1)
    }

    /// Sets how often a call is tried at most, the first time with it.
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries.max(1);
        self
    }

    /// Sets the bound of the wait before the second try.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Sets the bound of every later wait.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Sets the longest `Retry-After` that is waited for.
    pub fn longest_retry_after(mut self, wait: Duration) -> Self {
        self.longest_retry_after = wait;
        self
    }

    /// States that every operation of the API can be repeated without harm, whatever its method.
    pub fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// How often a call is tried at most.
    pub(crate) fn most_tries(&self) -> u32 {
        self.tries
    }

    /// Whether the method makes no difference.
    pub(crate) fn repeats_any_method(&self) -> bool {
        self.any_method
    }

    /// The wait after `failed` tries, when the server asks for `asked`. `chance` is from 0 to 1. `None`
    /// where the server asks for too long a wait.
    pub(crate) fn wait(
        &self,
        failed: u32,
        asked: Option<Duration>,
        chance: f64,
    ) -> Option<Duration> {
        if let Some(asked) = asked {
            return Some(asked).filter(|asked| *asked <= self.longest_retry_after);
        }
        let doubled = 2_u32.checked_pow(failed.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.first_wait.saturating_mul(doubled).min(self.longest_wait);
        Some(bound.mul_f64(chance.clamp(0.0, 1.0)))
    }
}
