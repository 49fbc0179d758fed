//! What can be said of one call, or of all calls of a client.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING, UPGRADE,
};

use super::{BaseUrl, Retry, Server, Settings};
use crate::runtime::error::Fault;

/// Settings of one call, by the `with` of its request, or of all calls, by
/// [`Client::with`](super::Client::with).
/// What is not set here stays as the client has it.
///
/// ```text
/// let patient = CallOptions::new().timeout(Duration::from_secs(300)).retry(Retry::none());
/// let report = client.make_report().with(patient).await?;
/// ```
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    headers: HeaderMap,
    base_url: Option<BaseUrl>,
    one_try: Option<Option<Duration>>,
    total: Option<Option<Duration>>,
    idle: Option<Option<Duration>>,
    retry: Option<Retry>,
    answer_bytes: Option<u64>,
    idempotency_key: Option<HeaderValue>,
    /// The first setting that cannot be sent; it is the error of the call.
    fault: Option<Fault>,
}

impl CallOptions {
    /// Changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends a header more, or another value than the client would send.
    ///
    /// Those that frame the message (`Content-Length`, `Transfer-Encoding`, `Connection`, `Upgrade`,
    /// `Host`) cannot be set.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(format!("the header {name:?} has a malformed name"));
        };
        if [CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION, UPGRADE, HOST].contains(&header) {
            return self.refuse(format!("the header {name:?} is the client's own"));
        }
        match sensitive(value.as_ref()) {
            Some(value) => drop(self.headers.insert(header, value)),
            None => return self.refuse(format!("the header {name:?} holds a control character")),
        }
        self
    }

    /// States the id of the request, in `X-Request-Id`, for logs on both sides.
    pub fn request_id(self, id: impl AsRef<str>) -> Self {
        self.header("x-request-id", id)
    }

    /// Sends this key, by which the server recognises a try of a call that it has seen already. It goes
    /// into the header that the operation has for it, else into `Idempotency-Key`, and makes that
    /// every try of the call is safe.
    ///
    /// Operations that have such a header send a random key where none is set.
    pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        match sensitive(key.as_ref()) {
            Some(key) => self.idempotency_key = Some(key),
            None => return self.refuse("the idempotency key holds a control character".into()),
        }
        self
    }

    /// Calls another base URL than the client's.
    pub fn base_url(mut self, url: impl Into<Server>) -> Self {
        match url.into().url().and_then(|url| BaseUrl::parse(&url)) {
            Ok(url) => self.base_url = Some(url),
            Err(fault) => self.fault = self.fault.or(Some(fault)),
        }
        self
    }

    /// Limits how long one try may take, from connecting to the end of the answer's body; `None` is no
    /// limit. While a long body is being sent, the limit begins anew with each piece that the server
    /// takes.
    pub fn try_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.one_try = Some(limit.into());
        self
    }

    /// Limits how long the whole call may take, all tries and the waits between them; `None` is no
    /// limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.total = Some(limit.into());
        self
    }

    /// Limits how long the body of an answer may stand still before it is given up; `None` is no limit.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle = Some(limit.into());
        self
    }

    /// Sets whether and how the call is tried again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Limits how many bytes of an answer are held in memory: of a whole answer, or of a line or event
    /// of a stream.
    pub fn max_answer_bytes(mut self, limit: u64) -> Self {
        self.answer_bytes = Some(limit);
        self
    }

    /// These options, and for what they do not set those of `other`.
    #[doc(hidden)]
    pub fn or(self, other: &Self) -> Self {
        let mut headers = other.headers.clone();
        headers.extend(self.headers);
        Self {
            headers,
            base_url: self.base_url.or_else(|| other.base_url.clone()),
            one_try: self.one_try.or(other.one_try),
            total: self.total.or(other.total),
            idle: self.idle.or(other.idle),
            retry: self.retry.or(other.retry),
            answer_bytes: self.answer_bytes.or(other.answer_bytes),
            idempotency_key: self.idempotency_key.or_else(|| other.idempotency_key.clone()),
            fault: self.fault.or_else(|| other.fault.clone()),
        }
    }

    /// These options without the idempotency key.
    #[doc(hidden)]
    pub fn without_key(self) -> Self {
        Self { idempotency_key: None, ..self }
    }

    /// The settings of a call, where those of the client are these.
    pub(crate) fn settings(&self, client: &Arc<Settings>) -> Arc<Settings> {
        let has_own = self.one_try.is_some()
            || self.total.is_some()
            || self.idle.is_some()
            || self.retry.is_some()
            || self.answer_bytes.is_some();
        if !has_own {
            return Arc::clone(client);
        }
        Arc::new(Settings {
            connect: client.connect,
            one_try: self.one_try.unwrap_or(client.one_try),
            total: self.total.unwrap_or(client.total),
            idle: self.idle.unwrap_or(client.idle),
            retry: self.retry.unwrap_or(client.retry),
            answer_bytes: self.answer_bytes.unwrap_or(client.answer_bytes),
        })
    }

    /// The headers more.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The base URL instead of the client's.
    pub(crate) fn own_base_url(&self) -> Option<&BaseUrl> {
        self.base_url.as_ref()
    }

    /// The key that the caller has set.
    pub(crate) fn key(&self) -> Option<&HeaderValue> {
        self.idempotency_key.as_ref()
    }

    /// # Errors
    /// The [`Fault`] of the first setting that cannot be sent.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    fn refuse(mut self, why: String) -> Self {
        self.fault = self.fault.or_else(|| Some(Fault::new(why)));
        self
    }
}

/// A value that is never shown.
fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}
