//! Requests that were not sent, because the client or a value of theirs cannot be sent.

use std::error::Error as StdError;
use std::fmt;

use super::Fault;

/// No request was sent: the client's settings are wrong, or a value of the request cannot be sent.
#[derive(Debug, Clone)]
pub struct BuildError(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    operation: Option<&'static str>,
    fault: Fault,
}

impl BuildError {
    /// A fault of a request of `operation`, or of the client where there is no operation.
    pub(crate) fn new(operation: Option<&'static str>, fault: Fault) -> Self {
        Self(Box::new(Inner { operation, fault }))
    }

    /// The operation's id; `None` when the client itself could not be built.
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
