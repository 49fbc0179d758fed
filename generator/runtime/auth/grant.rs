//! What a token is got for (RFC 6749): the grants of OAuth 2 that need nobody at a browser.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::flow::Flow;
use super::token::Source;
use super::{Secret, Token};

/// Gets tokens for a program that acts for itself: the client-credentials grant (RFC 6749, section 4.4).
///
/// ```text
/// let client = Client::builder().login(ClientCredentials::new("my-app", secret)).build()?;
/// ```
///
/// A token is asked for before the first call, and again before it lapses or when the server refuses it;
/// calls that wait for one share it.
#[derive(Debug, Clone)]
pub struct ClientCredentials {
    grant: Grant,
    scopes: Vec<String>,
}

impl ClientCredentials {
    /// The id and the secret that the authorization server knows the program by.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        let grant = Grant::of("client_credentials");
        Self { grant: grant.client(id.into(), secret.into()), scopes: Vec::new() }
    }

    /// Asks for these scopes; by default for what the server gives without being asked.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Sends a form field more to the token endpoint, such as `audience` or `resource`.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.grant.fields.insert(name.into(), value.into());
        self
    }

    /// Sends the id and the secret as form fields, for servers that do not take them as
    /// `Authorization: Basic`.
    pub fn secret_in_form(mut self) -> Self {
        self.grant.secret_in_form = true;
        self
    }

    /// Asks another token endpoint than that of the description.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.grant.token_url = Some(url.into());
        self
    }
}

/// Gets tokens by a refresh token, which stands for a person who has agreed (RFC 6749, section 6).
///
/// A server may give a new refresh token with each token, after which the old one is void:
/// [`on_rotation`](Self::on_rotation) tells it, so that it can be stored.
#[derive(Debug, Clone)]
pub struct RefreshToken {
    grant: Grant,
}

impl RefreshToken {
    /// The refresh token, and the id that the authorization server knows the program by.
    pub fn new(token: impl Into<Secret>, client_id: impl Into<String>) -> Self {
        let mut grant = Grant::of("refresh_token");
        grant.fields.insert("refresh_token".to_owned(), token.into());
        grant.fields.insert("client_id".to_owned(), client_id.into().into());
        Self { grant }
    }

    /// The secret of a program that has one.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        if let Some(id) = self.grant.fields.remove("client_id") {
            self.grant = self.grant.client(id.expose().to_owned(), secret.into());
        }
        self
    }

    /// Is told of each new refresh token.
    pub fn on_rotation(mut self, store: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.grant.on_rotation = Some(Rotation(Arc::new(store)));
        self
    }

    /// Sends a form field more to the token endpoint.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.grant.fields.insert(name.into(), value.into());
        self
    }

    /// Sends the id and the secret as form fields, for servers that do not take them as
    /// `Authorization: Basic`.
    pub fn secret_in_form(mut self) -> Self {
        self.grant.secret_in_form = true;
        self
    }

    /// Asks another token endpoint than that of the description.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.grant.token_url = Some(url.into());
        self
    }
}

impl From<ClientCredentials> for Token {
    fn from(ClientCredentials { mut grant, scopes }: ClientCredentials) -> Self {
        if !scopes.is_empty() {
            grant.fields.insert("scope".to_owned(), scopes.join(" ").into());
        }
        Self(Source::Provided(Arc::new(Flow::new(grant))))
    }
}

impl From<RefreshToken> for Token {
    fn from(RefreshToken { grant }: RefreshToken) -> Self {
        Self(Source::Provided(Arc::new(Flow::new(grant))))
    }
}

/// What is sent to the token endpoint.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The form fields, by name.
    pub fields: BTreeMap<String, Secret>,
    /// The id and the secret of the program, where it has a secret.
    pub client: Option<(String, Secret)>,
    /// Whether these are form fields, and not `Authorization: Basic`.
    pub secret_in_form: bool,
    /// The token endpoint, where it is not that of the description.
    pub token_url: Option<String>,
    /// Is told of each new refresh token.
    pub on_rotation: Option<Rotation>,
}

/// Is told of each new refresh token.
#[derive(Clone)]
pub struct Rotation(pub Arc<dyn Fn(&Secret) + Send + Sync>);

impl Grant {
    fn of(kind: &str) -> Self {
        Self {
            fields: BTreeMap::from([("grant_type".to_owned(), kind.into())]),
            client: None,
            secret_in_form: false,
            token_url: None,
            on_rotation: None,
        }
    }

    fn client(mut self, id: String, secret: Secret) -> Self {
        self.client = Some((id, secret));
        self
    }

    /// Whether it is by a refresh token.
    pub fn is_refresh(&self) -> bool {
        self.fields.contains_key("refresh_token")
    }
}

impl fmt::Debug for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rotation")
    }
}
