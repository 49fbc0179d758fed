//! An event stream over one connection after the other (the HTML standard, section 9.2).

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::StatusCode;
use serde::de::DeserializeOwned;

use super::events::{Event, Events, ReadFields};
use super::future::{Begun, begin, opened};
use super::{AnswerStream, Decoder, Reconnect, StreamFuture};
use crate::runtime::answer::Answers;
use crate::runtime::call::Call;
use crate::runtime::client::CallOptions;
use crate::runtime::clock::{Sleep, sleep};
use crate::runtime::error::{BuildError, DecodeError, Error, Fault, Unreadable};
use crate::runtime::send::chance;

/// The events of a stream that is connected again when it ends: a `Stream`, whose [`next`](Self::next) needs
/// no other crate.
///
/// The same request is sent again, with the id of the last event as `Last-Event-ID`, where the body has
/// ended, was lost, or stood still for longer than
/// [`idle_timeout`](crate::runtime::ClientBuilder::idle_timeout). Each request is a call with the limits and
/// retries of the client.
///
/// The stream ends when the server answers with 204. It ends with an error where the first request fails; where
/// a later one is answered with another status than 200 or another media type, or fails for a reason that
/// stays; and where as many connections in a row as [`Reconnect::attempts`] says bring no event. A stream that
/// is dropped is not connected again.
#[must_use = "nothing is sent until the first event is asked for"]
pub struct EventSource<R, D> {
    /// The request; a [`Fault`] if it cannot be sent again.
    call: Result<Call, Fault>,
    policy: Reconnect,
    state: State<D>,
    /// The id of the last event of the connections before this one.
    id: String,
    /// How long to wait before a connection, as the server stated last.
    retry: Option<Duration>,
    /// How often the stream was connected again since the last event.
    fruitless: u32,
    request: PhantomData<fn() -> R>,
}

/// An event, or nothing at the end.
type Next<R, T> = Result<Option<Event<T>>, Error<<R as Answers>::Error>>;

enum State<D> {
    /// Nothing was sent.
    Unsent,
    /// The request is on its way; whether it is the first.
    Connecting(Pin<Box<dyn Future<Output = Begun> + Send>>, bool),
    Open(Box<AnswerStream<D>>),
    Waiting(Pin<Box<Sleep>>),
    Over,
}

impl<R, T, F> StreamFuture<R, Events<T, F>> {
    /// The events of the stream, which is connected again when it ends, as the HTML standard has it (section
    /// 9.2). Nothing is sent until the first event is asked for.
    ///
    /// ```text
    /// let mut events = client.watch().into_stream().reconnecting(Reconnect::new());
    /// while let Some(event) = events.next().await {
    ///     println!("{}", event?.text());
    /// }
    /// ```
    pub fn reconnecting(self, policy: Reconnect) -> EventSource<R, Events<T, F>> {
        let call = self.call.ok_or_else(|| Fault::new("its stream was awaited already"));
        EventSource {
            call: call.and_then(|call| repeatable(call, policy)),
            policy,
            state: State::Unsent,
            id: String::new(),
            retry: None,
            fruitless: 0,
            request: PhantomData,
        }
    }
}

/// The call, if its request may be sent again and again.
///
/// # Errors
/// A [`Fault`] that says why it may not.
fn repeatable(call: Call, policy: Reconnect) -> Result<Call, Fault> {
    let method = call.operation.method();
    // Not every version of the HTTP library knows that QUERY is safe.
    let is_safe = method.is_safe() || method.as_str() == "QUERY";
    if !is_safe && !policy.repeats_any_method() {
        let why =
            format!("it is a {method}, which is made again with `Reconnect::any_method` only");
        return Err(Fault::new(why));
    }
    match call.is_repeatable() {
        true => Ok(call),
        false => Err(Fault::new("its body is a stream, which can be sent once only")),
    }
}

