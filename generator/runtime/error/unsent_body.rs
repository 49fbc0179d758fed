//! The failure of the stream that a caller gave as the body of a request, told apart from those of the
//! connection.

use std::error::Error as StdError;
use std::fmt;

use super::cause::links;
use crate::runtime::transport::BoxError;

/// The stream of a request's body failed, or does not keep to its stated length. The error behind it is the
/// caller's own.
#[derive(Debug)]
pub struct UnsentBody(pub BoxError);

impl UnsentBody {
    /// Whether a failure of the HTTP stack comes of such a stream.
    pub fn is_behind(error: &(dyn StdError + 'static)) -> bool {
        links(error).any(|link| link.is::<Self>())
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
