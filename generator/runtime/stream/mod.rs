//! Answers that are read item by item while they come, and never are in memory as a whole.

mod chunks;
mod event_objects;
mod event_source;
mod events;
mod future;
mod into_stream;
mod lines;
mod reconnect;
mod splitter;

pub use chunks::Chunks;
pub use event_objects::{EventObjects, ReadObject, event_objects};
pub use event_source::EventSource;
pub use events::{Event, EventFields, Events, ReadData, ReadFields, events};
pub use future::StreamFuture;
pub(crate) use into_stream::stream;
pub use lines::{Lines, json_lines};
pub use reconnect::Reconnect;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use crate::runtime::answer::Reply;
use crate::runtime::body::Body;
use crate::runtime::clock::Sleep;
use crate::runtime::error::{DecodeError, Error, TimeoutKind, Unreadable};
use crate::runtime::send::Exchange;

/// Turns the chunks of an answer into items.
pub trait Decoder: Default {
    /// The items of the answer.
    type Item;
    /// Tells whether an answer of a media type can be read; `None` if every answer can.
    #[doc(hidden)]
    const READS: Option<fn(&str) -> bool> = None;
    /// Takes the next chunk.
    #[doc(hidden)]
    fn feed(&mut self, chunk: Bytes);
    /// The next item, if all of it is there. At the `end`, no further chunk comes.
    #[doc(hidden)]
    fn next(&mut self, head: &Reply, end: bool) -> Option<Result<Self::Item, Error>>;
    /// How many bytes are held of an item that is not all there.
    #[doc(hidden)]
    fn held(&self) -> usize {
        0
    }
}

/// Checks that the body of an answer can be read piece by piece: a page of HTML holds no event, and a caller
/// would take it for a stream without events. An answer that states no media type is tried.
///
/// # Errors
/// [`Unreadable`], which states the compression, or the media type and that which was `asked` for.
fn check_type(head: &Reply, asked: &str, reads: fn(&str) -> bool) -> Result<(), Unreadable> {
    if let Some(coding) = head.coding() {
        let why = format!("it is compressed as `{coding}`, which was not asked for");
        return Err(Unreadable::new(&why));
    }
    let sent = head.media_type();
    match sent.is_empty() || reads(&sent) {
        true => Ok(()),
        false => Err(Unreadable::new(&format!("it is `{sent}`, not `{asked}`"))),
    }
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
    /// Whether the body has failed: what is left of it is no item.
    is_lost: bool,
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
        loop {
            if self.is_lost {
                return Poll::Ready(None);
            }
            let this = &mut *self;
            if let Some(item) = this.decoder.next(&this.head, this.body.is_none()) {
                return Poll::Ready(Some(item));
            }
            if self.body.is_none() {
                return Poll::Ready(None);
            }
            let chunk = match self.holds_too_much() {
                true => Some(Err(self.too_long())),
                false => ready!(self.poll_chunk(context)),
            };
            match chunk {
                Some(Ok(chunk)) => self.decoder.feed(chunk),
                Some(Err(error)) => {
                    self.body = None;
                    self.is_lost = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.body = None,
            }
        }
    }
}

impl<D: Decoder> AnswerStream<D> {
    /// The next chunk of the body; an error is the last.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let status = Some(self.head.status());
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let error = match (Pin::new(body).poll_frame(context), &mut self.idle) {
            (Poll::Ready(Some(Ok(frame))), _) => {
                self.idle = self.exchange.idle();
                return Poll::Ready(Some(Ok(frame.into_data().unwrap_or_default())));
            }
            (Poll::Ready(Some(Err(error))), _) => self.exchange.failure(status, error),
            (Poll::Ready(None), _) => return Poll::Ready(self.exchange.unsent().map(Err)),
            (Poll::Pending, Some(idle)) => {
                ready!(idle.as_mut().poll(context));
                self.exchange.late(TimeoutKind::Idle, status, "the body stands still")
            }
            (Poll::Pending, None) => return Poll::Pending,
        };
        Poll::Ready(Some(Err(error)))
    }

    fn holds_too_much(&self) -> bool {
        let held = u64::try_from(self.decoder.held()).unwrap_or(u64::MAX);
        held > self.exchange.settings().answer_bytes
    }

    fn too_long(&self) -> Error {
        let most = self.exchange.settings().answer_bytes;
        let why = format!("an item is longer than {most} bytes, which is the limit for one");
        Error::Decode(DecodeError::new(self.head.clone(), Unreadable::new(&why)))
    }
}

/// Shows the head of the answer, and nothing of its items.
impl<D> fmt::Debug for AnswerStream<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerStream").field("head", &self.head).finish_non_exhaustive()
    }
}
