//! Bearer tokens: a text, or a provider that is asked for a token before each request.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::Secret;
use crate::runtime::transport::Network;

/// Gives a token whenever a request needs one, say from a cache that refreshes itself.
///
/// ```text
/// impl TokenProvider for Login {
///     fn token(&self) -> TokenFuture<'_> {
///         Box::pin(async { Ok(self.fresh_token().await?.into()) })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync {
    /// The token to send now. On an error the request is not sent.
    fn token(&self) -> TokenFuture<'_>;

    /// States that the server refused a token (401). Where this gives `true`, the call is made once more,
    /// with the token that the provider gives then; by default it is not.
    fn refused(&self, token: &Secret) -> bool {
        let _ = token;
        false
    }

    /// States which token endpoints the description has.
    #[doc(hidden)]
    fn issued_at(&self, urls: TokenUrls) {
        let _ = urls;
    }

    /// States by which client tokens are asked for.
    #[doc(hidden)]
    fn connect(&self, network: &Network) {
        let _ = network;
    }
}

/// The token endpoints of a security scheme; an empty text where the description has none.
#[derive(Debug, Clone, Copy, Default)]
pub struct TokenUrls {
    /// For the client-credentials grant.
    pub token: &'static str,
    /// For a refresh token.
    pub refresh: &'static str,
}

/// The future of [`TokenProvider::token`].
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Secret, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token(&self) -> TokenFuture<'_> {
        (**self).token()
    }

    fn refused(&self, token: &Secret) -> bool {
        (**self).refused(token)
    }

    fn issued_at(&self, urls: TokenUrls) {
        (**self).issued_at(urls);
    }

    fn connect(&self, network: &Network) {
        (**self).connect(network);
    }
}

/// A bearer token: made of a text, or of a [`TokenProvider`].
#[derive(Clone)]
pub struct Token(pub(super) Source);

/// Where a token comes from.
#[derive(Clone)]
pub(super) enum Source {
    Known(Secret),
    Provided(Arc<dyn TokenProvider>),
}

impl From<Secret> for Token {
    fn from(token: Secret) -> Self {
        Self(Source::Known(token))
    }
}

impl From<String> for Token {
    fn from(token: String) -> Self {
        Self(Source::Known(token.into()))
    }
}

impl From<&str> for Token {
    fn from(token: &str) -> Self {
        Self(Source::Known(token.into()))
    }
}

impl<P: TokenProvider + 'static> From<P> for Token {
    fn from(provider: P) -> Self {
        Self(Source::Provided(Arc::new(provider)))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Known(secret) => secret.fmt(f),
            Source::Provided(_) => f.write_str("[provided]"),
        }
    }
}
