//! Which calls are tried again, when, and what is said of it. The clock is paused: nothing sleeps.

use std::io::ErrorKind;
use std::time::Duration;

use runtime_tests::runtime::{Body, CallOptions, Retry, TimeoutKind};
use runtime_tests::script::{Scene, Script};
use runtime_tests::types::NewCustomer;
use runtime_tests::{Client, ClientBuilder, Error};

use crate::support::pieces;

const SECOND: Duration = Duration::from_secs(1);

fn status(status: u16) -> Scene {
    Scene::Answer(status, Vec::new(), "")
}

fn listed() -> Scene {
    Scene::Answer(200, vec![("content-type", "application/json")], "[]")
}

fn created() -> Scene {
    Scene::Answer(201, vec![("content-type", "application/json")], r#"{"name":"A"}"#)
}

fn asked(status: u16, wait: &'static str) -> Scene {
    Scene::Answer(status, vec![("retry-after", wait)], "")
}

fn builder(script: &Script) -> ClientBuilder {
    Client::builder().app_token("app_secret").transport(script.clone())
}

fn client(scenes: impl IntoIterator<Item = Scene>) -> (Script, Client) {
    let script = Script::new(scenes);
    let client = builder(&script).into_client();
    (script, client)
}

#[tokio::test(start_paused = true)]
async fn what_may_pass_is_tried_again() {
    for scene in [
        status(408),
        status(429),
        status(500),
        status(502),
        status(503),
        status(504),
        Scene::Fails(ErrorKind::ConnectionRefused),
        Scene::Fails(ErrorKind::ConnectionReset),
        Scene::Silence,
    ] {
        let (script, client) = client([scene.clone(), listed()]);
        client.list_customers().await.unwrap_or_else(|error| panic!("{scene:?}: {error}"));
        assert_eq!(script.sent().len(), 2, "{scene:?}");
    }
    for refused in [400, 401, 403, 404, 409, 422, 501] {
        let (script, client) = client([status(refused), listed()]);
        let error = client.list_customers().await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), script.sent().len()), (refused, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn the_waits_are_random_and_bounded() {
    let mut second = Vec::new();
    for _ in 0..200 {
        let (script, client) = client([status(503)]);
        let options = CallOptions::new().retry(Retry::new().tries(8)).timeout(None);
        client.list_customers().with(options).await.unwrap_err();
        let at: Vec<Duration> = script.sent().iter().map(|sent| sent.at).collect();
        assert_eq!(at.len(), 8);
        let waits: Vec<Duration> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let bounds = [500, 1000, 2000, 4000, 8000, 8000, 8000].map(Duration::from_millis);
        // The clock of the tests goes in milliseconds.
        let allowed = bounds.map(|bound| bound + Duration::from_millis(1));
        assert!(waits.iter().zip(allowed).all(|(wait, bound)| *wait <= bound), "{waits:?}");
        second.push(waits[1]);
    }
    second.sort();
    assert!(second[20] < Duration::from_millis(400), "{second:?}");
    assert!(second[180] > Duration::from_millis(600), "{second:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_may_have_acted_is_not_repeated() {
    let body = NewCustomer::new("A");
    for scene in
        [status(503), status(429), Scene::Fails(ErrorKind::ConnectionReset), Scene::Silence]
    {
        let (script, client) = client([scene.clone(), created()]);
        client.create_customer(&body).await.unwrap_err();
        assert_eq!(script.sent().len(), 1, "{scene:?}");
    }
    // A request that has not left cannot have acted.
    let (script, client) = client([Scene::Fails(ErrorKind::ConnectionRefused), created()]);
    client.create_customer(&body).await.unwrap();
    assert_eq!(script.sent().len(), 2);
    // The caller may know better.
    let (script, client) = self::client([status(503), created()]);
    let options = CallOptions::new().retry(Retry::new().any_method());
    client.create_customer(&body).with(options).await.unwrap();
    let sent = script.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!((&sent[0].body, &sent[0].line), (&sent[1].body, &sent[1].line));
}

#[tokio::test(start_paused = true)]
async fn a_key_makes_a_call_safe_to_repeat() {
    let body = NewCustomer::new("A");
    let (script, client) = client([status(503), status(503), created()]);
    let options = CallOptions::new().idempotency_key("order-7");
    client.create_customer(&body).with(options).await.unwrap();
    let keys = |script: &Script, header: &str| {
        let sent = script.sent();
        sent.iter()
            .map(|sent| sent.headers[header].to_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&script, "idempotency-key"), ["order-7"; 3]);
    // An operation that has a header for it gets a key of its own for each call.
    let (script, client) = self::client([status(503), created(), created()]);
    client.pay().await.unwrap();
    client.pay().await.unwrap();
    let sent = keys(&script, "x-pay-key");
    assert_eq!((sent.len(), &sent[0]), (3, &sent[1]));
    assert_ne!(sent[1], sent[2]);
    let form: Vec<usize> = sent[0].split('-').map(str::len).collect();
    assert_eq!((form, &sent[0][14..15]), (vec![8, 4, 4, 4, 12], "4"));
    // The caller's own key stays.
    let (script, client) = self::client([status(503), created()]);
    client.pay().key("mine").await.unwrap();
    assert_eq!(keys(&script, "x-pay-key"), ["mine"; 2]);
}

#[tokio::test(start_paused = true)]
async fn the_server_says_when() {
    let (script, client) = client([asked(429, "7"), listed()]);
    client.list_customers().await.unwrap();
    assert_eq!(script.sent()[1].at.as_secs(), 7);
    // Too long a wait is the caller's to decide.
    let (script, client) = self::client([asked(503, "31"), listed()]);
    let error = client.list_customers().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), script.sent().len()), (503, 1));
    let patient = Retry::new().longest_retry_after(SECOND * 40);
    let client = client.with(CallOptions::new().retry(patient));
    let (script, _) = (Script::new([asked(503, "31"), listed()]), client);
    let client = builder(&script).retry(patient).into_client();
    client.list_customers().await.unwrap();
    assert_eq!(script.sent()[1].at.as_secs(), 31);
}

