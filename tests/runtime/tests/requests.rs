//! Requests are values: stored, sent to other threads, joined.

use std::future::IntoFuture;

use runtime_tests::Client;
use runtime_tests::operations::{CreateCustomer, ListCustomers};
use runtime_tests::server::Answer;
use runtime_tests::types::NewCustomer;

use crate::support::start;

fn assert_send<T: Send + 'static>(value: T) -> T {
    value
}

#[tokio::test]
async fn requests_are_stored() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    let mut stored: Vec<ListCustomers> = Vec::new();
    for page in 1..=3 {
        let search = format!("page {page}");
        stored.push(client.list_customers().page(page).search(&search));
    }
    drop(client);
    for request in stored.into_iter().rev() {
        request.await.unwrap();
    }
    assert_eq!(server.requests()[0].line(), "GET /customers?page=3&search=page%203");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_spawned() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    let by_value = tokio::spawn(client.list_customers().page(1).into_future());
    let inside = tokio::spawn(async move { client.list_customers().with_response().await });
    assert_eq!(by_value.await.unwrap().unwrap(), []);
    assert_eq!(inside.await.unwrap().unwrap().status(), 200);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn requests_are_joined() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    let first = client.list_customers().page(1).into_future();
    let second = client.list_customers().page(2).into_future();
    let (first, second) = tokio::join!(first, second);
    assert_eq!((first.unwrap(), second.unwrap()), (vec![], vec![]));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn nothing_is_borrowed_and_all_is_send() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    let request: CreateCustomer = {
        let body = NewCustomer::new("gone before it is sent");
        client.create_customer(&body)
    };
    let request = assert_send(request);
    let _ = assert_send(request.into_future()).await;
    let _ = assert_send(client.list_customers().with_response()).await;
    assert_eq!(server.requests()[0].text(), r#"{"name":"gone before it is sent"}"#);
    fn assert_sync<T: Clone + Send + Sync + 'static>() {}
    assert_sync::<Client>();
}

#[tokio::test]
async fn a_request_prints_neither_values_nor_body() {
    let (_server, client) = start(vec![Answer::json(200, "[]")]).await;
    let list = client.list_customers().search("private").page(2);
    let shown = format!("{list:?}");
    assert_eq!(
        shown,
        r#"ListCustomers(Call { operation: "listCustomers", parameters: ["search", "page"], .. })"#
    );
    let create = client.create_customer(&NewCustomer::new("private"));
    let shown = format!("{create:?}");
    assert!(shown.contains("body: 18 bytes of application/json"), "{shown}");
    assert!(!shown.contains("private"), "{shown}");
}
