//! Which redirects are followed.

use runtime_tests::server::{Answer, Server};
use runtime_tests::types::NewCustomer;
use runtime_tests::{Client, Error};

use crate::support::{lines, start};

fn to(status: u16, location: &str) -> Answer {
    Answer::with_headers(status, &[("location", location)], "")
}

#[tokio::test]
async fn a_read_is_followed_within_the_origin() {
    for status in [301, 302, 303, 307, 308] {
        let (server, client) = start(vec![to(status, "/v2?x=1"), Answer::json(200, "[]")]).await;
        client.list_customers().page(2).await.unwrap();
        assert_eq!(lines(&server), ["GET /customers?page=2", "GET /v2?x=1"]);
        let again = server.requests().remove(1);
        assert_eq!(again.header("authorization"), Some("Bearer app_secret"));
    }
}

#[tokio::test]
async fn a_redirect_that_is_the_answer_is_handed_out() {
    for location in ["/v2", "https://example.com/file"] {
        let (server, client) = start(vec![to(302, location)]).await;
        let response = client.moved().with_response().await.unwrap();
        assert_eq!(response.status(), 302);
        assert_eq!(response.headers()["location"], location);
        assert_eq!(lines(&server), ["GET /moved"]);
    }
    let (_server, client) = start(vec![Answer::new(404, "")]).await;
    assert_eq!(client.moved().await.unwrap_err().status().unwrap(), 404);
}

#[tokio::test]
async fn a_write_is_repeated_whole_or_not_at_all() {
    let created = Answer::json(201, r#"{"name":"A"}"#);
    let body = NewCustomer::new("A");
    for status in [307, 308] {
        let (server, client) = start(vec![to(status, "/v2"), created.clone()]).await;
        client.create_customer(&body).await.unwrap();
        assert_eq!(lines(&server), ["POST /customers", "POST /v2"]);
        assert_eq!(server.requests()[1].text(), r#"{"name":"A"}"#);
    }
    for status in [301, 302, 303] {
        let (server, client) = start(vec![to(status, "/v2"), created.clone()]).await;
        let error = client.create_customer(&body).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(lines(&server), ["POST /customers"]);
    }
}

#[tokio::test]
async fn nothing_goes_to_another_origin() {
    let (other, _) = start(vec![Answer::json(200, "[]")]).await;
    let other_host = other.url().replace("127.0.0.1", "localhost");
    let mut tried = 0;
    for location in [other.url(), other_host, "/\\example.com".to_owned()] {
        let (server, client) = start(vec![to(307, &location)]).await;
        let Err(Error::Api(error)) = client.list_customers().await else {
            panic!("{location} was followed");
        };
        assert_eq!(error.status(), 307);
        assert_eq!(error.headers()["location"], location.as_str());
        assert_eq!(server.requests().len(), 1);
        tried += 1;
    }
    assert_eq!((tried, other.requests()), (3, vec![]));
    // The same host under another scheme is another origin.
    let server = Server::start(vec![to(307, "https://127.0.0.1/")]).await.unwrap();
    let client = Client::builder().base_url(server.url()).into_client();
    let error = client.terms().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
}

#[tokio::test]
async fn a_loop_ends() {
    let (server, client) = start(vec![to(302, "/customers")]).await;
    let error = client.list_customers().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert_eq!(server.requests().len(), 11);
}

/// Whatever redirects an HTTP client of the caller's would follow, no key goes to another host.
#[tokio::test]
async fn an_own_client_follows_no_more() {
    let (other, _) = start(vec![Answer::json(200, "[]")]).await;
    let answers = vec![to(302, &other.url()), Answer::json(200, "[]")];
    let server = Server::start(answers).await.unwrap();
    let own = reqwest::Client::builder().redirect(reqwest::redirect::Policy::limited(1));
    let builder = Client::builder().app_token("app").base_url(server.url());
    let error = builder.http_client(own).into_client().list_customers().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert_eq!((server.requests().len(), other.requests().len()), (1, 0));
}
