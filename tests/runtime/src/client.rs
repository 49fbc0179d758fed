//! How the shop's client is made.

use crate::runtime::{Client, ClientBuilder, Credential, Secret, Token};

/// Production.
pub const BASE_URL: &str = "https://shop.example.com/api/v1";

impl Client {
    /// The credentials of a request that the description does not have.
    pub(crate) const UNDESCRIBED_SECURITY: &'static [&'static [&'static str]] =
        &[&["AppToken"], &["ShopKey", "Login"], &[]];

    /// A client that calls [`BASE_URL`] with an app token.
    pub fn new(app_token: impl Into<Token>) -> Self {
        Self::builder().app_token(app_token).into_client()
    }

    /// Settings other than the defaults.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(Some(BASE_URL))
    }
}

impl ClientBuilder {
    /// The bearer token for `AppToken`.
    pub fn app_token(self, token: impl Into<Token>) -> Self {
        let credential = Credential::bearer(token);
        self.credential(
            "AppToken",
            credential.token_urls("https://auth.example.com/token", "/refresh"),
        )
    }

    /// The user name and password for `Login`.
    pub fn login(self, user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        self.credential("Login", Credential::basic(user, password))
    }

    /// The key for `ShopKey`, sent in `X-Shop-Key`.
    pub fn shop_key(self, key: impl Into<Secret>) -> Self {
        self.credential("ShopKey", Credential::header("X-Shop-Key", key))
    }

    /// The key for `Session`, sent in the cookie `sid`.
    pub fn session(self, key: impl Into<Secret>) -> Self {
        self.credential("Session", Credential::cookie("sid", key))
    }

    /// The client certificate for `Certificate`.
    pub fn certificate(self, client: reqwest::ClientBuilder) -> Self {
        self.http_client(client).credential("Certificate", Credential::Certificate)
    }

    /// The key for `QueryKey`, sent in the query as `api_key`.
    pub fn query_key(self, key: impl Into<Secret>) -> Self {
        self.credential("QueryKey", Credential::query("api_key", key))
    }
}
