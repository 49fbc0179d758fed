//! Each limit, by its right name. Nothing here measures time: the server never answers.

use std::time::Duration;

use runtime_tests::runtime::{Retry, TimeoutError, TimeoutKind};
use runtime_tests::server::{Answer, Server};
use runtime_tests::{Client, ClientBuilder, Error};

const SHORT: Duration = Duration::from_millis(50);

fn builder(url: String) -> ClientBuilder {
    Client::builder().app_token("app").base_url(url).retry(Retry::none())
}

async fn timed_out(builder: ClientBuilder) -> TimeoutError {
    let error = builder.build().unwrap().list_customers().await.unwrap_err();
    assert!(error.is_timeout());
    let connects = matches!(&error, Error::Timeout(late) if late.kind() == TimeoutKind::Connect);
    assert_eq!(error.is_connect(), connects);
    match error {
        Error::Timeout(error) => error,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_limit_for_one_try() {
    let server = Server::start(vec![Answer::silent()]).await.unwrap();
    let error = timed_out(builder(server.url()).try_timeout(SHORT)).await;
    assert_eq!((error.kind(), error.limit()), (TimeoutKind::Try, Some(SHORT)));
    let host = error.host();
    assert_eq!(server.url(), format!("http://{host}"));
    let line = format!("listCustomers: no answer from {host} within 0.05 s, the limit for one try");
    assert_eq!(error.to_string(), line);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn the_limit_for_the_whole_call() {
    let server = Server::start(vec![Answer::silent()]).await.unwrap();
    let error = timed_out(builder(server.url()).timeout(SHORT)).await;
    assert_eq!((error.kind(), error.limit()), (TimeoutKind::Total, Some(SHORT)));
    let host = error.host();
    let line =
        format!("listCustomers: no answer from {host} within 0.05 s, the limit for the whole call");
    assert_eq!(error.to_string(), line);
    let alone = builder(server.url()).timeout(SHORT).try_timeout(None);
    assert_eq!(timed_out(alone).await.kind(), TimeoutKind::Total);
}

#[tokio::test]
async fn a_late_body_is_a_timeout_too() {
    let server = Server::start(vec![Answer::stalled(200, "[")]).await.unwrap();
    let error = timed_out(builder(server.url()).try_timeout(SHORT)).await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (TimeoutKind::Try, 200));
    let host = error.host();
    let line = format!(
        "listCustomers: 200 OK, but no whole body from {host} within 0.05 s, the limit for one try"
    );
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn the_limit_for_connecting() {
    // A listener that accepts and then never shakes hands: TLS belongs to connecting.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let silent = builder(format!("https://{address}"));
    let error = timed_out(silent.clone().connect_timeout(SHORT)).await;
    assert_eq!((error.kind(), error.limit()), (TimeoutKind::Connect, Some(SHORT)));
    assert_eq!(
        error.to_string(),
        format!(
            "listCustomers: no connection to {address} within 0.05 s, the limit for connecting"
        )
    );
    // A nearer limit keeps its own name while the client still connects.
    let error = timed_out(silent.try_timeout(SHORT).connect_timeout(None)).await;
    assert_eq!(error.kind(), TimeoutKind::Try);
}

#[tokio::test]
async fn no_limit_is_no_limit() {
    let server = Server::start(vec![Answer::json(200, "[]")]).await.unwrap();
    let none = builder(server.url()).connect_timeout(None).try_timeout(None).timeout(None);
    none.build().unwrap().list_customers().await.unwrap();
    let long = builder(server.url()).try_timeout(Duration::MAX).timeout(Duration::MAX);
    long.build().unwrap().list_customers().await.unwrap();
}

#[tokio::test]
async fn limits_of_an_own_client_are_not_called_ours() {
    let server = Server::start(vec![Answer::silent()]).await.unwrap();
    let own = reqwest::Client::builder().read_timeout(SHORT);
    let error = timed_out(builder(server.url()).http_client(own)).await;
    assert_eq!((error.kind(), error.limit()), (TimeoutKind::Try, None));
    let line = format!("listCustomers: no answer from {} in time", error.host());
    assert_eq!(error.to_string(), line);
    let own = reqwest::Client::builder();
    let error = timed_out(builder(server.url()).http_client(own).try_timeout(SHORT)).await;
    assert_eq!((error.kind(), error.limit()), (TimeoutKind::Try, Some(SHORT)));
}

/// What the operating system calls a timeout is a lost connection: no limit of ours has passed.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_timeout_of_the_system_is_no_limit() {
    use std::io;
    use std::sync::Arc;

    use reqwest::dns::{Name, Resolve, Resolving};

    struct TimesOut;

    impl Resolve for TimesOut {
        fn resolve(&self, _: Name) -> Resolving {
            const ETIMEDOUT: i32 = 110;
            Box::pin(async { Err(io::Error::from_raw_os_error(ETIMEDOUT).into()) })
        }
    }

    let own = reqwest::Client::builder().dns_resolver(Arc::new(TimesOut));
    let client = builder("http://shop.example.com".to_owned()).http_client(own);
    let client = client.allow_plain_http().into_client();
    let error = client.list_customers().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.to_string(), "listCustomers: no connection to shop.example.com: timed out");
}
