//! The record of a call → its verdict. A refusal by the mock server is excused only if the second judge
//! accepts the request.

use serde_json::Value;

use super::exchange::{self, Answer};
use super::openapi_core::{Judgement, Opinion, Subject};
use super::row::{Operation, Verdict};

/// Prism's errors when it accepts a request and cannot make an answer.
const ANSWER_FAILURES: [&str; 4] =
    ["NO_RESPONSE_RESPONSE_DEFINED", "SCHEMA_TOO_COMPLEX", "NO_COMPLEX_OBJECT_TEXT", "serializer"];

/// What a violation is about.
#[derive(Clone, Copy)]
enum Message {
    Request,
    Response,
}

impl Message {
    /// The beginning of the location of such a violation.
    fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// The violations that the mock server reports, of the request or of its own answer, word for word.
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

/// Whether a violation is an error, and one of the request or one of the response.
fn is_about(violation: &str, message: Message) -> bool {
    let violation = serde_json::from_str::<Value>(violation).unwrap_or_default();
    violation.pointer("/location/0").is_some_and(|place| place == message.name())
        && violation.get("severity").is_some_and(|severity| severity == "Error")
}

/// Whether the mock server refused the request, or did not answer.
fn is_refused(operation: &Operation) -> bool {
    let mut violations = operation.violations.iter();
    match operation.status {
        None => true,
        Some(500..) => !has_bad_answer(operation),
        Some(400..) => true,
        Some(_) => violations.any(|violation| is_about(violation, Message::Request)),
    }
}

/// Whether the mock server reports that it accepts the request, and cannot make an answer as described.
pub fn has_bad_answer(operation: &Operation) -> bool {
    let mut violations = operation.violations.iter().peekable();
    operation.status >= Some(500)
        && violations.peek().is_some()
        && violations.all(|violation| {
            is_about(violation, Message::Response)
                || ANSWER_FAILURES.iter().any(|failure| violation.contains(failure))
        })
}

/// Whether a call failed because the mock server could not make an answer as described.
pub fn lacks_answer(operation: &Operation) -> bool {
    let has_ended = operation.status.is_none() && operation.exchange.is_some();
    has_ended || operation.verdict == Verdict::AnswerExcused
}

/// What the second judge has to judge of a call, if anything.
pub fn question(operation: &Operation) -> Option<Subject> {
    operation.exchange.as_ref()?;
    if is_refused(operation) {
        return Some(Subject::Request);
    }
    (!operation.decoded && !has_bad_answer(operation)).then_some(Subject::Answer)
}

/// The verdict, and its reason.
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

/// The first violation that the mock server reports, or else its status.
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
        Some(Opinion::Accepts) if operation.status >= Some(500) => {
            (Verdict::AnswerExcused, format!("Prism: {prism}"))
        }
        Some(Opinion::Accepts) => (Verdict::RequestExcused, format!("Prism: {prism}")),
        Some(Opinion::Refuses) => {
            let reason = reason(judged);
            (Verdict::Refused, format!("Prism: {prism}; openapi-core: {reason}"))
        }
        _ => {
            (Verdict::Unjudged, format!("Prism: {prism}; openapi-core cannot: {}", reason(judged)))
        }
    }
}

fn undecoded(operation: &Operation) -> (Verdict, String) {
    let judged = operation.answer.as_ref();
    let client = first_line(&operation.said);
    match judged.map(|judged| judged.verdict) {
        Some(Opinion::Refuses) => {
            (Verdict::AnswerExcused, format!("openapi-core: {}", reason(judged)))
        }
        Some(Opinion::Accepts) => (Verdict::Undecoded, client),
        _ => (Verdict::Unjudged, format!("{client}; openapi-core cannot: {}", reason(judged))),
    }
}

fn reason(judged: Option<&Judgement>) -> String {
    short(judged.and_then(|judged| judged.said.first()).map_or("it was not asked", String::as_str))
}

/// The first line of a test's output that names an error, or else the last line.
fn first_line(output: &str) -> String {
    let mut lines = output.lines().filter(|line| !line.trim().is_empty());
    let error = lines.clone().find(|line| line.contains("Err") || line.contains("error"));
    short(error.or_else(|| lines.next_back()).unwrap_or("it said nothing"))
}

fn short(text: &str) -> String {
    const LONGEST: usize = 240;
    text.trim().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{of, question, violations};
    use crate::conformance::openapi_core::Subject;
    use crate::conformance::row::{Operation, Verdict};

    /// A call with this answer, and with this judgement of the second judge.
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
            (
                422,
                request.clone(),
                false,
                "accepts",
                Some(Subject::Request),
                Verdict::RequestExcused,
            ),
            (422, request.clone(), false, "refuses", Some(Subject::Request), Verdict::Refused),
            (422, request, false, "cannot", Some(Subject::Request), Verdict::Unjudged),
            (500, response, false, "refuses", None, Verdict::AnswerExcused),
            (
                500,
                json!({"type": "UNKNOWN"}),
                false,
                "accepts",
                Some(Subject::Request),
                Verdict::AnswerExcused,
            ),
            (
                500,
                json!({"type": "UNKNOWN"}),
                false,
                "refuses",
                Some(Subject::Request),
                Verdict::Refused,
            ),
            (200, json!(1), false, "refuses", Some(Subject::Answer), Verdict::AnswerExcused),
            (200, json!(1), false, "accepts", Some(Subject::Answer), Verdict::Undecoded),
        ] {
            let operation = called(status, &body, decoded, judged);
            assert_eq!(question(&operation), ask, "{status} {body} {judged}");
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
