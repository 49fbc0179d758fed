//! A body of bytes, or of a stream of bytes that is never in memory as a whole.

mod file_part;
mod frame;
mod frames;
mod multipart;
mod parts;
mod progress;
mod raw;

pub use file_part::FilePart;
pub(crate) use multipart::multipart;
pub use parts::{Files, Multipart, Parts};
pub(super) use progress::Progress;
use progress::Watched;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame};

use crate::runtime::limits;
use crate::runtime::transport::BoxError;

type Next = Option<Result<Bytes, BoxError>>;
type Chunks = Pin<Box<dyn Chunked + Send>>;

/// Bytes, or a stream of them.
///
/// Texts and bytes become a body by `into()`. Content that is too large for memory is sent from a
/// [`stream`](Self::stream).
#[derive(Default)]
pub struct Body {
    /// What is left to send, in order.
    sources: VecDeque<Source>,
    /// How many bytes are left, if that is known.
    length: Option<u64>,
    media_type: Option<String>,
    /// The chunk that makes up the stated length, until it is known that no other follows.
    held: Option<Bytes>,
    /// Told of each frame that is taken.
    progress: Option<Watched>,
}

enum Source {
    Bytes(Bytes),
    /// A stream, and how many bytes it still has to give, if its length is stated.
    // The mutex is never locked: one task sends a body, but the type must be `Sync`.
    Stream(Mutex<Chunks>, Option<u64>),
    /// What makes a stream for each try, and how many bytes each gives, if their length is stated.
    Maker(Arc<dyn Fn() -> Chunks + Send + Sync>, Option<u64>),
}

