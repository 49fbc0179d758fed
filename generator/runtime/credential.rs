//! Credentials: what is sent for a security scheme, and which of them an operation gets.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderName, HeaderValue, InvalidHeaderValue};
use zeroize::Zeroizing;

use super::{Fault, Secret, Token, encode, is_token};

/// What the client sends for one security scheme of the description.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Credential {
    /// `Authorization: Bearer …`
    Bearer(Token),
    /// `Authorization: Basic …`; both parts count as secret, since some APIs take a key as the user.
    Basic {
        /// The user name; it cannot hold a colon.
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
    /// A bearer token, or who is asked for it.
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

    /// The same with a token that can be sent now.
    ///
    /// # Errors
    /// A [`Fault`] for a provider that has none, or none that can be sent.
    pub async fn ready(&self) -> Result<Cow<'_, Self>, Fault> {
        let Self::Bearer(Token::Provided(provider)) = self else {
            return Ok(Cow::Borrowed(self));
        };
        let token = provider.token().await.map_err(|error| {
            let error: Arc<dyn StdError + Send + Sync> = error.into();
            Fault::new("there is no token").because(error)
        })?;
        let ready = Self::bearer(token);
        ready.check().map_err(|fault| fault.about("the token"))?;
        Ok(Cow::Owned(ready))
    }

    /// Whether it can be sent at all; the reason never shows the secret.
    ///
    /// # Errors
    /// A [`Fault`] for an empty secret, one that a header or a cookie cannot carry, or a bad name.
    pub fn check(&self) -> Result<(), Fault> {
        match self {
            Self::Bearer(Token::Provided(_)) => Ok(()),
            Self::Bearer(Token::Known(secret))
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

    /// The header that carries it, marked as sensitive; `None` for one that travels elsewhere.
    ///
    /// # Errors
    /// A [`Fault`] for a name or value that a header cannot carry.
    pub fn as_header(&self) -> Result<Option<(HeaderName, HeaderValue)>, Fault> {
        let (name, value) = match self {
            Self::Bearer(Token::Known(token)) => {
                (AUTHORIZATION, sensitive("Bearer ", token.expose()))
            }
            Self::Bearer(Token::Provided(_)) => return Err(Fault::new("was not asked for")),
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

    /// The encoded `name=value` for the query; `None` for one that travels elsewhere.
    pub fn as_query(&self) -> Option<String> {
        match self {
            Self::Query { name, secret } => {
                Some(format!("{}={}", encode(name), encode(secret.expose())))
            }
            _ => None,
        }
    }

    /// The `name=value` for the header `cookie`; `None` for one that travels elsewhere.
    pub fn as_cookie(&self) -> Option<Zeroizing<String>> {
        match self {
            Self::Cookie { name, secret } => {
                Some(Zeroizing::new(format!("{name}={}", secret.expose())))
            }
            _ => None,
        }
    }

    /// Every text by which a server could give it away again.
    pub fn traces(&self) -> Vec<Secret> {
        match self {
            Self::Bearer(Token::Known(secret))
            | Self::Header { secret, .. }
            | Self::Cookie { secret, .. } => vec![secret.clone()],
            // What a provider gives is known when it was asked.
            Self::Bearer(Token::Provided(_)) | Self::Certificate => Vec::new(),
            Self::Basic { user, password } => {
                vec![user.clone(), password.clone(), Secret::from(basic(user, password).as_str())]
            }
            Self::Query { secret, .. } => {
                vec![secret.clone(), Secret::from(encode(secret.expose()))]
            }
        }
    }
}

/// The credentials for an operation that asks for `alternatives`, out of those the client `has`.
///
/// The first alternative that names a scheme and whose schemes are all there; without one nothing,
/// if that is allowed.
///
/// # Errors
/// A [`Fault`] that names the schemes when a credential is needed and none fits.
pub fn select<'a>(
    alternatives: &[&[&str]],
    has: &'a [(&'static str, Credential)],
) -> Result<Vec<&'a Credential>, Fault> {
    let find = |scheme: &&str| has.iter().find(|(name, _)| name == scheme).map(|(_, found)| found);
    let mut named = alternatives.iter().filter(|schemes| !schemes.is_empty());
    if let Some(found) = named.find_map(|schemes| schemes.iter().map(find).collect()) {
        return Ok(found);
    }
    if alternatives.is_empty() || alternatives.iter().any(|schemes| schemes.is_empty()) {
        return Ok(Vec::new());
    }
    let wanted: Vec<_> = alternatives.iter().map(|schemes| schemes.join(" with ")).collect();
    Err(Fault::new(format!(
        "it needs a credential for {}, which the client was not given",
        wanted.join(", or for ")
    )))
}

/// What the value of a cookie is made of (RFC 6265 section 4.1.1).
fn is_of_a_cookie(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}

fn sensitive(prefix: &str, secret: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let text = Zeroizing::new(format!("{prefix}{secret}"));
    let mut value = HeaderValue::from_bytes(text.as_bytes())?;
    value.set_sensitive(true);
    Ok(value)
}

fn basic(user: &Secret, password: &Secret) -> Zeroizing<String> {
    let pair = Zeroizing::new(format!("{}:{}", user.expose(), password.expose()));
    Zeroizing::new(base64(pair.as_bytes()))
}

/// RFC 4648 section 4, with padding.
fn base64(bytes: &[u8]) -> String {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4_usize {
            let symbol = SYMBOLS.get(group >> (18 - 6 * place) & 63);
            let symbol = symbol.filter(|_| place <= chunk.len()).unwrap_or(&b'=');
            text.push(char::from(*symbol));
        }
    }
    text
}
