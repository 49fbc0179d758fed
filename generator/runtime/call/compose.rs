//! A call → the HTTP request. Every value that cannot be sent is found here, before anything is sent.

use std::fmt;

use http::HeaderMap;
use http::Method;
use http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderName, HeaderValue, USER_AGENT,
};
use reqwest::{Body, Request};
use zeroize::Zeroizing;

use super::{Call, Operation};
use crate::runtime::auth::Credential;
use crate::runtime::client::{BaseUrl, Setup};
use crate::runtime::error::Fault;
use crate::runtime::parameter::{Parameter, Place, fill};

/// The HTTP request of `call`, with these credentials.
///
/// # Errors
/// A [`Fault`] for a value that cannot be sent.
pub fn compose(call: Call, setup: &Setup, credentials: &[&Credential]) -> Result<Request, Fault> {
    let operation = call.operation;
    let path = fill(operation.path(), &call.parameters)?;
    let query = query(&call.parameters, credentials)?;
    let url = base_url(operation, setup)?.join(&path, &query)?;
    let mut request = Request::new(operation.method().clone(), url);
    let headers = request.headers_mut();
    let accept = call.accept.unwrap_or(operation.accepts());
    headers.insert(ACCEPT, value(accept, &"the accepted media type")?);
    headers.insert(USER_AGENT, setup.user_agent.clone());
    set_parameters(headers, &call.parameters)?;
    for credential in credentials {
        headers.extend(credential.as_header()?);
    }
    set_cookies(headers, &call.parameters, credentials)?;
    let body = match call.body {
        Some((media_type, body)) => {
            headers.insert(CONTENT_TYPE, value(&media_type, &"the body's media type")?);
            Some(body.map_err(|fault| fault.about("the body"))?)
        }
        None => None,
    };
    // RFC 9110, section 8.6: a request whose method expects a body states a length of 0 where the body
    // is absent or empty. Some servers refuse the request without that header.
    let is_empty = |body: &Body| body.as_bytes().is_some_and(<[u8]>::is_empty);
    let is_expected = [Method::POST, Method::PUT, Method::PATCH].contains(operation.method());
    if is_expected && body.as_ref().is_none_or(is_empty) {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    *request.body_mut() = body;
    Ok(request)
}

/// The URL that the path of an operation is appended to.
fn base_url(operation: &Operation, setup: &Setup) -> Result<BaseUrl, Fault> {
    match operation.own_server().filter(|_| setup.own_servers) {
        Some(server) => setup.base_url.resolve(server),
        None => Ok(setup.base_url.clone()),
    }
}

fn query(parameters: &[Parameter], credentials: &[&Credential]) -> Result<String, Fault> {
    let mut pairs = pairs(parameters, Place::Query)?;
    pairs.extend(credentials.iter().filter_map(|credential| credential.as_query()));
    Ok(pairs.join("&"))
}

fn pairs(parameters: &[Parameter], place: Place) -> Result<Vec<String>, Fault> {
    let mut pairs = Vec::new();
    for parameter in parameters.iter().filter(|parameter| parameter.place == place) {
        pairs.extend(parameter.pairs()?);
    }
    Ok(pairs)
}

fn set_parameters(headers: &mut HeaderMap, parameters: &[Parameter]) -> Result<(), Fault> {
    for parameter in parameters.iter().filter(|parameter| parameter.place == Place::Header) {
        let Some(text) = parameter.text()? else {
            continue;
        };
        let name = HeaderName::from_bytes(parameter.name.as_bytes())
            .map_err(|_| Fault::new("has a malformed name").about(parameter))?;
        headers.insert(name, value(&text, parameter)?);
    }
    Ok(())
}

/// Writes all cookies into one header (RFC 6265 section 5.4), behind the text of a header parameter of
/// that name.
fn set_cookies(
    headers: &mut HeaderMap,
    parameters: &[Parameter],
    credentials: &[&Credential],
) -> Result<(), Fault> {
    let keys = credentials.iter().filter_map(|credential| credential.as_cookie());
    let cookies = pairs(parameters, Place::Cookie)?;
    let cookies: Vec<Zeroizing<String>> =
        cookies.into_iter().map(Zeroizing::new).chain(keys).collect();
    if cookies.is_empty() {
        return Ok(());
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let given = headers.get(COOKIE).map(HeaderValue::as_bytes);
    for cookie in given.into_iter().chain(cookies.iter().map(|cookie| cookie.as_bytes())) {
        if !bytes.is_empty() {
            bytes.extend_from_slice(b"; ");
        }
        bytes.extend_from_slice(cookie);
    }
    let mut value = HeaderValue::from_bytes(&bytes)
        .map_err(|_| Fault::new("a cookie holds a control character, such as a line break"))?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}

fn value(text: &str, what: &dyn fmt::Display) -> Result<HeaderValue, Fault> {
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| Fault::new("holds a control character, such as a line break").about(what))
}
