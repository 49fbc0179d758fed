//! Which redirects are followed. Its rule: never to another origin, and never as another method.

use http::header::LOCATION;
use reqwest::{Response, Url};

use super::{Method, StatusCode};

/// Where to send the same request again; `None` when `response` is the answer to hand out.
///
/// A credential never travels to another scheme, host or port. A request that changes something is
/// repeated for 307 and 308 only: for 301 to 303 HTTP would have it turn into a GET, whose answer
/// says nothing about the change.
pub fn redirect(method: &Method, response: &Response) -> Option<Url> {
    let follows = match response.status() {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            method == Method::GET || method == Method::HEAD
        }
        _ => false,
    };
    let location = response.headers().get(LOCATION).filter(|_| follows)?;
    let next = response.url().join(location.to_str().ok()?).ok()?;
    (next.origin() == response.url().origin()).then_some(next)
}