#[tokio::test(start_paused = true)]
async fn the_whole_call_has_an_end() {
    // No wait begins that would end behind the limit.
    let (script, client) = client([asked(503, "20"), listed()]);
    let error = client.list_customers().with(CallOptions::new().timeout(SECOND * 15)).await;
    assert_eq!((error.unwrap_err().status().unwrap().as_u16(), script.sent().len()), (503, 1));
    // A try ends with the call.
    let slow = Scene::After(SECOND * 9, Box::new(status(503)));
    let (script, client) = self::client([slow]);
    let options = CallOptions::new().timeout(SECOND * 12);
    let error = client.list_customers().with(options).await.unwrap_err();
    let Error::Timeout(late) = &error else { panic!("{error}") };
    assert_eq!((late.kind(), script.sent().len()), (TimeoutKind::Total, 2));
    assert_eq!(late.limit(), Some(SECOND * 12));
}

#[tokio::test(start_paused = true)]
async fn what_was_tried_stands_in_the_error() {
    let refused = Scene::Fails(ErrorKind::ConnectionRefused);
    let (_, client) = client([refused, asked(503, "2"), Scene::Answer(503, vec![], "closed")]);
    let error = client.list_customers().await.unwrap_err();
    let line = "listCustomers: 503 Service Unavailable: closed (try 3; before it: no connection, \
                503 Service Unavailable)";
    assert_eq!(error.to_string(), line);
    let tries = error.failed_tries();
    assert_eq!(tries.len(), 2);
    assert_eq!((tries[0].answer(), tries[1].answer().unwrap().as_u16()), (None, 503));
    assert_eq!(tries[1].wait(), SECOND * 2);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_tried_again_where_nobody_wants_it() {
    let script = Script::new([status(503), listed()]);
    let client = builder(&script).retry(Retry::none()).into_client();
    client.list_customers().await.unwrap_err();
    assert_eq!(script.sent().len(), 1);
    let again = CallOptions::new().retry(Retry::new());
    client.with(again).list_customers().await.unwrap();
}

/// A client whose server is sick for long sends little more than one try for each call.
#[tokio::test(start_paused = true)]
async fn the_reserve_of_retries_ends() {
    let (script, client) = client([status(503)]);
    for _ in 0..300 {
        client.list_customers().await.unwrap_err();
    }
    assert_eq!(script.sent().len(), 400);
    let (script, _) = (Script::new([listed()]), client);
    let client = builder(&script).into_client();
    for _ in 0..20 {
        client.list_customers().await.unwrap();
    }
    assert_eq!(script.sent().len(), 20);
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_once_and_one_that_is_made_anew_is_not() {
    let put = |body: Body| async move {
        let (script, client) = client([status(503), status(204)]);
        let outcome = client.put_file(body).await;
        (outcome.is_ok(), script.sent().into_iter().map(|sent| sent.body).collect::<Vec<_>>())
    };
    let once = put(Body::stream(pieces(&["a", "b"]))).await;
    assert_eq!(once, (false, vec![b"ab".to_vec()]));
    let anew = put(Body::stream_with(|| pieces(&["a", "b"]))).await;
    assert_eq!(anew, (true, vec![b"ab".to_vec(); 2]));
    assert_eq!(put("ab".into()).await, (true, vec![b"ab".to_vec(); 2]));
}
