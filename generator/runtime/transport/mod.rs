//! The seam between the client and the network: a `tower` service that turns one HTTP request into one
//! HTTP answer. Everything above it (limits, redirects, retries) holds for every transport.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod fetch;
mod http_client;
mod plain_http;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod sockets;

pub(super) use carrier::{USER_AGENT, is_connect, with_limit};
use carrier::{exchange, guarded};
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use fetch as carrier;
pub(super) use plain_http::check_scheme;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use sockets as carrier;

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, poll_fn, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::uri::InvalidUri;
use http::{Request, Response};
use reqwest::Url;
use tower_service::Service;

use self::http_client::HttpClient;
use crate::runtime::body::Body;
use crate::runtime::call::Operation;
use crate::runtime::error::Fault;

/// Any error that can be sent to another thread.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The future of one exchange.
pub type Exchanging = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

/// Sends requests: `reqwest`, unless
/// [`ClientBuilder::transport`](crate::runtime::ClientBuilder::transport) says otherwise. A clone shares
/// what the transport shares, such as connections.
///
/// A transport is a [`tower_service::Service`], so that the middleware of the `tower` crates can stand in
/// front of it. The extensions of each request hold a `&'static` [`Operation`](crate::runtime::Operation),
/// which tells whose request it is.
#[derive(Clone)]
pub struct Transport(Arc<dyn AnyService>);

/// How a client reaches the network.
#[derive(Debug, Clone)]
pub struct Network {
    /// Sends the requests.
    pub transport: Transport,
    /// What relative URLs are relative to.
    pub base_url: String,
    /// Whether credentials may go over plain `http`.
    pub plain_http: bool,
}

/// A request as the client composes it. It goes through several hands, in a box: a move of it costs more than the
/// allocation.
pub struct Composed {
    /// The request, without its URL, and without its operation in the extensions.
    pub request: Request<Body>,
    /// The URL.
    pub url: Url,
    /// Whose request it is; none of a request for a token.
    pub operation: Option<&'static Operation>,
}

impl Composed {
    /// The whole request.
    ///
    /// # Errors
    /// If the URL cannot be that of a request, such as one of more than 64 KiB.
    fn whole(self) -> Result<Request<Body>, InvalidUri> {
        let Self { mut request, url, operation } = self;
        *request.uri_mut() = url.as_str().parse()?;
        if let Some(operation) = operation {
            request.extensions_mut().insert(operation);
        }
        Ok(request)
    }
}

/// A service of any type.
pub(super) trait AnyService: Send + Sync {
    /// Sends one request.
    fn send(&self, request: Request<Body>) -> Exchanging;

    /// Sends a request that the client composed.
    fn send_composed(&self, composed: Box<Composed>) -> Exchanging {
        match composed.whole() {
            Ok(request) => self.send(request),
            Err(error) => Box::pin(ready(Err(error.into()))),
        }
    }
}

/// A service of which each request takes a clone.
struct Cloned<S>(Mutex<S>);

impl<S, B> AnyService for Cloned<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Body>) -> Exchanging {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(own_body))
        })
    }
}

impl Transport {
    /// A transport of this service.
    pub fn new<S, B>(service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Arc::new(Cloned(Mutex::new(service))))
    }

    /// A transport by `reqwest`.
    ///
    /// # Errors
    /// A [`Fault`] if the client cannot be set up, such as its TLS.
    pub(crate) fn http(builder: reqwest::ClientBuilder) -> Result<Self, Fault> {
        let client = guarded(builder).build().map_err(|error| {
            let error = error.without_url();
            Fault::new("the HTTP client cannot be set up").because(error)
        })?;
        Ok(Self(Arc::new(HttpClient(client))))
    }

    /// Sends a request.
    pub(crate) fn send_composed(&self, composed: Box<Composed>) -> Exchanging {
        self.0.send_composed(composed)
    }
}

impl Service<Request<Body>> for Transport {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Exchanging;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Exchanging {
        self.0.send(request)
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").finish_non_exhaustive()
    }
}

/// The body of an answer as a [`Body`], which is not wrapped again if it is one.
fn own_body<B>(body: B) -> Body
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let mut body = Some(body);
    let own = (&mut body as &mut dyn Any).downcast_mut::<Option<Body>>().and_then(Option::take);
    own.or_else(|| body.map(Body::wrap)).unwrap_or_default()
}
