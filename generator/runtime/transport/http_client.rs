//! The usual transport: `reqwest`.

use http::{Request, Response};
use reqwest::Url;

use super::{AnyService, BoxError, Exchanging};
use crate::runtime::body::Body;

/// Sends by a `reqwest` client, which follows no redirect.
pub struct HttpClient(pub reqwest::Client);

impl AnyService for HttpClient {
    fn send(&self, request: Request<Body>) -> Exchanging {
        let client = self.0.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = Url::parse(&parts.uri.to_string())?;
            let mut request = reqwest::Request::new(parts.method, url);
            *request.headers_mut() = parts.headers;
            if !body.is_absent() {
                *request.body_mut() = Some(body.into());
            }
            // The URL may hold a key.
            let sent = client.execute(request).await.map_err(reqwest::Error::without_url)?;
            let response = Response::<reqwest::Body>::from(sent);
            Ok::<_, BoxError>(response.map(Body::wrap))
        })
    }
}