impl<R, T, F> EventSource<R, Events<T, F>>
where
    R: Answers,
    T: DeserializeOwned + 'static,
    F: ReadFields,
{
    /// The next event; `None` at the end. An error is the last item. Data that is not as described is no
    /// error: see [`Event::fault`].
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<R::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The id from which the server goes on; empty where it has stated none. A program that starts anew sends
    /// it by `CallOptions::new().header("last-event-id", id)`.
    pub fn last_event_id(&self) -> &str {
        match &self.state {
            State::Open(stream) => stream.decoder.last_id(),
            _ => &self.id,
        }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// A [`Fault`] if it may not be sent again.
    fn connect(&mut self, is_first: bool) -> Result<(), Fault> {
        let mut call = self.call.clone()?;
        if !self.id.is_empty() {
            call = call.with(CallOptions::new().header("last-event-id", &self.id));
        }
        let begun = begin(call, Events::<T, F>::READS);
        self.state = State::Connecting(Box::pin(begun), is_first);
        Ok(())
    }

    /// Takes the head of an answer; `None` where that ends the stream.
    ///
    /// # Errors
    /// That of the request, or of an answer that is no event stream.
    fn take(&mut self, begun: Begun) -> Result<Option<()>, Error<R::Error>> {
        let decoder = Events::resumed(self.id.clone(), self.retry);
        let stream = opened::<R, _>(begun, decoder)?;
        match stream.status() {
            StatusCode::OK => {
                self.state = State::Open(Box::new(stream));
                Ok(Some(()))
            }
            StatusCode::NO_CONTENT => Ok(None),
            _ => Err(unreadable(&stream, "its status is not 200, as that of an event stream is")),
        }
    }

    /// Waits for the next connection.
    ///
    /// # Errors
    /// `error`, if there have been enough connections without an event.
    fn wait(&mut self, error: Error<R::Error>) -> Result<(), Error<R::Error>> {
        if let State::Open(stream) = &self.state {
            self.id = stream.decoder.last_id().to_owned();
            self.retry = stream.decoder.retry();
        }
        if self.fruitless >= self.policy.most_attempts() {
            return Err(error);
        }
        let wait = self.policy.wait(self.fruitless, self.retry, chance());
        self.fruitless += 1;
        self.state = State::Waiting(Box::pin(sleep(wait)));
        Ok(())
    }

    /// The next event of the connection that is open, or what comes of its end.
    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Next<R, T>> {
        loop {
            match &mut self.state {
                State::Unsent => self.connect(true).map_err(unsendable::<R>)?,
                State::Waiting(until) => {
                    ready!(until.as_mut().poll(context));
                    self.connect(false).map_err(unsendable::<R>)?;
                }
                State::Connecting(begun, is_first) => {
                    let may_wait = !*is_first;
                    match ready!(begun.as_mut().poll(context)) {
                        Err(error) if may_wait && error.is_retryable() => self.wait(error.of())?,
                        begun => match self.take(begun)? {
                            Some(()) => {}
                            None => return Poll::Ready(Ok(None)),
                        },
                    }
                }
                State::Open(stream) => match ready!(Pin::new(&mut **stream).poll_next(context)) {
                    Some(Ok(event)) => {
                        self.fruitless = 0;
                        return Poll::Ready(Ok(Some(event)));
                    }
                    Some(Err(error)) if error.is_retryable() => self.wait(error.of())?,
                    Some(Err(error)) => return Poll::Ready(Err(error.of())),
                    None => {
                        let error =
                            unreadable(stream, "connection after connection brings no event");
                        self.wait(error)?;
                    }
                },
                State::Over => return Poll::Ready(Ok(None)),
            }
        }
    }
}

impl<R, T, F> Stream for EventSource<R, Events<T, F>>
where
    R: Answers,
    T: DeserializeOwned + 'static,
    F: ReadFields,
{
    type Item = Result<Event<T>, Error<R::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.poll_event(context)).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.id = self.last_event_id().to_owned();
            self.state = State::Over;
        }
        Poll::Ready(next)
    }
}

fn unsendable<R: Answers>(fault: Fault) -> Error<R::Error> {
    Error::Build(BuildError::new(Some(R::operation().id()), fault))
}

fn unreadable<D: Decoder, E>(stream: &AnswerStream<D>, why: &str) -> Error<E> {
    Error::Decode(DecodeError::new(stream.head.clone(), Unreadable::new(why)))
}

/// Shows the call, and nothing of the events.
impl<R, D> fmt::Debug for EventSource<R, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSource").field("call", &self.call).finish_non_exhaustive()
    }
}
