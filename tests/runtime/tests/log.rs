//! No credential in what the HTTP stack logs.

use std::sync::Mutex;

use log::{LevelFilter, Log, Metadata, Record};
use runtime_tests::Client;
use runtime_tests::server::{Answer, Server};

struct Lines(Mutex<Vec<String>>);

impl Log for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        if let Ok(mut lines) = self.0.lock() {
            lines.push(record.args().to_string());
        }
    }

    fn flush(&self) {}
}

static LINES: Lines = Lines(Mutex::new(Vec::new()));

#[tokio::test]
async fn no_credential_is_logged() {
    log::set_logger(&LINES).unwrap();
    log::set_max_level(LevelFilter::Trace);
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
    let lines = LINES.0.lock().unwrap().join("\n");
    assert!(lines.contains("starting new connection"), "nothing was logged: {lines:?}");
    assert!(!lines.contains("hidden"), "{lines}");
}
