//! One try of one call: keeps to the time limits, turns failures into errors.

use std::future::{Future, poll_fn};
use std::mem;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use http::uri::InvalidUri;
use http::{Response, StatusCode};
use http_body::Body as _;
use reqwest::Url;

use crate::runtime::body::{Body, Progress};
use crate::runtime::call::Operation;
use crate::runtime::client::{Settings, host};
use crate::runtime::clock::{Instant, Sleep, sleep_until, timeout_at};
use crate::runtime::error::{
    BuildError, Error, Fault, TimeoutError, TimeoutKind, TransportError, TransportKind,
};
use crate::runtime::transport::{BoxError, Exchanging, is_connect};

/// One try of one call.
pub struct Exchange {
    operation: &'static Operation,
    settings: Arc<Settings>,
    /// Where the request goes, once that is known.
    url: Option<Url>,
    call_begun: Instant,
    begun: Instant,
    /// How far the sending of the body has come, if it takes time.
    progress: Option<Arc<Progress>>,
}

impl Exchange {
    /// Begins a try of a call that began at a moment.
    pub fn begin(
        operation: &'static Operation,
        settings: Arc<Settings>,
        call_begun: Instant,
    ) -> Self {
        let begun = Instant::now();
        Self { operation, settings, url: None, call_begun, begun, progress: None }
    }

    /// States where the request will go, before there is one.
    pub fn aims_at(&mut self, url: Url) {
        self.url = Some(url);
    }

    /// States where the request goes, and what shows how far its body has come.
    pub fn sends(&mut self, url: Url, progress: Option<Arc<Progress>>) {
        self.url = Some(url);
        self.progress = progress;
    }

    /// Where the request goes, once that is known.
    pub fn url(&self) -> Option<&Url> {
        self.url.as_ref()
    }

    /// The settings of the call.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What `future` gives within the limits for the try and the call; where it `reads` the body of an
    /// answer, also within that for a body that stands still. `status` is that of the answer, if its head
    /// was there.
    ///
    /// # Errors
    /// [`Error::Timeout`].
    pub async fn limited<T>(
        &self,
        status: Option<StatusCode>,
        reads: bool,
        future: impl Future<Output = T>,
    ) -> Result<T, Error> {
        let mut future = pin!(future);
        if reads {
            // A chunk that is there already needs no clock.
            let now = poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await;
            if let Poll::Ready(chunk) = now {
                return Ok(chunk);
            }
        }
        let idle = self.idle_deadline().filter(|_| reads);
        loop {
            let nearest = self.deadlines().into_iter().chain([idle]).flatten();
            let Some((kind, at)) = nearest.min_by_key(|(_, at)| *at) else {
                return Ok(future.await);
            };
            match timeout_at(at, future.as_mut()).await {
                Ok(done) => return Ok(done),
                // A body that is being sent has moved in the meantime.
                Err(_) if kind == TimeoutKind::Try && self.is_moved(at) => {}
                Err(late) => return Err(self.late(kind, status, late)),
            }
        }
    }

    /// The answer that `exchanging` gives within the limits.
    ///
    /// # Errors
    /// [`Error::Timeout`], or that of a failure.
    pub async fn answer(&self, exchanging: Exchanging) -> Result<Response<Body>, Error> {
        let answer = self.limited(None, false, exchanging).await?;
        let answer = answer.map_err(|error| self.failure(None, error))?;
        // A server may answer although the body of the request failed.
        self.unsent().map_or(Ok(answer), Err)
    }

