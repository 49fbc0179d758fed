//! Sends every call of the crate: one future, no type parameter. An answer is read in full, unless it
//! is asked for as it comes.

use std::mem;
use std::time::{Duration, Instant};

use reqwest::{Request, Response};

use super::{
    BuildError, Bytes, Call, Credential, Error, Fault, Limits, Operation, Reply, Setup, StatusCode,
    TimeoutError, TimeoutKind, TransportError, TransportKind, compose, host, redirect, select,
};

const MAX_REDIRECTS: usize = 10;

/// Sends `call` and reads its answer, whatever the status.
///
/// # Errors
/// [`Error::Build`] when nothing could be sent, [`Error::Transport`] or [`Error::Timeout`] when no
/// whole answer came.
pub async fn send(call: Call) -> Result<Reply, Error> {
    open(call, true).await?.whole().await
}

/// Sends `call` and waits until its answer begins. The limits of the client end the reading of the
/// answer as well, or nothing if it is not `limited`.
///
/// # Errors
/// [`Error::Build`] when nothing could be sent, [`Error::Transport`] or [`Error::Timeout`] when no
/// answer came.
pub async fn open(call: Call, limited: bool) -> Result<Opened, Error> {
    let operation = call.operation;
    let unsendable = |fault: Fault| Error::Build(BuildError::new(Some(operation.id()), fault));
    let client = call.client.clone();
    let setup = client.setup().map_err(unsendable)?;
    let mut credentials = Vec::new();
    for credential in select(operation.schemes(), &setup.credentials).map_err(unsendable)? {
        credentials.push(credential.ready().await.map_err(unsendable)?);
    }
    let sent: Vec<&Credential> = credentials.iter().map(AsRef::as_ref).collect();
    let request = compose(call, setup, &sent).map_err(unsendable)?;
    let redactor = setup.redactor.and(&credentials);
    let exchange = Exchange::begin(operation, setup, host(request.url()), limited);
    let mut response = exchange
        .follow(&setup.http, request)
        .await
        .map_err(|error| exchange.failure(None, error))?;
    let headers = mem::take(response.headers_mut());
    let head = Reply::new(operation, response.status(), headers, Bytes::new(), redactor);
    Ok(Opened { exchange, head, response })
}

/// An answer that has begun.
pub struct Opened {
    exchange: Exchange,
    head: Reply,
    response: Response,
}

impl Opened {
    /// The answer without its body.
    pub fn head(&self) -> &Reply {
        &self.head
    }

    /// The whole answer.
    ///
    /// # Errors
    /// [`Error::Transport`] or [`Error::Timeout`] if the rest of it does not come.
    pub async fn whole(self) -> Result<Reply, Error> {
        let Self { exchange, head, response } = self;
        let status = head.status();
        let bytes =
            response.bytes().await.map_err(|error| exchange.failure(Some(status), error))?;
        Ok(head.with_bytes(bytes))
    }

    /// The answer without its body, the body as it comes, and what makes an error of its failures.
    pub fn into_parts(self) -> (Reply, reqwest::Body, Exchange) {
        (self.head, self.response.into(), self.exchange)
    }
}

/// One try of one call.
pub struct Exchange {
    operation: &'static Operation,
    own_http: bool,
    limits: Limits,
    host: String,
    started: Instant,
    limit: Option<(TimeoutKind, Duration)>,
}

impl Exchange {
    fn begin(
        operation: &'static Operation,
        setup: &Setup,
        host: Option<String>,
        limited: bool,
    ) -> Self {
        let limit = setup.limits.nearest(Duration::ZERO).filter(|_| limited);
        Self {
            operation,
            own_http: setup.own_http,
            limits: setup.limits,
            host: host.unwrap_or_default(),
            started: Instant::now(),
            limit,
        }
    }

    async fn follow(
        &self,
        http: &reqwest::Client,
        mut request: Request,
    ) -> reqwest::Result<Response> {
        let follows = !self.own_http && !self.operation.has_redirects();
        let mut left = if follows { MAX_REDIRECTS } else { 0 };
        loop {
            let limit = self.limit.map(|(_, limit)| limit);
            *request.timeout_mut() =
                limit.map(|limit| limit.saturating_sub(self.started.elapsed()));
            let method = request.method().clone();
            let again = request.try_clone();
            let response = http.execute(request).await?;
            let next = redirect(&method, &response).filter(|_| left > 0);
            match (next, again) {
                (Some(url), Some(mut again)) => {
                    *again.url_mut() = url;
                    request = again;
                    left -= 1;
                }
                _ => return Ok(response),
            }
        }
    }

    /// What a failure is to the caller, given the answer's status if that had come.
    pub fn failure(&self, status: Option<StatusCode>, error: reqwest::Error) -> Error {
        let id = self.operation.id();
        let error = error.without_url();
        if error.is_builder() {
            return Error::Build(BuildError::new(
                Some(id),
                Fault::new("the request").because(error),
            ));
        }
        let host = self.host.as_str();
        match (TransportKind::of(&error, status), self.limit_hit(&error)) {
            (_, Some((kind, limit))) => {
                Error::Timeout(TimeoutError::new(id, host, status, kind, limit, error))
            }
            (kind, None) => Error::Transport(TransportError::new(id, host, status, kind, error)),
        }
    }

    /// Which limit ended the try, and its length where it is one of the client's own settings.
    fn limit_hit(&self, error: &reqwest::Error) -> Option<(TimeoutKind, Option<Duration>)> {
        if !error.is_timeout() || TransportError::is_given_up(error) {
            return None;
        }
        if error.is_connect() {
            let limit = self.limits.connect.filter(|_| !self.own_http);
            return Some((TimeoutKind::Connect, limit));
        }
        // A `reqwest::Client` of the caller's may have limits that are shorter than ours.
        let own_http = self.own_http;
        let hit = self.limit.filter(|(_, limit)| !own_http || self.started.elapsed() >= *limit);
        Some(match hit {
            Some((kind, _)) => (kind, self.limits.of(kind)),
            None => (TimeoutKind::Try, None),
        })
    }
}
