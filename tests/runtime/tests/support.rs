//! A server and a client that calls it.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use runtime_tests::Client;
use runtime_tests::runtime::{BoxError, Retry};
use runtime_tests::server::{Answer, Server};

/// A server that gives these answers, and a client with the token `app_secret` that
/// tries each call once.
pub async fn start(answers: Vec<Answer>) -> (Server, Client) {
    let server = Server::start(answers).await.unwrap();
    let builder = Client::builder().app_token("app_secret").base_url(server.url());
    let client = builder.retry(Retry::none()).build().unwrap();
    (server, client)
}

/// Method and target of every request that has come.
pub fn lines(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.line().to_owned()).collect()
}

/// A stream of these pieces.
pub fn pieces(
    pieces: &'static [&'static str],
) -> impl Stream<Item = Result<&'static str, BoxError>> + Send + use<> {
    struct Pieces(std::slice::Iter<'static, &'static str>);

    impl Stream for Pieces {
        type Item = Result<&'static str, BoxError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.next().map(|piece| Ok(*piece)))
        }
    }

    Pieces(pieces.iter())
}
