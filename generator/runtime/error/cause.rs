//! An error of the HTTP stack → its causes: what the innermost says, and whether a further try would meet
//! it again.

use std::error::Error as StdError;
use std::{io, iter};

/// What hyper says of an answer that is not HTTP (hyper 1, `error.rs`). The type of that error is in a
/// crate which this one does not name.
const UNPARSED: [&str; 3] = [" parsed", "message head is too large", "invalid URI"];

/// What rustls, OpenSSL, and the TLS of Windows and of macOS say of a certificate that is not accepted,
/// theirs or ours. Their errors have no type in common either.
const UNTRUSTED: [&str; 2] = ["certificate", "unknownca"];

/// What the innermost cause says, in a few words; the errors around it say less.
pub fn cause(error: &(dyn StdError + 'static)) -> String {
    let deepest = deepest(error);
    match deepest.downcast_ref::<io::Error>() {
        // "connection refused" instead of "Connection refused (os error 111)".
        Some(io) if io.raw_os_error().is_some() && io.kind() != io::ErrorKind::Other => {
            io.kind().to_string()
        }
        _ => deepest.to_string(),
    }
}

/// The innermost cause.
pub fn deepest<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    links(error).last().unwrap_or(error)
}

/// The error and its causes, the outermost first.
pub fn links<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    iter::successors(Some(error), |error| {
        let error: &'a (dyn StdError + 'static) = *error;
        match error.downcast_ref::<io::Error>() {
            // The `source` of an `io::Error` passes over the error that it was made of.
            Some(io) => io.get_ref().map(|inner| inner as _),
            None => error.source(),
        }
    })
}

/// Whether a further try would fail for the cause of this one: a certificate that is not accepted, an
/// answer that is not HTTP or does not keep to its compression, or more redirects than are followed.
pub fn is_lasting(error: &(dyn StdError + 'static)) -> bool {
    links(error).any(|link| {
        if let Some(error) = link.downcast_ref::<reqwest::Error>() {
            return error.is_redirect();
        }
        if let Some(io) = link.downcast_ref::<io::Error>() {
            return matches!(io.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
        }
        let text = link.to_string();
        let untrusted = text.to_ascii_lowercase();
        UNPARSED.iter().any(|words| text.contains(words))
            || UNTRUSTED.iter().any(|words| untrusted.contains(words))
    })
}
