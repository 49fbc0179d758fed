//! The usual transport: `reqwest`.

use std::future::ready;

use http::Request;
use reqwest::Url;

use super::{AnyService, Composed, Exchanging, exchange};
use crate::runtime::body::Body;

/// Sends by a `reqwest` client.
pub struct HttpClient(pub reqwest::Client);

impl AnyService for HttpClient {
    fn send(&self, request: Request<Body>) -> Exchanging {
        match Url::parse(&request.uri().to_string()) {
            Ok(url) => exchange(&self.0, request, url),
            Err(error) => Box::pin(ready(Err(error.into()))),
        }
    }

    // Reading a URL costs more than all else that is done for a short request.
    fn send_composed(&self, composed: Box<Composed>) -> Exchanging {
        exchange(&self.0, composed.request, composed.url)
    }
}
