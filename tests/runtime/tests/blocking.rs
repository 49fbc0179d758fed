//! Waiting without `async`.

use std::time::Duration;

use runtime_tests::operations::ListCustomers;
use runtime_tests::runtime::blocking::Wait;
use runtime_tests::runtime::mock::{Answer, Mock};
use runtime_tests::server::{Answer as Served, Server};
use runtime_tests::{Client, Error};

#[test]
fn a_request_is_waited_for() {
    let server = Server::start(vec![Served::json(200, "[]")]).wait().unwrap();
    let client = Client::builder().app_token("app").base_url(server.url()).build().unwrap();
    // The server of the test runs on the same thread as the connections.
    assert!(client.list_customers().wait().unwrap().is_empty());
    let response = client.list_customers().with_response().wait().unwrap();
    assert_eq!(response.status(), 200);
}

#[test]
fn limits_hold() {
    let mock = Mock::new();
    mock.on::<ListCustomers>().answer(Answer::silence());
    let client = mock.builder().timeout(Duration::from_millis(20)).build().unwrap();
    let error: Error<_> = client.list_customers().wait().unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_wait_within_asynchronous_code_is_no_deadlock() {
    let mock = Mock::new();
    mock.on::<ListCustomers>().reply(200, &[0; 0]);
    assert!(mock.client().list_customers().wait().unwrap().is_empty());
}
