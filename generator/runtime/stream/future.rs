//! A request → its answer as a stream, or its error.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{AnswerStream, Decoder, check_type};
use crate::runtime::answer::{Answers, Reply, refused};
use crate::runtime::body::Body;
use crate::runtime::call::Call;
use crate::runtime::error::{DecodeError, Error};
use crate::runtime::send::{Exchange, Reading, open};

type Begun = Result<Result<(Reply, Body, Exchange), Reply>, Error>;

/// Sends a request of `R` and gives its answer as a stream, once the head of the answer is there.
#[must_use = "a future does nothing until it is awaited"]
pub struct StreamFuture<R, D> {
    begun: Pin<Box<dyn Future<Output = Begun> + Send>>,
    // A function, so that the future is `Send` and `Unpin` whatever the request is.
    request: PhantomData<fn() -> (R, D)>,
}

impl<R, D: Decoder> StreamFuture<R, D> {
    /// Sends `call`, which is a request of `R`.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { begun: Box::pin(begin(call, D::READS)), request: PhantomData }
    }
}

impl<R: Answers, D: Decoder> Future for StreamFuture<R, D> {
    type Output = Result<AnswerStream<D>, Error<R::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let begun = ready!(self.begun.as_mut().poll(context)).map_err(Error::of);
        Poll::Ready(begun.and_then(|answer| match answer {
            Ok((head, body, exchange)) => {
                let idle = exchange.idle();
                let (body, decoder, is_lost) = (Some(body), D::default(), false);
                Ok(AnswerStream { head, body, idle, exchange, decoder, is_lost })
            }
            Err(reply) => Err(refused::<R>(reply)),
        }))
    }
}

impl<R, D> fmt::Debug for StreamFuture<R, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamFuture").finish_non_exhaustive()
    }
}

/// A successful answer whose body is not read yet, or any other answer as a whole.
async fn begin(call: Call, reads: Option<fn(&str) -> bool>) -> Begun {
    let asked = call.accept.unwrap_or(call.operation.accepts());
    let opened = open(call, Reading::Stream).await?;
    if !opened.head().is_success() {
        return opened.whole().await.map(Err);
    }
    let fits = reads.map_or(Ok(()), |reads| check_type(opened.head(), asked, reads));
    match fits {
        Ok(()) => Ok(Ok(opened.into_parts())),
        Err(unreadable) => {
            Err(Error::Decode(DecodeError::new(opened.beginning().await, unreadable)))
        }
    }
}

/// Gives a request the method `into_stream`.
///
/// ```text
/// stream! { Export -> Chunks, "text/csv" }
/// ```
macro_rules! stream {
    ($name:ident -> $decoder:ty, $media:literal) => {
        impl $name {
            /// Sends the request and gives the answer as a stream, which is read while it comes.
            pub fn into_stream(self) -> $crate::runtime::StreamFuture<Self, $decoder> {
                $crate::runtime::StreamFuture::new(self.0.accept($media))
            }
        }
    };
}

pub(crate) use stream;
