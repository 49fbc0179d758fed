//! Answers as they come: bytes, JSON lines and events.

use std::sync::Arc;
use std::time::Duration;

use runtime_tests::Error;
use runtime_tests::files::Watch;
use runtime_tests::happenings::{Closed, Happening, Price, Sold};
use runtime_tests::runtime::mock::{self, Mock};
use runtime_tests::runtime::{
    AnswerStream, Bytes, CallOptions, Client, Decoder, Event, EventObjects, Events, HeaderMap,
    Lines, Method, Operation, Redactor, Reply, Retry, StatusCode,
};
use runtime_tests::server::{Answer, Server};
use runtime_tests::types::Filter;

use crate::support::start;

const EVENTS: (&str, &str) = ("content-type", "text/event-stream; charset=utf-8");

async fn all<D: Decoder + Unpin>(mut stream: AnswerStream<D>) -> Vec<Result<D::Item, Error>> {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    assert!(stream.next().await.is_none());
    items
}

#[tokio::test]
async fn bytes_come_in_chunks_and_as_a_whole() {
    let answer = Answer::pieces(200, &[("request-id", "r1")], &["one ", "two"]);
    let (server, client) = start(vec![answer]).await;
    let stream = client.export().into_stream().await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.request_id()), (200, Some("r1")));
    let chunks: Vec<Bytes> = all(stream).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(chunks, ["one ", "two"]);
    assert_eq!(client.export().await.unwrap(), "one two");
    assert_eq!(server.requests()[0].header("accept"), Some("image/png"));
}

#[tokio::test]
async fn what_is_no_success_is_read_whole() {
    let (_server, client) = start(vec![Answer::json(404, r#"{"z":"no"}"#)]).await;
    let Err(Error::Api(error)) = client.export().into_stream().await else { panic!() };
    assert_eq!(error.status(), 404);
    assert_eq!(error.body().unwrap().z, "no");
    assert_eq!(error.text(), r#"{"z":"no"}"#);
}

#[tokio::test]
async fn a_lost_connection_is_the_last_item() {
    let (_server, client) = start(vec![Answer::cut(200, "begun")]).await;
    let items = all(client.export().into_stream().await.unwrap()).await;
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].as_ref().unwrap(), "begun");
    assert!(matches!(&items[1], Err(Error::Transport(_))), "{items:?}");
}

#[tokio::test]
async fn limits_hold_until_the_answer_begins() {
    let server = Server::start(vec![
        Answer::pieces(200, &[], &["a"; 20]),
        Answer::silent(),
        Answer::stalled(500, "x"),
    ])
    .await
    .unwrap();
    let limit = Duration::from_millis(150);
    let builder = Client::builder().base_url(server.url()).try_timeout(limit);
    let client = builder.retry(Retry::none()).build().unwrap();
    // It takes 400 ms in all.
    assert_eq!(all(client.export().into_stream().await.unwrap()).await.len(), 20);
    for started in ["no answer", "500 Internal Server Error, but no whole body"] {
        let error = client.export().into_stream().await.unwrap_err();
        let host = server.url().replace("http://", "");
        let line = format!("export: {started} from {host} within 0.15 s, the limit for one try");
        assert_eq!(error.to_string(), line);
    }
}

#[tokio::test]
async fn lines_are_read_one_by_one() {
    let body = "{\"z\":\"1\"}\r\n\n{\"z\":2}\n{\"z\":\"3\"}";
    let sequence = "\u{1e}{\"z\":\n\"1\"}\n\u{1e}{\"z\":\"2\"}\n";
    let (_server, client) = start(vec![
        Answer::new(200, body),
        Answer::new(200, body),
        Answer::with_headers(200, &[("content-type", "application/json-seq")], sequence),
    ])
    .await;
    let items = all(client.log().into_stream().await.unwrap()).await;
    let read = |item: &Result<Filter, Error>| item.as_ref().map(|filter| filter.z.clone()).ok();
    let values: Vec<_> = items.iter().map(read).collect();
    assert_eq!(values, [Some("1".to_owned()), None, Some("3".to_owned())]);
    let Err(Error::Decode(error)) = &items[1] else { panic!() };
    assert_eq!((error.path(), error.bytes()), ("z", &Bytes::from("{\"z\":2}")));
    // As a whole they are right or wrong together.
    assert!(matches!(client.log().await, Err(Error::Decode(_))));
    let texts: Vec<_> = client.log().await.unwrap().into_iter().map(|filter| filter.z).collect();
    assert_eq!(texts, ["1", "2"]);
}

#[tokio::test]
async fn events_have_their_described_data() {
    let pieces = [
        "data: {\"z\":\"1\"}\n",
        "\n: ping\n\nid: 7\nevent: late\nretry: 50\nda",
        "ta: [DONE]\n\n",
    ];
    let (server, client) = start(vec![Answer::pieces(200, &[EVENTS], &pieces)]).await;
    let mut events = client.watch().into_stream().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.name(), first.id(), first.retry()), ("message", "", None));
    assert_eq!(first.data().unwrap().z, "1");
    let done = events.next().await.unwrap().unwrap();
    assert_eq!((done.name(), done.id(), done.text()), ("late", "7", "[DONE]"));
    assert_eq!(done.retry(), Some(Duration::from_millis(50)));
    assert_eq!(done.data(), None);
    assert!(done.fault().unwrap().contains("line 1"), "{done:?}");
    assert!(events.next().await.is_none());
    assert_eq!(client.watch().await.unwrap().len(), 2);
    assert_eq!(server.requests()[0].header("accept"), Some("text/event-stream"));
}

