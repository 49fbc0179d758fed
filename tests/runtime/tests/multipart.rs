//! Bodies in parts, byte for byte, and bodies as streams.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use futures_core::Stream;
use runtime_tests::files::{NoteBody, UploadBody};
use runtime_tests::runtime::{Body, FilePart, Method, Operation, Parts, TransportKind};
use runtime_tests::server::{Answer, Request, Server};
use runtime_tests::types::Filter;
use runtime_tests::{Client, Error};

use crate::support::start;

/// A stream of these chunks.
struct Chunks<E>(VecDeque<Result<&'static str, E>>);

impl<E: Unpin> Stream for Chunks<E> {
    type Item = Result<&'static str, E>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn chunks(chunks: &[&'static str]) -> Chunks<Infallible> {
    Chunks(chunks.iter().map(|chunk| Ok(*chunk)).collect())
}

/// The body with its boundary named, after it was found in the header.
fn framed(server: &Server) -> (Request, String) {
    let request = server.requests().pop().unwrap();
    let media_type = request.header("content-type").unwrap();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap().to_owned();
    assert_eq!(boundary.len(), 36);
    let text = request.text().replace(&boundary, "B").replace("\r\n", "\n");
    (request, text)
}

fn body(picture: impl Into<FilePart>) -> UploadBody {
    UploadBody {
        title: "Ada".to_owned(),
        picture: picture.into(),
        more: None,
        tags: None,
        filter: None,
        table: None,
        numbers: None,
        near: None,
        colours: None,
    }
}

#[tokio::test]
async fn every_kind_of_part_has_these_bytes() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let mut body = body(FilePart::new("a \"b\"\r\n.png", "PNG").media_type("image/png"));
    body.more =
        Some(vec![FilePart::new("ü", Body::stream(chunks(&["st", "", "ream"]))), "x".into()]);
    body.tags = Some(vec!["a".to_owned(), "b c".to_owned()]);
    body.filter = Some(Filter { z: "z".to_owned(), a: None });
    body.table = Some("1,2".to_owned());
    body.numbers = Some(vec![1, 2]);
    body.near = Some(Filter { z: "z=&ü %20+".to_owned(), a: Some(1) });
    body.colours = Some(vec!["sea green".to_owned(), "red".to_owned()]);
    client.upload(body).await.unwrap();
    let (request, text) = framed(&server);
    let expected = "--B\nContent-Disposition: form-data; name=\"title\"\n\nAda\n\
        --B\nContent-Disposition: form-data; name=\"picture\"; filename=\"a %22b%22%0D%0A.png\"\n\
        Content-Type: image/png\n\nPNG\n\
        --B\nContent-Disposition: form-data; name=\"more[]\"; filename=\"ü\"\n\
        Content-Type: application/octet-stream\n\nstream\n\
        --B\nContent-Disposition: form-data; name=\"more[]\"; filename=\"more[]\"\n\
        Content-Type: application/octet-stream\n\nx\n\
        --B\nContent-Disposition: form-data; name=\"tags\"\n\na\n\
        --B\nContent-Disposition: form-data; name=\"tags\"\n\nb c\n\
        --B\nContent-Disposition: form-data; name=\"filter\"\nContent-Type: application/json\n\n\
        {\"z\":\"z\",\"a\":null}\n\
        --B\nContent-Disposition: form-data; name=\"table\"\nContent-Type: text/csv\n\n1,2\n\
        --B\nContent-Disposition: form-data; name=\"numbers\"\nContent-Type: application/json\n\n\
        [1,2]\n\
        --B\nContent-Disposition: form-data; name=\"near[z]\"\n\nz=&ü %20+\n\
        --B\nContent-Disposition: form-data; name=\"near[a]\"\n\n1\n\
        --B\nContent-Disposition: form-data; name=\"colours\"\n\nsea green|red\n--B--\n";
    assert_eq!(text, expected);
    // How long the stream is was not said.
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    assert_eq!(request.header("content-length"), None);
}

#[tokio::test]
async fn a_known_length_is_told() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    client.upload(body("PNG")).await.unwrap();
    let (request, _) = framed(&server);
    assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
    let stream = Body::stream(chunks(&["st", "ream"])).length(6);
    client.upload(body(FilePart::new("a", stream))).await.unwrap();
    let (request, _) = framed(&server);
    assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
    assert_eq!(request.header("transfer-encoding"), None);
}

#[tokio::test]
async fn parts_are_put_together_by_hand() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let objects = [Filter { z: "z".to_owned(), a: Some(1) }];
    let parts = Parts::new()
        .value("none", &None::<bool>)
        .value("objects", &objects)
        .file("f", FilePart::from(vec![1_u8]));
    client.upload_parts(parts).await.unwrap();
    let (_, text) = framed(&server);
    let expected = "--B\nContent-Disposition: form-data; name=\"objects\"\n\
        Content-Type: application/json\n\n{\"z\":\"z\",\"a\":1}\n\
        --B\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\n\
        Content-Type: application/octet-stream\n\n\u{1}\n--B--\n";
    assert_eq!(text, expected);
    client.upload_parts(Parts::new()).await.unwrap();
    assert_eq!(framed(&server).1, "--B--\n");
}

