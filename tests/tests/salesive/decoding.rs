//! Successes that cannot be read: the status, the place in the JSON, and the body as it came.

use std::error::Error as _;

use runtime_tests::server::Answer;

use crate::examples::{CREATED, LISTED};
use crate::support::{ada, decode_error, inactive, start};

#[tokio::test]
async fn a_success_that_cannot_be_read_keeps_all_that_came() {
    let broken = CREATED.replace(r#""online": false"#, r#""online": "no""#);
    let headers = [("x-request-id", "req_1"), ("retry-after", "1")];
    let (_server, client) = start(vec![Answer::with_headers(201, &headers, &broken)]).await;
    let error = client.create_customer(&ada()).await.unwrap_err();
    assert_eq!(error.operation(), Some("createCustomer"));
    assert_eq!(error.status().unwrap(), 201);
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(!error.is_timeout() && !error.is_connect());
    assert!(error.source().unwrap().is::<serde_json::Error>());
    let line = "createCustomer: 201 Created, but its body cannot be read at data.online: invalid \
                type: string \"no\", expected a boolean at line 13 column 18 (no media type: { ";
    assert!(error.to_string().starts_with(line), "{error}");
    let error = decode_error(error);
    assert_eq!(error.operation(), "createCustomer");
    assert_eq!(error.status(), 201);
    assert_eq!(error.path(), "data.online");
    assert_eq!(
        error.reason(),
        "invalid type: string \"no\", expected a boolean at line 13 column 18"
    );
    assert_eq!(error.bytes(), &broken);
    assert_eq!(error.headers()["retry-after"], "1");
    assert_eq!(error.request_id(), Some("req_1"));
}

/// Bodies that cannot be read as the answer of `createCustomer`, where, and why.
const BROKEN: [(&str, &str, &str); 16] = [
    ("", ".", "it is empty"),
    ("<!DOCTYPE html><p>Hi</p>", ".", "expected value at line 1 column 1"),
    ("null", ".", "invalid type: null, expected an object (CreateCustomerOk) at line 1 column 4"),
    ("[]", ".", "invalid type: sequence, expected an object (CreateCustomerOk) at line 1 column 0"),
    ("{}", ".", "missing field `status` at line 1 column 2"),
    (r#"{"status":201,"message":"m"}"#, ".", "missing field `success` at line 1 column 28"),
    (r#"{"status":201,"success":true}"#, ".", "missing field `message` at line 1 column 29"),
    (
        r#"{"status":"201","success":true,"message":"m"}"#,
        "status",
        "invalid type: string \"201\", expected i64 at line 1 column 15",
    ),
    (
        r#"{"status":201,"success":null,"message":"m"}"#,
        "success",
        "invalid type: null, expected a boolean at line 1 column 28",
    ),
    (
        r#"{"status":201,"success":true,"message":"m","data":[]}"#,
        "data",
        "invalid type: sequence, expected an object (Customer) at line 1 column 50",
    ),
    (
        r#"{"status":201,"success":true,"message":"m","data":{"phone":7}}"#,
        "data.phone",
        "invalid type: integer `7`, expected a string at line 1 column 60",
    ),
    (
        r#"{"status":201,"success":true,"message":"m","data":{"name":{"first":"Ada"}}}"#,
        "data.name",
        "invalid type: map, expected a string at line 1 column 58",
    ),
    (
        r#"{"status":201,"success":true,"message":"m","data":{"lastActive":"yesterday"}}"#,
        "data.lastActive",
        "invalid value: string \"yesterday\", expected a date and time as in RFC 3339 at line 1 \
         column 75",
    ),
    (
        r#"{"status":201,"success":true,"message":"m","data":{"createdAt":1782633600}}"#,
        "data.createdAt",
        "invalid type: integer `1782633600`, expected a date and time as in RFC 3339 at line 1 \
         column 73",
    ),
    (
        r#"{"status":201,"success":true,"message":"m","data":{"name":"Ad"#,
        "data.name",
        "EOF while parsing a string at line 1 column 61",
    ),
    (
        r#"{"status":201,"success":true,"message":"m"} {}"#,
        ".",
        "trailing characters at line 1 column 45",
    ),
];

#[tokio::test]
async fn a_success_that_cannot_be_read_says_where_and_why() {
    let answers = BROKEN.map(|(body, _, _)| Answer::json(201, body));
    let (_server, client) = start(answers.to_vec()).await;
    for (body, path, reason) in BROKEN {
        let error = client.create_customer(&ada()).await.unwrap_err();
        let shown = error.to_string();
        let error = decode_error(error);
        assert_eq!((error.path(), error.reason()), (path, reason), "{body}");
        assert_eq!(error.status(), 201);
        assert_eq!(error.bytes(), body);
        let place = match path {
            "." => String::new(),
            path => format!(" at {path}"),
        };
        let start = "createCustomer: 201 Created, but its body cannot be read";
        let excerpt: String = body.chars().take(200).collect();
        let excerpt = match (body.is_empty(), body.len() > excerpt.len()) {
            (true, _) => "application/json, empty".to_owned(),
            (false, true) => format!("application/json: {excerpt}…"),
            (false, false) => format!("application/json: {excerpt}"),
        };
        assert_eq!(shown, format!("{start}{place}: {reason} ({excerpt})"));
        assert_eq!(shown.lines().count(), 1);
    }
}

#[tokio::test]
async fn the_place_leads_through_lists_and_unknown_members() {
    let second = r#"{"name":"Bo","updatedAt":"28/06/2026"}"#;
    let (_server, client) = start(vec![
        Answer::json(200, LISTED.replace("}\n    ],", &format!("}}, {second}\n    ],"))),
        Answer::json(200, LISTED.replace("37", "37.5")),
        Answer::json(200, LISTED.replace("\"page\": 1", "\"later\": [{\"x\": +}]")),
    ])
    .await;
    let mut places = Vec::new();
    for _ in 0..3 {
        let error = decode_error(client.list_customers().await.unwrap_err());
        assert_eq!(error.operation(), "listCustomers");
        assert_eq!(error.status(), 200);
        places.push(error.path().to_owned());
    }
    let expected = ["data.customers[1].updatedAt", "data.total", "data.later"];
    assert_eq!(places, expected);
}

#[tokio::test]
async fn a_success_without_a_body_is_empty() {
    let (_server, client) = start(vec![Answer::new(204, "")]).await;
    let error = client.update_customer("1", &inactive()).with_response().await.unwrap_err();
    let line = "updateCustomer: 204 No Content, but its body cannot be read: it is empty (no \
                media type, empty)";
    assert_eq!(error.to_string(), line);
    assert_eq!(decode_error(error).bytes(), "");
}
