//! Errors that say why: why a body is not there, where a redirect leads, and what makes a further try
//! senseless.

use std::sync::Arc;

use runtime_tests::runtime::{MissingBody, TransportKind};
use runtime_tests::server::{Answer, Server};
use runtime_tests::types::NewCustomer;
use runtime_tests::{Client, Error};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::support::start;

#[tokio::test]
async fn a_missing_body_says_why() {
    let html = [("content-type", "text/html; charset=utf-8")];
    let problem = [("content-type", "application/problem+json")];
    let (_server, client) = start(vec![
        Answer::new(500, ""),
        Answer::with_headers(500, &html, "<html>"),
        Answer::with_headers(500, &problem, r#"{"status":"x","message":"m"}"#),
        Answer::new(500, "oops"),
        Answer::json(500, r#"{"status":500,"message":"m"}"#),
        Answer::json(500, r#"{"status":500,"message":"m"}"#),
    ])
    .await;
    let mut told = Vec::new();
    for _ in 0..4 {
        let error = client.list_customers().await.unwrap_err();
        let line = error.to_string();
        let Error::Api(error) = error else { panic!() };
        assert!(error.body().is_none());
        let missing = error.missing_body().unwrap();
        assert!(format!("{error:?}").contains("missing_body: "), "{error:?}");
        told.push((line, missing.to_string()));
    }
    let at = "invalid type: string \"x\", expected i64 at line 1 column 13";
    let syntax = "expected value at line 1 column 1";
    let head = "listCustomers: 500 Internal Server Error";
    let expected = [
        (format!("{head}, with an empty body"), "no body came".to_owned()),
        (format!("{head}: <html>"), "the body is `text/html`, which is not described".to_owned()),
        (
            format!(
                "{head}: {{\"status\":\"x\",\"message\":\"m\"}} (not as described: at status: {at})"
            ),
            format!("the body is not as described: at status: {at}"),
        ),
        (format!("{head}: oops"), format!("the body is not as described: {syntax}")),
    ];
    assert_eq!(told, expected);
    // Of this operation only 404 is described.
    let Err(Error::Api(error)) = client.update_customer("1", &Default::default()).await else {
        panic!()
    };
    assert!(matches!(error.missing_body(), Some(MissingBody::Undescribed)));
    assert!(!error.to_string().contains("described"), "{error}");
    let Err(Error::Api(error)) = client.list_customers().await else { panic!() };
    assert!(error.body().is_some() && error.missing_body().is_none());
}

#[tokio::test]
async fn an_unreadable_success_shows_its_media_type_and_the_start_of_its_body() {
    let html = [("content-type", "text/html; charset=utf-8")];
    let long = format!("<html>\n <h1>app_secret</h1>{}", "x".repeat(300));
    let (_server, client) =
        start(vec![Answer::with_headers(200, &html, long), Answer::new(200, "")]).await;
    let line = client.list_customers().await.unwrap_err().to_string();
    let start = "listCustomers: 200 OK, but its body cannot be read: expected value at line 1 column 1 \
                 (text/html: <html> <h1>[redacted]</h1>xxx";
    assert!(line.starts_with(start) && line.ends_with("x…)"), "{line}");
    assert!(line.chars().count() < start.len() + 200, "{line}");
    let line = client.list_customers().await.unwrap_err().to_string();
    assert!(line.ends_with(": it is empty (no media type, empty)"), "{line}");
}

#[tokio::test]
async fn a_redirect_that_is_not_followed_says_where_it_leads() {
    for (location, target) in [
        ("https://other.example/file?token=hidden#hidden", Some("other.example/file")),
        ("https://ada:hidden@other.example:8443/file", Some("other.example:8443/file")),
        ("//other.example/app_secret", Some("other.example/[redacted]")),
        ("/v2?token=hidden", Some("/v2")),
        ("?token=hidden", None),
    ] {
        let answer = Answer::with_headers(302, &[("location", location)], "");
        let (_server, client) = start(vec![answer]).await;
        let line = client.create_customer(&NewCustomer::new("A")).await.unwrap_err().to_string();
        let target = target.map(|target| format!(" to {target}, which is not followed"));
        let target = target.unwrap_or_default();
        assert_eq!(line, format!("createCustomer: 302 Found{target}, with an empty body"));
    }
    // A created thing has a location too, and so has an error that is no redirect.
    let answer = Answer::with_headers(409, &[("location", "/v2")], "");
    let (_server, client) = start(vec![answer]).await;
    let line = client.list_customers().await.unwrap_err().to_string();
    assert_eq!(line, "listCustomers: 409 Conflict, with an empty body");
}

#[tokio::test]
async fn what_reqwest_refuses_is_told_in_its_own_words() {
    let own = reqwest::Client::builder().https_only(true);
    let client =
        Client::builder().app_token("app").base_url("http://shop.example").http_client(own);
    let error = client.allow_plain_http().into_client().list_customers().await.unwrap_err();
    assert!(matches!(error, Error::Build(_)));
    assert_eq!(error.to_string(), "listCustomers: the request: URL scheme is not allowed");
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_no_reason_to_try_again() {
    let huge = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "x".repeat(1_000_000));
    for answer in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno length\r\n",
        &huge,
    ] {
        let (_server, client) = start(vec![Answer::raw(answer)]).await;
        let error = client.list_customers().await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert!(!error.is_retryable(), "{error:?}");
    }
    // What is cut may come whole the next time.
    for answer in
        [Answer::raw("HTTP/1.1 200 OK\r\nx-long: "), Answer::cut(200, "["), Answer::closed()]
    {
        let (_server, client) = start(vec![answer]).await;
        let error = client.list_customers().await.unwrap_err();
        assert!(error.is_retryable(), "{error:?}");
    }
}

#[tokio::test]
async fn too_many_redirects_are_no_reason_to_try_again() {
    let server = Server::start(vec![Answer::with_headers(302, &[("location", "/customers")], "")]);
    let server = server.await.unwrap();
    let client = Client::builder().app_token("app").base_url(server.url()).into_client();
    let error = client.list_customers().await.unwrap_err();
    assert!(
        error.to_string().contains("302 Found to /customers, which is not followed"),
        "{error}"
    );
    assert!(!error.is_retryable(), "{error:?}");
    assert_eq!(server.requests().len(), 11);
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_no_reason_to_try_again() {
    const PEM: &[u8] = include_bytes!("untrusted.pem");
    let certificate = CertificateDer::from_pem_slice(PEM).unwrap();
    let key = PrivateKeyDer::from_pem_slice(PEM).unwrap();
    // Another crate of the workspace brings another provider, so that none goes without saying.
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(vec![certificate], key).unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        TlsAcceptor::from(Arc::new(config)).accept(stream).await.is_err()
    });
    let client = Client::builder().app_token("app").base_url(url).build().unwrap();
    let error = client.list_customers().await.unwrap_err();
    assert!(server.await.unwrap());
    assert!(error.is_connect() && !error.is_retryable(), "{error:?}");
    assert!(error.to_string().contains(": invalid peer certificate: "), "{error}");
    let Error::Transport(error) = error else { panic!() };
    assert_eq!(error.kind(), TransportKind::Connect);
}
