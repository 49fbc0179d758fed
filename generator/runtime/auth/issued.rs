//! The answer of a token endpoint (RFC 6749, sections 5.1 and 5.2) → a token, or why there is none.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::Secret;
use crate::runtime::transport::BoxError;

/// A token as the server gave it.
pub struct Issued {
    /// The token.
    pub token: Secret,
    /// How long it lasts, if the server says so.
    pub lasts: Option<Duration>,
    /// A new refresh token.
    pub refresh_token: Option<Secret>,
}

/// Reads the answer.
///
/// # Errors
/// The error that the server states, or what is wrong with the answer.
pub fn read(status: StatusCode, body: &[u8]) -> Result<Issued, BoxError> {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let text = |name: &str| answer.get(name).and_then(Value::as_str);
    if !status.is_success() {
        // Both are for people (section 5.2).
        let reason = [text("error"), text("error_description")];
        let reason: Vec<&str> = reason.into_iter().flatten().collect();
        return Err(match reason.as_slice() {
            [] => format!("it answered {status}").into(),
            said => format!("it answered {status}: {}", said.join(", ")).into(),
        });
    }
    let kind = text("token_type").unwrap_or("bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err(format!("it gave a token of the type {kind:?}, and not a bearer token").into());
    }
    let token = text("access_token").filter(|token| !token.is_empty());
    let token = token.ok_or("its answer has no `access_token`")?;
    Ok(Issued {
        token: token.into(),
        lasts: answer.get("expires_in").and_then(seconds).map(Duration::from_secs),
        refresh_token: text("refresh_token").map(Secret::from),
    })
}

/// Some servers write the number as a text.
fn seconds(value: &Value) -> Option<u64> {
    let text = value.as_str().and_then(|text| text.parse().ok());
    // No loss that matters: a negative number is 0, and a fraction of a second is nothing.
    text.or_else(|| value.as_u64()).or_else(|| value.as_f64().map(|number| number as u64))
}
