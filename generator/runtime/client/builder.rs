//! Settings → a client. Every setting is checked here, once.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use reqwest::redirect::Policy;

use super::{BaseUrl, Client, Limits, Server, Setup};
use crate::runtime::auth::{Credential, Redactor};
use crate::runtime::error::{BuildError, Error, Fault};

/// Settings of a [`Client`].
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    base_url: Result<BaseUrl, Fault>,
    has_server: bool,
    own_servers: bool,
    credentials: Vec<(&'static str, Credential)>,
    limits: Limits,
    user_agent: String,
    http: Option<reqwest::Client>,
}

impl ClientBuilder {
    /// Starts from the server of the description, if that is an absolute URL.
    #[doc(hidden)]
    pub fn new(base_url: Option<&'static str>) -> Self {
        Self {
            base_url: match base_url {
                Some(url) => BaseUrl::parse(url),
                None => Err(Fault::new("there is no base URL; set one with `base_url`")),
            },
            has_server: base_url.is_some(),
            own_servers: true,
            credentials: Vec::new(),
            limits: Limits::default(),
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")).to_owned(),
            http: None,
        }
    }

    /// Sets the URL that the paths of the operations are appended to: an absolute `http` or `https` URL
    /// without query, fragment and user name. A slash at its end makes no difference.
    ///
    /// It replaces every server of the description: an operation with a server of its own is called
    /// here too.
    pub fn base_url(mut self, url: impl Into<Server>) -> Self {
        self.base_url = url.into().url().and_then(|url| BaseUrl::parse(&url));
        self.own_servers = !self.has_server;
        self
    }

    /// Sets the credential for a security scheme; a later one replaces an earlier one.
    #[doc(hidden)]
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.credentials.retain(|(name, _)| *name != scheme);
        self.credentials.push((scheme, credential));
        self
    }

    /// Limits how long connecting may take, with DNS and TLS; 10 seconds by default, `None` is no limit.
    ///
    /// The limit has no effect on a client set with [`http_client`](Self::http_client).
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.connect = limit.into();
        self
    }

    /// Limits how long one try may take, from connecting to the end of the answer's body; 30 seconds by
    /// default, `None` is no limit.
    pub fn try_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.one_try = limit.into();
        self
    }

    /// Limits how long a whole call may take, all tries and the waits between them; 60 seconds by
    /// default, `None` is no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.total = limit.into();
        self
    }

    /// Sets the `User-Agent` header; by default this crate's name and version.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = text.into();
        self
    }

    /// Sends with this client, for example for a proxy or for certificates of one's own.
    ///
    /// The client's own limit for connecting and its own rule for redirects apply then. The default
    /// client follows redirects only to the same scheme, host and port. Do not turn on
    /// `connection_verbose` of the client: that logs every request with its credentials.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Checks the settings and makes the client.
    ///
    /// # Errors
    /// [`Error::Build`] when the base URL is missing or malformed, when a header cannot carry
    /// a credential or the user agent, or when TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        match self.setup() {
            Ok(setup) => Ok(Client::from_setup(Ok(setup))),
            Err(fault) => Err(Error::Build(BuildError::new(None, fault))),
        }
    }

    /// Makes the client. The error that [`build`](Self::build) would give is the error of every call
    /// instead.
    pub fn into_client(self) -> Client {
        Client::from_setup(self.setup())
    }

    fn setup(self) -> Result<Setup, Fault> {
        let base_url = self.base_url?;
        for (scheme, credential) in &self.credentials {
            let what = format!("the credential for {scheme}");
            credential.check().map_err(|fault| fault.about(what))?;
        }
        let user_agent = HeaderValue::from_bytes(self.user_agent.as_bytes())
            .map_err(|_| Fault::new("the user agent holds a control character"))?;
        let own_http = self.http.is_some();
        let http = match self.http {
            Some(http) => http,
            None => new_http_client(self.limits.connect)?,
        };
        let redactor = Redactor::new(self.credentials.iter().map(|(_, credential)| credential));
        Ok(Setup {
            http,
            own_http,
            base_url,
            own_servers: self.own_servers,
            credentials: self.credentials,
            limits: self.limits,
            user_agent,
            redactor: Arc::new(redactor),
        })
    }
}

fn new_http_client(connect_timeout: Option<Duration>) -> Result<reqwest::Client, Fault> {
    // Redirects are followed by `send`, which knows the method.
    let mut builder = reqwest::Client::builder().redirect(Policy::none());
    if let Some(limit) = connect_timeout {
        builder = builder.connect_timeout(limit);
    }
    builder.build().map_err(|error| Fault::new("the HTTP client cannot be set up").because(error))
}
