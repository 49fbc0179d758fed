//! How far the sending of a body has come: a body that moves is not ended by the limit for an answer.

use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

/// When the transport last took a frame of a body.
#[derive(Debug, Default)]
pub struct Progress(Mutex<Option<Instant>>);

impl Progress {
    /// States that a frame is taken now.
    pub fn touch(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// When the last frame was taken; `None` before the first.
    pub fn last(&self) -> Option<Instant> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
