//! A request → its answer as a stream, or its error.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::StatusCode;

use super::{AnswerStream, Decoder, check_type};
use crate::runtime::answer::{Answers, Reply, refused};
use crate::runtime::body::Body;
use crate::runtime::call::Call;
use crate::runtime::error::{DecodeError, Error};
use crate::runtime::send::{Exchange, Reading, open};

/// A successful answer whose body is not read yet, or any other answer as a whole.
pub type Begun = Result<Result<(Reply, Body, Exchange), Reply>, Error>;

/// Sends a request of `R` and gives its answer as a stream, once the head of the answer is there.
#[must_use = "a future does nothing until it is awaited"]
pub struct StreamFuture<R, D> {
    /// The request, until it is sent.
    pub(super) call: Option<Call>,
    begun: Option<Pin<Box<dyn Future<Output = Begun> + Send>>>,
    // A function, so that the future is `Send` and `Unpin` whatever the request is.
    request: PhantomData<fn() -> (R, D)>,
}

impl<R, D> StreamFuture<R, D> {
    /// Sends `call`, which is a request of `R`.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { call: Some(call), begun: None, request: PhantomData }
    }
}

impl<R: Answers, D: Decoder> Future for StreamFuture<R, D> {
    type Output = Result<AnswerStream<D>, Error<R::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Some(call) = this.call.take() {
            this.begun = Some(Box::pin(begin(call, D::READS)));
        }
        let Some(begun) = &mut this.begun else { return Poll::Pending };
        let begun = ready!(begun.as_mut().poll(context));
        Poll::Ready(opened::<R, D>(begun, D::default()))
    }
}

impl<R, D> fmt::Debug for StreamFuture<R, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamFuture").finish_non_exhaustive()
    }
}

/// The stream of an answer to a request of `R`, or its error.
pub fn opened<R: Answers, D: Decoder>(
    begun: Begun,
    decoder: D,
) -> Result<AnswerStream<D>, Error<R::Error>> {
    match begun.map_err(Error::of)? {
        Ok((head, body, exchange)) => {
            let idle = exchange.idle();
            Ok(AnswerStream { head, body: Some(body), idle, exchange, decoder, is_lost: false })
        }
        Err(reply) => Err(refused::<R>(reply)),
    }
}

/// Sends a request, and reads the answer so far as is needed to tell what it is.
pub async fn begin(mut call: Call, reads: Option<fn(&str) -> bool>) -> Begun {
    let asked = call.accept.unwrap_or(call.operation.accepts());
    let opened = open(&mut call, Reading::Stream).await?;
    if !opened.head().is_success() {
        return opened.whole().await.map(Err);
    }
    // Without content there is no type (RFC 9110, section 15.3.5).
    let reads = reads.filter(|_| opened.head().status() != StatusCode::NO_CONTENT);
    let fits = reads.map_or(Ok(()), |reads| check_type(opened.head(), asked, reads));
    match fits {
        Ok(()) => Ok(Ok(opened.into_parts())),
        Err(unreadable) => {
            Err(Error::Decode(DecodeError::new(opened.beginning().await, unreadable)))
        }
    }
}
