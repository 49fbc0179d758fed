//! Descriptions from the network. `clientsmith fetch` writes one beside the configuration, with the hash of what
//! came, so that generating needs no network and notices what was changed since.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Code, Diagnostic, Location};

/// Gets what is at a URL.
///
/// # Errors
/// Why it could not be had, in words.
#[cfg(feature = "fetch")]
pub(super) fn get(url: &str) -> Result<Vec<u8>, String> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(TIME_LIMIT)).build().into();
    let answer = agent.get(url).header("Accept", ACCEPT).call();
    let mut answer = answer.map_err(|error| error.to_string())?;
    let body = answer.body_mut().with_config().limit(SIZE_LIMIT);
    body.read_to_vec().map_err(|error| error.to_string())
}

/// So long may a description take to come.
#[cfg(feature = "fetch")]
const TIME_LIMIT: std::time::Duration = std::time::Duration::from_secs(60);

/// So many bytes may a description have.
#[cfg(feature = "fetch")]
const SIZE_LIMIT: u64 = 256 * 1024 * 1024;

/// The media types of descriptions, JSON first, since it is read faster.
#[cfg(feature = "fetch")]
const ACCEPT: &str = "application/openapi+json, application/json, application/openapi+yaml, \
                      application/yaml;q=0.9, text/yaml;q=0.9, */*;q=0.5";

/// Gets what is at a URL.
///
/// # Errors
/// Always: this program was built without the feature.
#[cfg(not(feature = "fetch"))]
pub(super) fn get(_url: &str) -> Result<Vec<u8>, String> {
    Err("this program was built without the feature `fetch`".to_owned())
}

/// Writes what is at a URL into a file, and its hash beside it. Gives whether the file changed.
///
/// # Errors
/// If it cannot be had or written.
#[cfg(feature = "fetch")]
pub(super) fn fetch(url: &str, file: &Path) -> Result<bool, Diagnostic> {
    let fault = |code, message| Diagnostic::new(code, Location::Nowhere, message);
    let bytes = get(url)
        .map_err(|error| fault(Code::Unreadable, format!("{url} cannot be read: {error}")))?;
    let is_new = std::fs::read(file).ok().is_none_or(|before| before != bytes);
    let line = format!("{}  {}\n", hash(&bytes), name(file));
    let written = std::fs::write(file, &bytes).and_then(|()| std::fs::write(beside(file), line));
    let unwritable = |error| format!("{} cannot be written: {error}", file.display());
    written.map_err(|error| fault(Code::Unwritable, unwritable(error)))?;
    Ok(is_new)
}

/// Compares a description with the hash of what was fetched, if there is one.
///
/// # Errors
/// If the description is another one.
pub(super) fn check(file: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let noted = beside(file);
    let Ok(text) = std::fs::read_to_string(&noted) else { return Ok(()) };
    if text.split_whitespace().next() == Some(hash(bytes).as_str()) {
        return Ok(());
    }
    let message = format!("{} is not what was fetched, by {}", file.display(), noted.display());
    Err(Diagnostic::new(Code::ChangedDescription, Location::Nowhere, message))
}

/// The file with the hash of another, as `sha256sum` writes it.
fn beside(file: &Path) -> PathBuf {
    file.with_file_name(format!("{}.sha256", name(file)))
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