    /// The bytes of a body, at most so many of them, and whether these are all.
    ///
    /// # Errors
    /// [`Error::Transport`] or [`Error::Timeout`] if the rest of the body does not come.
    pub async fn collect(
        &self,
        status: StatusCode,
        body: &mut Body,
        most: u64,
    ) -> Result<(Bytes, bool), Error> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let expected = body.size_hint().exact().and_then(|length| usize::try_from(length).ok());
        let mut first = Bytes::new();
        let mut all = BytesMut::new();
        loop {
            let chunk = self.limited(Some(status), true, body.next()).await?;
            let Some(chunk) = chunk else { break };
            let mut chunk = chunk.map_err(|error| self.failure(Some(status), error))?;
            let room = most - first.len() - all.len();
            let is_too_long = chunk.len() > room;
            chunk.truncate(room);
            // A body of one chunk is not copied.
            if first.is_empty() && all.is_empty() {
                first = chunk;
            } else {
                if all.is_empty() {
                    all.reserve(expected.unwrap_or_default().min(most));
                    all.extend_from_slice(&mem::take(&mut first));
                }
                all.extend_from_slice(&chunk);
            }
            if is_too_long {
                return Ok((joined(first, all), false));
            }
        }
        Ok((joined(first, all), true))
    }

    /// The first bytes of a body, at most so many, until the rest does not come.
    pub async fn beginning(&self, status: StatusCode, body: &mut Body, most: u64) -> Bytes {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let mut bytes = BytesMut::new();
        while bytes.len() < most {
            match self.limited(Some(status), true, body.next()).await {
                Ok(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk),
                Ok(Some(Err(_)) | None) | Err(_) => break,
            }
        }
        bytes.truncate(most);
        bytes.freeze()
    }

    /// Waits until the transport takes no more of the body of the request: what it has not taken while a call
    /// ends, the end of the program would cut. An answer that comes before stands, also where the server
    /// takes no more of the body until a limit ends the wait.
    pub async fn finish_sending(&self, status: StatusCode) {
        if let Some(progress) = &self.progress {
            let over = poll_fn(|context| progress.poll_over(context));
            let _ = self.limited(Some(status), false, over).await;
        }
    }

    /// The error of a body that failed, if the body of the request did.
    pub fn unsent(&self) -> Option<Error> {
        let unsent = self.progress.as_ref()?.unsent()?;
        let id = self.operation.id();
        let kind = TransportKind::RequestBody;
        Some(Error::Transport(TransportError::new(id, &self.host(), None, kind, unsent.into())))
    }

    /// The error of a failure; `status` is that of the answer, if its head was there.
    pub fn failure(&self, status: Option<StatusCode>, error: BoxError) -> Error {
        if let Some(unsent) = self.unsent() {
            return unsent;
        }
        let id = self.operation.id();
        let host = &self.host();
        let unsendable =
            |what, error| Error::Build(BuildError::new(Some(id), Fault::new(what).because(error)));
        match error.downcast_ref::<reqwest::Error>() {
            Some(unsent) if unsent.is_builder() => unsendable("the request", error),
            None if error.is::<InvalidUri>() => unsendable("its URL cannot be sent", error),
            // Only the limit for connecting is one of reqwest's; a client of the caller's may have others.
            Some(slow) if slow.is_timeout() && !TransportError::is_given_up(slow) => {
                let (kind, limit) = match is_connect(slow) {
                    true => (TimeoutKind::Connect, self.settings.connect),
                    false => (TimeoutKind::Try, None),
                };
                Error::Timeout(TimeoutError::new(id, host, status, kind, limit, error))
            }
            _ => {
                let kind = TransportKind::of(&*error, status);
                Error::Transport(TransportError::new(id, host, status, kind, error))
            }
        }
    }

    /// What ends a stream whose body stands still.
    pub fn idle(&self) -> Option<Pin<Box<Sleep>>> {
        self.idle_deadline().map(|(_, at)| Box::pin(sleep_until(at)))
    }

    /// The error of a limit that was hit.
    pub fn late(
        &self,
        kind: TimeoutKind,
        status: Option<StatusCode>,
        source: impl Into<BoxError>,
    ) -> Error {
        let limit = self.settings.limit(kind);
        let id = self.operation.id();
        Error::Timeout(TimeoutError::new(id, &self.host(), status, kind, limit, source))
    }

    fn host(&self) -> String {
        self.url.as_ref().and_then(host).unwrap_or_default()
    }

    fn deadlines(&self) -> [Option<Deadline>; 2] {
        let total = self.settings.total.and_then(|limit| self.call_begun.checked_add(limit));
        [total.map(|at| (TimeoutKind::Total, at)), self.try_deadline()]
    }

    /// The limit for a try begins anew with each piece of the request that is taken.
    fn try_deadline(&self) -> Option<Deadline> {
        let moved = self.progress.as_ref().and_then(|progress| progress.last());
        let since = moved.unwrap_or(self.begun);
        let at = self.settings.one_try.and_then(|limit| since.checked_add(limit));
        at.map(|at| (TimeoutKind::Try, at))
    }

    fn is_moved(&self, deadline: Instant) -> bool {
        self.try_deadline().is_some_and(|(_, at)| at > deadline)
    }

    fn idle_deadline(&self) -> Option<Deadline> {
        let at = self.settings.idle.and_then(|limit| Instant::now().checked_add(limit));
        at.map(|at| (TimeoutKind::Idle, at))
    }
}

type Deadline = (TimeoutKind, Instant);

fn joined(first: Bytes, all: BytesMut) -> Bytes {
    if all.is_empty() { first } else { all.freeze() }
}
