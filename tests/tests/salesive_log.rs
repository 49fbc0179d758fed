//! No token in what a call logs, at any level. A process of its own: a logger is for good.

use std::time::Duration;

use runtime_tests::logged;
use runtime_tests::server::{Answer, Server};
use salesive::{Client, Retry, types};

const TOKEN: &str = "app_secret_token";

#[tokio::test]
async fn no_call_logs_the_token() {
    logged::start().unwrap();
    let echo = format!(r#"{{"status":200,"success":true,"message":"{TOKEN}"}}"#);
    let headers = [("x-echo", TOKEN), ("set-cookie", TOKEN)];
    let server = Server::start(vec![
        Answer::with_headers(200, &headers, &echo),
        Answer::with_headers(409, &headers, &echo),
        Answer::with_headers(201, &headers, TOKEN),
        Answer::with_headers(307, &[("location", &format!("/{TOKEN}"))], &echo),
        Answer::with_headers(200, &headers, &echo),
        Answer::cut(200, TOKEN),
        Answer::closed(),
        Answer::silent(),
    ])
    .await
    .unwrap();
    let builder = Client::builder().app_token(TOKEN);
    // One try for each call: the answers of the server are those of these calls.
    let builder = builder.base_url(server.url()).retry(Retry::none());
    let client = builder.clone().build().unwrap();
    let body = types::CustomerCreate::new("Ada Obi", "ada@example.com");
    client.list_customers().await.unwrap();
    client.create_customer(&body).await.unwrap_err();
    client.create_customer(&body).await.unwrap_err();
    client.list_customers().await.unwrap();
    client.list_customers().await.unwrap_err();
    client.list_customers().await.unwrap_err();
    let hasty = builder.try_timeout(Duration::from_millis(50));
    let hasty = hasty.build().unwrap();
    assert!(hasty.list_customers().await.unwrap_err().is_timeout());
    let sent = server.requests();
    assert_eq!(sent.len(), 8);
    let authorization = format!("Bearer {TOKEN}");
    for request in sent {
        assert_eq!(request.header("authorization"), Some(authorization.as_str()));
    }
    drop(server);
    assert!(client.list_customers().await.unwrap_err().is_connect());

    let lines = logged::lines();
    assert!(lines.contains("starting new connection"), "nothing was logged: {lines:?}");
    assert!(!lines.contains(TOKEN), "{lines}");
}
