//! A request → the pages of its list, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::walk::Walk;
use super::{PageToken, Paged};
use crate::runtime::answer::{Answers, Response, settle};
use crate::runtime::call::Call;
use crate::runtime::error::Error;

/// The answer with a page, or its error; none behind the last page.
type Answered<R> = Option<Result<Response<<R as Answers>::Body>, Error<<R as Answers>::Error>>>;

/// The pages of a list: a `Stream`, whose [`next`](Self::next) needs no other crate.
///
/// Each page is asked for when the stream is polled for it. A page without items may be followed by others. A
/// failed request, a page that cannot be read, and a server that repeats its pages end the stream with an
/// error; [`token`](Self::token) is then that of the page that could not be given.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<R> {
    walk: Walk,
    // A function, so that the stream is `Send` and `Unpin` whatever the request is.
    request: PhantomData<fn() -> R>,
}

impl<R: Paged> Pages<R> {
    /// The pages from the one that `call` asks for.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { walk: Walk::new(call, R::PAGING), request: PhantomData }
    }

    /// Goes on at the page of a token. A token of another operation is an error of the next page.
    pub fn resume(mut self, token: PageToken) -> Self {
        self.walk.resume(token);
        self
    }

    /// The token of the page that is read next; `None` when there is no further page.
    pub fn token(&self) -> Option<PageToken> {
        self.walk.token()
    }

    /// The next page; `None` behind the last one.
    pub async fn next(&mut self) -> Option<Result<R::Body, Error<R::Error>>> {
        let answer = self.next_response().await?;
        Some(answer.map(Response::into_body))
    }

    /// The next page together with the status and headers of its answer; `None` behind the last one.
    pub async fn next_response(&mut self) -> Option<Result<Response<R::Body>, Error<R::Error>>> {
        poll_fn(|context| self.poll_response(context)).await
    }

    fn poll_response(&mut self, context: &mut Context<'_>) -> Poll<Answered<R>> {
        let Some(sent) = ready!(self.walk.poll_next(context)) else { return Poll::Ready(None) };
        let answer = settle::<R>(sent);
        match &answer {
            Ok(response) => self.walk.advance(response.reply()),
            Err(_) => self.walk.end(),
        }
        Poll::Ready(Some(answer))
    }
}

impl<R: Paged> Stream for Pages<R> {
    type Item = Result<R::Body, Error<R::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let answer = ready!(self.poll_response(context));
        Poll::Ready(answer.map(|answer| answer.map(Response::into_body)))
    }
}

/// Shows the request, and nothing of its pages.
impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("call", self.walk.call()).finish_non_exhaustive()
    }
}
