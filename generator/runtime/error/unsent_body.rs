//! The failure of the stream that a caller gave as the body of a request, told apart from those of the
//! connection.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::runtime::transport::BoxError;

/// The stream of a request's body failed, or does not keep to its stated length. The error behind it is the
/// caller's own.
#[derive(Debug, Clone)]
pub struct UnsentBody(Arc<dyn StdError + Send + Sync>);

impl UnsentBody {
    /// The failure of a stream.
    pub fn new(error: BoxError) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for UnsentBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request could not be read")
    }
}

impl StdError for UnsentBody {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
