//! A server and a client that calls it.

use runtime_tests::Client;
use runtime_tests::server::{Answer, Server};

/// A server that gives these answers, and a client with the token `app_secret`.
pub async fn start(answers: Vec<Answer>) -> (Server, Client) {
    let server = Server::start(answers).await.unwrap();
    let client = Client::builder().app_token("app_secret").base_url(server.url()).build().unwrap();
    (server, client)
}

/// Method and target of every request that has come.
pub fn lines(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.line().to_owned()).collect()
}
