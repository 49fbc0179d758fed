//! The retries that a client has in reserve, so that many callers do not hammer a sick server.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::runtime::limits::{CALLS_PER_RETRY, RETRY_RESERVE};

/// A retry is so many units; a call that succeeds at once gives one back.
const FULL: u32 = RETRY_RESERVE * CALLS_PER_RETRY;

/// The reserve of retries of one client.
pub struct Budget(AtomicU32);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    /// Takes a retry; `false` if none is left.
    pub fn take(&self) -> bool {
        let taken = |units: u32| units.checked_sub(CALLS_PER_RETRY);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }

    /// States that a call succeeded at once.
    pub fn give_back(&self) {
        let given = |units: u32| (units < FULL).then_some(units + 1);
        // A full reserve stays as it is.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, given);
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Budget({} retries)", self.0.load(Ordering::Relaxed) / CALLS_PER_RETRY)
    }
}
