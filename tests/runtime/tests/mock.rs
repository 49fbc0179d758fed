//! The mock: what it answers, what it keeps, and that its clients are clients like others.

use std::time::Duration;

use runtime_tests::Error;
use runtime_tests::files::Export;
use runtime_tests::operations::{CreateCustomer, ListCustomers, Report};
use runtime_tests::runtime::Retry;
use runtime_tests::runtime::mock::{Answer, Mock};
use runtime_tests::types::{Customer, Envelope, NewCustomer};
use serde_json::json;
use tokio::time::Instant;

#[tokio::test]
async fn an_answer_is_typed_and_the_call_is_kept() {
    let mock = Mock::new();
    mock.on::<CreateCustomer>().reply(201, &json!({"name": "Ada"}));
    let client = mock.client();
    let created: Customer = client.create_customer(&NewCustomer::new("Ada")).await.unwrap();
    assert_eq!(created.name, "Ada");
    let received = mock.received::<CreateCustomer>();
    assert_eq!(received.len(), 1);
    let call = &received[0];
    assert_eq!((call.operation(), call.method().as_str()), ("createCustomer", "POST"));
    assert_eq!(call.path(), "/customers");
    assert_eq!(call.json::<NewCustomer>().unwrap(), NewCustomer::new("Ada"));
    assert_eq!(call.text(), r#"{"name":"Ada"}"#);
    assert_eq!(call.header("content-type"), Some("application/json"));
    assert!(mock.received::<ListCustomers>().is_empty());
    assert_eq!(mock.received_in_all().len(), 1);
}

#[tokio::test]
async fn answers_follow_one_another_and_the_last_one_stays() {
    let mock = Mock::new();
    let refused = Answer::json(409, &json!({"message": "taken"}));
    mock.on::<ListCustomers>()
        .answer(refused)
        .answer(Answer::empty(503))
        .times(2)
        .reply(200, &[0; 0]);
    let client = mock.client();
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let status = match client.list_customers().await {
            Ok(customers) => 200 + u16::try_from(customers.len()).unwrap(),
            Err(error) => error.status().unwrap().as_u16(),
        };
        statuses.push(status);
    }
    assert_eq!(statuses, [409, 503, 503, 200, 200]);
}

#[tokio::test]
async fn an_error_has_its_typed_body() {
    let mock = Mock::new();
    let body = json!({"status": 400, "success": false, "message": "no"});
    mock.on::<ListCustomers>().reply(400, &body);
    let Err(Error::Api(refused)) = mock.client().list_customers().await else { panic!() };
    assert_eq!(refused.body().map(|body: &Envelope| body.message.as_str()), Some("no"));
}

#[tokio::test]
async fn what_a_test_says_last_goes_first_and_may_be_about_some_calls_only() {
    let mock = Mock::new();
    mock.on::<ListCustomers>().reply(200, &json!([{"name": "usual"}]));
    mock.on::<ListCustomers>()
        .when(|call| call.query("page").as_deref() == Some("2"))
        .reply(200, &json!([]));
    let client = mock.client();
    assert_eq!(client.list_customers().await.unwrap().len(), 1);
    assert!(client.list_customers().page(2).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_condition_may_ask_the_mock() {
    let mock = Mock::new();
    mock.on::<ListCustomers>().answer(Answer::empty(404).header("content-type", "text/plain"));
    let asked = mock.clone();
    mock.on::<ListCustomers>()
        .when(move |_| asked.received::<ListCustomers>().is_empty())
        .reply(200, &[0; 0]);
    let client = mock.client();
    client.list_customers().await.unwrap();
    assert_eq!(client.list_customers().await.unwrap_err().status().unwrap(), 404);
}

#[tokio::test]
async fn an_answer_has_one_media_type() {
    let mock = Mock::new();
    let problem = Answer::json(400, &json!({})).header("content-type", "application/problem+json");
    mock.on::<ListCustomers>().answer(problem);
    let Err(Error::Api(refused)) = mock.client().list_customers().await else { panic!() };
    let types: Vec<_> = refused.headers().get_all("content-type").iter().collect();
    assert_eq!(types, ["application/problem+json"]);
}

#[tokio::test]
async fn what_nobody_said_is_an_error_that_says_so() {
    let mock = Mock::new();
    let error = mock.client().list_customers().await.unwrap_err().to_string();
    assert!(error.contains("the mock was not told what `listCustomers` gets"), "{error}");
    // Whoever makes tries makes none here: the test is wrong.
    let client = mock.builder().into_client();
    assert!(!client.list_customers().await.unwrap_err().is_retryable());
    assert_eq!(mock.received::<ListCustomers>().len(), 2);
    mock.on::<ListCustomers>().when(|_| false).reply(200, &[0; 0]);
    let error = client.list_customers().await.unwrap_err().to_string();
    assert!(error.contains("no `when` of `listCustomers` fits the call"), "{error}");
    mock.on::<ListCustomers>().reply(200, &[0; 0]).times(1);
    let client = mock.client();
    client.list_customers().await.unwrap();
    let error = client.list_customers().await.unwrap_err().to_string();
    assert!(error.contains("called more often than the mock was told"), "{error}");
    mock.on::<ListCustomers>().answer(Answer::empty(200).header("a b", "c"));
    let error = mock.client().list_customers().await.unwrap_err().to_string();
    assert!(error.contains("is no header"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn faults_and_waits_meet_the_limits_and_retries_of_a_client() {
    let mock = Mock::new();
    mock.on::<ListCustomers>()
        .answer(Answer::refused())
        .answer(Answer::json(200, &[0; 0]).after(Duration::from_secs(20)));
    let begun = Instant::now();
    mock.builder().build().unwrap().list_customers().await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(20));
    assert_eq!(mock.received::<ListCustomers>().len(), 2);

    let mock = Mock::new();
    mock.on::<ListCustomers>().answer(Answer::silence());
    let error = mock.client().list_customers().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    mock.on::<ListCustomers>().answer(Answer::reset());
    let error = mock.client().list_customers().await.unwrap_err();
    assert!(matches!(&error, Error::Transport(_)) && error.is_retryable(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_body_may_end_too_soon_or_not_at_all() {
    let mock = Mock::new();
    let start = || Answer::bytes(200, "text/csv", "a,b\n");
    mock.on::<Export>().answer(start().then_reset()).answer(start().then_stall()).answer(start());
    let client = mock.client();
    let error = client.export().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    let error = client.export().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(client.export().await.unwrap(), "a,b\n");
}

#[tokio::test]
async fn a_client_of_a_mock_needs_no_credential_and_sends_the_one_that_it_has() {
    let mock = Mock::new();
    mock.on::<Report>().reply(200, &json!({"all": "well"}));
    mock.client().report().await.unwrap();
    let client = mock.builder().query_key("key").retry(Retry::none()).build().unwrap();
    client.report().await.unwrap();
    let keys: Vec<_> = mock.received::<Report>().iter().map(|call| call.query("api_key")).collect();
    assert_eq!(keys, [None, Some("key".to_owned())]);
    let shown = format!("{mock:?}");
    assert!(shown.contains("report: GET /report") && !shown.contains("key"), "{shown}");
}
