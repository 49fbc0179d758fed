//! Bodies of the caller's that are streams: what a call says of them is true, whenever the server answers.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use http::{Request, Response};
use runtime_tests::files::Export;
use runtime_tests::runtime::{
    Body, BoxError, Chunks, Method, Operation, Retry, StreamFuture, TransportKind,
};
use runtime_tests::server::Answer;
use runtime_tests::{Client, Error};
use tokio::time::{Instant, Sleep, sleep};
use tower_service::Service;

use crate::support::{pieces, start};

static ASK: Operation = Operation::new("ask", Method::POST, "/ask");

/// A stream of a chunk each second, which then ends or fails.
struct Slow {
    wait: Pin<Box<Sleep>>,
    chunks: usize,
    fault: Option<&'static str>,
}

fn slow(chunks: usize, fault: Option<&'static str>) -> Body {
    Body::stream(Slow { wait: Box::pin(sleep(Duration::from_secs(1))), chunks, fault })
}

impl Stream for Slow {
    type Item = Result<&'static str, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        std::task::ready!(self.wait.as_mut().poll(context));
        self.wait.as_mut().reset(Instant::now() + Duration::from_secs(1));
        let left = self.chunks.checked_sub(1);
        self.chunks = left.unwrap_or_default();
        Poll::Ready(match left {
            Some(_) => Some(Ok("chunk")),
            None => self.fault.take().map(|fault| Err(fault.into())),
        })
    }
}

/// A stream of these chunks.
struct Given(VecDeque<Result<&'static str, BoxError>>);

impl Stream for Given {
    type Item = Result<&'static str, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// What a transport does with the body of a request.
#[derive(Debug, Clone, Copy)]
enum Upload {
    /// Reads it before it answers, and says nothing of a failure.
    Before,
    /// Reads it after it has answered.
    Behind,
    Drop,
    Keep,
}

/// A transport that answers with this status and body.
#[derive(Clone)]
struct Early(u16, Upload, Arc<dyn Fn() -> Body + Send + Sync>);

impl Service<Request<Body>> for Early {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mut body = request.into_body();
        let Self(status, upload, answer) = self.clone();
        Box::pin(async move {
            let is_first = matches!(upload, Upload::Before);
            match upload {
                Upload::Drop => drop(body),
                Upload::Keep => std::mem::forget(body),
                Upload::Before | Upload::Behind => {
                    let read = async move { while let Some(Ok(_)) = body.next().await {} };
                    let reading = tokio::spawn(read);
                    if is_first {
                        reading.await?;
                    }
                }
            }
            Ok(Response::builder().status(status).body(answer())?)
        })
    }
}

fn early(status: u16, upload: Upload) -> Client {
    answering(Early(status, upload, Arc::new(Body::default)))
}

fn answering(transport: Early) -> Client {
    let builder = Client::builder().app_token("app_secret").retry(Retry::none());
    builder.transport(transport).into_client()
}

fn assert_unsent<E>(error: &Error<E>, why: &str) {
    let Error::Transport(unsent) = error else { panic!("{error:?}") };
    assert_eq!(unsent.kind(), TransportKind::RequestBody);
    assert!(error.to_string().ends_with(why) && !error.is_retryable(), "{error}");
}

#[tokio::test]
async fn no_server_takes_a_part_of_a_stream_for_the_whole() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let more = "the stream gives more bytes than its stated length";
    // The first chunks are as long as was stated, and then there are others.
    for (chunks, length) in [(&["one", "two", "more"][..], 6), (&["more"], 0), (&["", "more"], 0)] {
        let body = Body::stream(pieces(chunks)).length(length);
        assert_unsent(&client.put_file(body).await.unwrap_err(), more);
        let body = Body::stream_with(move || pieces(chunks)).length(length);
        assert_unsent(&client.put_file(body).await.unwrap_err(), more);
        let body = Body::from("before ").then(Body::stream(pieces(chunks)).length(length));
        assert_unsent(&client.put_file(body).await.unwrap_err(), more);
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[tokio::test]
async fn a_stream_of_its_stated_length_goes_out_whole() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    for (chunks, length) in [(&["one", "", "two"][..], 6), (&["", ""], 0), (&[], 0)] {
        client.put_file(Body::stream(pieces(chunks)).length(length)).await.unwrap();
        let sent = server.requests().pop().unwrap();
        assert_eq!(sent.text(), chunks.concat());
        assert_eq!(sent.header("content-length"), Some(&*length.to_string()));
        assert_eq!(sent.header("transfer-encoding"), None);
    }
}

#[tokio::test]
async fn a_stream_that_fails_behind_its_stated_length_fails_the_call() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    let chunks = [Ok("st"), Ok("ream"), Err("disk".into())];
    let body = Body::stream(Given(chunks.into_iter().collect())).length(6);
    assert_unsent(&client.put_file(body).await.unwrap_err(), "disk");
    assert!(server.requests().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_early_success_does_not_hide_that_the_stream_fails() {
    let client = early(204, Upload::Behind);
    assert_unsent(&client.put_file(slow(3, Some("disk"))).await.unwrap_err(), "disk");
    let more = "the stream gives more bytes than its stated length";
    assert_unsent(&client.put_file(slow(3, None).length(10)).await.unwrap_err(), more);
    let begun = Instant::now();
    client.put_file(slow(3, None)).await.unwrap();
    assert_eq!(begun.elapsed().as_secs(), 4);
}

#[tokio::test(start_paused = true)]
async fn an_early_answer_stands_where_no_more_of_the_body_is_taken() {
    let begun = Instant::now();
    early(204, Upload::Drop).put_file(slow(3, Some("disk"))).await.unwrap();
    // What a server refuses is not sent to its end.
    let refused = early(413, Upload::Behind).put_file(slow(3, Some("disk"))).await.unwrap_err();
    assert_eq!(refused.status().unwrap(), 413);
    assert_eq!(begun.elapsed(), Duration::ZERO);
    early(204, Upload::Keep).put_file(slow(3, Some("disk"))).await.unwrap();
    assert_eq!(begun.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_stream_says_that_the_stream_behind_it_has_failed() {
    let streamed = |client: &Client| {
        let call = client.call(&ASK).bytes("text/plain", slow(2, Some("disk")));
        StreamFuture::<Export, Chunks>::new(call)
    };
    let client = early(200, Upload::Before);
    assert_unsent(&streamed(&client).await.unwrap_err(), "disk");
    // The answer is longer than what is sent, and ends.
    let client = answering(Early(200, Upload::Behind, Arc::new(|| slow(5, None))));
    let mut answer = streamed(&client).await.unwrap();
    for _ in 0..5 {
        assert_eq!(answer.next().await.unwrap().unwrap(), "chunk");
    }
    assert_unsent(&answer.next().await.unwrap().unwrap_err(), "disk");
    assert!(answer.next().await.is_none());
}