/// The error of a stream, and of the whole answer, to a call that is answered so.
macro_rules! misread {
    ($call:ident, $answer:expr) => {{
        let (_server, client) = start(vec![$answer]).await;
        let streamed = client.$call().into_stream().await.unwrap_err();
        let whole = client.$call().await.unwrap_err();
        assert!(matches!((&streamed, &whole), (Error::Decode(_), Error::Decode(_))), "{whole:?}");
        assert!(!streamed.is_retryable() && streamed.status() == whole.status());
        (streamed, whole.to_string())
    }};
}

#[tokio::test]
async fn json_is_no_event_stream() {
    let (error, whole) = misread!(watch, Answer::json(200, r#"{"z":"1"}"#));
    let line = "watch: 200 OK, but its body cannot be read: it is `application/json`, not \
                `text/event-stream` (application/json: {\"z\":\"1\"})";
    assert_eq!([&*error.to_string(), &*whole], [line; 2]);
    let Error::Decode(error) = error else { panic!() };
    assert_eq!(error.bytes(), r#"{"z":"1"}"#);
}

#[tokio::test]
async fn a_page_is_no_stream() {
    let html = [("content-type", "text/html; charset=utf-8")];
    let page = Answer::with_headers(200, &html, "<h1>Sign in, app_secret</h1>");
    let (error, whole) = misread!(watch, page.clone());
    let line = "watch: 200 OK, but its body cannot be read: it is `text/html`, not \
                `text/event-stream` (text/html: <h1>Sign in, [redacted]</h1>)";
    assert_eq!([&*error.to_string(), &*whole], [line; 2]);
    let (error, whole) = misread!(log, page);
    let line = "log: 200 OK, but its body cannot be read: it is `text/html`, not \
                `application/jsonl` (text/html: <h1>Sign in, [redacted]</h1>)";
    assert_eq!([&*error.to_string(), &*whole], [line; 2]);
}

#[tokio::test]
async fn a_stream_that_is_compressed_says_so() {
    let headers = [EVENTS, ("content-encoding", "gzip")];
    let (error, whole) = misread!(watch, Answer::with_headers(200, &headers, "\u{1f}"));
    for line in [error.to_string(), whole] {
        assert!(line.contains("compressed as `gzip`, which was not asked for"), "{line}");
    }
    let headers = [("content-type", "application/jsonl"), ("content-encoding", "br")];
    let (error, whole) = misread!(log, Answer::with_headers(200, &headers, "\u{1f}"));
    for line in [error.to_string(), whole] {
        assert!(line.contains("compressed as `br`, which was not asked for"), "{line}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_endless_answer_of_another_type_is_an_error_all_the_same() {
    let mock = Mock::new();
    let begun = mock::Answer::bytes(200, "text/plain", "busy");
    mock.on::<Watch>().answer(begun.clone().then_stall()).answer(begun.then_reset());
    for _ in 0..2 {
        let error = mock.client().watch().into_stream().await.unwrap_err();
        let line = "watch: 200 OK, but its body cannot be read: it is `text/plain`, not \
                    `text/event-stream` (text/plain: busy)";
        assert_eq!(error.to_string(), line);
    }
}

#[tokio::test]
async fn lines_may_come_under_other_names() {
    for name in ["application/x-ndjson", "application/json", "text/plain", "application/jsonl"] {
        let headers = [("content-type", name)];
        let (_server, client) =
            start(vec![Answer::with_headers(200, &headers, "{\"z\":\"1\"}\n")]).await;
        assert_eq!(all(client.log().into_stream().await.unwrap()).await.len(), 1, "{name}");
        assert_eq!(client.log().await.unwrap().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn an_event_that_is_cut_is_none() {
    for cut in ["data: {\"z\": \"2\"}", "data: {\"z\": \"2\"}\n", "id: 7\ndata: {\"z\": \"2\"}\nda"]
    {
        let body = format!("data: {{\"z\": \"1\"}}\n\n{cut}");
        let (_server, client) = start(vec![Answer::with_headers(200, &[EVENTS], body)]).await;
        let events = all(client.watch().into_stream().await.unwrap()).await;
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!(client.watch().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_item_that_is_too_long_ends_the_stream() {
    let long = "x".repeat(2000);
    let events = format!("data: {{\"z\": \"1\"}}\n\ndata: {long}\ndata: {long}\ndata: {long}\n\n");
    let lines = format!("{{\"z\": \"1\"}}\n{long}{long}{long}\n");
    let answers = vec![
        Answer::pieces(200, &[EVENTS], &events.split_inclusive('\n').collect::<Vec<_>>()),
        Answer::pieces(200, &[], &lines.split_inclusive("xxxx").collect::<Vec<_>>()),
    ];
    let (_server, client) = start(answers).await;
    let client = client.with(CallOptions::new().max_answer_bytes(5000));
    let told = all(client.watch().into_stream().await.unwrap()).await;
    let error = told.last().unwrap().as_ref().unwrap_err().to_string();
    assert!(told.len() == 2 && error.contains("longer than 5000 bytes"), "{error}");
    let client = client.with(CallOptions::new().max_answer_bytes(50));
    let told = all(client.log().into_stream().await.unwrap()).await;
    let error = told.last().unwrap().as_ref().unwrap_err().to_string();
    assert!(told.len() == 2 && error.contains("longer than 50 bytes"), "{error}");
}

fn head() -> Reply {
    static WATCH: Operation = Operation::new("watch", Method::GET, "/");
    let redactor = Arc::new(Redactor::default());
    Reply::new(&WATCH, StatusCode::OK, HeaderMap::new(), Bytes::new(), redactor)
}

/// The items of a body that comes in these chunks.
fn decoded<D: Decoder>(chunks: &[&[u8]]) -> Vec<D::Item> {
    let (head, mut decoder, mut items) = (head(), D::default(), Vec::new());
    for chunk in chunks {
        decoder.feed(Bytes::copy_from_slice(chunk));
        while let Some(item) = decoder.next(&head, false) {
            items.push(item.unwrap());
        }
    }
    while let Some(item) = decoder.next(&head, true) {
        items.push(item.unwrap());
    }
    items
}

/// Cuts a body in two, and in three, in every place: the items stay the same.
fn assert_cut_anywhere<D: Decoder>(body: &[u8]) -> Vec<D::Item>
where
    D::Item: PartialEq + std::fmt::Debug,
{
    let whole = decoded::<D>(&[body]);
    for cut in 0..=body.len() {
        let (one, rest) = body.split_at(cut);
        assert_eq!(decoded::<D>(&[one, rest]), whole, "cut at {cut}");
        for again in 0..=rest.len() {
            let (two, three) = rest.split_at(again);
            assert_eq!(decoded::<D>(&[one, two, three]), whole, "cut at {cut} and {again} more");
        }
    }
    let bytes: Vec<&[u8]> = body.chunks(1).collect();
    assert_eq!(decoded::<D>(&bytes), whole);
    whole
}

#[test]
fn events_may_be_cut_anywhere() {
    let body = "\u{feff}: hi\r\ndata: ü\r\ndata\r\ndata:  b\r\n\r\nevent: x\rdata:1\r\rid: 1\u{0}\nid: 2\n\
        retry: 1x\nother: y\ndata: {\"a\": 1}\n\nevent: nothing\n\ndata: last";
    let events = assert_cut_anywhere::<Events<String>>(body.as_bytes());
    let told: Vec<_> =
        events.iter().map(|event: &Event<_>| (event.name(), event.id(), event.text())).collect();
    let expected = [
        ("message", "", "ü\n\n b"),
        ("x", "", "1"),
        // The last one is cut: no empty line ends it.
        ("message", "2", "{\"a\": 1}"),
    ];
    assert_eq!(told, expected);
    assert!(events.iter().all(|event| event.data().map(String::as_str) == Some(event.text())));
}

#[test]
fn lines_may_be_cut_anywhere() {
    let body = "1\r\n22\n\r\n \n\"\u{fc}\"\r3";
    let values = assert_cut_anywhere::<Lines<serde_json::Value>>(body.as_bytes());
    assert_eq!(values, [1.into(), 22.into(), "ü".into(), serde_json::Value::from(3)]);
}

#[test]
fn an_event_whose_schema_describes_its_fields_is_the_object_of_them() {
    let body = concat!(
        "event: sold\nid: 7\ndata: {\"cents\": 5}\n\n",
        "event: closed\ndata: 12\n\n",
        "event: moved\ndata: far\n\n",
        "data: {\"event\": \"sold\", \"data\": {\"cents\": 6}}\n\n",
        "event: sold\ndata: [DONE]\n\n",
    );
    let events = assert_cut_anywhere::<EventObjects<Happening>>(body.as_bytes());
    let data: Vec<_> = events.iter().map(Event::data).collect();
    let sold = |id: Option<&str>, cents| {
        let (event, id) = ("sold".to_owned(), id.map(str::to_owned));
        Happening::Sold(Sold { event, id, data: Price { cents } })
    };
    assert_eq!(data[0], Some(&sold(Some("7"), 5)));
    let closed = Closed { event: "closed".to_owned(), data: "12".to_owned() };
    assert_eq!(data[1], Some(&Happening::Closed(closed)));
    let moved = serde_json::json!({"event": "moved", "data": "far", "id": "7"});
    assert_eq!(data[2], Some(&Happening::Unknown(moved)));
    assert_eq!(data[3], Some(&sold(None, 6)));
    assert!(matches!(data[4], Some(Happening::Unknown(_))), "{:?}", data[4]);
    assert_eq!(events[4].text(), "[DONE]");
}
