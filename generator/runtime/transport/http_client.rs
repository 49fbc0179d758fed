//! The usual transport: `reqwest`.

use http::{Request, Response};
use reqwest::Url;

use super::{AnyService, BoxError, Composed, Exchanging};
use crate::runtime::body::Body;

/// Sends by a `reqwest` client, which follows no redirect.
pub struct HttpClient(pub reqwest::Client);

impl AnyService for HttpClient {
    fn send(&self, request: Request<Body>) -> Exchanging {
        let client = self.0.clone();
        Box::pin(async move {
            let url = Url::parse(&request.uri().to_string())?;
            exchange(client, request, url).await
        })
    }

    // Reading a URL costs more than all else that is done for a short request.
    fn send_composed(&self, composed: Composed) -> Exchanging {
        Box::pin(exchange(self.0.clone(), composed.request, composed.url))
    }
}

/// Sends a request to `url`, which is that of the request.
async fn exchange(
    client: reqwest::Client,
    request: Request<Body>,
    url: Url,
) -> Result<Response<Body>, BoxError> {
    let (parts, body) = request.into_parts();
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    if !body.is_absent() {
        *request.body_mut() = Some(body.into());
    }
    // The URL may hold a key.
    let sent = client.execute(request).await.map_err(reqwest::Error::without_url)?;
    let response = Response::<reqwest::Body>::from(sent);
    Ok(response.map(Body::wrap))
}
