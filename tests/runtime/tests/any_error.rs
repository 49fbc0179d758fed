//! One error for all operations.

use std::error::Error as StdError;

use runtime_tests::runtime::{AnyError, Unexpected};
use runtime_tests::server::Answer;
use runtime_tests::types::{Envelope, Filter};
use runtime_tests::{Client, Error};

use crate::support::start;

const TAKEN: &str = r#"{"status":409,"message":"taken"}"#;

/// Calls operations with three error bodies, and opens a stream and reads it.
async fn tour(client: &Client) -> Result<(), AnyError> {
    client.terms().await?;
    client.list_customers().await?;
    let mut stream = client.export().into_stream().await?;
    while let Some(chunk) = stream.next().await {
        chunk?;
    }
    Client::builder().base_url("no url").build()?;
    Ok(())
}

#[tokio::test]
async fn the_question_mark_mixes_operations() {
    let (_server, client) = start(vec![
        Answer::new(418, "no"),
        Answer::new(200, "terms"),
        Answer::json(409, TAKEN),
        Answer::new(200, "terms"),
        Answer::json(200, "[]"),
        Answer::json(404, r#"{"z":"gone","a":1}"#),
        Answer::new(200, "terms"),
        Answer::json(200, "[]"),
        Answer::cut(200, "begun"),
        Answer::new(200, "terms"),
        Answer::json(200, "[]"),
        Answer::new(200, "whole"),
    ])
    .await;
    let teapot = tour(&client).await.unwrap_err();
    assert_eq!(teapot.to_string(), "terms: 418 I'm a teapot: no");
    assert!(teapot.body::<Envelope>().is_none() && teapot.body::<Unexpected>().is_none());
    let taken = tour(&client).await.unwrap_err();
    let envelope = Envelope { status: 409, message: "taken".to_owned() };
    assert_eq!(taken.body::<Envelope>(), Some(&envelope));
    assert!(taken.body::<Filter>().is_none());
    let gone = tour(&client).await.unwrap_err();
    assert_eq!(gone.body::<Filter>().map(|filter| &*filter.z), Some("gone"));
    let lost = tour(&client).await.unwrap_err();
    assert!(matches!(&*lost, Error::Transport(_)) && lost.is_retryable());
    let unbuilt = tour(&client).await.unwrap_err();
    assert!(matches!(&*unbuilt, Error::Build(_)) && unbuilt.operation().is_none());
}

#[tokio::test]
async fn it_says_and_answers_what_the_error_of_the_operation_does() {
    let headers = [("x-request-id", "r1"), ("retry-after", "7")];
    let busy = Answer::with_headers(503, &headers, TAKEN);
    let (_server, client) = start(vec![busy, Answer::closed()]).await;
    let error = client.list_customers().await.unwrap_err();
    let (line, shown) = (error.to_string(), format!("{error:?}"));
    let any = AnyError::from(error);
    assert_eq!((any.to_string(), format!("{any:?}")), (line, shown));
    assert_eq!(any.operation(), Some("listCustomers"));
    assert_eq!(any.status().unwrap(), 503);
    assert_eq!(any.request_id(), Some("r1"));
    assert_eq!(any.retry_after().unwrap().as_secs(), 7);
    assert!(any.is_retryable() && !any.is_connect() && !any.is_timeout());
    let Error::Api(refused) = &*any else { panic!() };
    assert_eq!(refused.text(), TAKEN);
    let body: &Envelope = refused.body().unwrap().downcast_ref().unwrap();
    assert_eq!(body.message, "taken");
    assert!(!format!("{:?}", refused.body()).contains("taken"));
    let lost: Box<dyn StdError + Send + Sync> =
        AnyError::from(client.list_customers().await.unwrap_err()).into();
    assert!(lost.source().unwrap().is::<reqwest::Error>());
}
