//! What was seen of a call → what it comes to. Only the second judge's acceptance excuses.

use serde_json::Value;

use super::exchange::{self, Answer};
use super::row::{Operation, Verdict};
use super::second::{Ask, Judged, Word};

/// What Prism calls its failures to answer a request that it accepts.
const ANSWER_FAILURES: [&str; 4] =
    ["NO_RESPONSE_RESPONSE_DEFINED", "SCHEMA_TOO_COMPLEX", "NO_COMPLEX_OBJECT_TEXT", "serializer"];

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
        let problem = serde_json::from_str::<Value>(answer.body.text()).unwrap_or_default();
        match problem.get("validation").and_then(Value::as_array) {
            Some(all) => found.extend(all.iter().map(Value::to_string)),
            None => found.push(answer.body.text().to_owned()),
        }
    }
    found
}

/// Whether something that was found is an error of this, the request or the response.
fn is_about(violation: &str, what: &str) -> bool {
    let violation = serde_json::from_str::<Value>(violation).unwrap_or_default();
    violation.pointer("/location/0").is_some_and(|place| place == what)
        && violation.get("severity").is_some_and(|severity| severity == "Error")
}

/// Whether the mock server refused the request, as far as it shows.
fn is_refused(operation: &Operation) -> bool {
    let mut violations = operation.violations.iter();
    match operation.status {
        None => true,
        Some(500..) => !has_bad_answer(operation),
        Some(400..) => true,
        Some(_) => violations.any(|violation| is_about(violation, "request")),
    }
}

/// Whether the mock server says that it accepts the request and cannot answer it as described.
pub fn has_bad_answer(operation: &Operation) -> bool {
    let mut violations = operation.violations.iter().peekable();
    operation.status >= Some(500)
        && violations.peek().is_some()
        && violations.all(|violation| {
            is_about(violation, "response")
                || ANSWER_FAILURES.iter().any(|failure| violation.contains(failure))
        })
}

/// Whether a call came to nothing because the mock server could not answer it as described.
pub fn lacks_answer(operation: &Operation) -> bool {
    let has_ended = operation.status.is_none() && operation.exchange.is_some();
    has_ended || operation.verdict == Verdict::AnswerExcused
}

/// What the second judge is to be asked about a call.
pub fn questions(operation: &Operation) -> Option<Ask> {
    operation.exchange.as_ref()?;
    if is_refused(operation) {
        return Some(Ask::Request);
    }
    (!operation.decoded && !has_bad_answer(operation)).then_some(Ask::Answer)
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
    if has_bad_answer(operation) {
        return (Verdict::AnswerExcused, format!("Prism: {}", prism(operation)));
    }
    if operation.decoded {
        return (Verdict::Accepted, String::new());
    }
    undecoded(operation)
}

/// What the mock server said first.
fn prism(operation: &Operation) -> String {
    match (operation.violations.first(), operation.status) {
        (Some(first), _) => short(first),
        (None, Some(status)) => format!("status {status}"),
        (None, None) => "it died, or came to no end".to_owned(),
    }
}

fn refused(operation: &Operation) -> (Verdict, String) {
    let prism = prism(operation);
    let judged = operation.request.as_ref();
    match judged.map(|judged| judged.verdict) {
        Some(Word::Accepts) if operation.status >= Some(500) => {
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{of, questions, violations};
    use crate::conformance::row::{Operation, Verdict};
    use crate::conformance::second::Ask;

    /// A call that got this answer, and what the second judge says of it.
    fn called(status: u16, body: &Value, decoded: bool, judged: &str) -> Operation {
        let problem = json!([["content-type", "application/problem+json"]]);
        let headers = if status < 400 { json!([]) } else { problem };
        let answer =
            json!({"status": status, "headers": headers, "body": {"text": body.to_string()}});
        let judged = json!({"verdict": judged, "said": []});
        let mut operation: Operation = serde_json::from_value(json!({
            "operation_id": "a", "method": "GET", "path": "/a", "verdict": "unjudged", "why": "",
            "status": status, "decoded": decoded, "violations": [], "faults": [], "said": "",
            "request": judged, "answer": judged,
            "exchange": {
                "method": "GET", "target": "/a", "headers": [], "body": {"text": ""}, "answer": answer,
            },
        }))
        .unwrap();
        let seen = operation.exchange.as_ref().and_then(|seen| seen.answer.as_ref());
        operation.violations = seen.map(violations).unwrap();
        operation
    }

    #[test]
    fn only_the_second_judge_excuses() {
        let request = json!({"validation": [{"location": ["body"], "severity": "Error"}]});
        let response = json!({"validation": [{"location": ["response"], "severity": "Error"}]});
        for (status, body, decoded, judged, ask, verdict) in [
            (200, json!(1), true, "cannot", None, Verdict::Accepted),
            (422, request.clone(), false, "accepts", Some(Ask::Request), Verdict::RequestExcused),
            (422, request.clone(), false, "refuses", Some(Ask::Request), Verdict::Refused),
            (422, request, false, "cannot", Some(Ask::Request), Verdict::Unjudged),
            (500, response, false, "refuses", None, Verdict::AnswerExcused),
            (
                500,
                json!({"type": "UNKNOWN"}),
                false,
                "accepts",
                Some(Ask::Request),
                Verdict::AnswerExcused,
            ),
            (
                500,
                json!({"type": "UNKNOWN"}),
                false,
                "refuses",
                Some(Ask::Request),
                Verdict::Refused,
            ),
            (200, json!(1), false, "refuses", Some(Ask::Answer), Verdict::AnswerExcused),
            (200, json!(1), false, "accepts", Some(Ask::Answer), Verdict::Undecoded),
        ] {
            let operation = called(status, &body, decoded, judged);
            assert_eq!(questions(&operation), ask, "{status} {body} {judged}");
            assert_eq!(of(&operation).0, verdict, "{status} {body} {judged}");
        }
    }

    #[test]
    fn our_own_check_and_silence_are_never_excused() {
        let mut operation = called(200, &json!(1), true, "accepts");
        operation.faults.push("`a` of the query is missing".to_owned());
        assert_eq!(of(&operation).0, Verdict::Refused);
        operation.exchange = None;
        assert_eq!(of(&operation).0, Verdict::Unsent);
    }
}
