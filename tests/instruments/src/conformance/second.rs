//! Recorded exchanges → what openapi-core, the second judge, says of them: one process for all that is
//! asked about a description.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::exchange::Exchange;
use super::tools::Tools;
use crate::bench::child::{self, tail};

/// All questions about a description get so long.
const LIMIT: Duration = Duration::from_secs(600);

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Whether a request is as described.
    Request,
    /// Whether an answer is.
    Answer,
}

/// A question.
#[derive(Serialize)]
pub struct Question<'e> {
    /// What is asked.
    pub ask: Ask,
    /// The path as it is described.
    pub template: &'e str,
    /// What went over the wire.
    pub exchange: &'e Exchange,
}

/// What the judge says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// In one word.
    pub verdict: Word,
    /// In more.
    pub said: Vec<String>,
}

/// The verdict in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// It is as described.
    Accepts,
    /// It is not.
    Refuses,
    /// It cannot be judged.
    Cannot,
}

/// Asks; what has no answer cannot be judged.
pub fn asked(
    tools: &Tools,
    folder: &Path,
    document: &Value,
    questions: &[Question<'_>],
) -> Vec<Judged> {
    if questions.is_empty() {
        return Vec::new();
    }
    let files = ["description.json", "questions", "verdicts"].map(|name| folder.join(name));
    let [description, asked, told] = &files;
    let lines = questions.iter().filter_map(|question| serde_json::to_string(question).ok());
    let lines: String = lines.map(|line| line + "\n").collect();
    let _ = fs::remove_file(told);
    let written =
        fs::write(description, document.to_string()).and_then(|()| fs::write(asked, lines));
    let ended = child::run(Command::new(&tools.python).arg(&tools.judge).args(&files), LIMIT);
    let text = fs::read_to_string(told).unwrap_or_default();
    let mut known = text.lines().map_while(|line| serde_json::from_str::<Judged>(line).ok());
    let said = written.err().map_or_else(|| tail(&ended.said, 3), |error| error.to_string());
    let none = || Judged { verdict: Word::Cannot, said: vec![said.clone()] };
    questions.iter().map(|_| known.next().unwrap_or_else(none)).collect()
}
