//! Recorded exchanges → the judgements of openapi-core, the second judge. One process answers all
//! questions about a description.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::exchange::Exchange;
use super::judges::Judges;
use crate::runner::child::{self, tail};

/// The time limit for all questions about a description.
const LIMIT: Duration = Duration::from_secs(600);

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The request.
    Request,
    /// The answer.
    Answer,
}

/// A question to the judge.
#[derive(Serialize)]
pub struct Question<'e> {
    /// What is judged.
    pub ask: Subject,
    /// The path template.
    pub template: &'e str,
    /// The recorded request and answer.
    pub exchange: &'e Exchange,
}

/// The judge's answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Whether it accepts.
    pub verdict: Opinion,
    /// The errors that it reports.
    pub said: Vec<String>,
}

/// Whether the judge accepts a request or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// It is as described.
    Accepts,
    /// It is not as described.
    Refuses,
    /// openapi-core cannot judge it.
    Cannot,
}

/// Asks the judge. A question without an answer, because the judge fails, cannot be judged.
pub fn judge(
    judges: &Judges,
    folder: &Path,
    document: &Value,
    questions: &[Question<'_>],
) -> Vec<Judgement> {
    if questions.is_empty() {
        return Vec::new();
    }
    let files = ["description.json", "questions", "verdicts"].map(|name| folder.join(name));
    let [description, lines_file, answers] = &files;
    let lines = questions.iter().filter_map(|question| serde_json::to_string(question).ok());
    let lines: String = lines.map(|line| line + "\n").collect();
    let _ = fs::remove_file(answers);
    let written =
        fs::write(description, document.to_string()).and_then(|()| fs::write(lines_file, lines));
    let ended = child::run(Command::new(&judges.python).arg(&judges.judge).args(&files), LIMIT);
    let text = fs::read_to_string(answers).unwrap_or_default();
    let mut known = text.lines().map_while(|line| serde_json::from_str::<Judgement>(line).ok());
    let failure = written.err().map_or_else(|| tail(&ended.stderr, 3), |error| error.to_string());
    let none = || Judgement { verdict: Opinion::Cannot, said: vec![failure.clone()] };
    questions.iter().map(|_| known.next().unwrap_or_else(none)).collect()
}
