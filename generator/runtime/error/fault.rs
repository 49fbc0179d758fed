//! What makes a request or a client impossible, before it is known for which operation.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::cause::links;
use crate::runtime::transport::BoxError;

/// What is wrong with a value or a setting. It never shows a secret.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What is wrong, as a predicate: its subject stands in front of it.
    pub message: String,
    /// The underlying error; shared, because a client that could not be built gives its reason to
    /// every call.
    pub source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Fault {
    /// A fault without an underlying error.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// A value that `serde_json` cannot write.
    pub fn encoding(error: serde_json::Error) -> Self {
        Self::new("cannot be written as JSON").because(error)
    }

    /// Adds the underlying error, and to the message what that error and its causes say.
    pub fn because(mut self, source: impl Into<BoxError>) -> Self {
        let source = source.into();
        for link in links(&*source) {
            let text = link.to_string();
            // Many an error repeats its cause, and reqwest only says that it is an error.
            if !self.message.ends_with(&text) && text != "builder error" {
                self.message = format!("{}: {text}", self.message);
            }
        }
        self.source = Some(source.into());
        self
    }

    /// Puts the subject in front of the message.
    pub fn about(&self, thing: impl fmt::Display) -> Self {
        Self { message: format!("{thing} {}", self.message), source: self.source.clone() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
