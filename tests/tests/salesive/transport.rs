//! Connections that are refused, or lost.

use std::error::Error as _;
use std::time::Duration;

use runtime_tests::server::{Answer, Server};
use salesive::Retry;
use salesive::error::TransportKind;
use tokio::net::TcpListener;

use crate::examples::{CREATED, LISTED};
use crate::support::{ada, builder, start, transport_error};

#[tokio::test]
async fn a_refused_connection_is_called_so() {
    let address = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        listener.local_addr().unwrap()
    };
    let client = builder(&format!("http://{address}")).build().unwrap();
    let error = client.list_customers().search("private").await.unwrap_err();
    let line = format!("listCustomers: no connection to {address}: connection refused");
    assert_eq!(error.to_string(), line);
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!(error.status(), None);
    assert!(error.source().is_some());
    assert!(!format!("{error:?}").contains("private"), "{error:?}");
    let error = transport_error(error);
    assert_eq!(error.kind(), TransportKind::Connect);
    assert_eq!(error.operation(), "listCustomers");
}

#[tokio::test]
async fn a_server_that_fails_for_a_moment_is_asked_again() {
    let answers = vec![Answer::new(503, ""), Answer::closed(), Answer::json(200, LISTED)];
    let server = Server::start(answers).await.unwrap();
    let at_once = Retry::new().first_wait(Duration::ZERO);
    let client = builder(&server.url()).retry(at_once).build().unwrap();
    client.list_customers().await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_connection_cut_in_the_body_is_called_so() {
    let (server, client) = start(vec![Answer::cut(201, CREATED)]).await;
    let error = client.create_customer(&ada()).await.unwrap_err();
    let host = server.url().replace("http://", "");
    let line = format!(
        "createCustomer: 201 Created, but the connection to {host} was lost while the body was \
         read: "
    );
    assert!(error.to_string().starts_with(&line), "{error}");
    assert!(!error.is_connect() && !error.is_timeout());
    assert_eq!(error.status().unwrap(), 201);
    assert_eq!(transport_error(error).kind(), TransportKind::Body);
}

#[tokio::test]
async fn an_error_cut_in_the_body_is_one_of_the_connection() {
    let (_server, client) = start(vec![Answer::cut(500, "<html>")]).await;
    let error = client.list_customers().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    assert_eq!(transport_error(error).kind(), TransportKind::Body);
}

#[tokio::test]
async fn a_connection_closed_before_the_answer_is_called_so() {
    let (server, client) = start(vec![Answer::closed()]).await;
    let error = client.create_customer(&ada()).await.unwrap_err();
    let host = server.url().replace("http://", "");
    let line = format!("createCustomer: the connection to {host} was lost before an answer came: ");
    assert!(error.to_string().starts_with(&line), "{error}");
    assert!(!error.is_connect() && !error.is_timeout());
    assert_eq!(error.status(), None);
    assert_eq!(transport_error(error).kind(), TransportKind::Send);
    // A create is not sent a second time.
    assert_eq!(server.requests().len(), 1);
}
