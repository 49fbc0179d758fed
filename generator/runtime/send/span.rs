//! A request on the wire → its span, by OpenTelemetry's semantic conventions for HTTP clients.

use std::future::Future;

use http::{Method, StatusCode};
use reqwest::Url;
use tracing::field::Empty;
use tracing::{Instrument, Span, debug, info_span};

use crate::runtime::auth::Redactor;
use crate::runtime::call::Operation;
use crate::runtime::client::host;
use crate::runtime::error::{Error, FailedTry, TimeoutKind, TransportKind};
use crate::runtime::transport::BoxError;

/// The methods that the conventions call known; any other is `_OTHER`.
const METHODS: [Method; 9] = [
    Method::CONNECT,
    Method::DELETE,
    Method::GET,
    Method::HEAD,
    Method::OPTIONS,
    Method::PATCH,
    Method::POST,
    Method::PUT,
    Method::TRACE,
];

/// What keeps a request from an answer.
pub trait Failure {
    /// A limit by the name of its setting, else when the connection failed.
    fn error_type(&self) -> &'static str;
}

/// The spans of one call, one after the other.
pub struct Spans {
    /// How many requests the call has sent so far, whatever for. Signed, because the layer of OpenTelemetry
    /// takes other integers for texts.
    sent: i64,
}

/// The span of one request. It ends when this value is dropped.
pub struct RequestSpan(Span);

impl Spans {
    /// Before the first request.
    pub fn begin() -> Self {
        Self { sent: 0 }
    }

    /// The span of the next request, within the span that is current. A request for a token has no
    /// operation, and one that the description does not have no path template.
    pub fn next(
        &mut self,
        operation: Option<&Operation>,
        method: &Method,
        url: &Url,
        redactor: &Redactor,
    ) -> RequestSpan {
        let is_known = METHODS.contains(method);
        let name = if is_known { method.as_str() } else { "HTTP" };
        let template = operation.map(Operation::path).filter(|path| !path.is_empty());
        // The macro evaluates these only where a subscriber wants the span.
        let span = info_span!(
            "request",
            "otel.name" = template.map_or_else(|| name.to_owned(), |path| format!("{name} {path}")),
            "otel.kind" = "client",
            "otel.status_code" = Empty,
            "error.type" = Empty,
            "http.request.method" = if is_known { method.as_str() } else { "_OTHER" },
            "http.request.method_original" = Empty,
            "http.request.resend_count" = Empty,
            "http.response.status_code" = Empty,
            "openapi.operation_id" = operation.map(Operation::id),
            "server.address" = url.host_str().map(|host| host.trim_matches(['[', ']'])),
            "server.port" = port(url),
            "url.full" = shown(url, redactor),
            "url.template" = template,
        );
        if !is_known {
            span.record("http.request.method_original", method.as_str());
        }
        if self.sent > 0 {
            span.record("http.request.resend_count", self.sent);
        }
        self.sent += 1;
        RequestSpan(span)
    }

    /// Notes that a try failed, and that another follows.
    pub fn tries_again(&self, operation: &Operation, failed: &FailedTry) {
        debug!(
            "openapi.operation_id" = operation.id(),
            reason = %failed,
            wait_s = failed.wait().as_secs_f64(),
            "the call is tried again"
        );
    }
}

impl RequestSpan {
    /// What `future` gives, which runs within the span.
    ///
    /// # Errors
    /// That of `future`, which the span notes.
    pub async fn within<T, E: Failure>(
        &self,
        future: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let outcome = future.instrument(self.0.clone()).await;
        if let Err(error) = &outcome {
            self.fails(error.error_type());
        }
        outcome
    }

    /// Notes the status of the answer.
    pub fn is_answered(&self, status: StatusCode) {
        self.0.record("http.response.status_code", i64::from(status.as_u16()));
        if status.is_client_error() || status.is_server_error() {
            self.fails(status.as_str());
        }
    }

    fn fails(&self, error_type: &str) {
        self.0.record("error.type", error_type).record("otel.status_code", "ERROR");
    }
}

/// The URL without its query, in which keys and private values stand, and without a user name, which a
/// redirect may add. What a redirect repeats of a credential is hidden.
fn shown(url: &Url, redactor: &Redactor) -> String {
    let shown = format!("{}://{}{}", url.scheme(), host(url).unwrap_or_default(), url.path());
    redactor.excerpt(&shown, shown.len())
}

/// The port, also where it is the usual one of the scheme.
fn port(url: &Url) -> i64 {
    i64::from(url.port_or_known_default().unwrap_or_default())
}

impl Failure for Error {
    fn error_type(&self) -> &'static str {
        match self {
            Self::Transport(lost) => lost.kind().error_type(),
            Self::Timeout(late) => match late.kind() {
                TimeoutKind::Connect => "connect_timeout",
                TimeoutKind::Try => "try_timeout",
                TimeoutKind::Total => "timeout",
                TimeoutKind::Idle => "idle_timeout",
            },
            Self::Decode(_) => "decode",
            Self::Build(_) => "build",
            Self::Api(_) => "_OTHER",
        }
    }
}

impl Failure for BoxError {
    fn error_type(&self) -> &'static str {
        TransportKind::of(&**self, None).error_type()
    }
}

impl Failure for TransportKind {
    fn error_type(&self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Send => "send",
            Self::Body => "body",
            Self::RequestBody => "request_body",
        }
    }
}
