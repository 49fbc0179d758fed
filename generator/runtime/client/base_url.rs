//! The URL that every path is appended to, checked once when the client is built.

use reqwest::Url;

use crate::runtime::error::Fault;

/// An absolute `http` or `https` URL without query, fragment and user name.
#[derive(Debug, Clone)]
pub struct BaseUrl {
    /// With a slash at its end, behind which the path of an operation goes.
    url: Url,
}

impl BaseUrl {
    /// Reads a base URL; a slash at its end makes no difference.
    ///
    /// # Errors
    /// A [`Fault`] that says what is wrong with the URL, without showing a password or a query.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let fault = |why: &str| Err(Fault::new(format!("the base URL{} {why}", shown(text))));
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(error) => return fault(&format!("is not an absolute URL: {error}")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return fault("holds a user name or password; give a credential instead");
        }
        if !url.has_host() || !matches!(url.scheme(), "http" | "https") {
            return fault("is not an http or https URL");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return fault("has a query or a fragment");
        }
        match url.as_str().ends_with('/') {
            true => Ok(Self { url }),
            false => match Url::parse(&format!("{url}/")) {
                Ok(url) => Ok(Self { url }),
                Err(error) => fault(&format!("is not an absolute URL: {error}")),
            },
        }
    }

    /// The URL of an encoded path, which starts with a slash, and an encoded query, perhaps empty.
    ///
    /// # Errors
    /// A [`Fault`] when both together are no URL.
    pub fn join(&self, path: &str, query: &str) -> Result<Url, Fault> {
        // What does not begin with a slash would change the host.
        if !path.starts_with('/') {
            return Err(Fault::new("its path does not begin with a slash"));
        }
        let mark = match (query, path.contains('?')) {
            ("", _) => "",
            (_, true) => "&",
            (_, false) => "?",
        };
        // What begins with a dot is read as a path, whatever follows, and the host is not read again.
        self.url
            .join(&[".", path, mark, query].concat())
            .map_err(|error| Fault::new(format!("its path makes no URL: {error}")))
    }

    /// The base URL of an operation with a server of its own; a relative URL is resolved against this one.
    ///
    /// # Errors
    /// A [`Fault`] for a server that is no base URL.
    pub fn resolve(&self, server: &str) -> Result<Self, Fault> {
        match self.url.join(server) {
            Ok(url) => Self::parse(url.as_str()),
            Err(error) => Err(Fault::new(format!("its server is no URL: {error}"))),
        }
    }

    /// The URL as text, without a slash at its end.
    pub fn as_str(&self) -> &str {
        let text = self.url.as_str();
        text.strip_suffix('/').unwrap_or(text)
    }
}

/// The host, and the port where it is not the default of the scheme: the part of a URL that error
/// messages show.
pub fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

/// The part of a base URL that an error message shows: nothing that may be secret.
fn shown(text: &str) -> String {
    match text.split(['?', '#']).next() {
        Some(plain) if !plain.contains('@') => format!(" {plain:?}"),
        _ => String::new(),
    }
}
