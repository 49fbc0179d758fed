//! A text of the server → an excerpt for an error message: one line, bounded, without credentials.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::sync::Arc;

use super::{Credential, Secret};

/// Replaces the client's credentials wherever a server repeats them.
#[derive(Clone, Default)]
pub struct Redactor {
    // Longest first, so that a secret that starts with another one is replaced as a whole.
    secrets: Vec<Secret>,
}

impl Redactor {
    /// A redactor of these credentials.
    pub fn new<'a>(credentials: impl IntoIterator<Item = &'a Credential>) -> Self {
        let mut secrets: Vec<_> = credentials.into_iter().flat_map(Credential::traces).collect();
        secrets.retain(|secret| !secret.expose().is_empty());
        secrets.sort_by_key(|secret| Reverse(secret.expose().len()));
        Self { secrets }
    }

    /// A redactor that also knows the tokens that providers gave for one request.
    pub fn and(self: &Arc<Self>, credentials: &[Cow<'_, Credential>]) -> Arc<Self> {
        let made = credentials.iter().filter_map(|credential| match credential {
            Cow::Owned(made) => Some(made),
            Cow::Borrowed(_) => None,
        });
        let made: Vec<&Credential> = made.collect();
        if made.is_empty() {
            return Arc::clone(self);
        }
        let mut more = Self::new(made).secrets;
        more.extend(self.secrets.iter().cloned());
        more.sort_by_key(|secret| Reverse(secret.expose().len()));
        Arc::new(Self { secrets: more })
    }

    /// Whether `text` shows a credential.
    pub fn finds(&self, text: &str) -> bool {
        self.secrets.iter().any(|secret| text.contains(secret.expose()))
    }

    /// The start of `text`, at most `limit` characters on one line, without credentials.
    pub fn excerpt(&self, text: &str, limit: usize) -> String {
        let mut line = String::new();
        let mut length = 0;
        let mut rest = text;
        while let Some((shown, after)) = self.step(rest) {
            let width = shown.chars().count();
            if length + width > limit {
                line.push('…');
                break;
            }
            let repeats_a_blank = shown == " " && (line.is_empty() || line.ends_with(' '));
            if !repeats_a_blank {
                line.push_str(shown);
                length += width;
            }
            rest = after;
        }
        line.truncate(line.trim_end().len());
        line
    }

    /// The text to show for the first character or credential of `rest`, and the rest behind it.
    fn step<'a>(&self, rest: &'a str) -> Option<(&'a str, &'a str)> {
        let echoed = self.secrets.iter().find_map(|secret| rest.strip_prefix(secret.expose()));
        if let Some(after) = echoed {
            return Some(("[redacted]", after));
        }
        let first = rest.chars().next()?;
        let (shown, after) = rest.split_at(first.len_utf8());
        Some((if breaks_the_line(first) { " " } else { shown }, after))
    }
}

/// Whether a character is a control character, or hides or reorders the text around it.
fn breaks_the_line(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redactor({} secrets)", self.secrets.len())
    }
}
