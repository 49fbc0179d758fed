//! The header by which a server recognises a call that is made again (the IETF draft
//! "The Idempotency-Key HTTP Header Field").

use crate::api::{Parameter, ParameterPlace};

/// The methods that a server may act on more than once (RFC 9110, section 9.2.2).
const NOT_IDEMPOTENT: [&str; 2] = ["PATCH", "POST"];

/// The name of the header for the key: the described header parameter, else the one that the caller chose
/// for the whole API. No header for methods that can be repeated without a key.
pub(super) fn idempotency_header(
    method: &str,
    parameters: &[Parameter],
    chosen: Option<&str>,
) -> Option<String> {
    if !NOT_IDEMPOTENT.contains(&method) {
        return None;
    }
    let mut headers =
        parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Header);
    let described = headers.find(|parameter| {
        let is_chosen = chosen.is_some_and(|name| parameter.wire_name.eq_ignore_ascii_case(name));
        is_chosen || is_key(&parameter.wire_name)
    });
    described.map(|parameter| parameter.wire_name.clone()).or_else(|| chosen.map(str::to_owned))
}

/// Whether the name of a header says that it holds the key, such as `Idempotency-Key`,
/// `X-Idempotency-Key` or `idempotencyKey`.
fn is_key(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.to_ascii_lowercase().ends_with("idempotencykey")
}
