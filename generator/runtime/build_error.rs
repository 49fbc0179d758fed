//! Requests that never left, because what they were built from cannot be sent.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Nothing was sent: the client's settings or the request's values do not make a request.
#[derive(Debug, Clone)]
pub struct BuildError(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    operation: Option<&'static str>,
    fault: Fault,
}

impl BuildError {
    /// A fault found while `operation` was built, or the client where there is none.
    pub fn new(operation: Option<&'static str>, fault: Fault) -> Self {
        Self(Box::new(Inner { operation, fault }))
    }

    /// The operation's name; `None` when the client itself could not be built.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.0.operation.unwrap_or("the client cannot be built");
        write!(f, "{operation}: {}", self.0.fault.message)
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.fault.source.as_ref().map(|source| &**source as _)
    }
}

/// What is wrong, before it is known in which operation. Never shows a secret.
#[derive(Debug, Clone)]
pub struct Fault {
    message: String,
    // Shared, because a client that could not be built gives its reason to every call.
    source: Option<Arc<dyn StdError + Send + Sync>>,
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

    /// Adds the underlying error, to the message as well.
    pub fn because(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.message = format!("{}: {source}", self.message);
        self.source = Some(Arc::new(source));
        self
    }

    /// The same fault with the thing it is about in front.
    pub fn about(&self, thing: impl fmt::Display) -> Self {
        Self { message: format!("{thing} {}", self.message), source: self.source.clone() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
