//! What is sent, byte for byte.

use runtime_tests::server::{Answer, Server};
use salesive::Client;
use salesive::Field;
use salesive::types::{CustomerCreate, CustomerUpdate};

use crate::examples::{CREATE, CREATED, LISTED, UPDATE, UPDATED};
use crate::support::{TOKEN, ada, bodies, builder, inactive, lines, only, start};

/// The version of the generated crate, which its user agent tells.
fn version() -> &'static str {
    let manifest = include_str!("../../../generated-client/Cargo.toml");
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = "));
    line.unwrap().trim_matches('"')
}

/// All of the only request that has come, as text.
fn whole(server: &Server) -> String {
    let request = only(server);
    format!("{}\r\n\r\n{}", request.head, request.text())
}

/// A request of these lines, a blank one before the body.
fn request(server: &Server, line: &str, media_type: &str, rest: &str) -> String {
    let host = server.url().replace("http://", "");
    let version = version();
    format!(
        "{line} HTTP/1.1\r\n\
         accept: application/json\r\n\
         user-agent: salesive/{version}\r\n\
         authorization: Bearer app_secret_token\r\n\
         {media_type}\
         host: {host}\r\n\
         {rest}"
    )
}

#[tokio::test]
async fn a_create_request_has_these_bytes() {
    let (server, client) = start(vec![Answer::json(201, CREATED)]).await;
    let body = ada().phone("+2348012345678").active(true);
    client.create_customer(&body).await.unwrap();
    let rest = format!("content-length: {}\r\n\r\n{CREATE}", CREATE.len());
    let media_type = "content-type: application/json\r\n";
    let expected = request(&server, "POST /api/v1/customers", media_type, &rest);
    assert_eq!(whole(&server), expected);
}

