//! What can be said of one call, and of all calls of a client.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Request, Response};
use runtime_tests::runtime::{Body, BoxError, CallOptions, Operation, Retry, Transport};
use runtime_tests::script::{Scene, Script};
use runtime_tests::server::{Answer, Server};
use runtime_tests::{Client, ClientBuilder, Error};
use tower_layer::Layer;
use tower_service::Service;

fn builder(script: &Script) -> ClientBuilder {
    Client::builder().app_token("app_secret").transport(script.clone()).retry(Retry::none())
}

fn listed() -> Scene {
    Scene::Answer(200, vec![("content-type", "application/json")], "[]")
}

#[tokio::test]
async fn the_options_of_a_call_win_over_those_of_the_client() {
    let script = Script::new([listed()]);
    let client = builder(&script).header("X-Team", "shop").header("x-env", "test").into_client();
    let options = CallOptions::new()
        .header("x-team", "billing")
        .header("accept", "application/vnd.shop+json")
        .request_id("req_7")
        .base_url("https://eu.example.com/v2");
    client.list_customers().page(2).with(options.clone()).await.unwrap();
    client.list_customers().await.unwrap();
    let again = client.with(options).list_customers();
    again.with(CallOptions::new().header("x-team", "third")).await.unwrap();
    let sent = script.sent();
    let header = |index: usize, name: &str| {
        let value = sent[index].headers.get(name);
        value.map(|value| (value.to_str().unwrap().to_owned(), value.is_sensitive()))
    };
    let own = |text: &str| Some((text.to_owned(), true));
    assert_eq!(sent[0].line, "GET https://eu.example.com/v2/customers?page=2");
    assert_eq!(header(0, "x-team"), own("billing"));
    assert_eq!(header(0, "x-env"), own("test"));
    assert_eq!(header(0, "accept"), own("application/vnd.shop+json"));
    assert_eq!(header(0, "x-request-id"), own("req_7"));
    assert_eq!(header(0, "authorization"), own("Bearer app_secret"));
    assert_eq!(sent[0].headers.get_all("x-team").iter().count(), 1);
    assert_eq!(sent[0].operation, "listCustomers");
    assert_eq!(sent[1].line, "GET https://shop.example.com/api/v1/customers");
    assert_eq!((header(1, "x-team"), header(1, "x-request-id")), (own("shop"), None));
    assert_eq!((header(2, "x-team"), header(2, "x-request-id")), (own("third"), own("req_7")));
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error_of_the_call() {
    let script = Script::new([listed()]);
    let client = builder(&script).into_client();
    for (options, why) in [
        (CallOptions::new().header("a b", "c"), "the header \"a b\" has a malformed name"),
        (CallOptions::new().header("a", "b\r\nc: d"), "the header \"a\" holds a control character"),
        (CallOptions::new().header("Content-Length", "3"), "the header \"Content-Length\" is the"),
        (CallOptions::new().header("host", "a.com"), "the header \"host\" is the client's own"),
        (CallOptions::new().idempotency_key("\n"), "the idempotency key holds a control"),
        (CallOptions::new().base_url("shop"), "the base URL \"shop\" is not an absolute URL"),
    ] {
        let error = client.list_customers().with(options).await.unwrap_err();
        assert!(matches!(error, Error::Build(_)) && error.to_string().contains(why), "{error}");
    }
    assert!(builder(&script).header("a b", "c").build().is_err());
    assert_eq!(script.sent().len(), 0);
}

/// Credentials are not sent where others can read them, unless that is allowed.
#[tokio::test]
async fn plain_http_is_for_this_machine() {
    let script = Script::new([listed()]);
    let plain = builder(&script).base_url("http://shop.example.com");
    let client = plain.clone().into_client();
    let error = client.list_customers().await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    assert!(error.to_string().contains("shop.example.com by plain http"), "{error}");
    assert!(!error.to_string().contains("app_secret"), "{error}");
    client.anything().await.unwrap();
    plain.allow_plain_http().into_client().list_customers().await.unwrap();
    for host in ["localhost:3000", "127.0.0.1", "[::1]:80", "api.localhost", "127.8.9.1"] {
        let local = builder(&script).base_url(format!("http://{host}"));
        local.into_client().list_customers().await.unwrap();
    }
    for host in ["127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "[::2]"] {
        let far = builder(&script).base_url(format!("http://{host}"));
        far.into_client().list_customers().await.unwrap_err();
    }
    assert_eq!(script.sent().len(), 7);
}

#[tokio::test]
async fn a_body_that_stands_still_is_given_up() {
    let server = Server::start(vec![Answer::stalled(200, "a,b\n")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let short = CallOptions::new().idle_timeout(Duration::from_millis(30)).retry(Retry::none());
    let error = client.export().with(short.clone()).await.unwrap_err();
    let host = server.url().replace("http://", "");
    let line = format!(
        "export: 200 OK, but no whole body from {host} within 0.03 s, the limit for a body that \
         stands still"
    );
    assert_eq!(error.to_string(), line);
    let mut stream = client.export().with(short).into_stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), "a,b\n");
    assert_eq!(stream.next().await.unwrap().unwrap_err().to_string(), line);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_not_held() {
    let script = Script::new([
        Scene::Answer(200, vec![], "0123456789"),
        Scene::Answer(500, vec![], "0123456789"),
    ]);
    let client = builder(&script).max_answer_bytes(8).into_client();
    let error = client.export().await.unwrap_err();
    let why = "it is longer than 8 bytes, which is the limit for an answer";
    assert!(matches!(error, Error::Decode(_)) && error.to_string().contains(why), "{error}");
    let Err(Error::Api(error)) = client.export().await else { panic!() };
    assert_eq!((error.status().as_u16(), &*error.text()), (500, "01234567"));
}

/// Counts the tries of each operation.
#[derive(Clone, Default)]
struct Counts(Arc<Mutex<BTreeMap<&'static str, usize>>>);

impl Layer<Transport> for Counts {
    type Service = Counted;

    fn layer(&self, inner: Transport) -> Counted {
        Counted(self.clone(), inner)
    }
}

#[derive(Clone)]
struct Counted(Counts, Transport);

impl Service<Request<Body>> for Counted {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = <Transport as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.1.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let operation = request.extensions().get::<&'static Operation>();
        let id = operation.map_or("", |operation| operation.id());
        *self.0.0.lock().unwrap().entry(id).or_default() += 1;
        self.1.call(request)
    }
}

#[tokio::test(start_paused = true)]
async fn a_layer_sees_each_try_and_whose_it_is() {
    let counts = Counts::default();
    let busy = Scene::Answer(503, Vec::new(), "");
    let script = Script::new([busy, listed()]);
    let builder = Client::builder().app_token("app").transport(script.clone());
    let client = builder.layer(counts.clone()).build().unwrap();
    client.list_customers().await.unwrap();
    client.list_customers().await.unwrap();
    assert_eq!(*counts.0.lock().unwrap(), BTreeMap::from([("listCustomers", 3)]));
}
