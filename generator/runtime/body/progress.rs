//! How far the sending of a body has come: a body that moves is not ended by the limit for an answer, and one
//! that fails is the error of the call.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::runtime::clock::Instant;
use crate::runtime::error::UnsentBody;

/// What has become of the body of a request so far.
#[derive(Debug, Default)]
pub struct Progress(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    last: Option<Instant>,
    unsent: Option<UnsentBody>,
    /// Whether the transport has taken all of it.
    is_taken: bool,
    /// How many bodies report here: one, and its clones.
    bodies: usize,
    waker: Option<Waker>,
}

impl Progress {
    /// States that a frame is taken now, and whether it is the last.
    pub fn touch(&self, is_last: bool) {
        let mut state = self.state();
        state.last = Some(Instant::now());
        state.is_taken = is_last;
        state.wake();
    }

    /// When the last frame was taken; `None` before the first.
    pub fn last(&self) -> Option<Instant> {
        self.state().last
    }

    /// States that the body failed.
    pub fn fail(&self, unsent: UnsentBody) {
        let mut state = self.state();
        state.unsent = Some(unsent);
        state.wake();
    }

    /// Why the body failed, if it did.
    pub fn unsent(&self) -> Option<UnsentBody> {
        self.state().unsent.clone()
    }

    /// Ready once the transport takes no more of the body: it has all of it, has failed to get it, or has
    /// let go of it.
    pub fn poll_over(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state();
        if state.is_over() {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_over(&self) -> bool {
        self.is_taken || self.unsent.is_some() || self.bodies == 0
    }

    fn wake(&mut self) {
        if self.is_over() {
            self.waker.take().into_iter().for_each(Waker::wake);
        }
    }
}

/// The place where a body reports to. It tells when the body is dropped.
#[derive(Debug)]
pub struct Watched(pub Arc<Progress>);

impl Watched {
    /// A body reports to this progress.
    pub fn new(progress: Arc<Progress>) -> Self {
        progress.state().bodies += 1;
        Self(progress)
    }
}

impl Clone for Watched {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.0))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.bodies = state.bodies.saturating_sub(1);
        state.wake();
    }
}
