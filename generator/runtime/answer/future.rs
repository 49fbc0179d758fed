//! The futures of every request. Each boxes one exchange without type parameters and decodes its answer
//! when that is there.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::{Answers, Reply, Response, settle};
use crate::runtime::call::Call;
use crate::runtime::error::Error;

/// Gives the body of the answer together with its status and headers.
#[must_use = "a future does nothing until it is awaited"]
pub struct ResponseFuture<R> {
    reply: Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>>,
    // A function, so that the future is `Send` and `Unpin` whatever the request is.
    request: PhantomData<fn() -> R>,
}

impl<R> ResponseFuture<R> {
    /// Sends `call`, which is a request of `R`.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { reply: call.send(), request: PhantomData }
    }
}

impl<R: Answers> Future for ResponseFuture<R> {
    type Output = Result<Response<R::Body>, Error<R::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.reply.as_mut().poll(context).map(settle::<R>)
    }
}

impl<R> fmt::Debug for ResponseFuture<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

/// Gives the body of the answer.
#[must_use = "a future does nothing until it is awaited"]
#[derive(Debug)]
pub struct BodyFuture<R>(ResponseFuture<R>);

impl<R> BodyFuture<R> {
    /// Sends `call`, which is a request of `R`.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self(ResponseFuture::new(call))
    }
}

impl<R: Answers> Future for BodyFuture<R> {
    type Output = Result<R::Body, Error<R::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_ok(Response::into_body)
    }
}
