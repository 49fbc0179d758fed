//! Which of the client's credentials an operation gets.

use std::borrow::Cow;

use super::Credential;
use crate::runtime::error::Fault;

/// The credentials for an operation that accepts `alternatives`, out of those the client `has`.
///
/// The first alternative that names a scheme, and for whose schemes the client has all credentials, is
/// chosen. Without such an alternative no credential is sent, if the operation allows that.
///
/// # Errors
/// A [`Fault`] that names the schemes when a credential is needed and none fits.
pub fn select<'a>(
    alternatives: &[&[&str]],
    has: &'a [(&'static str, Credential)],
) -> Result<Vec<Cow<'a, Credential>>, Fault> {
    let find = |scheme: &&str| {
        let found = has.iter().find(|(name, _)| name == scheme);
        found.map(|(_, credential)| Cow::Borrowed(credential))
    };
    let mut named = alternatives.iter().filter(|schemes| !schemes.is_empty());
    if let Some(found) = named.find_map(|schemes| schemes.iter().map(find).collect()) {
        return Ok(found);
    }
    if alternatives.is_empty() || alternatives.iter().any(|schemes| schemes.is_empty()) {
        return Ok(Vec::new());
    }
    let wanted: Vec<_> = alternatives.iter().map(|schemes| schemes.join(" with ")).collect();
    Err(Fault::new(format!(
        "it needs a credential for {}, which the client was not given",
        wanted.join(", or for ")
    )))
}
