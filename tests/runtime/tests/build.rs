//! Clients that cannot be built.

use runtime_tests::{BASE_URL, Client, ClientBuilder, Error};

fn refused(builder: ClientBuilder) -> String {
    let error = builder.clone().build().unwrap_err();
    assert!(matches!(error, Error::Build(_)));
    assert_eq!(error.operation(), None);
    error.to_string().replace("the client cannot be built: ", "")
}

#[test]
fn a_bad_base_url_is_told_by_build() {
    let with = |url: &str| refused(Client::builder().base_url(url));
    assert_eq!(
        with("/api/v1"),
        "the base URL \"/api/v1\" is not an absolute URL: relative URL without a base"
    );
    for url in ["ftp://x/", "file:///x", "data:,x"] {
        assert_eq!(with(url), format!("the base URL {url:?} is not an http or https URL"));
    }
    // What may be secret is not repeated.
    for url in ["https://x/?key=hidden", "https://x/#hidden"] {
        assert_eq!(with(url), "the base URL \"https://x/\" has a query or a fragment");
    }
    for url in ["https://me:hidden@x/", "https://hidden@x/"] {
        let message = "the base URL holds a user name or password; give a credential instead";
        assert_eq!(with(url), message);
        assert!(!format!("{:?}", Client::builder().base_url(url)).contains("hidden"));
    }
    assert_eq!(
        with("//hidden@"),
        "the base URL is not an absolute URL: relative URL without a base"
    );
    let nowhere = ClientBuilder::new(None);
    assert_eq!(refused(nowhere), "there is no base URL; set one with `base_url`");
    assert_eq!(
        refused(Client::builder().user_agent("a\nb")),
        "the user agent holds a control character"
    );
    Client::builder().build().unwrap();
    assert!(format!("{:?}", Client::new("app")).contains(BASE_URL));
}

#[tokio::test]
async fn a_client_that_could_not_be_built_tells_every_call() {
    let client = ClientBuilder::new(None).app_token("app").into_client();
    for _ in 0..2 {
        let error = client.list_customers().await.unwrap_err();
        let line = "listCustomers: there is no base URL; set one with `base_url`";
        assert_eq!(error.to_string(), line);
        assert_eq!(error.operation(), Some("listCustomers"));
    }
    assert!(format!("{client:?}").contains("there is no base URL"));
}
