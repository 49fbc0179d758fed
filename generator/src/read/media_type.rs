//! A key of `content` → the media type that it names, if it names one.

use std::sync::Arc;

use super::Reader;
use crate::diagnostic::Code;
use crate::source::Node;

/// What is meant where no media type is stated.
pub(super) const USUAL: &str = "application/json";

/// What may stand around the parameters of a media type.
const BLANKS: [char; 2] = [' ', '\t'];

impl Reader<'_, '_> {
    /// The media type, or the range of media types, that a key of `content` names. One whose parameters are
    /// malformed is taken without them; what is no media type at all is read as `otherwise`, or left out. All of it is
    /// said.
    pub(super) fn media_type_name(
        &mut self,
        key: &Arc<str>,
        node: &Node,
        otherwise: Option<&str>,
    ) -> Option<Arc<str>> {
        let (essence, parameters) = key.split_at(key.find(';').unwrap_or(key.len()));
        let is_media_type = is_essence(essence.trim_matches(BLANKS));
        if is_media_type && are_parameters(parameters) {
            return Some(key.clone());
        }
        let named = if is_media_type { Some(essence.trim_matches(BLANKS)) } else { otherwise };
        let message = match named {
            _ if is_media_type => {
                format!("the parameters of `{key}` are malformed, and are left out")
            }
            Some(otherwise) => format!("`{key}` is no media type, and is read as `{otherwise}`"),
            None => format!("`{key}` is no media type, and is left out"),
        };
        if named.is_none() {
            self.note_unread(&message);
        }
        self.say_of_key(Code::UnknownKey, node.at, message);
        named.map(Arc::from)
    }
}

/// Whether a text is a type and a subtype (RFC 9110, section 8.3.1).
fn is_essence(text: &str) -> bool {
    text.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_token)
}

/// Whether a text is the parameters of a media type, or nothing (RFC 9110, section 5.6.6).
fn are_parameters(text: &str) -> bool {
    let mut rest = text.trim_matches(BLANKS);
    while let Some(parameter) = rest.strip_prefix(';') {
        let (name, value) = split_token(parameter.trim_start_matches(BLANKS));
        let behind = match (name, value.strip_prefix('=')) {
            ("", None) => Some(value),
            ("", Some(_)) | (_, None) => None,
            (_, Some(value)) => match value.strip_prefix('"') {
                Some(quoted) => behind_quoted(quoted),
                None => Some(split_token(value)).filter(|it| !it.0.is_empty()).map(|it| it.1),
            },
        };
        let Some(behind) = behind else { return false };
        rest = behind.trim_start_matches(BLANKS);
    }
    rest.is_empty()
}

/// The token that a text begins with, and the rest.
fn split_token(text: &str) -> (&str, &str) {
    text.split_at(text.find(|letter| !is_of_token(letter)).unwrap_or(text.len()))
}

/// What stands behind a quoted string whose opening quote has been taken (RFC 9110, section 5.6.4).
fn behind_quoted(text: &str) -> Option<&str> {
    let mut letters = text.chars();
    loop {
        match letters.next()? {
            '"' => return Some(letters.as_str()),
            '\\' => drop(letters.next()?),
            ' '..='~' | '\t' => {}
            _ => return None,
        }
    }
}

/// Whether a character can stand in a token (RFC 9110, section 5.6.2).
fn is_of_token(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::{are_parameters, is_essence};

    #[test]
    fn a_media_type_is_two_tokens() {
        for text in ["application/json", "*/*", "application/vnd.shop.v1+json", "image/*"] {
            assert!(is_essence(text), "{text}");
        }
        for text in ["", "json", "No results", "text/", "a/b/c", "text/plain, text/html", "é/a"] {
            assert!(!is_essence(text), "{text}");
        }
    }

    #[test]
    fn parameters_are_names_and_values() {
        for text in ["", ";", "; charset=utf-8", ";a=1; b=\"x; \\\" y\" ", "; a=1;"] {
            assert!(are_parameters(text), "{text}");
        }
        for text in ["; charset", "; a = 1", "; a=", "; a=\"open", "; =1", "; a=1 b=2"] {
            assert!(!are_parameters(text), "{text}");
        }
    }
}
