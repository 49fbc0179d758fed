//! Each limit by its name. Nothing here measures time: the server never answers.

use std::time::Duration;

use runtime_tests::server::{Answer, Server};
use salesive::error::{TimeoutError, TimeoutKind};
use salesive::{ClientBuilder, Error};
use tokio::net::TcpListener;

use crate::support::{builder, timeout_error};

const SHORT: Duration = Duration::from_millis(50);

async fn timed_out(builder: ClientBuilder) -> TimeoutError {
    let client = builder.build().unwrap();
    let error = client.list_customers().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(
        error.is_connect(),
        matches!(&error, Error::Timeout(error) if error.kind() == TimeoutKind::Connect)
    );
    timeout_error(error)
}

#[tokio::test]
async fn the_limit_for_connecting() {
    // It accepts and then never shakes hands: TLS belongs to connecting.
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let silent = builder(&format!("https://{address}"));
    let error = timed_out(silent.connect_timeout(SHORT)).await;
    assert_eq!(error.kind(), TimeoutKind::Connect);
    assert_eq!(error.limit(), Some(SHORT));
    assert_eq!(error.status(), None);
    let line = format!(
        "listCustomers: no connection to {address} within 0.05 s, the limit for connecting"
    );
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn the_limit_for_one_try() {
    let server = Server::start(vec![Answer::silent()]).await.unwrap();
    let error = timed_out(builder(&server.url()).try_timeout(SHORT)).await;
    assert_eq!(error.kind(), TimeoutKind::Try);
    assert_eq!(error.limit(), Some(SHORT));
    let line = format!(
        "listCustomers: no answer from {} within 0.05 s, the limit for one try",
        error.host()
    );
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn the_limit_for_the_whole_call() {
    let server = Server::start(vec![Answer::silent()]).await.unwrap();
    let error = timed_out(builder(&server.url()).timeout(SHORT)).await;
    assert_eq!(error.kind(), TimeoutKind::Total);
    assert_eq!(error.limit(), Some(SHORT));
    let line = format!(
        "listCustomers: no answer from {} within 0.05 s, the limit for the whole call",
        error.host()
    );
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn a_body_that_never_ends_is_a_timeout_too() {
    let server = Server::start(vec![Answer::stalled(200, "{")]).await.unwrap();
    let error = timed_out(builder(&server.url()).try_timeout(SHORT)).await;
    assert_eq!(error.kind(), TimeoutKind::Try);
    assert_eq!(error.status().unwrap(), 200);
    let line = format!(
        "listCustomers: 200 OK, but no whole body from {} within 0.05 s, the limit for one try",
        error.host()
    );
    assert_eq!(error.to_string(), line);
    let error = timed_out(builder(&server.url()).timeout(SHORT)).await;
    assert_eq!(error.kind(), TimeoutKind::Total);
    assert_eq!(error.status().unwrap(), 200);
}
