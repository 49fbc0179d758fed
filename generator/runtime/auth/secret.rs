//! A string that is never printed, and whose memory is overwritten when it is dropped.

use std::fmt;

use zeroize::Zeroizing;

use crate::runtime::limits;

/// A token, password or key.
///
/// `Debug` and `Display` print `[redacted]`, and so does an error where a server repeats the text, if that has at
/// least 8 characters. The memory is overwritten when the value is dropped.
/// The copies that the HTTP stack makes of it while a request is sent are not overwritten.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself. Do not log it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text is long enough to be replaced where a server repeats it. A short one may be a word
    /// of any message.
    pub(crate) fn is_redacted(&self) -> bool {
        self.0.chars().nth(limits::SHORTEST_SECRET - 1).is_some()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
