//! What no value can do: reach another path, or another header.

use http::Method;
use runtime_tests::runtime::Operation;
use runtime_tests::script::Script;
use runtime_tests::server::Answer;
use runtime_tests::types::CustomerUpdate;
use runtime_tests::{Client, Error};

use crate::support::{lines, start};

const ADA: &str = r#"{"name":"Ada","parent":null}"#;

#[tokio::test]
async fn no_id_reaches_another_path() {
    let (server, client) = start(vec![Answer::json(200, ADA)]).await;
    let update = CustomerUpdate::default();
    for id in ["a/b", "a?b", "a#b", "a%2Fb", "%2e%2e", "..;", "a b"] {
        client.update_customer(id, &update).await.unwrap();
    }
    let lines = lines(&server);
    let expected = [
        "PUT /customers/a%2Fb",
        "PUT /customers/a%3Fb",
        "PUT /customers/a%23b",
        "PUT /customers/a%252Fb",
        "PUT /customers/%252e%252e",
        "PUT /customers/..%3B",
        "PUT /customers/a%20b",
    ];
    assert_eq!(lines, expected);
}

async fn refused(request: impl IntoFuture<Output = Result<(), Error>>) -> String {
    match request.await {
        Err(Error::Build(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_url_that_is_too_long_is_not_sent() {
    let (server, by_sockets) = start(vec![Answer::json(200, "")]).await;
    let script = Script::new([]);
    let by_service = Client::builder().app_token("app").transport(script.clone()).into_client();
    let id = "a".repeat(70_000);
    for client in [by_sockets, by_service] {
        let message = refused(client.delete_customer(&id)).await;
        assert!(message.starts_with("deleteCustomer: "), "{message}");
    }
    assert!(lines(&server).is_empty() && script.sent().is_empty());
}

#[tokio::test]
async fn what_a_path_cannot_carry_is_not_sent() {
    let (server, client) = start(vec![Answer::json(200, "")]).await;
    for (id, message) in [
        ("..", r#"deleteCustomer: the path parameter "id" is "..", which a path cannot carry"#),
        (".", r#"deleteCustomer: the path parameter "id" is ".", which a path cannot carry"#),
        ("", r#"deleteCustomer: the path parameter "id" is empty"#),
    ] {
        assert_eq!(refused(client.delete_customer(id)).await, message);
    }
    let message = refused(client.forgotten()).await;
    assert_eq!(message, r#"forgotten: the path parameter "id" was not given"#);
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn a_segment_of_several_parts_cannot_climb_either() {
    let (server, client) = start(vec![Answer::new(200, "")]).await;
    for (a, b, message) in [
        (".", ".", r#"the path segment "{a}{b}" comes out as "..""#),
        // A literal `%2e` is a dot for URL parsers.
        ("x", ".", r#"the path segment "%2e{b}" comes out as "%2e.""#),
    ] {
        let expected = format!("pair: {message}, which a path cannot carry");
        assert_eq!(refused(client.pair(a, b)).await, expected);
    }
    client.pair(".", "y").await.unwrap();
    assert_eq!(lines(&server), ["GET /.y/%2ey"]);
}

#[tokio::test]
async fn what_a_header_cannot_carry_is_not_sent() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    for text in ["a\r\nb: c", "a\n", "\0"] {
        let error = client.list_customers().trace(text).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "listCustomers: the header \"X-Trace\" holds a control character, such as a line break"
        );
    }
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn the_name_of_a_parameter_is_a_name_and_nothing_else() {
    let (server, client) = start(vec![Answer::new(200, "")]).await;
    client.odd().query("d").await.unwrap();
    assert_eq!(lines(&server), ["GET /odd?a%3Db%26c%0D%0AX-Evil%3A%201%23=d"]);
    let message = refused(client.odd().header("a")).await;
    assert!(
        message.ends_with(r#"the header "X-A: 1\r\nX-Evil" has a malformed name"#),
        "{message}"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_base_url_may_end_in_a_slash() {
    let (server, _client) = start(vec![Answer::json(200, "[]")]).await;
    for base in ["/api/v1", "/api/v1/", "/", ""] {
        let url = format!("{}{base}", server.url());
        let client = Client::builder().app_token("t").base_url(url).build().unwrap();
        client.list_customers().await.unwrap();
    }
    let lines = lines(&server);
    let (deep, flat) = ("GET /api/v1/customers", "GET /customers");
    assert_eq!(lines, [deep, deep, flat, flat]);
}

/// Paths that URL parsers take for a host or a scheme where nothing stands before them.
static ODD_PATHS: [Operation; 3] = [
    Operation::new("two slashes", Method::GET, "//example.com/a"),
    Operation::new("colon", Method::GET, "/a:b"),
    Operation::new("backslash", Method::GET, "/\\example.com"),
];

#[tokio::test]
async fn no_path_is_taken_for_a_host() {
    let (server, _client) = start(vec![Answer::json(200, "[]")]).await;
    for base in ["", "/api"] {
        let url = format!("{}{base}", server.url());
        let client = Client::builder().app_token("t").base_url(url).build().unwrap();
        for operation in &ODD_PATHS {
            client.call(operation).send().await.unwrap();
        }
    }
    let expected = [
        "GET //example.com/a",
        "GET /a:b",
        "GET //example.com",
        "GET /api//example.com/a",
        "GET /api/a:b",
        "GET /api//example.com",
    ];
    assert_eq!(lines(&server), expected);
}
