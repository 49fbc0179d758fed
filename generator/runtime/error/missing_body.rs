//! Why an answer without success has no typed body.

use std::fmt;

use super::Unreadable;

/// Why [`ApiError::body`](super::ApiError::body) is `None`.
#[derive(Debug)]
#[non_exhaustive]
pub enum MissingBody {
    /// The description states no body for the status.
    Undescribed,
    /// The description states a body, and none came.
    Empty,
    /// A body of this media type came, which is none that the operation is described with.
    OtherMediaType(String),
    /// A body came that is not as described.
    Unreadable(Unreadable),
}

impl fmt::Display for MissingBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undescribed => f.write_str("the description states no body for the status"),
            Self::Empty => f.write_str("no body came"),
            Self::OtherMediaType(media_type) => {
                write!(f, "the body is `{media_type}`, which is not described")
            }
            Self::Unreadable(unreadable) => {
                write!(f, "the body is not as described: {unreadable}")
            }
        }
    }
}
