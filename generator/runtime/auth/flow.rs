//! A grant → tokens: asked for once for all who wait, kept until shortly before they lapse.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, StatusCode};
use reqwest::Url;
use zeroize::Zeroizing;

use super::basic::basic;
use super::grant::{Grant, Rotation};
use super::issued::{Issued, read};
use super::{Redactor, Secret, TokenFuture, TokenProvider, TokenUrls};
use crate::runtime::body::Body;
use crate::runtime::client::{Retry, host};
use crate::runtime::clock::{Instant, sleep};
use crate::runtime::error::{Fault, is_retryable};
use crate::runtime::limits;
use crate::runtime::parameter::encode;
use crate::runtime::send::{Spans, chance};
use crate::runtime::transport::{BoxError, Composed, Network, check_scheme};

/// A token that the server has given, and until when it is used.
#[derive(Clone)]
struct Known {
    token: Secret,
    until: Option<Instant>,
}

/// Gets tokens for a grant, by the transport of the client that it is given to first.
pub struct Flow {
    grant: Grant,
    urls: OnceLock<TokenUrls>,
    network: OnceLock<Network>,
    known: Mutex<Option<Known>>,
    /// The fields that are sent. Whoever holds them is asking; the others wait.
    fields: tokio::sync::Mutex<BTreeMap<String, Secret>>,
}

impl Flow {
    /// Nothing is asked before the first call.
    pub fn new(grant: Grant) -> Self {
        let fields = tokio::sync::Mutex::new(grant.fields.clone());
        let (urls, network) = (OnceLock::new(), OnceLock::new());
        Self { grant, urls, network, known: Mutex::new(None), fields }
    }

    /// The known token, unless it lapses soon.
    fn fresh(&self) -> Option<Secret> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.as_ref()?;
        known.until.is_none_or(|until| Instant::now() < until).then(|| known.token.clone())
    }

    async fn renewed(&self) -> Result<Secret, BoxError> {
        if let Some(token) = self.fresh() {
            return Ok(token);
        }
        let mut fields = self.fields.lock().await;
        // Another caller may have got it in the meantime.
        if let Some(token) = self.fresh() {
            return Ok(token);
        }
        let asked = Instant::now();
        let issued = self.ask(&fields).await.map_err(|error| self.shown(&fields, &error))?;
        if let Some(next) = issued.refresh_token.filter(|_| self.grant.is_refresh()) {
            if let Some(Rotation(store)) = &self.grant.on_rotation {
                store(&next);
            }
            fields.insert("refresh_token".to_owned(), next);
        }
        let until = issued.lasts.map(used_for).and_then(|used| asked.checked_add(used));
        let known = Known { token: issued.token.clone(), until };
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
        Ok(issued.token)
    }

    /// Asks for a token, again where the server is out of order for a moment.
    async fn ask(&self, fields: &BTreeMap<String, Secret>) -> Result<Issued, BoxError> {
        let network = self.network.get().ok_or("it belongs to no client")?;
        let url = self.token_url(network).map_err(|fault| fault.message)?;
        let retry = Retry::default();
        let mut spans = Spans::begin();
        let mut tries = 0;
        loop {
            tries += 1;
            let failure = match self.ask_once(network, &url, fields, &mut spans).await {
                Ok((status, _)) if is_retryable(status) => format!("it answered {status}").into(),
                Ok((status, body)) => return read(status, &body),
                Err(error) => error,
            };
            let wait = retry.wait(tries, None, chance()).filter(|_| tries < retry.most_tries());
            match wait {
                Some(wait) => sleep(wait).await,
                None => return Err(failure),
            }
        }
    }

    /// Why there is no token, without the secrets that were sent: the server may repeat them.
    fn shown(&self, fields: &BTreeMap<String, Secret>, error: &BoxError) -> BoxError {
        let secret = self.grant.client.as_ref().map(|(_, secret)| secret);
        let sent = secret.into_iter().chain(fields.get("refresh_token")).cloned();
        Redactor::of(sent).excerpt(&error.to_string(), limits::REASON_EXCERPT).into()
    }

    async fn ask_once(
        &self,
        network: &Network,
        url: &Url,
        fields: &BTreeMap<String, Secret>,
        spans: &mut Spans,
    ) -> Result<(StatusCode, Bytes), BoxError> {
        let mut request = Request::new(Body::from(self.form(fields)));
        *request.method_mut() = Method::POST;
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some((id, secret)) =
            self.grant.client.as_ref().filter(|_| !self.grant.secret_in_form)
        {
            // RFC 6749, section 2.3.1: both are encoded as in a form first.
            let pair = basic(&encode(id).into(), &encode(secret.expose()).into());
            let value = Zeroizing::new(format!("Basic {}", *pair));
            let mut value = HeaderValue::from_str(&value)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let span = spans.next(None, request.method(), url, &Redactor::default());
        let composed = Composed { request, url: url.clone(), operation: None };
        let sending = network.transport.send_composed(Box::new(composed));
        let (parts, mut body) = span.within(sending).await?.into_parts();
        span.is_answered(parts.status);
        let mut bytes = BytesMut::new();
        while let Some(chunk) = body.next().await {
            bytes.extend_from_slice(&chunk?);
            if bytes.len() > limits::TOKEN_BYTES {
                return Err("its answer is too long for a token".into());
            }
        }
        Ok((parts.status, bytes.freeze()))
    }

    fn form(&self, fields: &BTreeMap<String, Secret>) -> String {
        let client = self.grant.client.as_ref().filter(|_| self.grant.secret_in_form);
        let id = client.map(|(id, _)| ("client_id", id.as_str()));
        let secret = client.map(|(_, secret)| ("client_secret", secret.expose()));
        let fields = fields.iter().map(|(name, value)| (name.as_str(), value.expose()));
        let pairs = fields.chain(id).chain(secret);
        let pairs = pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// The token endpoint, which may be relative to the base URL.
    fn token_url(&self, network: &Network) -> Result<Url, Fault> {
        let urls = self.urls.get().copied().unwrap_or_default();
        let described = if self.grant.is_refresh() { urls.refresh } else { urls.token };
        let url = match self.grant.token_url.as_deref().unwrap_or(described) {
            "" => return Err(Fault::new("no token endpoint is known; set one with `token_url`")),
            url => url,
        };
        let base = Url::parse(&format!("{}/", network.base_url));
        let url = base.and_then(|base| base.join(url));
        let url = url.map_err(|error| Fault::new("its token endpoint is no URL").because(error))?;
        check_scheme(&url, network.plain_http)?;
        Ok(url)
    }

    /// The host of the token endpoint, for error messages.
    fn host(&self) -> String {
        let url = self.network.get().and_then(|network| self.token_url(network).ok());
        url.and_then(|url| host(&url)).unwrap_or_else(|| "the token endpoint".to_owned())
    }
}

impl TokenProvider for Flow {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async {
            let renewed = self.renewed().await;
            renewed.map_err(|error| format!("{} gave none: {error}", self.host()).into())
        })
    }

    fn refused(&self, token: &Secret) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.as_ref().is_some_and(|known| known.token.expose() == token.expose()) {
            *known = None;
        }
        true
    }

    fn issued_at(&self, urls: TokenUrls) {
        self.urls.get_or_init(|| urls);
    }

    fn connect(&self, network: &Network) {
        self.network.get_or_init(|| network.clone());
    }
}

/// How long a token is used that lasts so long: it must not lapse on its way.
fn used_for(lasts: Duration) -> Duration {
    lasts.saturating_sub(limits::TOKEN_MARGIN.min(lasts / 2))
}
