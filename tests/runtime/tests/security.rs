//! Each security scheme alone, and what `security` makes of several.

use std::sync::atomic::{AtomicUsize, Ordering};

use runtime_tests::runtime::{
    Credential, Method, Operation, Secret, Token, TokenFuture, TokenProvider,
};
use runtime_tests::server::{Answer, Request, Server};
use runtime_tests::{Client, ClientBuilder};

/// Calls an operation that asks for these alternatives.
async fn called(
    alternatives: &'static [&'static [&'static str]],
    give: impl Fn(ClientBuilder) -> ClientBuilder,
) -> Result<Request, String> {
    let server = Server::start(vec![Answer::new(200, "")]).await.unwrap();
    let client = give(Client::builder().base_url(server.url())).into_client();
    let operation = Operation::new("secured", Method::GET, "/s").auth(alternatives);
    let sent = client.call(Box::leak(Box::new(operation))).send().await;
    let requests = server.requests();
    assert_eq!(requests.len(), usize::from(sent.is_ok()));
    sent.map(|_| requests[0].clone()).map_err(|error| error.to_string())
}

fn all(builder: ClientBuilder) -> ClientBuilder {
    let builder = builder.app_token("t").login("ada", "pw").shop_key("k").query_key("q");
    builder.session("abc+/=").certificate(reqwest::Client::builder())
}

#[tokio::test]
async fn each_scheme_alone() {
    let of = |request: &Request, name: &str| request.header(name).map(str::to_owned);
    let bearer = called(&[&["AppToken"]], all).await.unwrap();
    assert_eq!(of(&bearer, "authorization").as_deref(), Some("Bearer t"));
    let basic = called(&[&["Login"]], all).await.unwrap();
    assert_eq!(of(&basic, "authorization").as_deref(), Some("Basic YWRhOnB3"));
    let header = called(&[&["ShopKey"]], all).await.unwrap();
    assert_eq!(of(&header, "x-shop-key").as_deref(), Some("k"));
    let query = called(&[&["QueryKey"]], all).await.unwrap();
    assert_eq!(query.line(), "GET /s?api_key=q");
    // A key in a cookie is sent as it is: few servers decode it.
    let cookie = called(&[&["Session"]], all).await.unwrap();
    assert_eq!(of(&cookie, "cookie").as_deref(), Some("sid=abc+/="));
    let certificate = called(&[&["Certificate"]], all).await.unwrap();
    for request in [&header, &query, &cookie, &certificate] {
        assert_eq!(of(request, "authorization"), None);
    }
}

#[tokio::test]
async fn or_and_and_and_none() {
    let both = called(&[&["ShopKey", "Session", "QueryKey"]], all).await.unwrap();
    assert_eq!(both.header("x-shop-key"), Some("k"));
    assert_eq!(both.header("cookie"), Some("sid=abc+/="));
    assert_eq!(both.line(), "GET /s?api_key=q");
    let second = called(&[&["AppToken", "Session"], &["Login"]], |builder| {
        builder.app_token("t").login("ada", "pw")
    });
    assert_eq!(second.await.unwrap().header("authorization"), Some("Basic YWRhOnB3"));
    let none = called(&[], all).await.unwrap();
    let named = ["authorization", "cookie", "x-shop-key"].map(|name| none.header(name));
    assert_eq!((none.line(), named), ("GET /s", [None; 3]));
    let optional = called(&[&[], &["Session"]], |builder| builder).await.unwrap();
    assert_eq!(optional.header("cookie"), None);
    let optional = called(&[&[], &["Session"]], all).await.unwrap();
    assert_eq!(optional.header("cookie"), Some("sid=abc+/="));
}

#[tokio::test]
async fn a_missing_credential_is_told_for_every_scheme() {
    for scheme in ["AppToken", "Login", "ShopKey", "QueryKey", "Session", "Certificate"] {
        let alternatives: &'static [&'static str] = Box::leak(Box::new([scheme]));
        let error = called(Box::leak(Box::new([alternatives])), |builder| builder).await;
        let message =
            format!("secured: it needs a credential for {scheme}, which the client was not given");
        assert_eq!(error.unwrap_err(), message);
    }
}

/// Counts how often it is asked, and has no second token.
#[derive(Default)]
struct Once(AtomicUsize);

impl TokenProvider for Once {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async {
            tokio::task::yield_now().await;
            match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => Ok(Secret::from("provided_hidden")),
                1 => Ok(Secret::from("broken\ntoken")),
                _ => Err("the refresh token is gone".into()),
            }
        })
    }
}

#[tokio::test]
async fn a_provider_is_asked_for_each_request() {
    let echo = Answer::new(418, "you sent provided_hidden");
    let server = Server::start(vec![echo]).await.unwrap();
    let client = Client::builder().base_url(server.url()).app_token(Once::default()).into_client();
    let error = client.list_customers().await.unwrap_err();
    let shown = format!("{error} {error:?} {client:?}");
    assert!(!shown.contains("hidden") && shown.contains("[redacted]"), "{shown}");
    let error = client.list_customers().await.unwrap_err().to_string();
    let expected = "listCustomers: the token has a character that a header cannot carry, such as a \
                    line break";
    assert_eq!(error, expected);
    let error = client.list_customers().await.unwrap_err().to_string();
    assert_eq!(error, "listCustomers: there is no token: the refresh token is gone");
    // An operation that needs none does not ask.
    client.terms().await.unwrap_err();
    let sent: Vec<_> = server.requests();
    let sent: Vec<_> = sent.iter().map(|request| request.header("authorization")).collect();
    assert_eq!(sent, [Some("Bearer provided_hidden"), None]);
    fn assert_token(_: impl Into<Token>) {}
    let shared: std::sync::Arc<dyn TokenProvider> = std::sync::Arc::new(Once::default());
    assert_token(shared);
}

#[test]
fn what_a_cookie_cannot_carry_is_refused_unseen() {
    for key in ["hidden; a=b", "hidden\r\n", "hidden,", "hidden \"", "hidden é", ""] {
        let error = Client::builder().session(key).build().unwrap_err().to_string();
        assert!(error.contains("the credential for Session "), "{error}");
        assert!(!error.contains("hidden"), "{error}");
    }
    let odd = Credential::cookie("a;b", "key");
    assert!(Client::builder().credential("Odd", odd).build().is_err());
}
