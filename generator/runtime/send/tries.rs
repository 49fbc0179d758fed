//! Which try of a call is followed by another, and after how long.

use std::sync::Arc;

use http::Method;

use super::{Budget, Opened, chance, random_id};
use crate::runtime::answer::retry_after;
use crate::runtime::call::Call;
use crate::runtime::client::Settings;
use crate::runtime::clock::Instant;
use crate::runtime::error::{Error, FailedTry, is_retryable};

/// The tries of one call so far.
pub struct Tries<'s> {
    settings: &'s Settings,
    begun: Instant,
    /// Whether the server does the same however often it gets the request.
    is_safe: bool,
    /// Whether the body can be sent again.
    is_repeatable: bool,
    failed: Vec<FailedTry>,
}

impl<'s> Tries<'s> {
    /// Before the first try. A call that needs a key for this gets one, which all its tries send.
    pub fn begin(call: &mut Call, settings: &'s Settings, begun: Instant) -> Self {
        let is_safe =
            is_idempotent(call.method()) || settings.retry.repeats_any_method() || has_key(call);
        Self { settings, begun, is_safe, is_repeatable: call.is_repeatable(), failed: Vec::new() }
    }

    /// The try with this outcome, after whose wait another follows; `None` if this outcome is the last.
    pub fn again(
        &mut self,
        outcome: &Result<Box<Opened>, Error>,
        budget: &Budget,
    ) -> Option<&FailedTry> {
        let (failure, asked) = match outcome {
            Ok(opened) if is_retryable(opened.head().status()) => {
                let status = opened.head().status();
                (FailedTry::status(status), retry_after(opened.head().headers()))
            }
            Ok(opened) => {
                if self.failed.is_empty() && opened.head().is_success() {
                    budget.give_back();
                }
                return None;
            }
            Err(error) if error.is_retryable() => (FailedTry::error(error), None),
            Err(_) => return None,
        };
        let has_left = !matches!(outcome, Err(error) if error.is_connect());
        let count = u32::try_from(self.failed.len()).unwrap_or(u32::MAX).saturating_add(1);
        let may = self.is_repeatable
            && (self.is_safe || !has_left)
            && count < self.settings.retry.most_tries();
        let wait = self.settings.retry.wait(count, asked, chance()).filter(|_| may)?;
        let spent = self.begun.elapsed().saturating_add(wait);
        if self.settings.total.is_some_and(|total| spent >= total) || !budget.take() {
            return None;
        }
        self.failed.push(failure.waited(wait));
        self.failed.last()
    }

    /// The outcome, which states the tries before it.
    pub fn told(self, mut outcome: Result<Box<Opened>, Error>) -> Result<Box<Opened>, Error> {
        if let Ok(opened) = &mut outcome {
            opened.set_tries(self.failed);
            return outcome;
        }
        outcome.map_err(|error| error.after(self.failed))
    }
}

/// Whether a request of this method may be repeated (RFC 9110, section 9.2.2).
fn is_idempotent(method: &Method) -> bool {
    ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"].contains(&method.as_str())
}

/// Whether the server can recognise the call by a key; an operation that has a header for one gets a
/// random key where the caller sets none.
fn has_key(call: &mut Call) -> bool {
    if call.options.key().is_some() {
        return true;
    }
    let Some(header) = call.operation.idempotency_header() else { return false };
    if !call.sets_header(header) {
        let options = Arc::unwrap_or_clone(std::mem::take(&mut call.options));
        call.options = Arc::new(options.idempotency_key(random_id()));
    }
    true
}
