//! Text → [`Tree`](crate::source::Tree). The only room that reads YAML and JSON: both libraries feed the same
//! visitor, so that what a value is does not depend on how it is spelled.

mod files;
mod foreign;
mod key;
mod locate;
mod merge;
mod seek;
mod tree;

pub use files::{Parsed, parse};
pub use locate::{Located, locate};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Node, Source};
use tree::Ground;

/// A byte order mark may precede the text, and is no part of it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The two spellings of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
}

/// The outermost value of the text of a file.
///
/// # Errors
/// If the text is not UTF-8, or neither JSON nor YAML, or has a key twice.
fn root_of(source: &Source, ground: &Ground<'_>) -> Result<Node, Diagnostic> {
    let text = text_of(source)?;
    if let Some(kind) = foreign::foreign_text(text) {
        let message = format!("this is {kind}");
        return Err(Diagnostic::new(Code::NotOpenapi, Location::Offset(None, 0), message));
    }
    match format_of(text) {
        Format::Json => tree::from_json(text, ground),
        Format::Yaml => tree::from_yaml(text, ground),
    }
}

/// The text without its byte order mark.
fn text_of(source: &Source) -> Result<&str, Diagnostic> {
    let (text, is_whole) = readable(source);
    if is_whole {
        return Ok(text);
    }
    let message = "the text is not UTF-8 from here on";
    Err(Diagnostic::new(Code::Encoding, Location::Offset(None, text.len()), message))
}

/// The text without its byte order mark, as far as it is UTF-8, and whether that is all of it.
fn readable(source: &Source) -> (&str, bool) {
    let (text, is_whole) = match std::str::from_utf8(source.bytes()) {
        Ok(text) => (text, true),
        Err(error) => {
            let valid = source.bytes().get(..error.valid_up_to());
            (valid.and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or(""), false)
        }
    };
    (text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text), is_whole)
}

/// The format of a text, judged by its first characters. YAML may begin with a brace too, but hardly with
/// one that a quote follows.
fn format_of(text: &str) -> Format {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}') | None) | (Some('['), _) => Format::Json,
        _ => Format::Yaml,
    }
}
