//! A call → its answer, whole or as a stream. One future sends every call of the crate; it has no type
//! parameter, so that it is compiled once.

mod budget;
mod exchange;
#[cfg(not(feature = "tracing"))]
mod no_span;
mod random;
mod redirect;
#[cfg(feature = "tracing")]
mod span;
mod tries;

pub(super) use budget::Budget;
pub(super) use exchange::Exchange;
#[cfg(not(feature = "tracing"))]
pub(super) use no_span::Spans;
pub(super) use random::{chance, random_id};
#[cfg(feature = "tracing")]
pub(super) use span::Spans;

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use reqwest::Url;

#[cfg(not(feature = "tracing"))]
use self::no_span::RequestSpan;
use self::redirect::redirect;
#[cfg(feature = "tracing")]
use self::span::RequestSpan;
use self::tries::Tries;
use crate::runtime::answer::Reply;
use crate::runtime::auth::{Credential, select};
use crate::runtime::body::Body;
use crate::runtime::call::{Call, compose};
use crate::runtime::client::{Settings, Setup};
use crate::runtime::clock::{Instant, sleep};
use crate::runtime::error::{BuildError, DecodeError, Error, FailedTry, Fault, Unreadable};
use crate::runtime::limits;

/// How much of an answer is read before the caller gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// All of it.
    Whole,
    /// Its head, if it is a success; else all of it.
    Stream,
}

/// Sends `call` and reads the whole answer, whatever its status.
///
/// # Errors
/// [`Error::Build`] when the request could not be sent, [`Error::Transport`] or [`Error::Timeout`] when
/// the answer did not come whole.
pub fn send(call: Call) -> Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>> {
    // In a box of its own the call is moved once, and not with the whole future.
    let mut call = Box::new(call);
    Box::pin(async move { Ok(open(&mut call, Reading::Whole).await?.head) })
}

/// Sends `call`, as often as its settings allow, and reads the answer so far as is asked.
///
/// # Errors
/// [`Error::Build`] when the request could not be sent, [`Error::Transport`] or [`Error::Timeout`] when
/// no answer came.
pub async fn open(call: &mut Call, reading: Reading) -> Result<Box<Opened>, Error> {
    let operation = call.operation;
    let unsendable = |fault: Fault| Error::Build(BuildError::new(Some(operation.id()), fault));
    let client = call.client.clone();
    let setup = client.setup().map_err(unsendable)?;
    call.options.check().map_err(unsendable)?;
    let settings = call.options.settings(&setup.settings);
    let begun = Instant::now();
    let mut tries = Tries::begin(call, &settings, begun);
    let mut spans = Spans::begin();
    loop {
        let outcome = match one_try(call, setup, &settings, begun, &mut spans).await {
            Ok((mut opened, span)) if reading == Reading::Whole || !opened.head.is_success() => {
                span.within(opened.read()).await.map(|()| opened)
            }
            outcome => outcome.map(|(opened, _)| opened),
        };
        match tries.again(&outcome, &setup.budget) {
            Some(failed) => {
                spans.tries_again(operation, failed);
                sleep(failed.wait()).await;
            }
            None => return tries.told(outcome),
        }
    }
}

/// Sends `call` once, and again for each redirect that is followed, and once more with another token where the
/// server refuses the first. The body of the answer is left to be read, in the span of its request.
async fn one_try(
    call: &mut Call,
    setup: &Setup,
    settings: &Arc<Settings>,
    begun: Instant,
    spans: &mut Spans,
) -> Result<(Box<Opened>, RequestSpan), Error> {
    let operation = call.operation;
    let unsendable = |fault: Fault| Error::Build(BuildError::new(Some(operation.id()), fault));
    let mut exchange = Exchange::begin(operation, Arc::clone(settings), begun);
    let chosen = match select(operation.schemes(), &setup.credentials) {
        Err(_) if setup.without_credentials => Vec::new(),
        chosen => chosen.map_err(unsendable)?,
    };
    let mut given = None;
    if chosen.iter().any(|credential| credential.provider().is_some()) {
        // A provider may use up the time, and then the error names the host all the same.
        exchange.aims_at(call.address().map_err(unsendable)?);
        // In a box: few calls wait for it, and the future of each call would be larger by it.
        given = Some(Box::pin(ready(&exchange, &chosen)).await?.map_err(unsendable)?);
    }
    let mut may_renew = given.is_some();
    let mut target: Option<Url> = None;
    let mut left = if operation.has_redirects() { 0 } else { limits::REDIRECTS };
    loop {
        let credentials = given.as_ref().unwrap_or(&chosen);
        let composed = compose(call, setup, credentials, target.as_ref());
        let mut composed = composed.map_err(unsendable)?;
        let request = &mut composed.request;
        exchange.sends(composed.url.clone(), request.body_mut().watched());
        if request.body().known_length() == Some(0) {
            let empty = Box::pin(request.body_mut().confirm_empty());
            let empty = exchange.limited(None, false, empty).await?;
            empty.map_err(|error| exchange.failure(None, error))?;
        }
        let redactor = setup.redactor.and(credentials);
        let span = spans.next(Some(operation), request.method(), &composed.url, &redactor);
        let sending = exchange.answer(setup.transport.send_composed(composed));
        let response = span.within(sending).await?;
        span.is_answered(response.status());
        let next = redirect(call.method(), exchange.url(), &response);
        if let Some(next) = next.filter(|_| left > 0 && call.is_repeatable()) {
            target = Some(next);
            left -= 1;
            continue;
        }
        if response.status() == StatusCode::UNAUTHORIZED && may_renew && call.is_repeatable() {
            may_renew = false;
            if chosen.iter().zip(credentials).any(|(credential, given)| credential.refused(given)) {
                given = Some(Box::pin(ready(&exchange, &chosen)).await?.map_err(unsendable)?);
                continue;
            }
        }
        let (parts, body) = response.into_parts();
        let head = Reply::new(operation, parts.status, parts.headers, Bytes::new(), redactor);
        return Ok((Box::new(Opened { exchange, head, rest: Some(body) }), span));
    }
}

