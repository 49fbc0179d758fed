//! How `reqwest` sends where a program has sockets: by connections of its own.

use std::time::Duration;

use http::{Request, Response};
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Url};

use super::Exchanging;
use crate::runtime::body::Body;

/// The `User-Agent` where the caller states none.
pub const USER_AGENT: Option<&str> =
    Some(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));

/// A client that gives up connecting after that time.
pub fn with_limit(connect: Option<Duration>) -> ClientBuilder {
    let builder = reqwest::Client::builder();
    connect.into_iter().fold(builder, ClientBuilder::connect_timeout)
}

/// A client that follows no redirect: `send` does, which knows the operation. A referer would show the keys in a
/// URL.
pub fn guarded(builder: ClientBuilder) -> ClientBuilder {
    builder.redirect(Policy::none()).referer(false)
}

/// Whether there was no connection, so that the request has not left.
pub fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// Sends a request to `url`, which is that of the request.
pub fn exchange(client: &reqwest::Client, request: Request<Body>, url: Url) -> Exchanging {
    let (parts, body) = request.into_parts();
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    if !body.is_absent() {
        *request.body_mut() = Some(body.into());
    }
    // A future that held the request would be moved with it.
    let sending = client.execute(request);
    Box::pin(async move {
        // The URL may hold a key.
        let sent = sending.await.map_err(reqwest::Error::without_url)?;
        let response = Response::<reqwest::Body>::from(sent);
        Ok(response.map(Body::wrap))
    })
}

impl From<Body> for reqwest::Body {
    fn from(body: Body) -> Self {
        body.joined().map_or_else(|| Self::wrap(body), Self::from)
    }
}
