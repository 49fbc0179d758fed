//! Which redirects are followed: none to another origin, and none that changes the method.

use http::header::LOCATION;
use http::{Method, Response, StatusCode};
use reqwest::Url;

use crate::runtime::body::Body;

/// The URL to send the request to again; `None` when `response` is the answer for the caller.
///
/// A credential is never sent to another scheme, host or port. Requests other than GET and HEAD are
/// repeated for 307 and 308 only: for 301 to 303, HTTP clients turn them into a GET, whose answer says
/// nothing about the request that was made.
pub fn redirect(method: &Method, from: Option<&Url>, response: &Response<Body>) -> Option<Url> {
    let follows = match response.status() {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            method == Method::GET || method == Method::HEAD
        }
        _ => false,
    };
    let location = response.headers().get(LOCATION).filter(|_| follows)?;
    let from = from?;
    let next = from.join(location.to_str().ok()?).ok()?;
    (next.origin() == from.origin()).then_some(next)
}
