//! What is sent, byte for byte.

use runtime_tests::Client;
use runtime_tests::runtime::Field;
use runtime_tests::server::{Answer, Request, Server};
use runtime_tests::types::{CustomerUpdate, Filter, NewCustomer};

use crate::support::{lines, start};

const ADA: &str = r#"{"name":"Ada","parent":null}"#;

fn only(server: &Server) -> Request {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

#[tokio::test]
async fn a_request_has_these_bytes() {
    let (server, client) = start(vec![Answer::json(201, ADA)]).await;
    let body = NewCustomer::new("Ada").phone("+234");
    client.create_customer(&body).await.unwrap();
    let request = only(&server);
    let host = server.url().replace("http://", "");
    let mut lines: Vec<_> = request.head.lines().map(str::to_owned).collect();
    assert_eq!(lines.remove(0), "POST /customers HTTP/1.1");
    lines.sort_unstable();
    let expected = [
        "accept: application/json",
        "authorization: Bearer app_secret",
        "content-length: 29",
        "content-type: application/json",
        &format!("host: {host}"),
        &format!("user-agent: runtime-tests/{}", env!("CARGO_PKG_VERSION")),
    ];
    assert_eq!(lines, expected);
    assert_eq!(request.text(), r#"{"name":"Ada","phone":"+234"}"#);
}

#[tokio::test]
async fn that_there_is_no_body_is_said_where_one_is_expected() {
    let answers = [Answer::json(200, ADA), Answer::new(204, "")];
    let (server, client) = start(answers.to_vec()).await;
    let filter = Filter { z: "z".to_owned(), a: None };
    client.place_order(&["1"], &filter).await.unwrap();
    client.delete_customer("1").await.unwrap();
    let says_none = |request: &Request| request.head.contains("content-length: 0");
    let said: Vec<bool> = server.requests().iter().map(says_none).collect();
    assert_eq!(said, [true, false]);
}

#[tokio::test]
async fn absent_null_and_set_are_three_bodies() {
    let (server, client) = start(vec![Answer::json(201, ADA)]).await;
    let ada = NewCustomer::new("Ada");
    client.create_customer(&ada).await.unwrap();
    client.create_customer(&ada.clone().phone(None)).await.unwrap();
    client.create_customer(&ada.phone("1")).await.unwrap();
    let bodies: Vec<_> = server.requests().iter().map(Request::text).collect();
    let expected =
        [r#"{"name":"Ada"}"#, r#"{"name":"Ada","phone":null}"#, r#"{"name":"Ada","phone":"1"}"#];
    assert_eq!(bodies, expected);
}

#[tokio::test]
async fn only_unreserved_characters_stay_bare() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    client.list_customers().page(2).search("a b&c/ü").await.unwrap();
    client.list_customers().search("-._~+'*%é\u{1f600}").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].line(), "GET /customers?page=2&search=a%20b%26c%2F%C3%BC");
    let line = "GET /customers?search=-._~%2B%27%2A%25%C3%A9%F0%9F%98%80";
    assert_eq!(requests[1].line(), line);
    assert_eq!(requests[0].header("content-type"), None);
}

#[tokio::test]
async fn queries_explode_lists_and_objects() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    let filter = Filter { z: "é".to_owned(), a: Some(1) };
    client.list_customers().tags(&["a,b", "c"]).filter(&filter).await.unwrap();
    client.list_customers().tags(&[]).rating(Some(0.1)).await.unwrap();
    let requests = server.requests();
    let line = "GET /customers?tag%5B%5D=a%2Cb&tag%5B%5D=c&z=%C3%A9&a=1";
    assert_eq!(requests[0].line(), line);
    assert_eq!(requests[1].line(), "GET /customers?rating=0.1");
}

#[tokio::test]
async fn null_takes_a_parameter_away_and_the_last_value_wins() {
    let (server, client) = start(vec![Answer::json(200, "[]")]).await;
    client.list_customers().rating(Some(1.5)).page(1).rating(None).page(3).await.unwrap();
    client.list_customers().matrix(&[vec![1]]).matrix(&[]).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].line(), "GET /customers?page=3");
    assert_eq!(requests[1].line(), "GET /customers");
}

#[tokio::test]
async fn a_name_may_stand_in_two_places() {
    let (server, client) = start(vec![Answer::new(204, "")]).await;
    client.delete_customer("1").by("2").await.unwrap();
    assert_eq!(lines(&server), ["DELETE /customers/1?id=2"]);
}

#[tokio::test]
async fn path_and_header_values_are_simple() {
    let (server, client) = start(vec![Answer::json(201, "{}")]).await;
    let filter = Filter { z: "z/".to_owned(), a: None };
    client.place_order(&["1", "2,3"], &filter).await.unwrap();
    let _ = client.list_customers().traces(&[1, 2, 3]).trace("a b,ü").await;
    let requests = server.requests();
    // Commas stand between values, an encoded one inside a value; the null member is left out.
    assert_eq!(requests[0].line(), "POST /orders/1,2%2C3z,z%2F.json");
    assert_eq!(requests[1].header("x-traces"), Some("1,2,3"));
    assert_eq!(requests[1].header("x-trace"), Some("a b,ü"));
}

#[tokio::test]
async fn headers_and_media_types_can_be_others() {
    let (server, _client) = start(vec![Answer::json(200, ADA)]).await;
    let client = Client::builder()
        .app_token("t")
        .base_url(server.url())
        .user_agent("shop-sync/2")
        .http_client(reqwest::Client::builder().user_agent("theirs"))
        .build()
        .unwrap();
    let update = CustomerUpdate { phone: Field::Null };
    client.update_customer("1", &CustomerUpdate::default()).patch(&update).await.unwrap();
    client.terms().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("content-type"), Some("application/merge-patch+json"));
    assert_eq!(requests[0].header("user-agent"), Some("shop-sync/2"));
    assert_eq!(requests[0].text(), r#"{"phone":null}"#);
    assert_eq!(requests[1].header("accept"), Some("text/plain"));
    client.update_customer("1", &update).plain("ü").await.unwrap();
    let request = server.requests().remove(2);
    assert_eq!(request.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(request.text(), "ü");
}