#[tokio::test]
async fn a_media_type_cannot_be_more_than_one_header() {
    let (server, client) = start(vec![]).await;
    let file = FilePart::from("x").media_type("a/b\r\nX-Evil: 1");
    let error = client.upload(body(file)).await.unwrap_err();
    let line = "upload: the body has a part \"picture\" whose media type holds a control character, \
                such as a line break";
    assert_eq!(error.to_string(), line);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn bytes_and_streams_are_bodies() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    client.put_file("text").await.unwrap();
    client.put_file(vec![0, 255]).await.unwrap();
    client.put_file(Body::stream(chunks(&["st", "ream"]))).await.unwrap();
    client.put_file(Body::stream(chunks(&["st", "ream"])).length(6)).await.unwrap();
    let requests = server.requests();
    let bodies: Vec<&[u8]> = requests.iter().map(|request| &*request.body).collect();
    assert_eq!(bodies, [&b"text"[..], &[0, 255], b"stream", b"stream"]);
    assert_eq!(requests[0].header("content-type"), Some("application/octet-stream"));
    assert_eq!(requests[2].header("content-length"), None);
    assert_eq!(requests[3].header("content-length"), Some("6"));
}

#[tokio::test]
async fn a_body_is_of_the_media_type_that_it_states() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    client.put_file(Body::from("x").media_type("image/png")).await.unwrap();
    client.put_file(Body::stream(chunks(&["x"])).media_type("a/b; c=d")).await.unwrap();
    let sent: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| request.header("content-type").map(str::to_owned))
        .collect();
    assert_eq!(sent, [Some("image/png".to_owned()), Some("a/b; c=d".to_owned())]);
    let error = client.put_file(Body::from("x").media_type("a\nb")).await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error}");
}

#[tokio::test]
async fn a_stream_of_another_length_than_it_states_fails_the_call() {
    let (_server, client) = start(vec![Answer::new(204, "")]).await;
    for (length, fault) in [
        (5, "the stream gives more bytes than its stated length"),
        (7, "the stream gives fewer bytes than its stated length"),
    ] {
        let stream = || Body::stream(chunks(&["stream"])).length(length);
        let error = client.put_file(stream()).await.unwrap_err();
        assert!(error.to_string().contains(fault) && !error.is_retryable(), "{error}");
        let parts = Parts::new().file("a", FilePart::new("a", stream()));
        let error = client.upload_parts(parts).await.unwrap_err();
        assert!(error.to_string().contains(fault), "{error}");
    }
}

#[tokio::test]
async fn a_stream_that_fails_fails_the_call() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let failing = Chunks([Ok("st"), Err(io::Error::other("disk"))].into());
    let error = client.put_file(Body::stream(failing)).await.unwrap_err();
    let host = server.url().replace("http://", "");
    assert_eq!(error.to_string(), format!("putFile: the body could not be sent to {host}: disk"));
    assert!(!error.is_retryable() && !error.is_connect(), "{error:?}");
    let mut cause: &dyn StdError = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    assert!(cause.is::<io::Error>(), "{cause:?}");
    let Error::Transport(error) = error else { panic!() };
    assert_eq!(error.kind(), TransportKind::RequestBody);
    let request = client.put_file(Body::stream(chunks(&["x"])));
    assert!(format!("{request:?}").contains("a stream of application/octet-stream"));
}

#[tokio::test]
async fn a_stream_that_fails_is_not_made_anew() {
    let server = Server::start(vec![Answer::new(204, "")]).await.unwrap();
    let client = Client::builder().app_token("app").base_url(server.url()).into_client();
    let made = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&made);
    let body = Body::stream_with(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        Chunks([Ok("st"), Err(io::Error::other("disk"))].into())
    });
    let error = client.put_file(body).await.unwrap_err();
    assert!(error.failed_tries().is_empty(), "{error}");
    assert_eq!(made.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_described_part_is_not_sent_from_the_map_of_others() {
    static NOTE: Operation = Operation::new("note", Method::POST, "/");
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let rest = [("more", "b"), ("title", "c")];
    let rest = rest.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let note = NoteBody { title: Some("a".to_owned()), rest };
    client.call(&NOTE).multipart("multipart/form-data", note).send().await.unwrap();
    let (_, text) = framed(&server);
    let expected = "--B\nContent-Disposition: form-data; name=\"title\"\n\na\n\
        --B\nContent-Disposition: form-data; name=\"more\"\n\nb\n--B--\n";
    assert_eq!(text, expected);
}