/// The credentials as they are sent, where a provider is asked for the token of one.
///
/// # Errors
/// [`Error::Timeout`]; within, a [`Fault`] for a credential that cannot be sent.
async fn ready<'c>(
    exchange: &Exchange,
    chosen: &[Cow<'c, Credential>],
) -> Result<Result<Vec<Cow<'c, Credential>>, Fault>, Error> {
    let mut ready = Vec::new();
    for credential in chosen {
        let Some(provider) = credential.provider() else {
            ready.push(credential.clone());
            continue;
        };
        match exchange.limited(None, false, Credential::given_by(provider)).await? {
            Ok(credential) => ready.push(Cow::Owned(credential)),
            Err(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Ok(ready))
}

/// An answer whose head is there, and whose body may be read already. It goes through several hands, in a box: a move
/// of it costs more than the allocation.
pub struct Opened {
    exchange: Exchange,
    head: Reply,
    /// What is left of the answer; `None` once it is read.
    rest: Option<Body>,
}

impl Opened {
    /// The answer as far as it is read.
    pub fn head(&self) -> &Reply {
        &self.head
    }

    /// The whole answer.
    ///
    /// # Errors
    /// [`Error::Transport`] or [`Error::Timeout`] if the rest of the answer does not come,
    /// [`Error::Decode`] if a success is too long for memory. Of an error that is too long, the start is
    /// enough.
    pub async fn whole(mut self) -> Result<Reply, Error> {
        self.read().await?;
        Ok(self.head)
    }

    /// The answer with the beginning of its body, for an error: of a body that may be endless, or lost on its
    /// way, what comes within the limits for an error.
    pub async fn beginning(self) -> Reply {
        let Self { exchange, mut head, rest } = self;
        let mut body = rest.unwrap_or_default();
        let most = exchange.settings().answer_bytes.min(limits::ERROR_BYTES);
        let bytes = exchange.beginning(head.status(), &mut body, most).await;
        head.set_bytes(bytes);
        head
    }

    /// Reads what is left, in place: a future that took the answer would hold it several times.
    async fn read(&mut self) -> Result<(), Error> {
        let Some(mut body) = self.rest.take() else { return Ok(()) };
        let (exchange, status) = (&self.exchange, self.head.status());
        let most = match self.head.is_success() {
            true => exchange.settings().answer_bytes,
            false => exchange.settings().answer_bytes.min(limits::ERROR_BYTES),
        };
        let (bytes, is_whole) = exchange.collect(status, &mut body, most).await?;
        if self.head.is_success() {
            exchange.finish_sending(status).await;
        }
        exchange.unsent().map_or(Ok(()), Err)?;
        if self.head.is_success() && !is_whole {
            let why = format!("it is longer than {most} bytes, which is the limit for an answer");
            let unreadable = Unreadable::new(&why);
            return Err(Error::Decode(DecodeError::new(self.head.clone(), unreadable)));
        }
        self.head.set_bytes(bytes);
        Ok(())
    }

    /// Notes the tries before the one that was answered.
    fn set_tries(&mut self, tries: Vec<FailedTry>) {
        self.head.set_tries(tries);
    }

    /// The answer without its body, the body, and the exchange, which turns a failure of the body into
    /// an error.
    pub fn into_parts(self) -> (Reply, Body, Exchange) {
        (self.head, self.rest.unwrap_or_default(), self.exchange)
    }
}
