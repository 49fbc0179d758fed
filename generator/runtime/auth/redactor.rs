//! A text of the server → an excerpt for an error message: one line, bounded, without credentials.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::echo::echo;
use super::{Credential, Secret};

/// Replaces the client's credentials wherever a server repeats them, however it escapes them: as they are,
/// for a URL, a form, JSON or HTML.
///
/// These are tokens, keys and passwords of at least 8 characters. A shorter one is shown where a server repeats
/// it.
#[derive(Default)]
pub struct Redactor {
    secrets: Vec<Secret>,
    others: Option<Arc<Redactor>>,
}

impl Redactor {
    /// A redactor of these credentials.
    pub fn new<'a>(credentials: impl IntoIterator<Item = &'a Credential>) -> Self {
        Self::of(credentials.into_iter().flat_map(Credential::traces))
    }

    /// A redactor of these secrets.
    pub fn of(secrets: impl IntoIterator<Item = Secret>) -> Self {
        let secrets = secrets.into_iter().filter(Secret::is_redacted);
        Self { secrets: secrets.collect(), others: None }
    }

    /// A redactor that also knows the tokens that providers gave for one request.
    pub fn and(self: &Arc<Self>, credentials: &[Cow<'_, Credential>]) -> Arc<Self> {
        let made = credentials.iter().filter(|made| matches!(made, Cow::Owned(_)));
        let secrets = Self::new(made.map(AsRef::as_ref)).secrets;
        if secrets.is_empty() {
            return Arc::clone(self);
        }
        Arc::new(Self { secrets, others: Some(Arc::clone(self)) })
    }

    /// Whether `text` shows a credential.
    pub fn finds(&self, text: &str) -> bool {
        let mut places = text.char_indices().filter_map(|(at, _)| text.get(at..));
        places.any(|rest| self.echo(rest).is_some())
    }

    /// The length of the longest secret with which `text` starts.
    fn echo(&self, text: &str) -> Option<usize> {
        let own = self.secrets.iter().filter_map(|secret| echo(secret.expose(), text)).max();
        own.max(self.others.as_ref().and_then(|others| others.echo(text)))
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
        if let Some(after) = self.echo(rest).and_then(|length| rest.get(length..)) {
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
        f.debug_struct("Redactor").finish_non_exhaustive()
    }
}
