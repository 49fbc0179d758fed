//! What the server refuses: a typed body where it is the described one, the raw one always.

use std::error::Error as StdError;

use runtime_tests::server::Answer;
use salesive::types::Envelope;
use salesive::{AnyError, Error};

use crate::examples::UPDATED;
use crate::support::{ada, api_error, inactive, start};

const TAKEN: &str =
    r#"{"status":409,"success":false,"message":"A customer with this email already exists"}"#;

fn taken() -> Envelope {
    Envelope::new(409, false, "A customer with this email already exists")
}

#[tokio::test]
async fn a_conflict_has_the_envelope_as_its_body() {
    let headers = [("content-type", "application/json"), ("X-Request-Id", "req_1")];
    let (_server, client) = start(vec![Answer::with_headers(409, &headers, TAKEN)]).await;
    let error = client.create_customer(&ada()).await.unwrap_err();
    let line = format!("createCustomer: 409 Conflict: {TAKEN}");
    assert_eq!(error.to_string(), line);
    assert_eq!(error.operation(), Some("createCustomer"));
    assert_eq!(error.status().unwrap(), 409);
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(!error.is_timeout() && !error.is_connect());
    let error = api_error(error);
    assert_eq!(error.to_string(), line);
    assert_eq!(error.operation(), "createCustomer");
    assert_eq!(error.status(), 409);
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.headers()["content-type"], "application/json");
    assert_eq!(error.bytes(), TAKEN);
    assert_eq!(error.text(), TAKEN);
    assert_eq!(error.body(), Some(&taken()));
    assert_eq!(error.into_body(), Some(taken()));
}

#[tokio::test]
async fn every_operation_types_every_error_status() {
    let statuses = [400, 401, 403, 404, 409, 422, 429, 499, 500, 503, 599, 300];
    let answers = statuses.repeat(3);
    let answers = answers.into_iter();
    let answers = answers.map(|status| Answer::json(status, TAKEN)).collect();
    let (_server, client) = start(answers).await;
    for status in statuses {
        let error = api_error(client.create_customer(&ada()).await.unwrap_err());
        assert_eq!((error.status().as_u16(), error.into_body()), (status, Some(taken())));
    }
    for status in statuses {
        let error = client.update_customer("1", &inactive()).await.unwrap_err();
        let error = api_error(error);
        assert_eq!((error.status().as_u16(), error.into_body()), (status, Some(taken())));
    }
    for status in statuses {
        let error = api_error(client.list_customers().await.unwrap_err());
        assert_eq!((error.status().as_u16(), error.into_body()), (status, Some(taken())));
    }
}

#[tokio::test]
async fn an_envelope_may_hold_data_and_unknown_members() {
    let body = r#"{"status":422,"success":false,"message":"m","data":{"email":["taken"],"n":1},"code":"E1"}"#;
    let (_server, client) = start(vec![Answer::json(422, body)]).await;
    let error = api_error(client.create_customer(&ada()).await.unwrap_err());
    let envelope = error.into_body().unwrap();
    assert_eq!((envelope.status, envelope.success), (422, false));
    let data = serde_json::to_string(&envelope.data).unwrap();
    assert_eq!(data, r#"{"email":["taken"],"n":1}"#);
}

#[tokio::test]
async fn an_error_page_keeps_its_raw_body() {
    let page = "<html>\r\n\t<h1>Bad gateway</h1>\u{7}</html>\n";
    let headers = [("content-type", "text/html"), ("x-served-by", "edge")];
    let (_server, client) = start(vec![Answer::with_headers(500, &headers, page)]).await;
    let error = client.create_customer(&ada()).await.unwrap_err();
    let line = "createCustomer: 500 Internal Server Error: <html> <h1>Bad gateway</h1> </html>";
    assert_eq!(error.to_string(), line);
    let error = api_error(error);
    assert_eq!(error.status(), 500);
    assert_eq!(error.body(), None);
    assert_eq!(error.bytes(), page);
    assert_eq!(error.text(), page);
    assert_eq!(error.headers()["x-served-by"], "edge");
}

#[tokio::test]
async fn a_body_that_is_no_envelope_stays_raw() {
    let bodies: [&[u8]; 7] = [
        b"",
        b"{}",
        b"[]",
        b"null",
        br#"{"status":401,"message":"no success member"}"#,
        br#"{"status":401,"success":false,"message":"m","data":["no object"]}"#,
        b"\xff\xfe",
    ];
    let answers = bodies.map(|body| Answer::json(401, body));
    let (_server, client) = start(answers.to_vec()).await;
    for body in bodies {
        let error = client.list_customers().await.unwrap_err();
        let shown = error.to_string();
        assert!(shown.starts_with("listCustomers: 401 Unauthorized"), "{shown}");
        let error = api_error(error);
        assert_eq!(error.body(), None, "{shown}");
        assert_eq!(error.bytes(), body);
    }
}

#[tokio::test]
async fn the_line_of_an_error_is_short_and_one() {
    let (_server, client) = start(vec![
        Answer::new(503, ""),
        Answer::new(400, "x".repeat(5000)),
        Answer::new(400, "a\nb\u{2028}c\u{202e}d\r\n"),
    ])
    .await;
    let mut lines = Vec::new();
    for _ in 0..3 {
        lines.push(client.list_customers().await.unwrap_err().to_string());
    }
    let expected = [
        "listCustomers: 503 Service Unavailable, with an empty body".to_owned(),
        format!("listCustomers: 400 Bad Request: {}…", "x".repeat(200)),
        "listCustomers: 400 Bad Request: a b c d".to_owned(),
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn errors_of_different_operations_become_one_type() {
    async fn call(client: &salesive::Client) -> Result<(), AnyError> {
        client.update_customer("1", &inactive()).await?;
        client.list_customers().await?;
        client.create_customer(&ada()).await?;
        client.update_customer("", &inactive()).await?;
        Ok(())
    }
    let updated = UPDATED.replace(r#""online": false"#, r#""online": "no""#);
    let (_server, client) = start(vec![
        Answer::json(409, TAKEN),
        Answer::closed(),
        Answer::json(200, updated),
        Answer::json(401, "?"),
    ])
    .await;
    let conflict = call(&client).await.unwrap_err();
    assert_eq!(conflict.to_string(), format!("updateCustomer: 409 Conflict: {TAKEN}"));
    assert_eq!(conflict.body::<Envelope>(), Some(&taken()));
    let names = [call(&client).await, call(&client).await, call(&client).await];
    let names = names.map(|error| match &*error.unwrap_err() {
        Error::Api(refused) => format!("Api {}", refused.body().is_some()),
        Error::Decode(_) => "Decode".to_owned(),
        Error::Transport(_) => "Transport".to_owned(),
        other => format!("{other:?}"),
    });
    assert_eq!(names, ["Transport", "Decode", "Api false"]);
}

#[tokio::test]
async fn errors_pass_the_question_mark() {
    async fn call(client: salesive::Client) -> Result<(), Box<dyn StdError + Send + Sync>> {
        client.list_customers().await?;
        client.create_customer(&ada()).await?;
        Ok(())
    }
    let (_server, client) = start(vec![Answer::json(409, TAKEN)]).await;
    let error = call(client).await.unwrap_err();
    let error = error.downcast::<Error<Envelope>>().unwrap();
    assert_eq!(error.status().unwrap(), 409);
}
