//! A body of bytes, or of a stream of bytes that is never in memory as a whole.

mod file_part;
mod frame;
mod frames;
mod multipart;
mod parts;

pub use file_part::FilePart;
pub(crate) use multipart::multipart;
pub use parts::{Files, Multipart, Parts};

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::runtime::call::Call;
use crate::runtime::limits;

type BoxError = Box<dyn StdError + Send + Sync>;
type Next = Option<Result<Bytes, BoxError>>;
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

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
}

enum Source {
    Bytes(Bytes),
    /// A stream, and how many bytes it still has to give, if its length is stated.
    // The mutex is never locked: one task sends a body, but the type must be `Sync`.
    Stream(Mutex<Chunks>, Option<u64>),
}

impl Body {
    /// A body of the chunks that a stream gives. An error of the stream ends the request.
    ///
    /// Without a [`length`](Self::length) it is sent in chunks, which some servers refuse.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let chunks: Chunks = Box::pin(Erased(Box::pin(stream)));
        Self { sources: [Source::Stream(Mutex::new(chunks), None)].into(), ..Self::default() }
    }

    /// States how many bytes the stream gives. A stream that gives more or fewer ends the request with
    /// an error.
    pub fn length(mut self, length: u64) -> Self {
        if let Some(Source::Stream(_, left)) = self.sources.front_mut() {
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

    /// Adds another body behind this one.
    pub fn then(mut self, next: Self) -> Self {
        let empty = self.sources.is_empty();
        self.length = match (self.length, next.length) {
            (_, length) if empty => length,
            (Some(one), Some(other)) => one.checked_add(other),
            _ => None,
        };
        self.sources.extend(next.sources);
        self
    }

    /// The whole body, if it is short and holds no stream.
    fn joined(&self) -> Option<Bytes> {
        let pieces = self.sources.iter().map(|source| match source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Stream(..) => None,
        });
        let pieces: Vec<&Bytes> = pieces.collect::<Option<_>>()?;
        match pieces.as_slice() {
            [one] => Some(Bytes::clone(one)),
            _ if self.length? > limits::JOINED_BODY => None,
            several => Some(several.iter().flat_map(|piece| piece.iter().copied()).collect()),
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
        Self { sources: [Source::Bytes(bytes)].into(), length, media_type: None }
    }
}

impl From<Body> for reqwest::Body {
    fn from(body: Body) -> Self {
        body.joined().map_or_else(|| Self::wrap(body), Self::from)
    }
}

/// Shows the length, and nothing of the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.length).finish_non_exhaustive()
    }
}

/// A stream whose chunks and errors are those of a body.
struct Erased<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Erased<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(next.map(|chunk| chunk.map(Into::into).map_err(Into::into)))
    }
}

impl Call {
    /// Sets the body to bytes, or to a stream of them.
    pub fn bytes(mut self, media_type: &'static str, body: impl Into<Body>) -> Self {
        let mut body = body.into();
        let stated = body.media_type.take().map(Into::into);
        self.body = Some((stated.unwrap_or(media_type.into()), Ok(body.into())));
        self
    }
}
