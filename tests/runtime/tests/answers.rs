//! How answers are read, by status.

use runtime_tests::Error;
use runtime_tests::runtime::{DecodeError, Field, Response};
use runtime_tests::server::Answer;
use runtime_tests::types::{Customer, Empty, Filter, NewCustomer, Placed};

use crate::support::start;

const ADA: &str = r#"{"name":"Ada","parent":null,"new":[{"in":1.5}]}"#;

fn decode_error<E>(error: Error<E>) -> DecodeError {
    match error {
        Error::Decode(error) => error,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_response_has_the_body_and_what_came_with_it() {
    let headers = [("content-type", "application/json"), ("X-Request-Id", "req_1")];
    let (_server, client) = start(vec![Answer::with_headers(201, &headers, ADA)]).await;
    let request = client.create_customer(&NewCustomer::new("Ada"));
    let response: Response<Customer> = request.with_response().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.bytes(), ADA.as_bytes());
    assert_eq!(response.body().phone, Field::Absent);
    assert!(!format!("{response:?}").contains("req_1"));
    assert_eq!(response.into_body().name, "Ada");
}

#[tokio::test]
async fn a_byte_order_mark_is_no_part_of_the_json() {
    let (_server, client) = start(vec![Answer::json(201, format!("\u{feff}{ADA}"))]).await;
    assert_eq!(client.create_customer(&NewCustomer::new("Ada")).await.unwrap().name, "Ada");
}

#[tokio::test]
async fn a_compressed_answer_is_told_from_one_that_is_malformed() {
    let headers = [("content-type", "application/json"), ("content-encoding", "br")];
    let (_server, client) = start(vec![Answer::with_headers(201, &headers, "\u{b}\u{2}")]).await;
    let error = client.create_customer(&NewCustomer::new("Ada")).await.unwrap_err();
    let said = decode_error(error).to_string();
    assert!(said.contains("it is compressed as `br`, which was not asked for"), "{said}");
}

#[tokio::test]
async fn the_only_success_reads_every_success() {
    let (_server, client) = start(vec![Answer::json(200, ADA), Answer::new(202, "junk")]).await;
    let created = client.create_customer(&NewCustomer::new("Ada")).await.unwrap();
    assert_eq!(created.name, "Ada");
    client.delete_customer("1").await.unwrap();
}

#[tokio::test]
async fn null_is_an_empty_list_and_no_body_is_none() {
    let (_server, client) = start(vec![Answer::json(200, "null\n"), Answer::json(200, "")]).await;
    assert_eq!(client.list_customers().await.unwrap(), []);
    let error = decode_error(client.list_customers().await.unwrap_err());
    assert_eq!(error.reason(), "it is empty");
}

#[tokio::test]
async fn several_successes_are_told_apart() {
    let answers = [(200, ADA), (201, "{}"), (204, ""), (200, ""), (206, "{}")];
    let answers = answers.map(|(status, body)| Answer::json(status, body));
    let (_server, client) = start(answers.to_vec()).await;
    let filter = Filter { z: "z".to_owned(), a: None };
    let place = || client.place_order(&["1"], &filter);
    assert!(matches!(place().await, Ok(Placed::Existing(ada)) if ada.name == "Ada"));
    assert_eq!(place().await.unwrap(), Placed::New(Empty {}));
    assert_eq!(place().await.unwrap(), Placed::Nothing);
    // 204 is described too, and says what an empty 200 means.
    assert_eq!(place().await.unwrap(), Placed::Nothing);
    let error = decode_error(place().await.unwrap_err());
    assert_eq!(error.status(), 206);
    assert_eq!(
        error.to_string(),
        "placeOrder: 206 Partial Content, but its body cannot be read: the status is not one that \
         the API describes (application/json: {})"
    );
}

#[tokio::test]
async fn text_and_bytes_are_read_as_they_are() {
    let answers = ["Be nice. ü".as_bytes(), b"\xff", b"\x89PNG"];
    let (_server, client) = start(answers.map(|body| Answer::new(200, body)).to_vec()).await;
    assert_eq!(client.terms().await.unwrap(), "Be nice. ü");
    let error = decode_error(client.terms().await.unwrap_err());
    assert!(error.to_string().contains("invalid utf-8"), "{error}");
    assert_eq!(error.bytes(), &b"\xff"[..]);
    assert_eq!(client.logo().await.unwrap(), &b"\x89PNG"[..]);
}

#[tokio::test]
async fn a_plain_text_in_the_place_of_json_is_a_text() {
    let plain = [("content-type", "text/plain; charset=utf-8")];
    let answers = ["Be nice.", "\"Be nice.\""].map(|body| Answer::with_headers(203, &plain, body));
    let json = Answer::json(203, "Be nice.");
    let (_server, client) = start(answers.into_iter().chain([json]).collect()).await;
    assert_eq!(client.terms().await.unwrap(), "Be nice.");
    assert_eq!(client.terms().await.unwrap(), "Be nice.");
    let error = decode_error(client.terms().await.unwrap_err());
    assert!(error.to_string().contains("expected value at line 1"), "{error}");
}

#[tokio::test]
async fn a_broken_success_says_where() {
    let (_server, client) = start(vec![
        Answer::with_headers(201, &[("request-id", "req_2")], r#"{"name":"A","phone":[1]}"#),
        Answer::json(
            200,
            r#"[{"name":"A"},{"name":"B","friend":{"name":"C","user":"u","born":"?"}}]"#,
        ),
        Answer::json(200, r#"[{"phone":"1"}]"#),
        Answer::json(200, "[] x"),
        Answer::json(200, r#"[{"name":"#),
        Answer::json(200, ""),
        Answer::json(200, "7"),
    ])
    .await;
    let error = client.create_customer(&NewCustomer::new("A")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 201);
    assert_eq!(error.request_id(), Some("req_2"));
    let error = decode_error(error);
    assert_eq!(error.path(), "phone");
    assert_eq!(error.bytes(), r#"{"name":"A","phone":[1]}"#);
    assert_eq!(error.headers()["request-id"], "req_2");
    assert_eq!(
        error.to_string(),
        "createCustomer: 201 Created, but its body cannot be read at phone: invalid type: \
         sequence, expected a string at line 1 column 20 (no media type: \
         {\"name\":\"A\",\"phone\":[1]})"
    );
    let mut told = Vec::new();
    for _ in 0..6 {
        let error = decode_error(client.list_customers().await.unwrap_err());
        told.push(format!("{} | {}", error.path(), error.reason()));
    }
    let expected = [
        r#"[1].friend.born | invalid value: string "?", expected a date as in RFC 3339 at line 1 column 68"#,
        "[0] | missing field `name` at line 1 column 14",
        ". | trailing characters at line 1 column 4",
        "[0].name | EOF while parsing a value at line 1 column 9",
        ". | it is empty",
        ". | invalid type: integer `7`, expected a sequence at line 1 column 1",
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_body_that_is_not_described_is_kept_and_one_that_is_missing_is_null() {
    let (_server, client) = start(vec![
        Answer::json(200, r#"{"deleted":1}"#),
        Answer::new(200, ""),
        Answer::new(204, ""),
    ])
    .await;
    let response = client.delete_customer("1").with_response().await.unwrap();
    assert_eq!(response.bytes(), r#"{"deleted":1}"#);
    assert_eq!(client.anything().await.unwrap(), serde_json::Value::Null);
    let error = decode_error(client.list_customers().await.unwrap_err());
    assert_eq!((error.status().as_u16(), error.reason()), (204, "it is empty"));
}
