//! Event streams that are connected again (the HTML standard, section 9.2); docs/streams.md shows one of these functions.

use std::time::Duration;

use runtime_tests::Error;
use runtime_tests::files::Watch;
use runtime_tests::happenings::Happening;
use runtime_tests::runtime::mock::{Answer, Mock};
use runtime_tests::runtime::{
    AnyError, Body, CallOptions, Client, EventObjects, EventSource, Events, Method, Operation,
    Reconnect, Retry, StreamFuture, TransportKind,
};
use runtime_tests::types::Filter;
use tokio::time::Instant;

use crate::support::pieces;

type Source = EventSource<Watch, Events<Filter>>;

static ASK: Operation = Operation::new("ask", Method::POST, "/ask").accept("text/event-stream");

fn events(body: &str) -> Answer {
    Answer::bytes(200, "text/event-stream", body.to_owned())
}

/// The events of a mock that gives these answers one after the other, the last one again and again.
fn source(answers: impl IntoIterator<Item = Answer>, policy: Reconnect) -> (Mock, Source) {
    let mock = Mock::new();
    let on = mock.on::<Watch>();
    answers.into_iter().fold(on, |on, answer| on.answer(answer));
    let events = mock.client().watch().into_stream().reconnecting(policy);
    (mock, events)
}

/// What comes until the end: the texts of events, and how many whole seconds after the start; the error.
async fn told(events: &mut Source) -> (Vec<(String, u64)>, Option<Error<AnyBody>>) {
    let (begun, mut texts) = (Instant::now(), Vec::new());
    let error = loop {
        match events.next().await {
            Some(Ok(event)) => texts.push((event.text().to_owned(), begun.elapsed().as_secs())),
            Some(Err(error)) => break Some(error),
            None => break None,
        }
    };
    assert!(events.next().await.is_none());
    (texts, error)
}

type AnyBody = <Watch as runtime_tests::runtime::Answers>::Error;

/// What each request has stated as the last id.
fn ids(mock: &Mock) -> Vec<Option<String>> {
    let received = mock.received::<Watch>();
    received.iter().map(|call| call.header("last-event-id").map(str::to_owned)).collect()
}

fn pairs(texts: &[(&str, u64)]) -> Vec<(String, u64)> {
    texts.iter().map(|(text, at)| ((*text).to_owned(), *at)).collect()
}

/// Collects what happens until the server says that nothing more will.
async fn follow(client: &Client) -> Result<Vec<String>, AnyError> {
    let mut happened = Vec::new();
    let mut events = client.watch().into_stream().reconnecting(Reconnect::new());
    while let Some(event) = events.next().await {
        happened.push(event?.text().to_owned());
    }
    Ok(happened)
}

