//! What goes wrong, by its right name and in one line.

use std::error::Error as StdError;
use std::net::TcpListener;

use runtime_tests::runtime::{AnyError, ApiError, Retry, TransportError, TransportKind};
use runtime_tests::server::{Answer, Server};
use runtime_tests::types::{Envelope, NewCustomer};
use runtime_tests::{Client, ClientBuilder, Error};

use crate::support::start;

const TAKEN: &str = r#"{"status":409,"message":"taken"}"#;

fn api_error<E>(error: Error<E>) -> ApiError<E> {
    match error {
        Error::Api(error) => error,
        other => panic!("{other}"),
    }
}

fn transport_error<E>(error: Error<E>) -> TransportError {
    match error {
        Error::Transport(error) => error,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_described_error_has_its_type() {
    let headers = [("x-correlation-id", "c_1"), ("set-cookie", "hidden")];
    let (_server, client) = start(vec![Answer::with_headers(409, &headers, TAKEN)]).await;
    let error = client.create_customer(&NewCustomer::new("A")).await.unwrap_err();
    assert_eq!(error.to_string(), format!("createCustomer: 409 Conflict: {TAKEN}"));
    assert_eq!(error.operation(), Some("createCustomer"));
    assert_eq!(error.request_id(), Some("c_1"));
    assert!(!format!("{error:?}").contains("hidden"));
    let error = api_error(error);
    assert!(error.status() == 409);
    assert_eq!(error.headers()["set-cookie"], "hidden");
    assert_eq!(error.text(), TAKEN);
    let envelope = Envelope { status: 409, message: "taken".to_owned() };
    assert_eq!(error.body(), Some(&envelope));
    assert_eq!(error.into_body(), Some(envelope));
}

#[tokio::test]
async fn another_error_keeps_its_raw_body() {
    let html = "<html>\r\n  <h1>\tOops</h1>\u{202e}</html>\n";
    let (_server, client) = start(vec![
        Answer::new(500, html),
        Answer::json(400, TAKEN),
        Answer::new(503, ""),
        Answer::new(599, "x".repeat(300)),
        Answer::new(500, b"\xff\0"),
    ])
    .await;
    let mut told = Vec::new();
    for _ in 0..5 {
        // Of this operation only 404 is described.
        let error = client.update_customer("1", &Default::default()).await.unwrap_err();
        told.push(error.to_string());
        let error = api_error(error);
        assert_eq!(error.body(), None);
        if told.len() == 1 {
            assert_eq!(error.bytes(), html);
        }
    }
    assert_eq!(told[0], "updateCustomer: 500 Internal Server Error: <html> <h1> Oops</h1> </html>");
    assert_eq!(told[1], format!("updateCustomer: 400 Bad Request: {TAKEN}"));
    assert_eq!(told[2], "updateCustomer: 503 Service Unavailable, with an empty body");
    assert_eq!(told[3], format!("updateCustomer: 599: {}…", "x".repeat(200)));
    assert_eq!(told[4], "updateCustomer: 500 Internal Server Error: \u{fffd}");
}

#[tokio::test]
async fn a_body_of_another_type_is_no_typed_body() {
    let (_server, client) = start(vec![Answer::new(500, "<html>"), Answer::json(300, TAKEN)]).await;
    let error = api_error(client.list_customers().await.unwrap_err());
    assert_eq!((error.body(), &*error.text()), (None, "<html>"));
    let error = api_error(client.list_customers().await.unwrap_err());
    assert_eq!((error.status().as_u16(), error.body().map(|body| body.status)), (300, Some(409)));
}

#[tokio::test]
async fn a_refused_connection_says_so() {
    let port = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.local_addr().unwrap().port()
    };
    let url = format!("http://127.0.0.1:{port}/v1");
    let builder = Client::builder().app_token("app").base_url(url).retry(Retry::none());
    let builder = builder.allow_plain_http();
    let client = builder.build().unwrap();
    let error = client.list_customers().search("private").await.unwrap_err();
    let line = format!("listCustomers: no connection to 127.0.0.1:{port}: connection refused");
    assert_eq!(error.to_string(), line);
    assert!(error.is_connect() && !error.is_timeout());
    assert!(error.source().is_some());
    assert!(!format!("{error:?}").contains("private"));
    assert_eq!(transport_error(error).kind(), TransportKind::Connect);
}

#[tokio::test]
async fn an_unknown_host_and_a_failed_handshake_are_no_connection() {
    let server = Server::start(vec![]).await.unwrap();
    let garbled = server.url().replace("http://", "https://");
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    // Answers a TLS handshake in plain text.
    std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    drop((server, garbled));
    for url in ["http://nowhere.invalid".to_owned(), format!("https://{address}")] {
        let builder = Client::builder().app_token("app").base_url(url).retry(Retry::none());
        let builder = builder.allow_plain_http();
        let client = builder.build().unwrap();
        let error = client.list_customers().await.unwrap_err();
        assert!(error.to_string().starts_with("listCustomers: no connection to "), "{error}");
        assert_eq!(transport_error(error).kind(), TransportKind::Connect);
    }
}

#[tokio::test]
async fn a_lost_connection_says_when() {
    let (_server, client) = start(vec![Answer::closed(), Answer::cut(200, "[")]).await;
    let host = "the connection to 127.0.0.1:";
    let error = client.create_customer(&NewCustomer::new("A")).await.unwrap_err();
    assert!(!error.is_connect());
    let text = error.to_string();
    assert!(text.starts_with(&format!("createCustomer: {host}")), "{text}");
    assert!(
        text.ends_with(
            "was lost before an answer came: connection closed before message completed"
        ),
        "{text}"
    );
    assert_eq!(transport_error(error).kind(), TransportKind::Send);

    let error = client.list_customers().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    let text = error.to_string();
    assert!(text.starts_with(&format!("listCustomers: 200 OK, but {host}")), "{text}");
    assert!(text.contains("was lost while the body was read: "), "{text}");
    assert_eq!(transport_error(error).kind(), TransportKind::Body);
}

#[test]
fn errors_are_small_and_go_everywhere() {
    fn goes_everywhere<T: StdError + Send + Sync + 'static>() {}
    goes_everywhere::<Error>();
    goes_everywhere::<Error<Envelope>>();
    assert!(size_of::<Error<[u8; 500]>>() <= 32);
    struct Plain;
    fn prints<T: std::fmt::Debug + std::fmt::Display>() {}
    prints::<Error<Plain>>();
    let error = ClientBuilder::new(None).build().unwrap_err();
    assert!(format!("{error:?}").starts_with("Build("));
}

#[tokio::test]
async fn an_error_says_whether_to_try_again() {
    let statuses = [400, 401, 404, 408, 409, 425, 429, 500, 501, 502, 503, 504];
    let answers = statuses.map(|status| Answer::new(status, "")).to_vec();
    let (_server, client) = start(answers).await;
    let mut again = Vec::new();
    for status in statuses {
        if client.list_customers().await.unwrap_err().is_retryable() {
            again.push(status);
        }
    }
    assert_eq!(again, [408, 425, 429, 500, 502, 503, 504]);
    let (_server, client) = start(vec![Answer::closed(), Answer::json(200, "7")]).await;
    assert!(client.list_customers().await.unwrap_err().is_retryable());
    assert!(!client.list_customers().await.unwrap_err().is_retryable());
    let unbuilt = Client::builder().base_url("no url").into_client();
    assert!(!unbuilt.list_customers().await.unwrap_err().is_retryable());
}

#[test]
fn an_error_is_small_and_goes_anywhere() {
    fn assert_error<E: StdError + Send + Sync + 'static>() -> usize {
        size_of::<E>()
    }
    let words = 3 * size_of::<usize>();
    assert!(assert_error::<Error>() <= words, "{}", assert_error::<Error>());
    assert!(assert_error::<Error<Envelope>>() <= words);
    assert!(assert_error::<Error<[u64; 100]>>() <= words);
    assert!(assert_error::<AnyError>() <= words);
}
