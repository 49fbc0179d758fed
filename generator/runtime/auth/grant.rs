//! What a token is got for (RFC 6749): the grants of OAuth 2 that need nobody at a browser.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::flow::Flow;
use super::token::Source;
use super::{Secret, Token};

/// What a token is got for: it goes where a token goes.
///
/// ```text
/// let client = Client::builder().login(Grant::client_credentials("my-app", secret)).build()?;
/// ```
///
/// A token is asked for before the first call, and again before it lapses or when the server refuses it;
/// calls that wait for one share it.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The form fields that are sent to the token endpoint, by name.
    pub(super) fields: BTreeMap<String, Secret>,
    /// The id and the secret of the program, where it has a secret.
    pub(super) client: Option<(String, Secret)>,
    /// Whether these are form fields, and not `Authorization: Basic`.
    pub(super) secret_in_form: bool,
    /// The token endpoint, where it is not that of the description.
    pub(super) token_url: Option<String>,
    /// Is told of each new refresh token.
    pub(super) on_rotation: Option<Rotation>,
}

impl Grant {
    /// For a program that acts for itself (section 4.4): the id and the secret that the authorization server
    /// knows it by.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        let mut grant = Self::of("client_credentials");
        grant.client = Some((id.into(), secret.into()));
        grant
    }

    /// For a person who has agreed (section 6): the refresh token that stands for this person, and the id that
    /// the authorization server knows the program by.
    ///
    /// A server may give a new refresh token with each token, after which the old one is void:
    /// [`on_rotation`](Self::on_rotation) tells it, so that it can be stored.
    pub fn refresh_token(token: impl Into<Secret>, client_id: impl Into<String>) -> Self {
        let mut grant = Self::of("refresh_token").field("refresh_token", token);
        grant.fields.insert("client_id".to_owned(), client_id.into().into());
        grant
    }

    /// The secret of a program that has one.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        let known = self.client.take().map(|(id, _)| id);
        let id = known.or_else(|| Some(self.fields.remove("client_id")?.expose().to_owned()));
        self.client = Some((id.unwrap_or_default(), secret.into()));
        self
    }

    /// Asks for these scopes; by default for what the server gives without being asked.
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<S> = scopes.into_iter().collect();
        let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
        self.field("scope", scopes.join(" "))
    }

    /// Sends a form field more to the token endpoint, such as `audience` or `resource`.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// Sends the id and the secret as form fields, for servers that do not take them as
    /// `Authorization: Basic`.
    pub fn secret_in_form(mut self) -> Self {
        self.secret_in_form = true;
        self
    }

    /// Asks another token endpoint than that of the description.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Is told of each new refresh token.
    pub fn on_rotation(mut self, store: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Rotation(Arc::new(store)));
        self
    }

    fn of(kind: &str) -> Self {
        Self {
            fields: BTreeMap::from([("grant_type".to_owned(), kind.into())]),
            client: None,
            secret_in_form: false,
            token_url: None,
            on_rotation: None,
        }
    }

    /// Whether it is by a refresh token.
    pub(super) fn is_refresh(&self) -> bool {
        self.fields.contains_key("refresh_token")
    }
}

impl From<Grant> for Token {
    fn from(grant: Grant) -> Self {
        Self(Source::Provided(Arc::new(Flow::new(grant))))
    }
}

/// Is told of each new refresh token.
#[derive(Clone)]
pub struct Rotation(pub Arc<dyn Fn(&Secret) + Send + Sync>);

impl fmt::Debug for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rotation")
    }
}
