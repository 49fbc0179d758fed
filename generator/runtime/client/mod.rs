//! The client: the settings and connections that its calls share, behind one `Arc`.

mod base_url;
mod builder;
mod options;
mod retry;
mod server;
mod settings;

pub(super) use base_url::{BaseUrl, host};
pub use builder::ClientBuilder;
pub use options::CallOptions;
pub use retry::Retry;
pub use server::Server;
pub(super) use settings::Settings;

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue, Method};

use crate::runtime::auth::{Credential, Redactor};
use crate::runtime::call::{Call, Operation, UndescribedRequest};
use crate::runtime::error::Fault;
use crate::runtime::send::Budget;
use crate::runtime::transport::Transport;

/// Calls the API. A clone is cheap and shares connections, credentials and settings.
#[derive(Clone)]
pub struct Client {
    setup: Arc<Result<Setup, Fault>>,
    options: Arc<CallOptions>,
}

/// The checked settings of a [`Client`].
#[derive(Debug)]
pub struct Setup {
    /// Sends the requests and holds the connections.
    pub transport: Transport,
    /// The URL that the path of an operation is appended to.
    pub base_url: BaseUrl,
    /// Whether an operation with a server of its own is called there, and not at the base URL.
    pub own_servers: bool,
    /// Whether credentials may go over plain `http`.
    pub plain_http: bool,
    /// Whether a call may lack a credential.
    pub without_credentials: bool,
    /// The credential for each security scheme that has one.
    pub credentials: Vec<(&'static str, Credential)>,
    /// The limits, and how calls are tried again.
    pub settings: Arc<Settings>,
    /// The headers that every request has.
    pub headers: HeaderMap,
    /// The retries that the client has in reserve.
    pub budget: Budget,
    /// The `User-Agent` header of every request; without one, that of the transport.
    pub user_agent: Option<HeaderValue>,
    /// Hides the credentials in error messages.
    pub redactor: Arc<Redactor>,
}

impl Client {
    /// A client with these settings. The [`Fault`] of settings that are wrong is the error of every
    /// call.
    pub(crate) fn from_setup(setup: Result<Setup, Fault>) -> Self {
        Self { setup: Arc::new(setup), options: Arc::default() }
    }

    /// The client with other options for all its calls. Connections, credentials and the reserve of
    /// retries are shared.
    pub fn with(&self, options: CallOptions) -> Self {
        let options = Arc::new(options.or(&self.options));
        Self { setup: Arc::clone(&self.setup), options }
    }

    /// A request for what the description does not have, to a path below the base URL. Limits, tries and errors
    /// are those of any call.
    ///
    /// ```text
    /// let rate: Rate = client.request(Method::GET, "/rates").query("of", "EUR").into_json().await?;
    /// ```
    ///
    /// The path begins with a slash and may end with a query; what a URL cannot hold is encoded. It cannot lead to
    /// another host, nor above the base URL: that is an [`Error::Build`](crate::runtime::Error::Build).
    ///
    /// The credentials are those that the description asks for where an operation states none, or else those of
    /// a usual operation, so far as the client has them.
    pub fn request(&self, method: Method, path: impl AsRef<str>) -> UndescribedRequest {
        UndescribedRequest::new(self.clone(), method, path.as_ref())
    }

    /// Starts a call of `operation`.
    #[doc(hidden)]
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    /// The options of all calls.
    pub(crate) fn options(&self) -> &Arc<CallOptions> {
        &self.options
    }

    /// The settings.
    ///
    /// # Errors
    /// The [`Fault`] for which the client could not be built.
    pub(crate) fn setup(&self) -> Result<&Setup, Fault> {
        self.setup.as_ref().as_ref().map_err(Fault::clone)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut client = f.debug_struct("Client");
        match &*self.setup {
            Ok(setup) => client
                .field("base_url", &setup.base_url.as_str())
                .field("credentials", &setup.credentials)
                .field("settings", &setup.settings)
                .field("user_agent", &setup.user_agent),
            Err(fault) => client.field("fault", &fault.to_string()),
        };
        client.finish_non_exhaustive()
    }
}
