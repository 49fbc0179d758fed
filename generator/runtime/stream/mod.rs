//! Answers that are read item by item while they come, and never are in memory as a whole.

mod chunks;
mod event_objects;
mod events;
mod future;
mod lines;
mod splitter;

pub use chunks::Chunks;
pub use event_objects::{EventObjects, ReadObject, event_objects};
pub use events::{Event, EventFields, Events, ReadData, ReadFields, events};
pub use future::StreamFuture;
pub(crate) use future::stream;
pub use lines::{Lines, json_lines};

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use tokio::time::Sleep;

use crate::runtime::answer::Reply;
use crate::runtime::body::Body;
use crate::runtime::error::{Error, TimeoutKind};
use crate::runtime::send::Exchange;

/// Turns the chunks of an answer into items.
pub trait Decoder: Default {
    /// The items of the answer.
    type Item;
    /// The media type that the answer must have; empty for any.
    #[doc(hidden)]
    const MEDIA_TYPE: &'static str = "";
    /// Takes the next chunk.
    #[doc(hidden)]
    fn feed(&mut self, chunk: Bytes);
    /// The next item, if all of it is there. At the `end`, no further chunk comes.
    #[doc(hidden)]
    fn next(&mut self, head: &Reply, end: bool) -> Option<Result<Self::Item, Error>>;
}

/// A successful answer that is read while it comes: a `Stream`, whose [`next`](Self::next) needs no
/// other crate.
///
/// The time limits for a try and a call hold until the head of the answer is there. The body may take as
/// long as it moves: see [`ClientBuilder::idle_timeout`](crate::runtime::ClientBuilder::idle_timeout).
/// Dropping the stream ends the request.
pub struct AnswerStream<D> {
    head: Reply,
    body: Option<Body>,
    /// What ends the stream if the body stands still.
    idle: Option<Pin<Box<Sleep>>>,
    exchange: Exchange,
    decoder: D,
}

impl<D: Decoder> AnswerStream<D> {
    /// The next item; `None` at the end of the answer. An item that cannot be read is
    /// [`Error::Decode`]; the items behind it can be read all the same.
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

    /// The id that the server gave the request, from `x-request-id` or a header like that.
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
            let status = Some(this.head.status());
            let error = match (Pin::new(body).poll_frame(context), &mut this.idle) {
                (Poll::Ready(Some(Ok(frame))), _) => {
                    this.decoder.feed(frame.into_data().unwrap_or_default());
                    this.idle = this.exchange.idle();
                    continue;
                }
                (Poll::Ready(Some(Err(error))), _) => this.exchange.failure(status, error),
                (Poll::Ready(None), _) => {
                    this.body = None;
                    continue;
                }
                (Poll::Pending, Some(idle)) => {
                    ready!(idle.as_mut().poll(context));
                    this.exchange.late(TimeoutKind::Idle, status, "the body stands still")
                }
                (Poll::Pending, None) => return Poll::Pending,
            };
            this.body = None;
            this.decoder = D::default();
            return Poll::Ready(Some(Err(error)));
        }
    }
}

/// Shows the head of the answer, and nothing of its items.
impl<D> fmt::Debug for AnswerStream<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerStream").field("head", &self.head).finish_non_exhaustive()
    }
}
