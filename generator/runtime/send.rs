//! Sends every call of the crate: one future, no type parameter, the answer's body read in full.

use std::mem;
use std::time::{Duration, Instant};

use reqwest::{Request, Response};

use super::{
    BuildError, Call, Credential, Error, Fault, Operation, Reply, Setup, StatusCode, TimeoutError,
    TimeoutKind, TransportError, TransportKind, compose, host, redirect, select,
};

const MAX_REDIRECTS: usize = 10;

/// Sends `call` and reads its answer, whatever the status.
///
/// # Errors
/// [`Error::Build`] when nothing could be sent, [`Error::Transport`] or [`Error::Timeout`] when no
/// whole answer came.
pub async fn send(call: Call) -> Result<Reply, Error> {
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
    let exchange = Exchange::begin(operation, setup, host(request.url()));
    let mut response =
        exchange.follow(request).await.map_err(|error| exchange.failure(None, error))?;
    let status = response.status();
    let headers = mem::take(response.headers_mut());
    let bytes = response.bytes().await.map_err(|error| exchange.failure(Some(status), error))?;
    Ok(Reply::new(operation, status, headers, bytes, redactor))
}

/// One try of one call.
struct Exchange<'a> {
    operation: &'static Operation,
    setup: &'a Setup,
    host: String,
    started: Instant,
    limit: Option<(TimeoutKind, Duration)>,
}

impl<'a> Exchange<'a> {
    fn begin(operation: &'static Operation, setup: &'a Setup, host: Option<String>) -> Self {
        let limit = setup.limits.nearest(Duration::ZERO);
        let host = host.unwrap_or_default();
        Self { operation, setup, host, started: Instant::now(), limit }
    }

    async fn follow(&self, mut request: Request) -> reqwest::Result<Response> {
        let mut left = if self.setup.own_http { 0 } else { MAX_REDIRECTS };
        loop {
            let limit = self.limit.map(|(_, limit)| limit);
            *request.timeout_mut() =
                limit.map(|limit| limit.saturating_sub(self.started.elapsed()));
            let method = request.method().clone();
            let again = request.try_clone();
            let response = self.setup.http.execute(request).await?;
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

    fn failure(&self, status: Option<StatusCode>, error: reqwest::Error) -> Error {
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
        let own_http = self.setup.own_http;
        if !error.is_timeout() || TransportError::is_given_up(error) {
            return None;
        }
        if error.is_connect() {
            let limit = self.setup.limits.connect.filter(|_| !own_http);
            return Some((TimeoutKind::Connect, limit));
        }
        // A `reqwest::Client` of the caller's may have limits that are shorter than ours.
        let hit = self.limit.filter(|(_, limit)| !own_http || self.started.elapsed() >= *limit);
        Some(match hit {
            Some((kind, _)) => (kind, self.setup.limits.of(kind)),
            None => (TimeoutKind::Try, None),
        })
    }
}
