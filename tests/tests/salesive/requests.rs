//! Requests are values: built, stored, sent to other threads, joined.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use runtime_tests::server::Answer;
use salesive::operations::customers::{CreateCustomer, ListCustomers, UpdateCustomer};
use salesive::types::{CreateCustomerOk, CustomerCreate, Envelope};
use salesive::{AnyError, Client, ClientBuilder, Error};
use tokio::task::JoinSet;

use crate::examples::{CREATED, LISTED, UPDATED};
use crate::support::{ada, bodies, inactive, lines, start};

fn assert_send<T: Send + 'static>(value: T) -> T {
    value
}

#[tokio::test]
async fn requests_are_built_without_being_sent() {
    let (server, client) = start(vec![Answer::json(200, LISTED)]).await;
    drop(client.list_customers().search("never"));
    drop(client.create_customer(&ada()).into_future());
    drop(client.update_customer("1", &inactive()).with_response());
    client.list_customers().await.unwrap();
    assert_eq!(lines(&server), ["GET /api/v1/customers"]);
}

#[tokio::test]
async fn requests_are_stored_and_awaited_later() {
    let (server, client) = start(vec![Answer::json(200, LISTED)]).await;
    let mut stored: Vec<ListCustomers> = Vec::new();
    for page in 1..=3 {
        let search = format!("page {page}");
        stored.push(client.list_customers().page(page).search(&search));
    }
    drop(client);
    for request in stored.into_iter().rev() {
        request.limit(5).await.unwrap();
    }
    let expected = [3, 2, 1]
        .map(|page| format!("GET /api/v1/customers?page={page}&search=page%20{page}&limit=5"));
    assert_eq!(lines(&server), expected);
}

#[tokio::test]
async fn a_request_owns_what_it_sends() {
    let (server, client) = start(vec![Answer::json(201, CREATED)]).await;
    let (create, update): (CreateCustomer, UpdateCustomer) = {
        let mut body = CustomerCreate::new("Bo", "bo@example.com");
        let create = client.create_customer(&body);
        body.name = "changed too late".to_owned();
        let id = String::from("gone soon");
        (create, client.update_customer(&id, &inactive()))
    };
    create.await.unwrap();
    update.await.unwrap();
    let lines = lines(&server);
    let expected = ["POST /api/v1/customers", "PUT /api/v1/customers/gone%20soon"];
    assert_eq!(lines, expected);
    assert_eq!(bodies(&server)[0], r#"{"name":"Bo","email":"bo@example.com"}"#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_spawned() {
    let (server, client) = start(vec![Answer::json(201, CREATED)]).await;
    let by_value = tokio::spawn(client.create_customer(&ada()).into_future());
    let with_response = tokio::spawn(client.create_customer(&ada()).with_response());
    let moved = client.clone();
    let inside = tokio::spawn(async move {
        let first = moved.create_customer(&ada()).await?;
        let second = moved.create_customer(&ada()).await?;
        Ok::<_, Error<Envelope>>([first, second])
    });
    let answer = by_value.await.unwrap().unwrap();
    let response = with_response.await.unwrap().unwrap();
    assert_eq!(response.body(), &answer);
    assert_eq!(inside.await.unwrap().unwrap(), [answer.clone(), answer]);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_requests_run_in_one_set() {
    let (server, client) = start(vec![Answer::json(200, LISTED)]).await;
    let mut set = JoinSet::new();
    for page in 1..=8 {
        set.spawn(client.list_customers().page(page).into_future());
    }
    for answer in set.join_all().await {
        assert_eq!(answer.unwrap().message, "Customers retrieved");
    }
    let mut lines = lines(&server);
    lines.sort_unstable();
    let expected: Vec<_> =
        (1..=8).map(|page| format!("GET /api/v1/customers?page={page}")).collect();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn requests_are_joined() {
    let (server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let (listed, updated, created) = tokio::join!(
        client.list_customers().into_future(),
        client.update_customer("1", &inactive()).into_future(),
        client.create_customer(&ada()).with_response(),
    );
    // Every one is answered with the customer of the update.
    assert_eq!(listed.unwrap().status, 200);
    assert_eq!(updated.unwrap().data, created.unwrap().into_body().data);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn futures_of_different_operations_stand_in_one_list() {
    type Message = Pin<Box<dyn Future<Output = Result<String, AnyError>> + Send>>;
    let (server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let list = client.list_customers();
    let update = client.update_customer("1", &inactive());
    let futures: Vec<Message> = vec![
        Box::pin(async { list.await.map(|ok| ok.message).map_err(AnyError::from) }),
        Box::pin(async { update.await.map(|ok| ok.message).map_err(AnyError::from) }),
    ];
    for future in futures {
        assert_eq!(future.await.unwrap(), "Customer updated successfully");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn requests_and_their_futures_are_send() {
    let (_server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let list = assert_send(client.list_customers().page(1));
    let create = assert_send(client.create_customer(&ada()));
    let update = assert_send(client.update_customer("1", &inactive()));
    assert_send(list.into_future()).await.unwrap();
    assert_send(create.into_future()).await.unwrap();
    assert_send(update.with_response()).await.unwrap();
    let borrowing = async move {
        let body = ada();
        client.create_customer(&body).await.map(drop)?;
        client.create_customer(&body).await.map(drop)
    };
    assert_send(borrowing).await.unwrap();
}

#[test]
fn clients_and_errors_go_everywhere() {
    fn goes_everywhere<T: Send + Sync + 'static>() {}
    fn is_cloned<T: Clone>() {}
    goes_everywhere::<Client>();
    is_cloned::<Client>();
    goes_everywhere::<ClientBuilder>();
    is_cloned::<ClientBuilder>();
    goes_everywhere::<Error<Envelope>>();
    goes_everywhere::<CreateCustomerOk>();
}
