//! What a server or a network can do wrong that no other subject covers, and the table of docs/faults.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use runtime_tests::runtime::{CallOptions, Retry, TransportKind};
use runtime_tests::script::{Scene, Script};
use runtime_tests::server::{Answer, Server};
use runtime_tests::{Client, Error};

use crate::support::start;

const WHOLE: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]";

#[tokio::test]
async fn an_answer_may_be_cut_at_any_byte() {
    for length in 0..WHOLE.len() {
        let (_server, client) = start(vec![Answer::raw(&WHOLE[..length])]).await;
        let error = client.list_customers().await.unwrap_err();
        let Error::Transport(lost) = &error else { panic!("{length}: {error:?}") };
        assert_ne!(lost.kind(), TransportKind::Connect, "{length}");
        assert!(error.is_retryable(), "{length}: {error}");
    }
    let (_server, client) = start(vec![Answer::raw(WHOLE)]).await;
    client.list_customers().await.unwrap();
}

#[tokio::test]
async fn an_answer_may_come_byte_by_byte() {
    let bytes: Vec<String> = "[{\"name\":\"Ada\"}]".chars().map(String::from).collect();
    let pieces: Vec<&str> = bytes.iter().map(String::as_str).collect();
    let json = [("content-type", "application/json")];
    let (_server, client) = start(vec![Answer::pieces(200, &json, &pieces)]).await;
    assert_eq!(client.list_customers().await.unwrap().len(), 1);
}

#[tokio::test]
async fn more_than_was_announced_is_no_part_of_the_answer() {
    let (_server, client) = start(vec![Answer::raw(format!("{WHOLE}, and more"))]).await;
    assert!(client.list_customers().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_endless_answer_is_not_held() {
    // Ten million blanks: JSON may begin with as many.
    let endless = Answer::json(200, " ".repeat(10_000_000));
    let server = Server::start(vec![endless]).await.unwrap();
    let builder = Client::builder().app_token("app").base_url(server.url());
    let client = builder.max_answer_bytes(100_000).build().unwrap();
    let error = client.list_customers().await.unwrap_err();
    assert!(matches!(&error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("longer than 100000 bytes"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_storm_of_503_does_not_become_one_of_retries() {
    let script = Script::new([Scene::Answer(503, Vec::new(), "")]);
    let client = Client::builder().app_token("app").transport(script.clone()).into_client();
    let at_once = CallOptions::new().retry(Retry::new().first_wait(Duration::ZERO));
    let client = client.with(at_once);
    for _ in 0..1000 {
        client.list_customers().await.unwrap_err();
    }
    // 1000 calls, and the reserve of 100 retries.
    assert_eq!(script.sent().len(), 1100);
}

#[test]
fn every_row_of_the_table_names_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("../../docs/faults.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 20, "{rows:?}");
    let mut files = BTreeSet::new();
    for row in rows {
        let shown = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        let names: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            let (file, test) = name.split_once("::").unwrap_or_else(|| panic!("{row}"));
            let text =
                fs::read_to_string(root.join(format!("tests/{file}.rs"))).unwrap_or_default();
            assert!(text.contains(&format!("fn {test}(")), "{name} is no test");
            files.insert(file.to_owned());
        }
    }
    assert!(files.contains("faults"));
}
