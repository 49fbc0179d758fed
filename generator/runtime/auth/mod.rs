//! Credentials: what is sent for each security scheme of the description. No credential is ever shown.

mod basic;
mod echo;
mod flow;
mod grant;
mod issued;
mod redactor;
mod secret;
mod select;
mod token;

pub use grant::Grant;
pub use redactor::Redactor;
pub use secret::Secret;
pub(super) use select::select;
pub use token::{Token, TokenFuture, TokenProvider, TokenUrls};

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue, InvalidHeaderValue};
use zeroize::Zeroizing;

use self::basic::basic;
use self::token::Source;
use crate::runtime::error::Fault;
use crate::runtime::parameter::{encode, is_token};
use crate::runtime::transport::Network;

/// What the client sends for one security scheme of the description.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Credential {
    /// `Authorization: Bearer …`
    Bearer(Token),
    /// `Authorization: Basic …`
    Basic {
        /// The user name; it cannot hold a colon. Some APIs take a key for it, so that `Debug` does not show
        /// it.
        user: Secret,
        /// The password, which may be empty.
        password: Secret,
    },
    /// An API key in a header.
    Header {
        /// The header's name.
        name: String,
        /// Its value.
        secret: Secret,
    },
    /// An API key in the query.
    Query {
        /// The query parameter's name.
        name: String,
        /// Its value.
        secret: Secret,
    },
    /// An API key in a cookie.
    Cookie {
        /// The cookie's name.
        name: String,
        /// Its value, sent as it is.
        secret: Secret,
    },
    /// A client certificate, which the caller's own `reqwest::Client` shows when it connects.
    Certificate,
}

impl Credential {
    /// A bearer token, or a provider of tokens.
    pub fn bearer(token: impl Into<Token>) -> Self {
        Self::Bearer(token.into())
    }

    /// A user name and a password.
    pub fn basic(user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        Self::Basic { user: user.into(), password: password.into() }
    }

    /// An API key that travels in the header `name`.
    pub fn header(name: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::Header { name: name.into(), secret: secret.into() }
    }

    /// An API key that travels in the query parameter `name`.
    pub fn query(name: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::Query { name: name.into(), secret: secret.into() }
    }

    /// An API key that travels in the cookie `name`.
    pub fn cookie(name: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::Cookie { name: name.into(), secret: secret.into() }
    }

    /// Whether a request holds the credential; a certificate is shown when connecting.
    pub fn is_sent(&self) -> bool {
        !matches!(self, Self::Certificate)
    }

    /// What gives the credential for each request, where that is not the caller.
    pub fn provider(&self) -> Option<&dyn TokenProvider> {
        match self {
            Self::Bearer(Token(Source::Provided(provider))) => Some(&**provider),
            _ => None,
        }
    }

    /// Asks a provider for a token, and checks the token.
    ///
    /// # Errors
    /// A [`Fault`] for a provider without a token, or with a token that cannot be sent.
    pub async fn given_by(provider: &dyn TokenProvider) -> Result<Self, Fault> {
        let token = provider.token().await;
        let token = token.map_err(|error| Fault::new("there is no token").because(error))?;
        let ready = Self::bearer(token);
        ready.check().map_err(|fault| fault.about("the token"))?;
        Ok(ready)
    }

    /// States where the description has tokens from: for the client-credentials grant, and for a refresh
    /// token; an empty text where it says nothing.
    pub fn token_urls(self, token: &'static str, refresh: &'static str) -> Self {
        if let Self::Bearer(Token(Source::Provided(provider))) = &self {
            provider.issued_at(TokenUrls { token, refresh });
        }
        self
    }

    /// States by which client tokens are asked for, if the credential has a provider.
    pub fn connect(&self, network: &Network) {
        if let Self::Bearer(Token(Source::Provided(provider))) = self {
            provider.connect(network);
        }
    }

    /// States that the server refused what this credential gave; whether it may give something else now.
    pub fn refused(&self, given: &Self) -> bool {
        match (self, given) {
            (
                Self::Bearer(Token(Source::Provided(provider))),
                Self::Bearer(Token(Source::Known(token))),
            ) => provider.refused(token),
            _ => false,
        }
    }

