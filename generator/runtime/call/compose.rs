//! A call → the HTTP request. Every value that cannot be sent is found here, before anything is sent.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderName, HeaderValue, InvalidHeaderName,
    USER_AGENT,
};
use http::{HeaderMap, Request};
use reqwest::Url;
use zeroize::Zeroizing;

use super::Call;
use crate::runtime::auth::Credential;
use crate::runtime::body::Body;
use crate::runtime::client::{BaseUrl, Setup};
use crate::runtime::error::Fault;
use crate::runtime::parameter::{Parameter, Place};
use crate::runtime::transport::{Composed, check_scheme};

/// The HTTP request of `call`, with these credentials, to `target` where a redirect leads there. A body
/// that can be sent once only is taken out of the call.
///
/// # Errors
/// A [`Fault`] for a value that cannot be sent.
pub fn compose(
    call: &mut Call,
    setup: &Setup,
    credentials: &[Cow<'_, Credential>],
    target: Option<&Url>,
) -> Result<Box<Composed>, Fault> {
    let operation = call.operation;
    let url = match target {
        Some(target) => target.clone(),
        None => url(call, setup, credentials)?,
    };
    if credentials.iter().any(|credential| credential.is_sent()) {
        check_scheme(&url, setup.plain_http)?;
    }
    let mut headers = setup.headers.clone();
    let accept = call.accept.unwrap_or(operation.accepts());
    headers.insert(ACCEPT, value(accept, &"the accepted media type")?);
    if let Some(user_agent) = &setup.user_agent {
        headers.insert(USER_AGENT, user_agent.clone());
    }
    set_parameters(&mut headers, &call.parameters)?;
    for credential in credentials {
        if let Some((name, value)) = credential.as_header()? {
            headers.append(name, value);
        }
    }
    set_cookies(&mut headers, &call.parameters, credentials)?;
    let body = match call.take_body() {
        Some((media_type, body)) => {
            headers.insert(CONTENT_TYPE, value(media_type, &"the body's media type")?);
            Some(body.map_err(|fault| fault.about("the body"))?)
        }
        None => None,
    };
    // RFC 9110, section 8.6: a request whose method expects a body states a length of 0 where the body
    // is absent or empty. Some servers refuse the request without that header.
    let is_empty = |body: &Body| {
        body.known_length() == Some(0) || body.as_bytes().is_some_and(<[u8]>::is_empty)
    };
    let is_expected = ["POST", "PUT", "PATCH", "QUERY"].contains(&call.method().as_str());
    if is_expected && body.as_ref().is_none_or(is_empty) {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    if let Some(key) = call.options.key() {
        let name = operation.idempotency_header().unwrap_or("idempotency-key");
        headers.insert(HeaderName::from_bytes(name.as_bytes()).map_err(malformed)?, key.clone());
    }
    for (name, value) in call.options.headers() {
        headers.insert(name, value.clone());
    }
    let mut request = Request::new(body.unwrap_or_default());
    *request.method_mut() = call.method().clone();
    *request.headers_mut() = headers;
    Ok(Box::new(Composed { request, url, operation: Some(operation) }))
}

/// The URL of `call`, with these credentials.
fn url(call: &Call, setup: &Setup, credentials: &[Cow<'_, Credential>]) -> Result<Url, Fault> {
    if call.at.is_none() {
        return base_url(call, setup)?
            .join(&call.full_path()?, &query(&call.parameters, credentials)?);
    }
    let mut url = call.address()?;
    let added = query(&[], credentials)?;
    if !added.is_empty() {
        let known = url.query().filter(|known| !known.is_empty());
        let query = known.map_or_else(|| added.clone(), |known| format!("{known}&{added}"));
        url.set_query(Some(&query));
    }
    Ok(url)
}

impl Call {
    /// The URL of the call without its query parameters and without credentials.
    ///
    /// # Errors
    /// A [`Fault`] for a path that cannot be filled, and for a URL at another origin than that of the
    /// operation.
    pub(crate) fn address(&self) -> Result<Url, Fault> {
        let base = base_url(self, self.client.setup()?)?;
        let Some(at) = &self.at else {
            return base.join(&self.full_path()?, "");
        };
        let url = Url::parse(at).map_err(|_| Fault::new("its page has no URL"))?;
        if url.origin() != base.join("/", "")?.origin() {
            let named = url.host_str().unwrap_or_default();
            let message = format!("its page is at {named}, which is not where the client calls");
            return Err(Fault::new(message));
        }
        Ok(url)
    }
}

/// The URL that the path of an operation is appended to.
fn base_url<'a>(call: &'a Call, setup: &'a Setup) -> Result<Cow<'a, BaseUrl>, Fault> {
    if let Some(own) = call.options.own_base_url() {
        return Ok(Cow::Borrowed(own));
    }
    match call.operation.own_server().filter(|_| setup.own_servers) {
        Some(server) => setup.base_url.resolve(server).map(Cow::Owned),
        None => Ok(Cow::Borrowed(&setup.base_url)),
    }
}

fn query(parameters: &[Parameter], credentials: &[Cow<'_, Credential>]) -> Result<String, Fault> {
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
            .map_err(|error| malformed(error).about(parameter))?;
        headers.insert(name, value(text, parameter)?);
    }
    Ok(())
}

/// Writes all cookies into one header (RFC 6265 section 5.4), behind the text of a header parameter of
/// that name.
fn set_cookies(
    headers: &mut HeaderMap,
    parameters: &[Parameter],
    credentials: &[Cow<'_, Credential>],
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

fn malformed(_error: InvalidHeaderName) -> Fault {
    Fault::new("has a malformed name")
}

fn value(
    text: impl Into<Cow<'static, str>>,
    what: &dyn fmt::Display,
) -> Result<HeaderValue, Fault> {
    let bytes = match text.into() {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text),
    };
    HeaderValue::from_maybe_shared(bytes)
        .map_err(|_| Fault::new("holds a control character, such as a line break").about(what))
}
