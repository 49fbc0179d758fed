//! Settings → a client. Every setting is checked here, once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::{BaseUrl, CallOptions, Client, Retry, Server, Settings, Setup};
use crate::runtime::auth::{Credential, Redactor};
use crate::runtime::body::Body;
use crate::runtime::error::{BuildError, Error, Fault};
use crate::runtime::send::Budget;
use crate::runtime::transport::{self, BoxError, Network, Transport};

/// Settings of a [`Client`].
#[derive(Debug, Clone)]
pub struct ClientBuilder {
    base_url: Result<BaseUrl, Fault>,
    has_server: bool,
    own_servers: bool,
    plain_http: bool,
    without_credentials: bool,
    credentials: Vec<(&'static str, Credential)>,
    options: CallOptions,
    connect: Option<Duration>,
    user_agent: Option<String>,
    transport: Option<Result<Transport, Fault>>,
    layers: Vec<Around>,
}

/// Puts a layer around a transport.
#[derive(Clone)]
struct Around(Arc<dyn Fn(Transport) -> Transport + Send + Sync>);

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
            plain_http: false,
            without_credentials: false,
            credentials: Vec::new(),
            options: CallOptions::new(),
            connect: Settings::default().connect,
            user_agent: transport::USER_AGENT.map(str::to_owned),
            transport: None,
            layers: Vec::new(),
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

    /// Lets a call go that lacks a credential: nobody asks for one.
    #[doc(hidden)]
    pub fn without_credentials(mut self) -> Self {
        self.without_credentials = true;
        self
    }

    /// Sends credentials also to a server that is reached by plain `http`. Without this that is an error
    /// of the call, except for a server on this machine.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Limits how long connecting may take, with DNS and TLS; 10 seconds by default, `None` is no limit.
    ///
    /// The limit has no effect where [`http_client`](Self::http_client) or
    /// [`transport`](Self::transport) is set, nor in a browser.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect = limit.into();
        self
    }

    /// Limits how long one try may take, from connecting to the end of the answer's body; 30 seconds by
    /// default, `None` is no limit. While a long body is being sent, the limit begins anew with each piece
    /// that the server takes.
    pub fn try_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.options = self.options.try_timeout(limit);
        self
    }

    /// Limits how long a whole call may take, all tries and the waits between them; 60 seconds by
    /// default, `None` is no limit.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.options = self.options.timeout(limit);
        self
    }

    /// Limits how long the body of an answer may stand still before it is given up; 5 minutes by default,
    /// `None` is no limit.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.options = self.options.idle_timeout(limit);
        self
    }

    /// Sets whether and how calls are tried again; by default at most 3 tries, where that is safe.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options = self.options.retry(retry);
        self
    }

    /// Limits how many bytes of an answer are held in memory: of a whole answer, or of a line or event of
    /// a stream; 256 MiB by default.
    pub fn max_answer_bytes(mut self, limit: u64) -> Self {
        self.options = self.options.max_answer_bytes(limit);
        self
    }

    /// Sends a header more with every call, as [`CallOptions::header`] does with one.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options = self.options.header(name, value);
        self
    }

    /// Sets the `User-Agent` header; by default this crate's name and version, in a browser its own.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Sends with `reqwest` as it is set up here, for example with a proxy or with certificates of one's
    /// own.
    ///
    /// Its limit for connecting applies then. Its rule for redirects does not: they are followed only to
    /// the same scheme, host and port, so that credentials never go elsewhere. That is why the client is
    /// not taken when it is finished. In a browser, redirects are followed by the browser, with a rule of
    /// its own. Do not turn on `connection_verbose`: it logs every request with its credentials.
    pub fn http_client(mut self, client: reqwest::ClientBuilder) -> Self {
        self.transport = Some(Transport::http(client));
        self
    }

    /// Sends with this service instead of `reqwest`: what goes over the wire is up to it. It gets one
    /// request for each try, and follows no redirect.
    pub fn transport<S, B>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.transport = Some(Ok(Transport::new(service)));
        self
    }

    /// Puts a layer around the transport, which sees each request as it is sent and each answer as it
    /// comes; the last one that is added is the outermost.
    ///
    /// The extensions of a request hold an `&'static` [`Operation`](crate::runtime::Operation): its id, its
    /// path template, its tag. That of a request that the description does not have says neither path nor tag;
    /// a request for a token has none. Where the feature `tracing` is on, a layer runs within the span of the
    /// request, so that it can write the trace context into the headers.
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: Layer<Transport> + Send + Sync + 'static,
        L::Service: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        <L::Service as Service<Request<Body>>>::Error: Into<BoxError>,
        <L::Service as Service<Request<Body>>>::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let around = move |transport| Transport::new(layer.layer(transport));
        self.layers.push(Around(Arc::new(around)));
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
        let user_agent = self.user_agent.map(|text| HeaderValue::from_bytes(text.as_bytes()));
        let user_agent = user_agent
            .transpose()
            .map_err(|_| Fault::new("the user agent holds a control character"))?;
        self.options.check()?;
        let usual = || Transport::http(transport::with_limit(self.connect));
        // The limit of a transport that is set up elsewhere is not known.
        let connect = self.connect.filter(|_| self.transport.is_none());
        let mut transport = self.transport.unwrap_or_else(usual)?;
        for Around(layer) in &self.layers {
            transport = layer(transport);
        }
        let usual = Settings { connect, ..Settings::default() };
        let network = Network {
            transport: transport.clone(),
            base_url: base_url.as_str().to_owned(),
            plain_http: self.plain_http,
        };
        self.credentials.iter().for_each(|(_, credential)| credential.connect(&network));
        let redactor = Redactor::new(self.credentials.iter().map(|(_, credential)| credential));
        Ok(Setup {
            transport,
            base_url,
            own_servers: self.own_servers,
            plain_http: self.plain_http,
            without_credentials: self.without_credentials,
            credentials: self.credentials,
            settings: self.options.settings(&Arc::new(usual)),
            headers: self.options.headers().clone(),
            budget: Budget::default(),
            user_agent,
            redactor: Arc::new(redactor),
        })
    }
}

impl fmt::Debug for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Layer")
    }
}
