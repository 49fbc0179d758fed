//! A body → the frames that the HTTP stack sends, each as long as a chunk of its source.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Body, Next, Source};
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
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(chunk)) if !chunk.is_empty() => {
                    let sent = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                    self.length = self.length.map(|length| length.saturating_sub(sent));
                    if let Some(progress) = &self.progress {
                        progress.touch();
                    }
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

/// The next chunk of a stream, or an error if the stream does not keep to its stated length.
fn counted(next: Next, left: &mut Option<u64>) -> Next {
    let Some(length) = left else { return next };
    let given = match &next {
        None => 0,
        Some(Ok(chunk)) => u64::try_from(chunk.len()).unwrap_or(u64::MAX),
        Some(Err(_)) => return next,
    };
    match length.checked_sub(given) {
        None => Some(unsent("the stream gives more bytes than its stated length")),
        Some(rest) if rest > 0 && next.is_none() => {
            Some(unsent("the stream gives fewer bytes than its stated length"))
        }
        Some(rest) => {
            *length = rest;
            next
        }
    }
}

fn unsent(why: &str) -> Result<Bytes, BoxError> {
    Err(UnsentBody(why.into()).into())
}
