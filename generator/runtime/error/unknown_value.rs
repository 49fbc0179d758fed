//! A text or a number that is no value of a closed enum.

use std::error::Error as StdError;
use std::fmt;

/// A text or a number that is no value of a closed enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue(#[doc(hidden)] pub String);

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of the values that the description names", self.0)
    }
}

impl StdError for UnknownValue {}
