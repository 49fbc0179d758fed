//! What a request sends as it is: bytes, or a stream of them that is never in memory as a whole.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::{fmt, mem};

use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::{Bytes, Call};

type BoxError = Box<dyn StdError + Send + Sync>;
type Next = Option<Result<Bytes, BoxError>>;
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// A body of at most so many bytes in several pieces is sent in one, so that it can be sent again
/// where a redirect asks for it.
const SMALL: u64 = 64 * 1024;

/// Bytes, or a stream of them.
///
/// Texts and bytes become one by `into()`, and are what most calls want. What is too large for
/// memory is a [`stream`](Self::stream).
#[derive(Default)]
pub struct Body {
    /// What is left to send, in order.
    sources: VecDeque<Source>,
    /// How many bytes that is, if it is known.
    length: Option<u64>,
    media_type: Option<String>,
}

enum Source {
    Bytes(Bytes),
    /// A stream, and how many bytes it is yet to give, if that is stated.
    // Locked by nobody: a body is sent by one task, but must be `Sync`.
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

    /// States how many bytes a stream will give. One that gives more or fewer ends the request with an
    /// error.
    pub fn length(mut self, length: u64) -> Self {
        if let Some(Source::Stream(_, left)) = self.sources.front_mut() {
            self.length = Some(length);
            *left = Some(length);
        }
        self
    }

    /// States what kind of bytes it has, where the description leaves that to the caller. It is sent
    /// instead of the usual media type of the body.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// How many bytes it has, if that is known.
    pub fn known_length(&self) -> Option<u64> {
        self.length
    }

    /// Another body behind this one.
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

    /// All of it, if it is small and not a stream.
    fn small(&self) -> Option<Bytes> {
        let pieces = self.sources.iter().map(|source| match source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Stream(..) => None,
        });
        let pieces: Vec<&Bytes> = pieces.collect::<Option<_>>()?;
        match pieces.as_slice() {
            [one] => Some(Bytes::clone(one)),
            _ if self.length? > SMALL => None,
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
        body.small().map_or_else(|| Self::wrap(body), Self::from)
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let chunk = match self.sources.front_mut() {
                None => return Poll::Ready(None),
                Some(Source::Bytes(bytes)) => Some(Ok(mem::take(bytes))),
                Some(Source::Stream(chunks, left)) => {
                    let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                    counted(ready!(chunks.as_mut().poll_next(context)), left)
                }
            };
            match chunk {
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(chunk)) if !chunk.is_empty() => {
                    let sent = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                    self.length = self.length.map(|length| length.saturating_sub(sent));
                    return Poll::Ready(Some(Ok(Frame::data(chunk))));
                }
                Some(Ok(_)) if matches!(self.sources.front(), Some(Source::Stream(..))) => {}
                Some(Ok(_)) | None => drop(self.sources.pop_front()),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.sources.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The next chunk of a stream, or what is wrong with its length.
fn counted(next: Next, left: &mut Option<u64>) -> Next {
    let Some(length) = left else { return next };
    let given = match &next {
        None => 0,
        Some(Ok(chunk)) => u64::try_from(chunk.len()).unwrap_or(u64::MAX),
        Some(Err(_)) => return next,
    };
    match length.checked_sub(given) {
        None => Some(Err("the stream gives more bytes than it was said to".into())),
        Some(rest) if rest > 0 && next.is_none() => {
            Some(Err("the stream gives fewer bytes than it was said to".into()))
        }
        Some(rest) => {
            *length = rest;
            next
        }
    }
}

/// Shows how long it is and nothing of what it holds.
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
    /// Sets the body to bytes, or to a stream of them, as they are.
    pub fn bytes(mut self, media_type: &'static str, body: impl Into<Body>) -> Self {
        let mut body = body.into();
        let stated = body.media_type.take().map(Into::into);
        self.body = Some((stated.unwrap_or(media_type.into()), Ok(body.into())));
        self
    }
}
