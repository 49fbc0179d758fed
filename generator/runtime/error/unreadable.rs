//! Why a value cannot be read: where in it, and what is wrong there.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::auth::Redactor;
use crate::runtime::limits;

/// Why a value cannot be read as it is described.
#[derive(Debug)]
pub struct Unreadable {
    path: String,
    reason: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Unreadable {
    /// A reason that is about the whole value.
    pub(crate) fn new(reason: &str) -> Self {
        Self { path: ".".to_owned(), reason: reason.to_owned(), source: None }
    }

    /// The reason, about the value at a path.
    #[doc(hidden)]
    pub fn about(self, path: String) -> Self {
        Self { path, ..self }
    }

    /// An error at a path. A `?` at the end of the path stands for a member whose name was not read,
    /// and is left out.
    pub(crate) fn at(path: String, source: impl StdError + Send + Sync + 'static) -> Self {
        let known = match path.strip_suffix('?') {
            Some("") => ".",
            Some(before) => before.trim_end_matches('.'),
            None => &path,
        };
        Self { path: known.to_owned(), reason: source.to_string(), source: Some(Box::new(source)) }
    }

    /// What of it may be shown: one line of bounded length, without the credentials that the server
    /// repeats.
    pub(crate) fn redacted(self, redactor: &Redactor) -> Self {
        // An error of serde quotes the value, and a path holds names of members: the server chooses both.
        let shows_secret = redactor.finds(&self.reason);
        Self {
            path: redactor.excerpt(&self.path, limits::REASON_EXCERPT),
            reason: redactor.excerpt(&self.reason, limits::REASON_EXCERPT),
            source: self.source.filter(|_| !shows_secret),
        }
    }

    /// Whether the value is no JSON at all, so that where reading it fails says nothing.
    pub(crate) fn is_of_no_json(&self) -> bool {
        let source = self.source.as_ref().and_then(|source| source.downcast_ref());
        source.is_some_and(serde_json::Error::is_syntax)
    }

    /// The path in the JSON at which reading fails, like `data.customers[0].phone`; `.` is the whole value.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong at the [`path`](Self::path), on one line.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.path {
            "." => f.write_str(&self.reason),
            path => write!(f, "at {path}: {}", self.reason),
        }
    }
}

impl StdError for Unreadable {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
