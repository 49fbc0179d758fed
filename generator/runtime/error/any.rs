//! The error of any operation, for functions that call several.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::ops::Deref;

use super::{ApiError, Error};

/// The error of any operation: every [`Error`] becomes one by `?`, whatever its error body is.
///
/// It derefs to an [`Error`], so that it can be asked and matched like one: `error.status()`,
/// `matches!(&*error, Error::Timeout(_))`. The typed body is kept, and asked for by its type:
/// [`body`](Self::body).
pub struct AnyError(Error<AnyBody>);

/// A typed error body of any type.
pub struct AnyBody(Box<dyn Any + Send + Sync>);

impl AnyError {
    /// The error body, if the server refused with a body that is as described, and that is a `T`.
    pub fn body<T: Any>(&self) -> Option<&T> {
        match &self.0 {
            Error::Api(error) => error.body()?.downcast_ref(),
            _ => None,
        }
    }
}

impl AnyBody {
    /// The body, if it is a `T`.
    pub fn downcast_ref<T: Any>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl<E: Any + Send + Sync> From<Error<E>> for AnyError {
    fn from(error: Error<E>) -> Self {
        Self(error.map_body(|body| Box::new(AnyBody(body))))
    }
}

impl<E: Any + Send + Sync> From<ApiError<E>> for AnyError {
    fn from(error: ApiError<E>) -> Self {
        Error::Api(error).into()
    }
}

impl Deref for AnyError {
    type Target = Error<AnyBody>;

    fn deref(&self) -> &Error<AnyBody> {
        &self.0
    }
}

impl fmt::Display for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Debug for AnyBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyBody").finish_non_exhaustive()
    }
}

impl StdError for AnyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
