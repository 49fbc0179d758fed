//! What a mock answers: a status with a body, after a while, in part, or nothing.

use std::future::pending;
use std::io::{Error as IoError, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use serde::Serialize;

use super::wrong;
use crate::runtime::body::Body;
use crate::runtime::clock::sleep;
use crate::runtime::json::to_json;
use crate::runtime::transport::BoxError;

/// What a [`Mock`](super::Mock) answers.
#[derive(Debug, Clone)]
pub struct Answer {
    outcome: Outcome,
    wait: Duration,
}

#[derive(Debug, Clone)]
enum Outcome {
    Sent(Sent),
    Fails(ErrorKind),
    Silence,
    /// What the test says cannot be answered.
    Wrong(String),
}

#[derive(Debug, Clone)]
struct Sent {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    end: End,
}

/// How a body ends.
#[derive(Debug, Clone, Copy)]
enum End {
    Whole,
    Reset,
    Stalled,
}

impl Answer {
    /// JSON with a status.
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        match to_json(body) {
            Ok(json) => Self::bytes(status, "application/json", json),
            Err(error) => Self::of(Outcome::Wrong(format!("the answer is no JSON: {error}"))),
        }
    }

    /// A status without a body.
    pub fn empty(status: u16) -> Self {
        let (headers, body) = (HeaderMap::new(), Bytes::new());
        Self::of(Outcome::Sent(Sent { status, headers, body, end: End::Whole }))
    }

    /// A status with a body of a media type: a text, a file, an event stream.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let answer = Self::empty(status).header("content-type", media_type);
        answer.change(|sent| sent.body = body)
    }

    /// No connection: the request does not leave.
    pub fn refused() -> Self {
        Self::of(Outcome::Fails(ErrorKind::ConnectionRefused))
    }

    /// A connection that is lost before the answer begins.
    pub fn reset() -> Self {
        Self::of(Outcome::Fails(ErrorKind::ConnectionReset))
    }

    /// No answer, ever: a time limit of the client ends the call.
    pub fn silence() -> Self {
        Self::of(Outcome::Silence)
    }

    /// Adds a header; `content-type` takes the place of the one before.
    pub fn header(self, name: &str, value: &str) -> Self {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        match header.zip(HeaderValue::from_str(value).ok()) {
            Some((CONTENT_TYPE, value)) => self.change(|sent| {
                sent.headers.insert(CONTENT_TYPE, value);
            }),
            Some((name, value)) => self.change(|sent| {
                sent.headers.append(name, value);
            }),
            None => Self::of(Outcome::Wrong(format!("{name:?} is no header that can be sent"))),
        }
    }

    /// Answers after a while, of the clock of tokio.
    pub fn after(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// The connection is lost behind the body.
    pub fn then_reset(self) -> Self {
        self.change(|sent| sent.end = End::Reset)
    }

    /// Nothing comes behind the body, not even its end.
    pub fn then_stall(self) -> Self {
        self.change(|sent| sent.end = End::Stalled)
    }

    fn of(outcome: Outcome) -> Self {
        Self { outcome, wait: Duration::ZERO }
    }

    fn change(mut self, change: impl FnOnce(&mut Sent)) -> Self {
        if let Outcome::Sent(sent) = &mut self.outcome {
            change(sent);
        }
        self
    }

    /// Gives the answer.
    pub(super) async fn give(self) -> Result<Response<Body>, BoxError> {
        if !self.wait.is_zero() {
            sleep(self.wait).await;
        }
        match self.outcome {
            Outcome::Fails(kind) => Err(IoError::from(kind).into()),
            Outcome::Silence => pending().await,
            Outcome::Wrong(why) => Err(wrong(why)),
            Outcome::Sent(sent) => sent.response(),
        }
    }
}

impl Sent {
    fn response(self) -> Result<Response<Body>, BoxError> {
        let body = match self.end {
            End::Whole => Body::from(self.body),
            end => Body::stream(Broken { first: Some(self.body), end }),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status)?;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// A body that does not end as it should.
struct Broken {
    first: Option<Bytes>,
    end: End,
}

impl Stream for Broken {
    type Item = Result<Bytes, IoError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match (self.first.take(), self.end) {
            (Some(bytes), _) => Poll::Ready(Some(Ok(bytes))),
            (None, End::Stalled) => Poll::Pending,
            (None, End::Whole) => Poll::Ready(None),
            (None, End::Reset) => Poll::Ready(Some(Err(IoError::from(ErrorKind::ConnectionReset)))),
        }
    }
}
