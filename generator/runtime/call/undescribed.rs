//! Requests that the description does not have: a method and a path of the caller's, sent as an operation is.

use std::borrow::Cow;
use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Call, Operation};
use crate::runtime::answer::{Answers, BodyFuture, ResponseFuture, Row, json, request};
use crate::runtime::body::Body;
use crate::runtime::client::{CallOptions, Client};
use crate::runtime::error::{Error, Fault};
use crate::runtime::parameter::{encode, fill};

/// The operation of all these requests. Its method and path are those of the request.
static UNDESCRIBED: Operation = Operation::new("undescribed request", Method::GET, "")
    .accept("*/*")
    .auth(Client::UNDESCRIBED_SECURITY);

/// Where a request goes that the description does not have.
#[derive(Debug, Clone)]
pub struct Target {
    method: Method,
    path: String,
    /// The encoded pairs that were added to the query.
    query: Vec<String>,
}

impl Target {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path with its query.
    ///
    /// # Errors
    /// A [`Fault`] for a path that could lead elsewhere than below the base URL, or that is a template.
    pub fn path(&self) -> Result<String, Fault> {
        // URL parsers drop tabs and line breaks, and take a backslash for a slash.
        if let Some(odd) = self.path.chars().find(|c| c.is_control() || matches!(c, '\\' | '#')) {
            return Err(Fault::new(format!("its path has a {odd:?}, which a path cannot carry")));
        }
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let path = fill(path, &[])?;
        let own = Some(query).filter(|query| !query.is_empty());
        let query: Vec<&str> =
            own.into_iter().chain(self.query.iter().map(String::as_str)).collect();
        Ok(if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) })
    }
}

request! {
    /// A request that the description does not have, made by [`Client::request`]. Awaiting it gives the body of
    /// the answer as bytes, [`into_json`](Self::into_json) makes of it one whose answer is read as JSON.
    ///
    /// An answer that is not a success is an [`Error::Api`], whose body is any JSON.
    once UndescribedRequest(UNDESCRIBED) -> Bytes {
        _ => bytes,
    } else Value {
        _ => json,
    }
}

impl UndescribedRequest {
    /// A request to a path below the base URL.
    pub(crate) fn new(client: Client, method: Method, path: &str) -> Self {
        let target = Target { method, path: path.to_owned(), query: Vec::new() };
        Self(Call { target: Some(Box::new(target)), ..Call::new(client, &UNDESCRIBED) })
    }

    /// Adds a pair to the query, behind those that the path has, with all encoded that needs to be.
    pub fn query(mut self, name: impl AsRef<str>, value: impl fmt::Display) -> Self {
        if let Some(target) = &mut self.0.target {
            let pair = format!("{}={}", encode(name.as_ref()), encode(&value.to_string()));
            target.query.push(pair);
        }
        self
    }

    /// Sends a header more, as [`CallOptions::header`] does.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(CallOptions::new().header(name, value))
    }

    /// Sends a value as JSON.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        Self(self.0.json(body))
    }

    /// Sends bytes, a text or a stream of a media type.
    pub fn body(self, media_type: impl Into<Cow<'static, str>>, body: impl Into<Body>) -> Self {
        Self(self.0.bytes(media_type, body))
    }

    /// Asks for JSON, and reads the answer as a `T`.
    pub fn into_json<T: DeserializeOwned + 'static>(self) -> JsonRequest<T> {
        JsonRequest(self.0.accept("application/json"), PhantomData)
    }
}

/// An [`UndescribedRequest`] whose answer is read as JSON. Awaiting it gives a `T`.
#[must_use = "a request is sent when it is awaited"]
pub struct JsonRequest<T>(Call, PhantomData<fn() -> T>);

impl<T: DeserializeOwned + 'static> JsonRequest<T> {
    /// Sets options of this call alone: headers, limits, retries, another base URL.
    pub fn with(self, options: CallOptions) -> Self {
        Self(self.0.with(options), PhantomData)
    }

    /// Sends the request and gives the status and headers of the answer beside its body.
    pub fn with_response(self) -> ResponseFuture<Self> {
        ResponseFuture::new(self.0)
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for JsonRequest<T> {
    type Output = Result<T, Error<Value>>;
    type IntoFuture = BodyFuture<Self>;

    fn into_future(self) -> BodyFuture<Self> {
        BodyFuture::new(self.0)
    }
}

impl<T: DeserializeOwned + 'static> Answers for JsonRequest<T> {
    type Body = T;
    type Error = Value;
    const BODY: &'static [Row<T>] = &[Row { statuses: 0..=u16::MAX, media_type: None, read: json }];
    const ERROR: &'static [Row<Value>] = UndescribedRequest::ERROR;

    fn operation() -> &'static Operation {
        UndescribedRequest::operation()
    }
}

impl<T> fmt::Debug for JsonRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonRequest").field(&self.0).finish()
    }
}