    /// Checks that the credential can be sent; the reason never shows the secret.
    ///
    /// # Errors
    /// A [`Fault`] for an empty secret, one that a header or a cookie cannot carry, or a bad name.
    pub fn check(&self) -> Result<(), Fault> {
        match self {
            Self::Bearer(Token(Source::Provided(_))) => Ok(()),
            Self::Bearer(Token(Source::Known(secret)))
            | Self::Header { secret, .. }
            | Self::Query { secret, .. }
            | Self::Cookie { secret, .. }
                if secret.expose().is_empty() =>
            {
                Err(Fault::new("is empty"))
            }
            Self::Cookie { name, .. } if !is_token(name) => {
                Err(Fault::new("has a malformed cookie name"))
            }
            Self::Cookie { secret, .. } if !secret.expose().bytes().all(is_of_a_cookie) => {
                Err(Fault::new("has a character that a cookie cannot carry, such as a semicolon"))
            }
            Self::Basic { user, .. } if user.expose().contains(':') => {
                Err(Fault::new("has a colon in its user name"))
            }
            _ => self.as_header().map(drop),
        }
    }

    /// The header that carries the credential, marked as sensitive; `None` for a credential that is not
    /// sent in a header.
    ///
    /// # Errors
    /// A [`Fault`] for a name or value that a header cannot carry.
    pub fn as_header(&self) -> Result<Option<(HeaderName, HeaderValue)>, Fault> {
        let (name, value) = match self {
            Self::Bearer(Token(Source::Known(token))) => {
                (AUTHORIZATION, sensitive("Bearer ", token.expose()))
            }
            Self::Bearer(Token(Source::Provided(_))) => {
                return Err(Fault::new("is a provider that was not asked for a token"));
            }
            Self::Basic { user, password } => {
                (AUTHORIZATION, sensitive("Basic ", &basic(user, password)))
            }
            Self::Header { name, secret } => {
                let name = name.parse().map_err(|_| Fault::new("has a malformed header name"))?;
                (name, sensitive("", secret.expose()))
            }
            Self::Query { .. } | Self::Cookie { .. } | Self::Certificate => return Ok(None),
        };
        let value = value.map_err(|_| {
            Fault::new("has a character that a header cannot carry, such as a line break")
        })?;
        Ok(Some((name, value)))
    }

    /// The encoded `name=value` for the query; `None` for a credential that is not sent there.
    pub fn as_query(&self) -> Option<String> {
        match self {
            Self::Query { name, secret } => {
                Some(format!("{}={}", encode(name), encode(secret.expose())))
            }
            _ => None,
        }
    }

    /// The name of the query parameter that carries the credential; `None` for one that is not sent there.
    pub fn query_name(&self) -> Option<&str> {
        match self {
            Self::Query { name, .. } => Some(name),
            _ => None,
        }
    }

    /// The `name=value` for the header `cookie`; `None` for a credential that is not sent there.
    pub fn as_cookie(&self) -> Option<Zeroizing<String>> {
        match self {
            Self::Cookie { name, secret } => {
                Some(Zeroizing::new(format!("{name}={}", secret.expose())))
            }
            _ => None,
        }
    }

    /// Every text that would give the credential away if a server repeated it.
    pub fn traces(&self) -> Vec<Secret> {
        match self {
            Self::Bearer(Token(Source::Known(secret)))
            | Self::Header { secret, .. }
            | Self::Query { secret, .. }
            | Self::Cookie { secret, .. } => vec![secret.clone()],
            // The token of a provider is added once the provider has given it.
            Self::Bearer(Token(Source::Provided(_))) | Self::Certificate => Vec::new(),
            Self::Basic { user, password } => {
                let pair = basic(user, password);
                let unpadded = pair.trim_end_matches('=').into();
                // Beside a password a user name is no secret. Without one it is the key.
                let key = if password.is_redacted() { password } else { user };
                vec![key.clone(), unpadded, pair.as_str().into()]
            }
        }
    }
}

/// Whether the value of a cookie may hold a byte (RFC 6265 section 4.1.1).
fn is_of_a_cookie(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}

fn sensitive(prefix: &str, secret: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    // The value takes the bytes as they are: no other copy is left.
    let mut value = HeaderValue::from_maybe_shared(Bytes::from([prefix, secret].concat()))?;
    value.set_sensitive(true);
    Ok(value)
}
