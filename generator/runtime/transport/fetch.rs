//! How `reqwest` sends in a browser: by its function `fetch`, which decides about connections, redirects, cookies
//! and the headers that a page may send and see.

use std::mem;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use reqwest::{ClientBuilder, Url};
use send_wrapper::SendWrapper;

use super::{BoxError, Exchanging};
use crate::runtime::body::Body;

/// None: the browser states its own, and a server may refuse the calls of a page that sets another.
pub const USER_AGENT: Option<&str> = None;

/// A client; the browser decides how long connecting may take.
pub fn with_limit(_connect: Option<Duration>) -> ClientBuilder {
    reqwest::Client::builder()
}

/// The client as it is: the browser follows redirects, and its referer is the page.
pub fn guarded(builder: ClientBuilder) -> ClientBuilder {
    builder
}

/// Whether there was no connection. The browser tells no page why a request failed.
pub fn is_connect(_error: &reqwest::Error) -> bool {
    false
}

/// Sends a request to `url`, which is that of the request.
pub fn exchange(client: &reqwest::Client, request: Request<Body>, url: Url) -> Exchanging {
    let client = client.clone();
    // What belongs to the browser stays in its thread. A wrapper that is used in another one panics.
    Box::pin(SendWrapper::new(async move {
        let (parts, body) = request.into_parts();
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        if !body.is_absent() {
            *request.body_mut() = Some(whole(body).await?.into());
        }
        // The URL may hold a key.
        let mut sent = client.execute(request).await.map_err(reqwest::Error::without_url)?;
        let mut response = Response::new(());
        *response.status_mut() = sent.status();
        *response.headers_mut() = mem::take(sent.headers_mut());
        Ok(response.map(|()| Body::stream(SendWrapper::new(sent.bytes_stream()))))
    }))
}

/// All bytes of a body: browsers send none that is still coming.
async fn whole(mut body: Body) -> Result<Bytes, BoxError> {
    if let Some(bytes) = body.joined() {
        return Ok(bytes);
    }
    let mut all = BytesMut::new();
    while let Some(chunk) = body.next().await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all.freeze())
}
