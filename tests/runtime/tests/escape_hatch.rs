//! Requests that the description does not have: they are sent, tried again, limited and answered as the
//! operations are, and lead nowhere else. The clock is paused: nothing sleeps.

use std::time::Duration;

use http::Method;
use runtime_tests::operations::ListCustomers;
use runtime_tests::runtime::mock::Mock;
use runtime_tests::runtime::{
    AnyError, Body, CallOptions, MissingBody, Retry, TimeoutKind, UndescribedRequest,
};
use runtime_tests::script::{Scene, Script};
use runtime_tests::types::Customer;
use runtime_tests::{Client, ClientBuilder, Error};
use serde_json::{Value, json};

use crate::support::pieces;

fn answer(status: u16, body: &'static str) -> Scene {
    Scene::Answer(status, vec![("content-type", "application/json"), ("x-request-id", "r7")], body)
}

fn builder(script: &Script) -> ClientBuilder {
    Client::builder().transport(script.clone())
}

fn client(scenes: impl IntoIterator<Item = Scene>) -> (Script, Client) {
    let script = Script::new(scenes);
    let client = builder(&script).app_token("app_secret").into_client();
    (script, client)
}

#[tokio::test(start_paused = true)]
async fn any_method_path_query_header_and_body_is_sent() {
    let (script, client) = client([answer(200, r#"{"name":"Ada"}"#)]);
    let request = client.request(Method::PATCH, "/v2/customers/7?view=all");
    let request = request.query("q", "a&b =").query("page", 2).header("x-team", "billing");
    let response = request.json(&json!({"active": true})).with_response().await.unwrap();
    assert_eq!((response.status().as_u16(), response.request_id()), (200, Some("r7")));
    assert_eq!(&**response.body(), br#"{"name":"Ada"}"#);
    let sent = script.sent();
    let header = |name: &str| sent[0].headers[name].to_str().unwrap();
    let url = "https://shop.example.com/api/v1/v2/customers/7?view=all&q=a%26b%20%3D&page=2";
    assert_eq!(sent[0].line, format!("PATCH {url}"));
    assert_eq!(header("authorization"), "Bearer app_secret");
    assert_eq!((header("x-team"), header("accept")), ("billing", "*/*"));
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(sent[0].body, br#"{"active":true}"#);
    assert_eq!(sent[0].operation, "undescribed request");
}

#[tokio::test(start_paused = true)]
async fn a_body_may_be_bytes_or_a_stream() {
    let (script, client) = client([answer(200, "[]")]);
    let upload = || client.request(Method::PUT, "/files/a b");
    upload().body("text/csv", "a,b\n").await.unwrap();
    let stream = Body::stream(pieces(&["c,", "d\n"])).media_type("text/x-own");
    upload().body("text/csv", stream).await.unwrap();
    client.request(Method::POST, "/").await.unwrap();
    let sent = script.sent();
    let header = |index: usize, name: &str| {
        let value = sent[index].headers.get(name);
        value.map(|value| value.to_str().unwrap())
    };
    assert_eq!(sent[0].line, "PUT https://shop.example.com/api/v1/files/a%20b");
    assert_eq!((header(0, "content-type"), &*sent[0].body), (Some("text/csv"), &b"a,b\n"[..]));
    assert_eq!((header(1, "content-type"), &*sent[1].body), (Some("text/x-own"), &b"c,d\n"[..]));
    assert_eq!(sent[2].line, "POST https://shop.example.com/api/v1/");
    assert_eq!((header(2, "content-type"), header(2, "content-length")), (None, Some("0")));
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_read_as_json() {
    let (script, client) = client([answer(200, r#"{"name":"Ada"}"#)]);
    let request = || client.request(Method::GET, "/me");
    let customer: Customer = request().into_json().await.unwrap();
    assert_eq!(customer.name, "Ada");
    let response = request().into_json::<Customer>().with_response().await.unwrap();
    assert_eq!((response.status().as_u16(), &*response.body().name), (200, "Ada"));
    let error = request().into_json::<Vec<Customer>>().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().starts_with("undescribed request: 200 OK"), "{error}");
    let own = CallOptions::new().header("accept", "application/vnd.shop+json");
    request().into_json::<Customer>().with(own).await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].headers["accept"], "application/json");
    assert_eq!(sent[3].headers["accept"], "application/vnd.shop+json");
}

/// The alternatives of the shop are a token, a key with a login, or nothing.
#[tokio::test(start_paused = true)]
async fn the_credentials_are_those_of_an_operation_that_states_none() {
    let script = Script::new([answer(200, "1")]);
    let all = builder(&script).query_key("q").shop_key("k").login("u", "p");
    for (builder, authorization, key) in [
        (all.clone().app_token("app"), Some("Bearer app"), None),
        (all, Some("Basic dTpw"), Some("k")),
        (builder(&script).shop_key("k"), None, None),
        (builder(&script), None, None),
    ] {
        builder.into_client().request(Method::GET, "/a").await.unwrap();
        let sent = script.sent();
        let header = |name: &str| {
            let value = sent[0].headers.get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(sent[0].line, "GET https://shop.example.com/api/v1/a");
        assert_eq!(header("authorization").as_deref(), authorization);
        assert_eq!(header("x-shop-key").as_deref(), key);
    }
    let plain = builder(&script).app_token("app_secret").base_url("http://shop.example.com");
    let error = plain.into_client().request(Method::GET, "/a").await.unwrap_err();
    assert!(error.to_string().contains("by plain http"), "{error}");
    assert_eq!(script.sent().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn it_is_tried_again_where_that_is_safe() {
    let busy = || answer(503, "");
    let tries = async |method: Method, options: CallOptions| {
        let (script, client) = client([busy(), answer(200, "1")]);
        let outcome = client.request(method, "/jobs").with(options).await;
        (script.sent().len(), outcome.is_ok())
    };
    assert_eq!(tries(Method::GET, CallOptions::new()).await, (2, true));
    assert_eq!(tries(Method::DELETE, CallOptions::new()).await, (2, true));
    assert_eq!(tries(Method::POST, CallOptions::new()).await, (1, false));
    assert_eq!(tries(Method::POST, CallOptions::new().idempotency_key("k")).await, (2, true));
    assert_eq!(tries(Method::GET, CallOptions::new().retry(Retry::none())).await, (1, false));
    let (script, client) = client([busy()]);
    let stream = Body::stream(pieces(&["a"]));
    let sending = client.request(Method::PUT, "/jobs").body("text/plain", stream);
    sending.await.unwrap_err();
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn limits_hold() {
    let (_, client) = client([Scene::Silence]);
    let short = CallOptions::new().timeout(Duration::from_secs(1));
    let error = client.request(Method::GET, "/a").with(short).await.unwrap_err();
    let Error::Timeout(late) = &error else { panic!("{error}") };
    assert_eq!((late.kind(), late.operation()), (TimeoutKind::Total, "undescribed request"));
    let long = Script::new([answer(200, "0123456789")]);
    let client = builder(&long).max_answer_bytes(8).into_client();
    let error = client.request(Method::GET, "/a").await.unwrap_err();
    assert!(error.to_string().contains("longer than 8 bytes"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_has_its_json() {
    let html = Scene::Answer(404, vec![("content-type", "text/html")], "<h1>no</h1>");
    let (_, client) = client([answer(409, r#"{"code":7}"#), html, answer(409, "{}")]);
    let request = || client.request(Method::POST, "/a");
    let Err(Error::Api(refused)) = request().await else { panic!() };
    assert_eq!((refused.status().as_u16(), refused.body()), (409, Some(&json!({"code": 7}))));
    let error = request().await.unwrap_err();
    assert_eq!(error.to_string(), "undescribed request: 404 Not Found: <h1>no</h1>");
    let Error::Api(refused) = error else { panic!() };
    assert!(matches!(refused.missing_body(), Some(MissingBody::Unreadable(_))), "{refused:?}");
    assert_eq!(refused.text(), "<h1>no</h1>");
    let any: AnyError = request().into_json::<Customer>().await.unwrap_err().into();
    assert_eq!(any.body::<Value>(), Some(&json!({})));
}

#[tokio::test(start_paused = true)]
async fn no_path_leads_elsewhere() {
    let (script, client) = client([answer(200, "1")]);
    for (path, why) in [
        ("", "its path does not begin with a slash"),
        ("a", "its path does not begin with a slash"),
        ("?a=b", "its path does not begin with a slash"),
        (".evil.example.com/a", "its path does not begin with a slash"),
        ("@evil.example.com/a", "its path does not begin with a slash"),
        ("https://evil.example.com/a", "its path does not begin with a slash"),
        ("/..", "comes out as \"..\", which a path cannot carry"),
        ("/a/../../admin", "which a path cannot carry"),
        ("/a/%2E%2e/b", "which a path cannot carry"),
        ("/a/./b", "which a path cannot carry"),
        ("/a\\..\\..\\admin", "its path has a '\\\\', which a path cannot carry"),
        ("/a/.\t./b", "its path has a '\\t', which a path cannot carry"),
        ("/a\r\nx-evil: 1", "its path has a '\\r', which a path cannot carry"),
        ("/a#b", "its path has a '#', which a path cannot carry"),
        ("/a/{id}", "the path parameter \"id\" was not given"),
    ] {
        let error = client.request(Method::GET, path).await.unwrap_err();
        let text = error.to_string();
        assert!(matches!(error, Error::Build(_)), "{path:?}: {error:?}");
        assert!(text.starts_with("undescribed request: ") && text.contains(why), "{text}");
    }
    assert_eq!(script.sent().len(), 0);
    for path in ["//evil.example.com/a", "/@evil.example.com", "/:80/a", "/a?to=/../b"] {
        client.request(Method::GET, path).await.unwrap();
        let url = format!("GET https://shop.example.com/api/v1{path}");
        assert_eq!(script.sent()[0].line, url);
    }
}

#[tokio::test(start_paused = true)]
async fn no_header_begins_another_and_no_redirect_leaves_the_origin() {
    let away = Scene::Answer(307, vec![("location", "https://evil.example.com/a")], "");
    let (script, client) = client([away]);
    let request = || client.request(Method::GET, "/a");
    for request in [
        request().header("a", "b\r\nx-evil: 1"),
        request().header("a\r\nx-evil", "1"),
        request().header("host", "evil.example.com"),
        request().body("text/plain\r\nx-evil: 1", "a"),
    ] {
        assert!(matches!(request.await.unwrap_err(), Error::Build(_)));
    }
    assert_eq!(script.sent().len(), 0);
    let error = request().query("a", "b\r\n#c").await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 307);
    let sent = script.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].line, "GET https://shop.example.com/api/v1/a?a=b%0D%0A%23c");
}

#[tokio::test]
async fn a_mock_answers_it() {
    let mock = Mock::new();
    mock.on::<ListCustomers>().reply(200, &json!([]));
    mock.on::<UndescribedRequest>().reply(404, &json!({}));
    mock.on::<UndescribedRequest>().when(|call| call.path() == "/rates").reply(200, &1.5);
    let client = mock.builder().app_token("app").build().unwrap();
    let rate: f64 = client.request(Method::GET, "/rates").into_json().await.unwrap();
    assert!((rate - 1.5).abs() < f64::EPSILON);
    client.request(Method::GET, "/other").await.unwrap_err();
    let received = mock.received::<UndescribedRequest>();
    let lines: Vec<_> = received.iter().map(|call| (call.method(), call.path())).collect();
    assert_eq!(lines, [(&Method::GET, "/rates"), (&Method::GET, "/other")]);
    assert_eq!(received[0].header("authorization"), Some("Bearer app"));
}
