//! A body that knows the media type that it is sent as.

use super::Call;

/// What a call can send.
pub trait Body {
    /// Makes it the body of a call.
    fn put(self, call: Call) -> Call;
}