impl Body {
    /// A body of the chunks that a stream gives. An error of the stream ends the request.
    ///
    /// Without a [`length`](Self::length) it is sent in chunks, which some servers refuse. The stream can
    /// be sent once only, so that the call is not tried again when it fails on the way: see
    /// [`stream_with`](Self::stream_with).
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::of(Source::Stream(Mutex::new(chunks(stream)), None), None)
    }

    /// A body of the chunks of a stream that is made anew for each try of the call: one that opens a
    /// file, say.
    pub fn stream_with<S, B, E>(make: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::of(Source::Maker(Arc::new(move || chunks(make())), None), None)
    }

    /// The body of an answer, as a transport gives it; trailers are left out.
    pub fn wrap<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let length = body.size_hint().exact();
        Self::of(Source::Stream(Mutex::new(Box::pin(body)), None), length)
    }

    fn of(source: Source, length: Option<u64>) -> Self {
        Self { sources: [source].into(), length, ..Self::default() }
    }

    /// States how many bytes the stream gives. A stream that gives more or fewer ends the request with
    /// an error. The last chunk is sent once the stream has ended, so that no server takes a part of a
    /// longer stream for the whole.
    pub fn length(mut self, length: u64) -> Self {
        if let Some(Source::Stream(_, left) | Source::Maker(_, left)) = self.sources.front_mut() {
            self.length = Some(length);
            *left = Some(length);
        }
        self
    }

    /// States the media type of the bytes, where the description leaves that to the caller. It replaces
    /// the media type that the operation sends otherwise.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// How many bytes the body has, if that is known.
    pub fn known_length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes, if they are in memory in one piece.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match (self.sources.front(), self.sources.len()) {
            (None, _) => Some(&[]),
            (Some(Source::Bytes(bytes)), 1) => Some(bytes),
            _ => None,
        }
    }

    /// A body that sends the same, unless it holds a stream that can be sent once only.
    pub fn try_clone(&self) -> Option<Self> {
        let sources = self.sources.iter().map(|source| match source {
            Source::Bytes(bytes) => Some(Source::Bytes(bytes.clone())),
            Source::Maker(make, length) => Some(Source::Maker(Arc::clone(make), *length)),
            Source::Stream(..) => None,
        });
        let sources = sources.collect::<Option<_>>()?;
        Some(Self {
            sources,
            length: self.length,
            media_type: self.media_type.clone(),
            held: self.held.clone(),
            progress: self.progress.clone(),
        })
    }

    /// The next chunk; `None` at the end.
    pub async fn next(&mut self) -> Next {
        let frame = poll_fn(|context| Pin::new(&mut *self).poll_frame(context)).await;
        // The frames of this body are data.
        frame.map(|frame| frame.map(|frame| frame.into_data().unwrap_or_default()))
    }

    /// Adds another body behind this one.
    pub fn then(mut self, next: Self) -> Self {
        let empty = self.sources.is_empty();
        self.length = match (self.length, next.length) {
            (_, length) if empty => length,
            (Some(one), Some(other)) => one.checked_add(other),
            _ => None,
        };
        self.sources.extend(next.sources);
        self.sources.extend(next.held.map(Source::Bytes));
        self
    }

    /// Whether the body can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        !self.sources.iter().any(|source| matches!(source, Source::Stream(..)))
    }

    /// Whether there is no body at all, which differs from an empty one.
    pub(crate) fn is_absent(&self) -> bool {
        self.sources.is_empty()
    }

    /// Reports the frames that are taken from now on, if the body is one that takes time to send.
    pub(crate) fn watched(&mut self) -> Option<Arc<Progress>> {
        if self.is_short() || self.is_absent() {
            return None;
        }
        let progress = Arc::default();
        self.progress = Some(Watched::new(Arc::clone(&progress)));
        Some(progress)
    }

    /// Reads a stream that states a length of 0, of which the HTTP stack would read nothing.
    ///
    /// # Errors
    /// That of the stream, which may give more.
    pub(crate) async fn confirm_empty(&mut self) -> Result<(), BoxError> {
        self.next().await.transpose().map(drop)
    }

    /// Whether the body is short and holds no stream.
    fn is_short(&self) -> bool {
        let is_stream = |source: &Source| !matches!(source, Source::Bytes(_));
        !self.sources.iter().any(is_stream)
            && self.length.is_some_and(|length| length <= limits::JOINED_BODY)
    }

    /// The whole body, if it is short and holds no stream.
    pub(crate) fn joined(&self) -> Option<Bytes> {
        if !self.is_short() {
            return None;
        }
        let mut pieces = self.sources.iter().filter_map(|source| match source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Stream(..) | Source::Maker(..) => None,
        });
        match (pieces.next(), self.sources.len()) {
            (Some(one), 1) => Some(one.clone()),
            (first, _) => Some(first.into_iter().chain(pieces).flatten().copied().collect()),
        }
    }
}

impl<B> From<B> for Body
where
    Bytes: From<B>,
{
    fn from(bytes: B) -> Self {
        let bytes = Bytes::from(bytes);
        let length = u64::try_from(bytes.len()).ok();
        Self::of(Source::Bytes(bytes), length)
    }
}

/// Shows the length, and nothing of the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.length).finish_non_exhaustive()
    }
}

fn chunks<S, B, E>(stream: S) -> Chunks
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    Box::pin(Erased(Box::pin(stream)))
}

/// A stream of chunks as a body.
struct Erased<S>(Pin<Box<S>>);

impl<S, B, E> http_body::Body for Erased<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let next = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(next.map(|chunk| match chunk {
            Ok(chunk) => Ok(Frame::data(chunk.into())),
            Err(error) => Err(error.into()),
        }))
    }
}

/// Another body, of which the data is taken.
trait Chunked {
    /// The next chunk; `None` at the end.
    fn poll_chunk(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Next>;
}

impl<B> Chunked for B
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    fn poll_chunk(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Next> {
        loop {
            let next = match ready!(self.as_mut().poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // A frame without data holds trailers.
                    Err(_) => continue,
                },
                Some(Err(error)) => Some(Err(error.into())),
                None => None,
            };
            return Poll::Ready(next);
        }
    }
}
