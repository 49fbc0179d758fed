//! No credential in what the HTTP stack logs.

use runtime_tests::Client;
use runtime_tests::logged;
use runtime_tests::server::{Answer, Server};

#[tokio::test]
async fn no_credential_is_logged() {
    logged::start().unwrap();
    let server = Server::start(vec![Answer::json(200, "[]"), Answer::closed()]).await.unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .app_token("app_hidden")
        .query_key("hidden")
        .build()
        .unwrap();
    client.list_customers().await.unwrap();
    client.report().await.unwrap_err();
    let sent = server.requests();
    assert_eq!(sent[0].header("authorization"), Some("Bearer app_hidden"));
    assert_eq!(sent[1].line(), "GET /report?api_key=hidden");
    let lines = logged::lines();
    assert!(lines.contains("starting new connection"), "nothing was logged: {lines:?}");
    assert!(!lines.contains("hidden"), "{lines}");
}
