//! The table of defaults in README.md has the values that the runtime has, and all of them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use runtime_tests::runtime::limits;

/// What the table must say, in its order.
fn values() -> Vec<String> {
    let seconds = |limit: Duration| format!("{} s", limit.as_secs_f64());
    vec![
        seconds(limits::CONNECT_TIMEOUT),
        seconds(limits::TRY_TIMEOUT),
        seconds(limits::CALL_TIMEOUT),
        seconds(limits::IDLE_TIMEOUT),
        limits::TRIES.to_string(),
        seconds(limits::FIRST_WAIT),
        seconds(limits::LONGEST_WAIT),
        seconds(limits::LONGEST_RETRY_AFTER),
        limits::RETRY_RESERVE.to_string(),
        limits::CALLS_PER_RETRY.to_string(),
        limits::ANSWER_BYTES.to_string(),
        limits::ERROR_BYTES.to_string(),
        limits::REDIRECTS.to_string(),
        limits::SHORTEST_SECRET.to_string(),
        limits::RECONNECTS.to_string(),
        seconds(limits::RECONNECT_WAIT),
        seconds(limits::LONGEST_RECONNECT_WAIT),
    ]
}

#[test]
fn the_readme_states_the_defaults() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, table) = text.split_once("## Defaults\n").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what"));
    let stated: Vec<&str> = rows.map(|row| row.split(" | ").nth(1).unwrap_or_default()).collect();
    assert_eq!(stated, values());
}

#[test]
fn the_builder_states_the_defaults() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("../../generator/runtime/client/builder.rs");
    let text = fs::read_to_string(path).unwrap().replace("\n    /// ", " ");
    for said in [
        format!("{} seconds by default", limits::CONNECT_TIMEOUT.as_secs()),
        format!("{} seconds by default", limits::TRY_TIMEOUT.as_secs()),
        format!("{} seconds by default", limits::CALL_TIMEOUT.as_secs()),
        format!("{} minutes by default", limits::IDLE_TIMEOUT.as_secs() / 60),
        format!("by default at most {} tries", limits::TRIES),
        format!("{} MiB by default", limits::ANSWER_BYTES / 1024 / 1024),
    ] {
        assert!(text.contains(&said), "{said}");
    }
}

#[test]
fn the_docs_of_reconnecting_state_the_defaults() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("../../generator/runtime/stream/reconnect.rs");
    let text = fs::read_to_string(path).unwrap().replace("\n    /// ", " ");
    for said in [
        format!("up to {} times in a row", limits::RECONNECTS),
        format!("by default {} seconds", limits::RECONNECT_WAIT.as_secs()),
        format!("by default {} seconds", limits::LONGEST_RECONNECT_WAIT.as_secs()),
    ] {
        assert!(text.contains(&said), "{said}");
    }
}
