//! Tokens that the client gets itself: when they are asked for, how, and what is said if there are none.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use runtime_tests::runtime::{Grant, Secret, Token};
use runtime_tests::script::{Scene, Script, Sent};
use runtime_tests::types::NewCustomer;
use runtime_tests::{Client, ClientBuilder, Error};
use tokio::time::advance;

fn json(status: u16, body: &'static str) -> Scene {
    Scene::Answer(status, vec![("content-type", "application/json")], body)
}

/// A token that lasts an hour.
fn first() -> Scene {
    json(200, r#"{"access_token":"first-token","token_type":"Bearer","expires_in":3600}"#)
}

fn second() -> Scene {
    json(200, r#"{"access_token":"second-token","token_type":"bearer"}"#)
}

fn listed() -> Scene {
    json(200, "[]")
}

fn refused() -> Scene {
    json(401, "{}")
}

fn builder(script: &Script, token: impl Into<Token>) -> ClientBuilder {
    Client::builder().app_token(token).transport(script.clone())
}

fn program() -> Grant {
    Grant::client_credentials("the app", "a secret:+")
}

fn client(scenes: impl IntoIterator<Item = Scene>, token: impl Into<Token>) -> (Script, Client) {
    let script = Script::new(scenes);
    let client = builder(&script, token).into_client();
    (script, client)
}

/// The URL and the token of each request.
fn requests(sent: &[Sent]) -> Vec<(&str, &str)> {
    let authorization = |sent: &Sent| sent.headers.get("authorization").is_some();
    sent.iter()
        .map(|it| {
            let token = match authorization(it) {
                true => it.headers["authorization"].to_str().unwrap(),
                false => "",
            };
            (it.line.as_str(), token)
        })
        .collect()
}

const TOKEN: &str = "POST https://auth.example.com/token";
const LIST: &str = "GET https://shop.example.com/api/v1/customers";

#[tokio::test(start_paused = true)]
async fn a_token_is_asked_for_once_and_again_before_it_lapses() {
    let (script, client) = client([first(), listed(), listed(), second(), listed()], program());
    client.list_customers().await.unwrap();
    advance(Duration::from_secs(3600 - 31)).await;
    client.list_customers().await.unwrap();
    advance(Duration::from_secs(2)).await;
    client.list_customers().await.unwrap();
    let sent = script.sent();
    // The id and the secret are percent-encoded first.
    let basic = "Basic dGhlJTIwYXBwOmElMjBzZWNyZXQlM0ElMkI=";
    assert_eq!(
        requests(&sent),
        [
            (TOKEN, basic),
            (LIST, "Bearer first-token"),
            (LIST, "Bearer first-token"),
            (TOKEN, basic),
            (LIST, "Bearer second-token"),
        ]
    );
    assert_eq!(sent[0].body, b"grant_type=client_credentials");
    assert_eq!(sent[0].headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(sent[0].operation, "");
}

#[tokio::test(start_paused = true)]
async fn the_grant_says_what_is_sent() {
    let grant = program().scopes(["read", "write"]).field("audience", "https://api/");
    let grant = grant.secret_in_form().token_url("https://other.example.com/t");
    let (script, client) = client([first(), listed()], grant);
    client.list_customers().await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].line, "POST https://other.example.com/t");
    assert!(sent[0].headers.get("authorization").is_none());
    assert_eq!(
        String::from_utf8_lossy(&sent[0].body),
        "audience=https%3A%2F%2Fapi%2F&grant_type=client_credentials&scope=read%20write\
         &client_id=the%20app&client_secret=a%20secret%3A%2B"
    );
}

#[tokio::test(start_paused = true)]
async fn many_calls_share_one_request_for_a_token() {
    let slow = Scene::After(Duration::from_secs(1), Box::new(first()));
    let (script, client) = client([slow, listed()], program());
    let calls: Vec<_> =
        (0..10).map(|_| tokio::spawn(client.list_customers().into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let sent = script.sent();
    assert_eq!(sent.iter().filter(|sent| sent.operation.is_empty()).count(), 1);
    assert_eq!(sent.len(), 11);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_replaced_once() {
    let scenes = [first(), refused(), second(), json(201, r#"{"name":"A"}"#)];
    let (script, client) = client(scenes, program());
    // A call that was refused has done nothing, whatever its method.
    client.create_customer(&NewCustomer::new("A")).await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[1].body, sent[3].body);
    assert_eq!(requests(&sent)[3].1, "Bearer second-token");
    let (script, client) = self::client([first(), refused(), second(), refused()], program());
    let error = client.list_customers().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), script.sent().len()), (401, 4));
    // A token of the caller's own is not replaced.
    let (script, client) = self::client([refused()], "my-token");
    client.list_customers().await.unwrap_err();
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_is_rotated() {
    let rotated = json(200, r#"{"access_token":"a","expires_in":"60","refresh_token":"next"}"#);
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let store = Arc::clone(&kept);
    let token = Grant::refresh_token("mine", "app")
        .on_rotation(move |next: &Secret| store.lock().unwrap().push(next.expose().to_owned()));
    let (script, client) = client([rotated, listed(), second(), listed()], token);
    client.list_customers().await.unwrap();
    advance(Duration::from_secs(31)).await;
    client.list_customers().await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].line, "POST https://shop.example.com/refresh");
    let bodies: Vec<_> = [0, 2].map(|it| String::from_utf8_lossy(&sent[it].body)).into();
    assert_eq!(
        bodies,
        [
            "client_id=app&grant_type=refresh_token&refresh_token=mine",
            "client_id=app&grant_type=refresh_token&refresh_token=next",
        ]
    );
    assert_eq!(*kept.lock().unwrap(), ["next"]);
}

#[tokio::test(start_paused = true)]
async fn a_program_with_a_secret_proves_itself_when_it_refreshes() {
    let token = Grant::refresh_token("mine", "app").client_secret("s");
    let (script, client) = client([second(), listed()], token);
    client.list_customers().await.unwrap();
    let sent = script.sent();
    assert_eq!(requests(&sent)[0].1, "Basic YXBwOnM=");
    assert_eq!(sent[0].body, b"grant_type=refresh_token&refresh_token=mine");
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_is_out_of_order_for_a_moment_is_asked_again() {
    let scenes = [json(503, ""), Scene::Fails(ErrorKind::ConnectionReset), first(), listed()];
    let (script, client) = client(scenes, program());
    client.list_customers().await.unwrap();
    assert_eq!(script.sent().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn an_error_says_why_there_is_no_token() {
    let denied = r#"{"error":"invalid_client","error_description":"Unknown app."}"#;
    for (answer, why) in [
        (json(400, denied), "it answered 400 Bad Request: invalid_client, Unknown app."),
        (json(404, "<html>"), "it answered 404 Not Found"),
        (json(200, "{}"), "its answer has no `access_token`"),
        (
            json(200, r#"{"access_token":"a","token_type":"mac"}"#),
            "it gave a token of the type \"mac\", and not a bearer token",
        ),
    ] {
        let (_, client) = client([answer], program());
        let error = client.list_customers().await.unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
        let line = format!("listCustomers: there is no token: auth.example.com gave none: {why}");
        assert_eq!(error.to_string(), line);
    }
    // What the server repeats is hidden, and its text is one line of bounded length.
    let echo = r#"{"error":"invalid_client","error_description":"bad\nsecret: another+secret"}"#;
    let grant = Grant::client_credentials("my-app", "another secret");
    let (_, client) = client([json(401, echo)], grant.token_url("https://auth.example.com/"));
    let error = client.list_customers().await.unwrap_err().to_string();
    assert!(error.ends_with("invalid_client, bad secret: [redacted]"), "{error}");
    // A credential never goes where others can read it.
    let (script, client) = self::client([first()], program().token_url("http://auth.example.com/"));
    let error = client.list_customers().await.unwrap_err().to_string();
    assert!(error.contains("by plain http"), "{error}");
    assert!(script.sent().is_empty());
    let shown = format!("{:?} {:?}", program(), Grant::refresh_token("mine", "app"));
    assert!(!shown.contains("a secret") && !shown.contains("mine"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_a_token_is_part_of_the_call() {
    let script = Script::new([Scene::Silence]);
    let client = builder(&script, program()).timeout(Duration::from_secs(7)).into_client();
    let error = client.list_customers().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let Error::Timeout(late) = error else { panic!() };
    assert_eq!(late.host(), "shop.example.com");
}
