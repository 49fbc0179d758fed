//! What was seen of a call → what it comes to. Only the second judge's acceptance excuses.

use serde_json::Value;

use super::exchange::{self, Answer};
use super::row::{Operation, Verdict};
use super::second::{Ask, Judged, Word};

/// What the mock server found wrong with a request or with its own answer, in its own words.
pub fn violations(answer: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    for header in exchange::values(&answer.headers, "sl-violations") {
        match serde_json::from_str::<Vec<Value>>(header) {
            Ok(all) => found.extend(all.iter().map(Value::to_string)),
            Err(_) => found.push(header.to_owned()),
        }
    }
    let is_problem = exchange::values(&answer.headers, "content-type")
        .any(|value| value.starts_with("application/problem+json"));
    if is_problem && found.is_empty() && answer.status >= 400 {
        found.push(answer.body.text().to_owned());
    }
    found
}

/// Whether the mock server refused the request, as far as it shows.
fn is_refused(operation: &Operation) -> bool {
    let of_request = |said: &String| {
        let said = serde_json::from_str::<Value>(said).unwrap_or_default();
        said.pointer("/location/0").is_some_and(|place| place == "request")
            && said.pointer("/severity").is_some_and(|severity| severity == "Error")
    };
    let status = operation.status.unwrap_or(0);
    status < 200 || status >= 400 || operation.violations.iter().any(of_request)
}

/// What the second judge is to be asked about a call.
pub fn questions(operation: &Operation) -> Vec<Ask> {
    let Some(seen) = &operation.exchange else { return Vec::new() };
    let mut asks = Vec::new();
    if is_refused(operation) {
        asks.push(Ask::Request);
    }
    // An answer that was not decoded, and what the server of a good request should not have said.
    let no_error = operation.status.is_some_and(|status| status < 400 || status >= 500);
    if !operation.decoded && seen.answer.is_some() && no_error {
        asks.push(Ask::Answer);
    }
    asks
}

/// The verdict, and why.
pub fn of(operation: &Operation) -> (Verdict, String) {
    let Some(_) = &operation.exchange else {
        return (Verdict::Unsent, first_line(&operation.said));
    };
    if let Some(fault) = operation.faults.first() {
        return (Verdict::Refused, format!("our own check: {fault}"));
    }
    if is_refused(operation) {
        return refused(operation);
    }
    if operation.decoded {
        return (Verdict::Accepted, String::new());
    }
    undecoded(operation)
}

fn refused(operation: &Operation) -> (Verdict, String) {
    let first = operation.violations.first();
    let prism = match (first, operation.status) {
        (Some(first), _) => short(first),
        (None, Some(status)) => format!("status {status}"),
        (None, None) => "it died".to_owned(),
    };
    let judged = operation.request.as_ref();
    match judged.map(|judged| judged.verdict) {
        Some(Word::Accepts) if operation.status.is_some_and(|status| status >= 500) => {
            (Verdict::AnswerExcused, format!("Prism: {prism}"))
        }
        Some(Word::Accepts) => (Verdict::RequestExcused, format!("Prism: {prism}")),
        Some(Word::Refuses) => {
            let said = said(judged);
            (Verdict::Refused, format!("Prism: {prism}; openapi-core: {said}"))
        }
        _ => (Verdict::Unjudged, format!("Prism: {prism}; openapi-core cannot: {}", said(judged))),
    }
}

fn undecoded(operation: &Operation) -> (Verdict, String) {
    let judged = operation.answer.as_ref();
    let client = first_line(&operation.said);
    match judged.map(|judged| judged.verdict) {
        Some(Word::Refuses) => (Verdict::AnswerExcused, format!("openapi-core: {}", said(judged))),
        Some(Word::Accepts) => (Verdict::Undecoded, client),
        _ => (Verdict::Unjudged, format!("{client}; openapi-core cannot: {}", said(judged))),
    }
}

fn said(judged: Option<&Judged>) -> String {
    short(judged.and_then(|judged| judged.said.first()).map_or("it was not asked", String::as_str))
}

/// The line of a test that says why, or else the last one.
fn first_line(said: &str) -> String {
    let mut lines = said.lines().filter(|line| !line.trim().is_empty());
    let telling = lines.clone().find(|line| line.contains("Err") || line.contains("error"));
    short(telling.or_else(|| lines.next_back()).unwrap_or("it said nothing"))
}

fn short(text: &str) -> String {
    const LONGEST: usize = 240;
    text.trim().chars().take(LONGEST).collect()
}
