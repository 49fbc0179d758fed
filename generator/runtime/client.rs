//! The client: everything that its calls share, behind one `Arc`.

use std::fmt;
use std::sync::Arc;

use http::HeaderValue;

use super::{BaseUrl, Call, Credential, Fault, Limits, Operation, Redactor};

/// Calls the API. A clone is cheap and shares connections, credentials and settings.
#[derive(Clone)]
pub struct Client {
    setup: Arc<Result<Setup, Fault>>,
}

/// The checked settings of a [`Client`].
#[derive(Debug)]
pub struct Setup {
    /// Sends the requests and holds the connections.
    pub http: reqwest::Client,
    /// Whether the caller brought [`http`](Self::http) along: then its rules on redirects and on
    /// connecting are the caller's as well.
    pub own_http: bool,
    /// What the paths are appended to.
    pub base_url: BaseUrl,
    /// Whether an operation that has a server of its own is called there.
    pub own_servers: bool,
    /// The credential for each security scheme that has one.
    pub credentials: Vec<(&'static str, Credential)>,
    /// How long calls may take.
    pub limits: Limits,
    /// Sent with every request.
    pub user_agent: HeaderValue,
    /// Keeps the credentials out of errors.
    pub redactor: Arc<Redactor>,
}

impl Client {
    /// A client of these settings; one whose settings are faulty tells it to every call.
    pub fn from_setup(setup: Result<Setup, Fault>) -> Self {
        Self { setup: Arc::new(setup) }
    }

    /// Starts a call of `operation`.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    /// The settings.
    ///
    /// # Errors
    /// The [`Fault`] for which the client could not be built.
    pub fn setup(&self) -> Result<&Setup, Fault> {
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
                .field("limits", &setup.limits)
                .field("user_agent", &setup.user_agent),
            Err(fault) => client.field("fault", &fault.to_string()),
        };
        client.finish_non_exhaustive()
    }
}
