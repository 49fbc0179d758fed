//! A body → the frames that the HTTP stack sends, each as long as a chunk of its source.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Body, Next, Source, Watched};
use crate::runtime::error::UnsentBody;
use crate::runtime::limits;
use crate::runtime::transport::BoxError;

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let chunk = loop {
            match ready!(self.poll_chunk(context)) {
                Some(Ok(chunk)) if self.is_last(&chunk) => {
                    if let Some(before) = self.held.replace(chunk) {
                        break Some(before);
                    }
                }
                Some(Ok(chunk)) => break Some(chunk),
                Some(Err(error)) => {
                    self.held = None;
                    return Poll::Ready(Some(Err(self.failed(error))));
                }
                None => break self.held.take(),
            }
        };
        if let (Some(length), Some(chunk)) = (&mut self.length, &chunk) {
            *length = length.saturating_sub(count(chunk));
        }
        if let Some(Watched(progress)) = &self.progress {
            progress.touch(self.is_end_stream());
        }
        Poll::Ready(chunk.map(|chunk| Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.sources.is_empty() && self.held.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

impl Body {
    /// The next chunk of the sources, which is not empty.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Next> {
        loop {
            let chunk = match self.sources.front_mut() {
                None => return Poll::Ready(None),
                // Short frames show how far a long body has come.
                Some(Source::Bytes(bytes)) => {
                    Some(Ok(bytes.split_to(bytes.len().min(limits::FRAME))))
                }
                Some(Source::Maker(make, length)) => {
                    let stream = Source::Stream(Mutex::new(make()), *length);
                    self.sources.pop_front();
                    self.sources.push_front(stream);
                    continue;
                }
                Some(Source::Stream(chunks, left)) => {
                    let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                    counted(ready!(chunks.as_mut().poll_chunk(context)), left)
                }
            };
            match chunk {
                Some(Ok(chunk)) if chunk.is_empty() => {
                    if matches!(self.sources.front(), Some(Source::Bytes(_))) {
                        self.sources.pop_front();
                    }
                }
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => drop(self.sources.pop_front()),
            }
        }
    }

    /// Whether a chunk makes up the stated length while a stream has not ended. The HTTP stack asks for no
    /// chunk behind it, so that it waits until it is known that there is none.
    fn is_last(&self, chunk: &Bytes) -> bool {
        let is_stated = |source: &Source| match source {
            Source::Bytes(_) => false,
            Source::Stream(_, stated) | Source::Maker(_, stated) => stated.is_some(),
        };
        self.length == Some(count(chunk)) && self.sources.iter().any(is_stated)
    }

    /// The failure of a source. That of the body of a request is noted: whatever becomes of it in a
    /// transport, and whatever the server has answered by then, it is the error of the call.
    fn failed(&self, error: BoxError) -> BoxError {
        match &self.progress {
            None => error,
            Some(Watched(progress)) => {
                let unsent = UnsentBody::new(error);
                progress.fail(unsent.clone());
                unsent.into()
            }
        }
    }
}

fn count(chunk: &Bytes) -> u64 {
    u64::try_from(chunk.len()).unwrap_or(u64::MAX)
}

/// The next chunk of a stream, or an error if the stream does not keep to its stated length.
fn counted(next: Next, left: &mut Option<u64>) -> Next {
    let Some(length) = left else { return next };
    let given = match &next {
        None => 0,
        Some(Ok(chunk)) => count(chunk),
        Some(Err(_)) => return next,
    };
    match length.checked_sub(given) {
        None => Some(Err("the stream gives more bytes than its stated length".into())),
        Some(rest) if rest > 0 && next.is_none() => {
            Some(Err("the stream gives fewer bytes than its stated length".into()))
        }
        Some(rest) => {
            *length = rest;
            next
        }
    }
}
