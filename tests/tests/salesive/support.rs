//! A server, a client that calls it, and what the tests ask of errors and JSON.

use runtime_tests::server::{Answer, Request, Server};
use salesive::DateTime;
use salesive::error::{ApiError, DecodeError, TimeoutError, TransportError};
use salesive::types::{CustomerCreate, CustomerUpdate};
use salesive::{Client, ClientBuilder, Error, Retry};
use serde_json::Value;

/// The token of every client here.
pub const TOKEN: &str = "app_secret_token";

/// A builder of clients that call `url` below `/api/v1`. They try once, so that each answer of a server is
/// that of one call.
pub fn builder(url: &str) -> ClientBuilder {
    let base_url = format!("{url}/api/v1");
    Client::builder().app_token(TOKEN).base_url(base_url).retry(Retry::none())
}

/// A server that gives these answers, and a client that calls it.
pub async fn start(answers: Vec<Answer>) -> (Server, Client) {
    let server = Server::start(answers).await.unwrap();
    let client = builder(&server.url()).build().unwrap();
    (server, client)
}

/// The customer of the description's example.
pub fn ada() -> CustomerCreate {
    CustomerCreate::new("Ada Obi", "ada@example.com")
}

/// A change to that customer.
pub fn inactive() -> CustomerUpdate {
    CustomerUpdate::new().active(false)
}

/// The only request that has come.
pub fn only(server: &Server) -> Request {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// Method and target of every request that has come.
pub fn lines(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.line().to_owned()).collect()
}

/// The body of every request that has come.
pub fn bodies(server: &Server) -> Vec<String> {
    server.requests().iter().map(Request::text).collect()
}

/// The error as one of the server's.
pub fn api_error<E>(error: Error<E>) -> ApiError<E> {
    match error {
        Error::Api(error) => error,
        other => panic!("no Api error: {other}"),
    }
}

/// The error as one of reading an answer.
pub fn decode_error<E>(error: Error<E>) -> DecodeError {
    match error {
        Error::Decode(error) => error,
        other => panic!("no Decode error: {other}"),
    }
}

/// The error as one of a connection.
pub fn transport_error<E>(error: Error<E>) -> TransportError {
    match error {
        Error::Transport(error) => error,
        other => panic!("no Transport error: {other}"),
    }
}

/// The error as one of a time limit.
pub fn timeout_error<E>(error: Error<E>) -> TimeoutError {
    match error {
        Error::Timeout(error) => error,
        other => panic!("no Timeout error: {other}"),
    }
}

/// The JSON text, with every date and time spelt in one way, so that equal moments are equal.
pub fn with_instants(json: &str) -> Value {
    let mut value = serde_json::from_str(json).unwrap();
    spell_instants(&mut value);
    value
}

fn spell_instants(value: &mut Value) {
    const MOMENTS: [&str; 3] = ["lastActive", "createdAt", "updatedAt"];
    match value {
        Value::Array(items) => items.iter_mut().for_each(spell_instants),
        Value::Object(members) => {
            for (name, member) in members {
                if let (true, Some(text)) = (MOMENTS.contains(&name.as_str()), member.as_str()) {
                    let moment: DateTime = text.parse().unwrap();
                    *member = moment.to_string().into();
                } else {
                    spell_instants(member);
                }
            }
        }
        _ => {}
    }
}
