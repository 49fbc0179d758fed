//! The error of a call. `E` is the type of the error body that the operation describes.

mod any;
mod api;
mod build;
mod cause;
mod decode;
mod failed_try;
mod fault;
mod missing_body;
mod timeout;
mod transport;
mod unknown_value;
mod unreadable;
mod unsent_body;

pub use any::{AnyBody, AnyError};
pub use api::{ApiError, Unexpected};
pub use build::BuildError;
pub use decode::DecodeError;
pub use failed_try::FailedTry;
pub use fault::Fault;
pub use missing_body::MissingBody;
pub use timeout::{TimeoutError, TimeoutKind};
pub use transport::{TransportError, TransportKind};
pub use unknown_value::UnknownValue;
pub use unreadable::Unreadable;
pub(super) use unsent_body::UnsentBody;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

/// The statuses that say that the call may succeed later (RFC 9110, section 15; RFC 6585, section 4;
/// RFC 8470, section 5.2).
const RETRYABLE: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

/// Whether a status says that the call may succeed later.
pub fn is_retryable(status: StatusCode) -> bool {
    RETRYABLE.contains(&status.as_u16())
}

/// Why a call failed. The error prints as one line that starts with the operation's id.
///
/// `E` is the error body that the operation describes. In a function that calls several operations, `?` turns
/// the errors of all into an [`AnyError`].
#[non_exhaustive]
pub enum Error<E = Unexpected> {
    /// The server refused: a status outside 200 to 299.
    Api(ApiError<E>),
    /// The server answered with success, but the body of its answer could not be read.
    Decode(DecodeError),
    /// There was no connection, or it was lost.
    Transport(TransportError),
    /// A time limit ended the call.
    Timeout(TimeoutError),
    /// Nothing was sent: the client or the request could not be built.
    Build(BuildError),
}

impl<E> Error<E> {
    /// The operation's id; `None` when the client itself could not be built.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Api(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
            Self::Transport(error) => Some(error.operation()),
            Self::Timeout(error) => Some(error.operation()),
            Self::Build(error) => error.operation(),
        }
    }

    /// The status of the answer, if there is an answer.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Transport(error) => error.status(),
            Self::Timeout(error) => error.status(),
            Self::Build(_) => None,
        }
    }

    /// The id that the server gave the request, from `x-request-id` or a header like that.
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

    /// Whether the call failed while connecting: the server has not seen the request.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(error) => error.kind() == TransportKind::Connect,
            Self::Timeout(error) => error.kind() == TimeoutKind::Connect,
            Self::Api(_) | Self::Decode(_) | Self::Build(_) => false,
        }
    }

    /// How long the server asks to wait before the next try, from the header `Retry-After`; see
    /// [`ApiError::retry_after`].
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Decode(_) | Self::Transport(_) | Self::Timeout(_) | Self::Build(_) => None,
        }
    }

    /// Whether the call may succeed when it is made again: there was no connection, a time limit ended
    /// the call, or the status says so (408, 425, 429, 500, 502, 503, 504). It will not where the cause
    /// stays: a certificate that is not accepted, an answer that is not HTTP, too many redirects, a stream of
    /// the caller's that fails. Except where
    /// [`is_connect`](Self::is_connect) is true, the server may have done what the call asks for all the
    /// same.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => is_retryable(error.status()),
            Self::Transport(error) => error.is_retryable(),
            Self::Timeout(_) => true,
            Self::Decode(_) | Self::Build(_) => false,
        }
    }

    /// The tries of the call before the one that this error is about, the first one first; empty where
    /// the call was not tried again.
    pub fn failed_tries(&self) -> &[FailedTry] {
        match self {
            Self::Api(error) => error.failed_tries(),
            Self::Decode(error) => error.failed_tries(),
            Self::Transport(error) => error.failed_tries(),
            Self::Timeout(error) => error.failed_tries(),
            Self::Build(_) => &[],
        }
    }

    /// Notes the tries before the one that failed.
    pub(crate) fn after(self, tries: Vec<FailedTry>) -> Self {
        match self {
            Self::Transport(error) => Self::Transport(error.after(tries)),
            Self::Timeout(error) => Self::Timeout(error.after(tries)),
            other => other,
        }
    }

    /// Changes the typed body.
    pub(crate) fn map_body<F>(self, map: impl FnOnce(Box<E>) -> Box<F>) -> Error<F> {
        match self {
            Self::Api(error) => Error::Api(error.map_body(map)),
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

impl Error {
    /// The error of an operation that describes an error body, which this error does not have.
    pub(crate) fn of<E>(self) -> Error<E> {
        self.map_body(|none| match *none {})
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().fmt(f)
    }
}

/// Needs no bound on `E`, so that `unwrap` works with every error body.
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
