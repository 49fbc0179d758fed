//! An answer as it comes, item by item, never in memory as a whole.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http_body::Body as _;

use super::{
    Answers, Bytes, Call, DecodeError, Error, Exchange, HeaderMap, Reply, StatusCode, TimeoutError,
    Unreadable, open, refused,
};

/// Makes items of the chunks of an answer.
pub trait Decoder: Default {
    /// What the answer consists of.
    type Item;
    /// The media type without which it cannot be read; any if empty.
    const MEDIA_TYPE: &'static str = "";
    /// Takes the next chunk.
    fn feed(&mut self, chunk: Bytes);
    /// The next item, if it is there as a whole. At the `end` no further chunk comes.
    fn next(&mut self, head: &Reply, end: bool) -> Option<Result<Self::Item, Error>>;
}

/// A successful answer as it comes. It is a `Stream`, and [`next`](Self::next) needs no other crate.
///
/// The client's limits hold until the answer begins. After that it may take as long as it takes;
/// dropping it ends it.
pub struct AnswerStream<D> {
    head: Reply,
    body: Option<reqwest::Body>,
    exchange: Exchange,
    decoder: D,
}

impl<D: Decoder> AnswerStream<D> {
    /// The next item; `None` when the answer has ended. An error of one item, which is
    /// [`Error::Decode`], does not end it.
    pub async fn next(&mut self) -> Option<Result<D::Item, Error>>
    where
        D: Unpin,
    {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The status, 200 to 299 unless a redirect is the answer.
    pub fn status(&self) -> StatusCode {
        self.head.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// The server's own name for the request, from `x-request-id` and its like.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }
}

impl<D: Decoder + Unpin> Stream for AnswerStream<D> {
    type Item = Result<D::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.decoder.next(&this.head, this.body.is_none()) {
                return Poll::Ready(Some(item));
            }
            let Some(body) = &mut this.body else { return Poll::Ready(None) };
            match ready!(Pin::new(body).poll_frame(context)) {
                Some(Ok(frame)) => {
                    // What is no data are trailers.
                    if let Ok(chunk) = frame.into_data() {
                        this.decoder.feed(chunk);
                    }
                }
                Some(Err(error)) => {
                    this.body = None;
                    this.decoder = D::default();
                    let status = Some(this.head.status());
                    return Poll::Ready(Some(Err(this.exchange.failure(status, error))));
                }
                None => this.body = None,
            }
        }
    }
}

/// Shows what the head of the answer does, and nothing of its items.
impl<D> fmt::Debug for AnswerStream<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerStream").field("head", &self.head).finish_non_exhaustive()
    }
}

type Begun = Result<Result<(Reply, reqwest::Body, Exchange), Reply>, Error>;

/// Sends a request of `R` and gives its answer as a stream, once it begins.
#[must_use = "a future does nothing until it is awaited"]
pub struct StreamFuture<R, D> {
    begun: Pin<Box<dyn Future<Output = Begun> + Send>>,
    // A function, so that the future is `Send` and `Unpin` whatever the request is.
    request: PhantomData<fn() -> (R, D)>,
}

impl<R, D: Decoder> StreamFuture<R, D> {
    /// Sends `call`, which is a request of `R`.
    pub fn new(call: Call) -> Self {
        Self { begun: Box::pin(begin(call, D::MEDIA_TYPE)), request: PhantomData }
    }
}

impl<R: Answers, D: Decoder> Future for StreamFuture<R, D> {
    type Output = Result<AnswerStream<D>, Error<R::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let begun = ready!(self.begun.as_mut().poll(context)).map_err(Error::without_body);
        Poll::Ready(begun.and_then(|answer| match answer {
            Ok((head, body, exchange)) => {
                Ok(AnswerStream { head, body: Some(body), exchange, decoder: D::default() })
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

/// A success as it comes, or what else was answered, whole.
async fn begin(call: Call, media_type: &'static str) -> Begun {
    let operation = call.operation;
    let limits = call.client.setup().map(|setup| setup.limits).unwrap_or_default();
    let begun = async {
        let opened = open(call, false).await?;
        let sent = opened.head().media_type();
        // What is called by another name is tried, but JSON is another answer.
        let is_other = !media_type.is_empty() && sent != media_type && sent.ends_with("json");
        match (opened.head().is_success(), is_other) {
            (true, false) => Ok(Ok(opened.into_parts())),
            (true, true) => {
                let unreadable = Unreadable::new(&format!("it is `{sent}`, not `{media_type}`"));
                Err(Error::Decode(DecodeError::new(opened.whole().await?, unreadable)))
            }
            (false, _) => opened.whole().await.map(Err),
        }
    };
    let Some((kind, limit)) = limits.nearest(Duration::ZERO) else { return begun.await };
    tokio::time::timeout(limit, begun).await.unwrap_or_else(|late| {
        let limit = limits.of(kind);
        Err(Error::Timeout(TimeoutError::new(operation.id(), "", None, kind, limit, late)))
    })
}

/// Gives a request the method `into_stream`.
///
/// ```text
/// stream! { Export -> Chunks, "text/csv" }
/// ```
macro_rules! stream {
    ($name:ident -> $decoder:ty, $media:literal) => {
        impl $name {
            /// Sends the request and gives the answer as it comes instead of as a whole.
            pub fn into_stream(self) -> $crate::runtime::StreamFuture<Self, $decoder> {
                $crate::runtime::StreamFuture::new(self.0.accept($media))
            }
        }
    };
}

pub(crate) use stream;
