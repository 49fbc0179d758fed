//! Text → [`Tree`]. The only room that knows the YAML and the JSON library: both feed the same
//! visitor, so that what a value is does not depend on how it is spelled.

mod key;
mod locate;
mod merge;
mod seek;
mod tree;

pub use locate::{Located, locate};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Source, Tree};

/// The two spellings of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
}

/// Reads the text of a source.
///
/// # Errors
/// If it is not UTF-8, or neither JSON nor YAML, or has a key twice.
pub fn parse(source: &Source) -> Result<Tree, Diagnostic> {
    let text = text_of(source)?;
    match format_of(text) {
        Format::Json => tree::from_json(text),
        Format::Yaml => tree::from_yaml(text),
    }
}

/// The text without its byte order mark.
fn text_of(source: &Source) -> Result<&str, Diagnostic> {
    match std::str::from_utf8(source.bytes()) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(Diagnostic::new(
            Code::Encoding,
            Location::Nowhere,
            format!("the text is not UTF-8 from byte {} on", error.valid_up_to()),
        )),
    }
}

/// JSON is told by its first character; YAML that begins with `{` is read as YAML by the fallback
/// of [`tree::from_json`]'s caller only if it says so by its comment or directive.
fn format_of(text: &str) -> Format {
    if text.trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml }
}
