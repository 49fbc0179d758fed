//! What a call can fail with. `E` is the error body that the operation describes.

use std::error::Error as StdError;
use std::fmt;

use super::{
    ApiError, BuildError, DecodeError, StatusCode, TimeoutError, TimeoutKind, TransportError,
    TransportKind, Unexpected,
};

/// Statuses that are about the moment and not about the call.
const RETRYABLE: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

/// Why a call failed. It prints as one line that starts with the operation's name.
#[non_exhaustive]
pub enum Error<E = Unexpected> {
    /// The server said no: a status outside 200 to 299.
    Api(ApiError<E>),
    /// The server said yes, but the body of its answer could not be read.
    Decode(DecodeError),
    /// No connection, or it was lost.
    Transport(TransportError),
    /// A time limit ended the call.
    Timeout(TimeoutError),
    /// Nothing was sent: the client or the request could not be built.
    Build(BuildError),
}

impl<E> Error<E> {
    /// The operation's name; `None` when the client itself could not be built.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Api(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
            Self::Transport(error) => Some(error.operation()),
            Self::Timeout(error) => Some(error.operation()),
            Self::Build(error) => error.operation(),
        }
    }

    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Transport(error) => error.status(),
            Self::Timeout(error) => error.status(),
            Self::Build(_) => None,
        }
    }

    /// The server's own name for the request, from `x-request-id` and its like.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Transport(_) | Self::Timeout(_) | Self::Build(_) => None,
        }
    }

    /// Whether a time limit ended the call.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether it failed while connecting: the server has not seen the request.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(error) => error.kind() == TransportKind::Connect,
            Self::Timeout(error) => error.kind() == TimeoutKind::Connect,
            Self::Api(_) | Self::Decode(_) | Self::Build(_) => false,
        }
    }

    /// Whether the same call may succeed later: no connection, a limit of the client, or a status that
    /// says so (RFC 9110, section 15; RFC 6585, section 4). A call that changes something may have done
    /// so all the same, unless [`is_connect`](Self::is_connect).
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => RETRYABLE.contains(&error.status().as_u16()),
            Self::Transport(_) | Self::Timeout(_) => true,
            Self::Decode(_) | Self::Build(_) => false,
        }
    }

    /// The same error without the type of its body, for code that mixes operations.
    pub fn erase(self) -> Error {
        self.without_body()
    }

    /// The same error as one of another body's type; a typed body is dropped, the raw one stays.
    pub fn without_body<F>(self) -> Error<F> {
        match self {
            Self::Api(error) => Error::Api(error.without_body()),
            Self::Decode(error) => Error::Decode(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Timeout(error) => Error::Timeout(error),
            Self::Build(error) => Error::Build(error),
        }
    }

    fn inner(&self) -> &dyn fmt::Display {
        match self {
            Self::Api(error) => error,
            Self::Decode(error) => error,
            Self::Transport(error) => error,
            Self::Timeout(error) => error,
            Self::Build(error) => error,
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().fmt(f)
    }
}

/// Asks nothing of `E`, so that `unwrap` works with every error body.
impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => f.debug_tuple("Api").field(error).finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Timeout(error) => f.debug_tuple("Timeout").field(error).finish(),
            Self::Build(error) => f.debug_tuple("Build").field(error).finish(),
        }
    }
}

impl<E> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Build(error) => error.source(),
        }
    }
}
