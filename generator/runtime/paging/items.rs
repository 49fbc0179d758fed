//! A request → the items of its list, one after the other, over all pages.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use serde::de::{Deserialize, DeserializeSeed, Deserializer};

use super::member::At;
use super::walk::Walk;
use super::{PageToken, Paged};
use crate::runtime::answer::{Reply, json, refused};
use crate::runtime::call::Call;
use crate::runtime::error::{DecodeError, Error};

/// The items of a list, over all its pages: a `Stream`, whose [`next`](Self::next) needs no other crate.
///
/// A page is asked for when the stream is polled for its first item, and nothing else of it is read. A failed
/// request, a page that cannot be read, and a server that repeats its pages end the stream with an error;
/// [`token`](Self::token) then leads to the page that could not be given.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<R: Paged> {
    walk: Walk,
    items: vec::IntoIter<R::Item>,
    /// The page of the items, with the number of those that have been given.
    page: Option<PageToken>,
    /// How many items of the next page have been given before.
    skipped: u64,
}

// No item is pinned within.
impl<R: Paged> Unpin for Items<R> {}

impl<R: Paged> Items<R> {
    /// The items from the first one of the page that `call` asks for.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        let walk = Walk::new(call, R::PAGING);
        Self { walk, items: Vec::new().into_iter(), page: None, skipped: 0 }
    }

    /// Goes on behind the item that was the last one when the token was taken. A token of another operation
    /// is an error of the next item.
    pub fn resume(mut self, token: PageToken) -> Self {
        self.skipped = token.given;
        self.walk.resume(token);
        self
    }

    /// The token of the place behind the last item; `None` when there is no further item. To go on in the
    /// middle of a page, its items before are asked for again and counted.
    pub fn token(&self) -> Option<PageToken> {
        match &self.page {
            Some(page) if self.items.len() > 0 => Some(page.clone()),
            _ => self.walk.token().map(|token| PageToken { given: self.skipped, ..token }),
        }
    }

    /// The next item; `None` behind the last one.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error<R::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Takes the items of a page.
    fn read(&mut self, reply: &Reply) -> Result<(), Error<R::Error>> {
        let List(items, _) = json::<List<R>>(reply)
            .map_err(|unreadable| Error::Decode(DecodeError::new(reply.clone(), unreadable)))?;
        self.page = self.walk.token().map(|token| PageToken { given: 0, ..token });
        self.items = items.into_iter();
        for _ in 0..std::mem::take(&mut self.skipped) {
            drop(self.give());
        }
        self.walk.advance(reply);
        Ok(())
    }

    /// The next item of the page.
    fn give(&mut self) -> Option<R::Item> {
        let item = self.items.next()?;
        if let Some(page) = &mut self.page {
            page.given = page.given.saturating_add(1);
        }
        Some(item)
    }
}

impl<R: Paged> Stream for Items<R> {
    type Item = Result<R::Item, Error<R::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.give() {
                return Poll::Ready(Some(Ok(item)));
            }
            let answer = match ready!(this.walk.poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => Err(error.of()),
                Some(Ok(reply)) if !reply.is_success() => Err(refused::<R>(reply)),
                Some(Ok(reply)) => this.read(&reply),
            };
            if let Err(error) = answer {
                this.walk.end();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

/// Shows the request, and nothing of its items.
impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("call", self.walk.call()).finish_non_exhaustive()
    }
}

/// The items of a page, read from its body.
struct List<R: Paged>(Vec<R::Item>, PhantomData<fn() -> R>);

impl<'de, R: Paged> Deserialize<'de> for List<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = At::new(R::PAGING.items).deserialize(deserializer)?;
        Ok(Self(items.unwrap_or_default(), PhantomData))
    }
}
