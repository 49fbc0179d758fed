//! One try of one call: follows redirects, keeps to the time limit, turns failures into errors.

use std::time::{Duration, Instant};

use http::StatusCode;
use reqwest::{Request, Response};

use super::redirect::redirect;
use crate::runtime::call::Operation;
use crate::runtime::client::{Limits, Setup};
use crate::runtime::error::{
    BuildError, Error, Fault, TimeoutError, TimeoutKind, TransportError, TransportKind,
};
use crate::runtime::limits;

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
    /// Begins a try; if it is `limited`, the time limits of the client hold.
    pub fn begin(
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

    /// Sends the request, and sends it again for each redirect that is followed.
    ///
    /// # Errors
    /// The error of the HTTP client.
    pub async fn follow(
        &self,
        http: &reqwest::Client,
        mut request: Request,
    ) -> reqwest::Result<Response> {
        let follows = !self.own_http && !self.operation.has_redirects();
        let mut left = if follows { limits::REDIRECTS } else { 0 };
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

    /// The error of a failure; `status` is that of the answer, if its head was there.
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

    /// The limit that ended the try, and its length where that is known.
    fn limit_hit(&self, error: &reqwest::Error) -> Option<(TimeoutKind, Option<Duration>)> {
        if !error.is_timeout() || TransportError::is_given_up(error) {
            return None;
        }
        if error.is_connect() {
            let limit = self.limits.connect.filter(|_| !self.own_http);
            return Some((TimeoutKind::Connect, limit));
        }
        // A `reqwest::Client` of the caller's may have shorter limits of its own.
        let own_http = self.own_http;
        let hit = self.limit.filter(|(_, limit)| !own_http || self.started.elapsed() >= *limit);
        Some(match hit {
            Some((kind, _)) => (kind, self.limits.of(kind)),
            None => (TimeoutKind::Try, None),
        })
    }
}
