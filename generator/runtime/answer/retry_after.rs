//! The header `Retry-After` (RFC 9110, section 10.2.3): how long a server asks to wait.

use std::time::Duration;

use http::HeaderMap;
use http::header::RETRY_AFTER;

/// How long the server asks to wait, where it says so in seconds.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    text.parse().ok().map(Duration::from_secs)
}