#[tokio::test(start_paused = true)]
async fn the_page_shows_what_happens() {
    let mock = Mock::new();
    mock.on::<Watch>()
        .answer(events("data: one\n\n"))
        .answer(events("data: two\n\n"))
        .answer(Answer::empty(204));
    assert_eq!(follow(&mock.client()).await.unwrap(), ["one", "two"]);
    let own = include_str!("reconnects.rs");
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/streams.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut blocks = 0;
    for block in page.split("```rust\n").skip(1) {
        let shown = block.split_once("\n```").unwrap().0;
        assert!(own.contains(shown), "{shown}");
        blocks += 1;
    }
    assert_eq!(blocks, 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_goes_on_from_its_last_event_after_the_wait_of_the_server() {
    let answers = [
        events("data: a\n\n"),
        events("retry: 7000\nid: 1\ndata: b\n\n"),
        events("data: c\n\n"),
        events("retry: none\nid: 2\ndata: d\n\n"),
        Answer::empty(204),
    ];
    let (mock, mut events) = source(answers, Reconnect::new());
    let (texts, error) = told(&mut events).await;
    // 3 seconds where nothing is stated.
    assert_eq!(texts, pairs(&[("a", 0), ("b", 3), ("c", 10), ("d", 17)]));
    assert!(error.is_none(), "{error:?}");
    let one = || Some("1".to_owned());
    assert_eq!(ids(&mock), [None, None, one(), one(), Some("2".to_owned())]);
    assert_eq!(events.last_event_id(), "2");
}

#[tokio::test(start_paused = true)]
async fn the_id_is_that_of_the_last_event_that_is_all_there() {
    for (body, id) in [
        ("id: 1\ndata: a\n\nid: 2\ndata: b\n", Some("1")),
        ("id: 1\ndata: a\n\nid: 2\ndata: b", Some("1")),
        // An event without data is none, and its id counts all the same.
        ("id: 1\ndata: a\n\nid: 2\n\n", Some("2")),
        ("id: 1\ndata: a\n\nid: 2\u{0}\ndata: b\n\n", Some("1")),
        ("id: 1\ndata: a\n\ndata: b\n\n", Some("1")),
        ("id: 1\ndata: a\n\nid\ndata: b\n\n", None),
        ("id: ü\ndata: a\n\n", Some("ü")),
    ] {
        let (mock, mut events) = source([events(body), Answer::empty(204)], Reconnect::new());
        assert!(told(&mut events).await.1.is_none());
        let received = mock.received::<Watch>();
        let sent = received[1].headers().get("last-event-id").map(|id| id.as_bytes());
        assert_eq!(sent, id.map(str::as_bytes), "{body:?}");
        assert_eq!(events.last_event_id(), id.unwrap_or_default());
    }
}

#[tokio::test(start_paused = true)]
async fn an_id_may_come_from_the_caller_and_one_that_no_header_can_hold_is_an_error() {
    let mock = Mock::new();
    mock.on::<Watch>().answer(events("data: a\n\n")).answer(events("id: \u{1}\ndata: b\n\n"));
    let stored = CallOptions::new().header("last-event-id", "stored");
    let watch = mock.client().watch().with(stored);
    let (texts, error) = told(&mut watch.into_stream().reconnecting(Reconnect::new())).await;
    assert_eq!(texts.len(), 2);
    assert!(matches!(error, Some(Error::Build(_))), "{error:?}");
    assert_eq!(ids(&mock), [Some("stored".to_owned()), Some("stored".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_connected_again_whatever_ended_it() {
    let answers = [
        events("id: 1\ndata: a\n\ndata: lost").then_reset(),
        Answer::refused(),
        Answer::reset(),
        events("data: b\n\n").then_stall(),
        events(": nothing new\n\n"),
        events("data: c\n\n"),
        Answer::empty(204),
    ];
    let (mock, mut events) = source(answers, Reconnect::new());
    let (texts, error) = told(&mut events).await;
    let texts: Vec<_> = texts.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["a", "b", "c"]);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(mock.received::<Watch>().len(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stands_still_ends_after_the_idle_limit() {
    let answers = [events("data: a\n\n").then_stall(), events("data: b\n\n"), Answer::empty(204)];
    let mock = Mock::new();
    let on = mock.on::<Watch>();
    answers.into_iter().fold(on, |on, answer| on.answer(answer));
    let options = CallOptions::new().idle_timeout(Duration::from_secs(20));
    let stream = mock.client().with(options).watch().into_stream();
    let (texts, error) = told(&mut stream.reconnecting(Reconnect::new())).await;
    assert_eq!(texts, pairs(&[("a", 0), ("b", 23)]));
    assert!(error.is_none(), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_no_event_stream_ends_it() {
    for (answer, why) in [
        (Answer::bytes(200, "text/html", "<html>"), "it is `text/html`, not `text/event-stream`"),
        (Answer::bytes(201, "text/event-stream", "data: b\n\n"), "its status is not 200"),
        (Answer::json(404, &serde_json::json!({"z": "gone"})), "404 Not Found"),
        (Answer::empty(500), "500 Internal Server Error"),
    ] {
        let (mock, mut events) = source([events("data: a\n\n"), answer], Reconnect::new());
        let (texts, error) = told(&mut events).await;
        assert_eq!(texts, pairs(&[("a", 0)]));
        let error = error.unwrap().to_string();
        assert!(error.starts_with("watch: ") && error.contains(why), "{error}");
        assert_eq!(mock.received::<Watch>().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_request_fails_as_any_other() {
    let (mock, mut events) = source([Answer::refused()], Reconnect::new());
    let (_, error) = told(&mut events).await;
    let Some(Error::Transport(lost)) = error else { panic!("{error:?}") };
    assert_eq!(lost.kind(), TransportKind::Connect);
    assert_eq!(mock.received::<Watch>().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn no_content_ends_it_whatever_type_that_is_said_to_have() {
    let json = Answer::empty(204).header("content-type", "application/json");
    for none in [Answer::empty(204), json] {
        let (mock, mut events) = source([none], Reconnect::new());
        assert!(told(&mut events).await.1.is_none());
        assert_eq!(mock.received::<Watch>().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn each_request_has_the_retries_of_the_client() {
    let mock = Mock::new();
    let on = mock.on::<Watch>().answer(events("id: 1\ndata: a\n\n")).answer(Answer::empty(503));
    on.answer(Answer::reset()).answer(events("data: b\n\n")).answer(Answer::empty(204));
    let client = mock.builder().retry(Retry::new()).into_client();
    let mut events = client.watch().into_stream().reconnecting(Reconnect::new());
    let (texts, error) = told(&mut events).await;
    assert_eq!(texts.len(), 2);
    assert!(error.is_none(), "{error:?}");
    let one = || Some("1".to_owned());
    assert_eq!(ids(&mock), [None, one(), one(), one(), one()]);
}

#[tokio::test(start_paused = true)]
async fn connections_without_an_event_are_counted_and_an_event_begins_anew() {
    let nothing = || events(": nothing\n\n");
    let mut answers = vec![nothing(), nothing(), nothing(), events("data: a\n\n")];
    answers.push(nothing());
    let (mock, mut source) = source(answers, Reconnect::new().attempts(3));
    let (texts, error) = told(&mut source).await;
    assert_eq!(texts.len(), 1);
    let line = "watch: 200 OK, but its body cannot be read: connection after connection brings no \
                event (text/event-stream, empty)";
    assert_eq!(error.unwrap().to_string(), line);
    assert_eq!(mock.received::<Watch>().len(), 4 + 3);
}

#[tokio::test(start_paused = true)]
async fn the_last_of_failed_connections_is_the_error() {
    let answers = [events("data: a\n\n"), Answer::refused()];
    let (mock, mut events) = source(answers, Reconnect::new().attempts(2));
    let (_, error) = told(&mut events).await;
    assert!(error.unwrap().is_connect());
    assert_eq!(mock.received::<Watch>().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn waits_grow_while_nothing_comes_and_are_bounded() {
    let (_mock, mut source) = source([events(": nothing\n\n")], Reconnect::new().attempts(20));
    let begun = Instant::now();
    assert!(told(&mut source).await.1.is_some());
    let waited = begun.elapsed().as_secs();
    // More than the first wait each time, by random parts of up to 57 seconds, and at most the longest.
    assert!((20 * 3 + 40..20 * 60).contains(&waited), "{waited}");
    // The server states a longer wait than the longest.
    let answers =
        [events("retry: 3600000\ndata: a\n\n"), events("data: b\n\n"), Answer::empty(204)];
    let (_mock, mut source) = self::source(answers, Reconnect::new());
    assert_eq!(told(&mut source).await.0, pairs(&[("a", 0), ("b", 60)]));
    let policy = Reconnect::new().longest_wait(Duration::from_secs(5));
    let answers =
        [events("retry: 3600000\ndata: a\n\n"), events("data: b\n\n"), Answer::empty(204)];
    let (_mock, mut source) = self::source(answers, policy);
    assert_eq!(told(&mut source).await.0, pairs(&[("a", 0), ("b", 5)]));
    let policy = Reconnect::new().first_wait(Duration::from_secs(9));
    let (_mock, mut source) =
        self::source([events("data: a\n\n"), events("data: b\n\n"), Answer::empty(204)], policy);
    assert_eq!(told(&mut source).await.0, pairs(&[("a", 0), ("b", 9)]));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_safe_is_made_again_only_where_the_caller_says_so() {
    let mock = Mock::new();
    let client = mock.client();
    let ask = || StreamFuture::<Watch, Events<Filter>>::new(client.call(&ASK).json("why"));
    let (_, error) = told(&mut ask().reconnecting(Reconnect::new())).await;
    let line = "watch: it is a POST, which is made again with `Reconnect::any_method` only";
    assert_eq!(error.unwrap().to_string(), line);
    let anyhow = Reconnect::new().any_method();
    let once = client.call(&ASK).bytes("text/plain", Body::stream(pieces(&["why"])));
    let once = StreamFuture::<Watch, Events<Filter>>::new(once);
    let (_, error) = told(&mut once.reconnecting(anyhow)).await;
    let line = "watch: its body is a stream, which can be sent once only";
    assert_eq!(error.unwrap().to_string(), line);
    assert!(mock.received_in_all().is_empty());
    // It is sent, and the mock knows no answer to it.
    let (_, error) = told(&mut ask().reconnecting(anyhow)).await;
    assert!(matches!(error, Some(Error::Transport(_))), "{error:?}");
    assert_eq!(mock.received_in_all()[0].text(), "\"why\"");
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_dropped_is_not_connected_again() {
    let (mock, mut source) = source([events("data: a\n\n")], Reconnect::new());
    assert!(mock.received::<Watch>().is_empty());
    source.next().await.unwrap().unwrap();
    // It waits for the next connection.
    let next = tokio::time::timeout(Duration::from_secs(1), source.next()).await;
    assert!(next.is_err());
    drop(source);
    tokio::time::sleep(Duration::from_secs(1000)).await;
    assert_eq!(mock.received::<Watch>().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn events_that_are_whole_objects_are_connected_again_too() {
    let mock = Mock::new();
    let on = mock.on::<Watch>().answer(events("event: closed\nid: 1\ndata: 12\n\n"));
    on.answer(events("event: closed\ndata: 13\n\n")).answer(Answer::empty(204));
    let call = mock.client().call(<Watch as runtime_tests::runtime::Answers>::operation());
    let stream =
        StreamFuture::<Watch, EventObjects<Happening>>::new(call.accept("text/event-stream"));
    let mut events = stream.reconnecting(Reconnect::new());
    for text in ["12", "13"] {
        let event = events.next().await.unwrap().unwrap();
        assert!(matches!(event.data(), Some(Happening::Closed(closed)) if closed.data == text));
        assert_eq!(event.id(), "1");
    }
    assert!(events.next().await.is_none());
}