#[tokio::test]
async fn an_update_request_has_these_bytes() {
    let (server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let body = inactive().phone("+2348099998888");
    client.update_customer("665a1f2c9b1e4a0012ab34cd", &body).await.unwrap();
    let line = "PUT /api/v1/customers/665a1f2c9b1e4a0012ab34cd";
    let rest = format!("content-length: {}\r\n\r\n{UPDATE}", UPDATE.len());
    let expected = request(&server, line, "content-type: application/json\r\n", &rest);
    assert_eq!(whole(&server), expected);
}

#[tokio::test]
async fn a_list_request_has_these_bytes() {
    let (server, client) = start(vec![Answer::json(200, LISTED)]).await;
    client.list_customers().page(2).limit(100).search("a b&c/ü").await.unwrap();
    let line = "GET /api/v1/customers?page=2&limit=100&search=a%20b%26c%2F%C3%BC";
    assert_eq!(whole(&server), request(&server, line, "", "\r\n"));
}

#[tokio::test]
async fn a_query_holds_what_was_set_and_no_more() {
    let (server, client) = start(vec![Answer::json(200, LISTED)]).await;
    for list in [
        client.list_customers(),
        client.list_customers().search(""),
        client.list_customers().search("x").limit(5),
        client.list_customers().page(1).search("x").page(3),
        client.list_customers().search("-._~+'*%#?=;é\r\n\u{1f600}"),
    ] {
        list.await.unwrap();
    }
    let expected = [
        "GET /api/v1/customers",
        "GET /api/v1/customers?search=",
        "GET /api/v1/customers?search=x&limit=5",
        "GET /api/v1/customers?page=3&search=x",
        "GET /api/v1/customers?search=\
         -._~%2B%27%2A%25%23%3F%3D%3B%C3%A9%0D%0A%F0%9F%98%80",
    ];
    assert_eq!(lines(&server), expected);
}

#[tokio::test]
async fn absent_null_and_set_are_three_bodies_of_a_create() {
    let (server, client) = start(vec![Answer::json(201, CREATED)]).await;
    for body in [
        ada(),
        ada().phone(None),
        ada().phone("1"),
        ada().phone(Some("1".to_owned())),
        ada().phone("1").phone(Field::Absent),
        ada().user(Field::Null).phone(Field::Null),
        ada().user("6650aa11bb22cc33dd44ee55").active(false),
    ] {
        client.create_customer(&body).await.unwrap();
    }
    let expected = [
        r#"{"name":"Ada Obi","email":"ada@example.com"}"#,
        r#"{"name":"Ada Obi","email":"ada@example.com","phone":null}"#,
        r#"{"name":"Ada Obi","email":"ada@example.com","phone":"1"}"#,
        r#"{"name":"Ada Obi","email":"ada@example.com","phone":"1"}"#,
        r#"{"name":"Ada Obi","email":"ada@example.com"}"#,
        r#"{"name":"Ada Obi","email":"ada@example.com","phone":null,"user":null}"#,
        r#"{"name":"Ada Obi","email":"ada@example.com","user":"6650aa11bb22cc33dd44ee55","active":false}"#,
    ];
    assert_eq!(bodies(&server), expected);
}

#[tokio::test]
async fn absent_null_and_set_are_three_bodies_of_an_update() {
    let (server, client) = start(vec![Answer::json(200, UPDATED)]).await;
    let all = CustomerUpdate::new().name("Ada").email("a@b.c").phone("1");
    for body in [
        CustomerUpdate::new(),
        CustomerUpdate::new().phone(None),
        CustomerUpdate::new().phone("1"),
        CustomerUpdate::new().user(None),
        all.user("u").active(true),
    ] {
        client.update_customer("1", &body).await.unwrap();
    }
    let expected = [
        "{}",
        r#"{"phone":null}"#,
        r#"{"phone":"1"}"#,
        r#"{"user":null}"#,
        r#"{"name":"Ada","email":"a@b.c","phone":"1","user":"u","active":true}"#,
    ];
    assert_eq!(bodies(&server), expected);
}

#[tokio::test]
async fn text_in_a_body_comes_as_it_is() {
    let (server, client) = start(vec![Answer::json(201, CREATED)]).await;
    let body = CustomerCreate::new("Ü \"x\" \\ \n\u{0}</script>\u{1f600}", "");
    client.create_customer(&body).await.unwrap();
    let expected = r#"{"name":"Ü \"x\" \\ \n\u0000</script>😀","email":""}"#;
    let request = only(&server);
    assert_eq!(request.text(), expected);
    let length = expected.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
}

#[tokio::test]
async fn a_base_url_may_end_in_a_slash() {
    let (server, _client) = start(vec![Answer::json(200, LISTED)]).await;
    for base in ["/api/v1", "/api/v1/", "/", ""] {
        let client = Client::builder().app_token(TOKEN).base_url(format!("{}{base}", server.url()));
        client.build().unwrap().list_customers().await.unwrap();
    }
    let (deep, flat) = ("GET /api/v1/customers", "GET /customers");
    assert_eq!(lines(&server), [deep, deep, flat, flat]);
}

#[test]
fn without_a_base_url_production_is_called() {
    assert_eq!(Client::BASE_URL, "https://api.salesive.com/api/v1");
    for client in [Client::new(TOKEN), Client::builder().app_token(TOKEN).build().unwrap()] {
        let shown = format!("{client:?}");
        assert!(shown.contains(Client::BASE_URL), "{shown}");
    }
}

#[tokio::test]
async fn an_own_http_client_and_user_agent_are_used() {
    let (server, _client) = start(vec![Answer::json(200, LISTED)]).await;
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("x-theirs", "kept".parse().unwrap());
    headers.insert("accept", "text/html".parse().unwrap());
    let own = reqwest::Client::builder().user_agent("theirs").default_headers(headers);
    let client = builder(&server.url()).http_client(own).user_agent("shop-sync/2 (ü)");
    client.build().unwrap().list_customers().await.unwrap();
    let request = only(&server);
    assert_eq!(request.header("x-theirs"), Some("kept"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("shop-sync/2 (ü)"));
    let authorization = format!("Bearer {TOKEN}");
    assert_eq!(request.header("authorization"), Some(authorization.as_str()));
}
