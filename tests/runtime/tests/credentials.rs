//! Which credentials are sent, and that none of them shows.

use std::error::Error as _;

use runtime_tests::runtime::{AnyError, Credential, Secret};
use runtime_tests::server::{Answer, Server};
use runtime_tests::{Client, ClientBuilder, Error};

async fn server() -> Server {
    Server::start(vec![Answer::json(200, "[]")]).await.unwrap()
}

#[tokio::test]
async fn an_operation_gets_the_first_alternative_that_is_complete() {
    let server = server().await;
    let start = || Client::builder().base_url(server.url());
    let all = start().app_token("app").shop_key("key").login("ada", "pw").query_key("q k");
    all.into_client().report().await.unwrap();
    start().shop_key("key").query_key("q k").into_client().report().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].line(), "GET /report");
    assert_eq!(requests[0].header("x-shop-key"), Some("key"));
    assert_eq!(requests[0].header("authorization"), Some("Basic YWRhOnB3"));
    assert_eq!(requests[1].line(), "GET /report?api_key=q%20k");
    assert_eq!(requests[1].header("x-shop-key"), None);
}

#[tokio::test]
async fn an_optional_credential_is_sent_when_it_is_there() {
    let server = server().await;
    let start = || Client::builder().base_url(server.url());
    start().into_client().logo().await.unwrap();
    start().login("ada", "").into_client().logo().await.unwrap();
    start().login("ada", "pw").app_token("app").into_client().terms().await.unwrap();
    let sent = server.requests();
    let sent: Vec<_> = sent.iter().map(|request| request.header("authorization")).collect();
    assert_eq!(sent, [None, Some("Basic YWRhOg=="), None]);
}

#[tokio::test]
async fn a_missing_credential_is_named_and_nothing_is_sent() {
    let server = server().await;
    let client = Client::builder().base_url(server.url()).login("ada", "pw").build().unwrap();
    let error = client.report().await.unwrap_err();
    assert!(matches!(error, Error::Build(_)));
    assert_eq!(
        error.to_string(),
        "report: it needs a credential for ShopKey with Login, or for QueryKey, which the client \
         was not given"
    );
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn the_last_credential_for_a_scheme_is_used() {
    let server = server().await;
    let client = Client::builder().base_url(server.url()).app_token("old").app_token("new");
    client.into_client().list_customers().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer new"));
}

fn refused(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert!(matches!(error, Error::Build(_)));
    assert_eq!(error.operation(), None);
    format!("{error}\n{error:?}")
}

#[tokio::test]
async fn a_credential_that_cannot_be_sent_is_refused_unseen() {
    let hidden = "hidden\nX-Evil: 1";
    for builder in [
        Client::builder().app_token(hidden),
        Client::builder().shop_key(hidden),
        Client::builder().shop_key("hidden\0"),
        Client::builder().credential("Odd", Credential::header("no name", "hidden")),
        Client::builder().login("hidden:colon", "pw"),
    ] {
        let text = refused(builder);
        assert!(text.starts_with("the client cannot be built: the credential for "), "{text}");
        assert!(!text.contains("hidden") && !text.contains("Evil"), "{text}");
    }
    let text = refused(Client::builder().app_token(""));
    assert!(text.starts_with("the client cannot be built: the credential for AppToken is empty"));
    // `new` does not fail; the first call tells.
    let error = Client::new(hidden).list_customers().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "listCustomers: the credential for AppToken has a character that a header cannot carry, \
         such as a line break"
    );
}

#[tokio::test]
async fn base64_is_that_of_the_standard() {
    let server = server().await;
    for (user, expected) in [("", "Og=="), ("f", "Zjo="), ("fo", "Zm86"), ("ü>?", "w7w+Pzo=")] {
        let client = Client::builder().base_url(server.url()).login(user, "").into_client();
        client.logo().await.unwrap();
        let sent = server.requests().pop().unwrap();
        assert_eq!(sent.header("authorization"), Some(format!("Basic {expected}").as_str()));
    }
}

#[test]
fn credential_headers_are_sensitive() {
    for credential in [
        Credential::bearer("hidden"),
        Credential::basic("hidden", "hidden"),
        Credential::header("X-Key", "hidden"),
    ] {
        let (_, value) = credential.as_header().unwrap().unwrap();
        assert!(value.is_sensitive());
        assert!(!format!("{credential:?}").contains("hidden"));
    }
}

#[test]
fn secrets_print_as_redacted() {
    let secret = Secret::from("hidden".to_owned());
    assert_eq!(format!("{secret} {secret:?}"), "[redacted] [redacted]");
    assert_eq!(secret.expose(), "hidden");
}

#[tokio::test]
async fn no_value_shows_a_credential() {
    let echo = "you sent: Bearer app_hidden, YWRhOmhpZGRlbl9wdw== hidden_pw key_hidden \
                hidden%2Fq hidden/q";
    let login = ("ada", "hidden_pw");
    let server = Server::start(vec![
        Answer::new(418, echo),
        Answer::json(200, r#"{"name":"app_hidden"}"#),
        Answer::json(200, r#"[{"name":"Ada","type":7,"app_hidden":"#),
        Answer::json(200, r#""app_hidden""#),
        Answer::closed(),
    ]);
    let server = server.await.unwrap();
    let builder = Client::builder()
        .base_url(server.url())
        .app_token("app_hidden")
        .shop_key("key_hidden")
        .query_key("hidden/q")
        .login(login.0, login.1);
    let mut shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let request = client.list_customers().search("x");
    shown += &format!("{client:?} {request:?}");
    shown += &format!("{:?}", request.into_future());
    let by_query = Client::builder().base_url(server.url()).query_key("hidden/q").into_client();
    for _ in 0..5 {
        let error: AnyError = match client.list_customers().await.map(drop) {
            // The second time with a credential in the URL.
            Err(Error::Transport(_)) => by_query.report().await.unwrap_err().into(),
            other => other.unwrap_err().into(),
        };
        shown += &format!("\n{error} {error:?} {error:#?}");
        let mut source = error.source();
        while let Some(error) = source {
            shown += &format!(" {error} {error:?}");
            source = error.source();
        }
    }
    assert!(!shown.contains("hidden") && !shown.contains("hpZGRlbl9wdw"), "{shown}");
    let echoed = "you sent: Bearer [redacted], [redacted] [redacted] [redacted] [redacted] \
                  [redacted]";
    assert!(shown.contains(echoed), "{shown}");
    assert!(shown.contains(r#"invalid type: string "[redacted]", expected"#), "{shown}");
}
