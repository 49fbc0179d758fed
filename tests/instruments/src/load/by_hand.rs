//! The measured calls as they are written by hand on `reqwest` and `serde_json`: the same headers, members and
//! errors as in the generated client, and limits for connecting and for the whole call.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Calls the API.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}

/// Why a call failed.
#[derive(Debug)]
pub enum Failure {
    /// The request was not sent, or its answer did not come.
    Transport(reqwest::Error),
    /// The answer is not what it is described to be.
    Decode(serde_json::Error),
    /// The server refused, and what it said.
    Refused(StatusCode, Option<Envelope<Map<String, Value>>>),
}

impl Client {
    pub fn new(base_url: &str, token: &str) -> Result<Self, String> {
        let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
        let mut bearer = bearer.map_err(|error| error.to_string())?;
        bearer.set_sensitive(true);
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(AUTHORIZATION, bearer);
        let http = reqwest::Client::builder()
            .user_agent("salesive/0.1.0")
            .default_headers(headers)
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .build();
        let http = http.map_err(|error| error.to_string())?;
        Ok(Self { http, base_url: base_url.to_owned() })
    }

    pub async fn list_customers(&self, limit: i64) -> Result<Envelope<CustomerPage>, Failure> {
        let url = format!("{}/customers", self.base_url);
        answer(self.http.get(url).query(&[("limit", limit)])).await
    }

    pub async fn create_customer(
        &self,
        body: &CustomerCreate,
    ) -> Result<Envelope<Customer>, Failure> {
        let url = format!("{}/customers", self.base_url);
        answer(self.http.post(url).json(body)).await
    }
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Failure> {
    let response = request.send().await.map_err(Failure::Transport)?;
    let status = response.status();
    let bytes = response.bytes().await.map_err(Failure::Transport)?;
    if !status.is_success() {
        return Err(Failure::Refused(status, serde_json::from_slice(&bytes).ok()));
    }
    serde_json::from_slice(&bytes).map_err(Failure::Decode)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => write!(f, "{error}"),
            Self::Decode(error) => write!(f, "{error}"),
            Self::Refused(status, envelope) => {
                let message = envelope.as_ref().map(|envelope| envelope.message.as_str());
                write!(f, "{status}: {}", message.unwrap_or_default())
            }
        }
    }
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "the answers are read and dropped")]
pub struct Envelope<T> {
    pub status: i64,
    pub success: bool,
    pub message: String,
    pub data: Option<T>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "the answers are read and dropped")]
pub struct CustomerPage {
    pub customers: Option<Vec<Customer>>,
    pub page: Option<i64>,
    pub pages: Option<i64>,
    pub total: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "the answers are read and dropped")]
pub struct Customer {
    #[serde(rename = "_id")]
    pub _id: Option<String>,
    pub id: Option<String>,
    pub shop: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub user: Option<CustomerUser>,
    pub last_active: Option<Timestamp>,
    pub online: Option<bool>,
    pub active: Option<bool>,
    pub avatar: Option<String>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "the answers are read and dropped")]
pub enum CustomerUser {
    Id(String),
    PlatformUser(PlatformUser),
    Unknown(Value),
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "the answers are read and dropped")]
pub struct PlatformUser {
    #[serde(rename = "_id")]
    pub id: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub avatar: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct CustomerCreate {
    pub name: String,
    pub email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}
