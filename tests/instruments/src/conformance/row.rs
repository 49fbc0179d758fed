//! What is known of a description and of each of its operations: rows of the table, and entries of the
//! JSON file.

use serde::{Deserialize, Serialize};

use super::exchange::Exchange;
use super::second::Judged;
use crate::bench::{Compiled, Generated};

/// All that a run found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Run {
    /// The version of this shape.
    pub version: u32,
    /// A row for each description, by name.
    pub rows: Vec<Row>,
}

/// All that a run found of a description.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// The version that it says it has.
    pub openapi: String,
    /// What generating came to.
    pub generate: Generated,
    /// What became of its operations; none if there is no crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<Called>,
}

/// What became of the operations of a description.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Called {
    /// What compiling the test came to; none if there is no operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test: Option<Compiled>,
    /// How often the mock server died.
    pub deaths: usize,
    /// A row for each operation, in the order of the generator's report.
    pub operations: Vec<Operation>,
}

/// What became of an operation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Operation {
    /// What its author calls it.
    pub operation_id: String,
    /// Its method.
    pub method: String,
    /// Its path, as described.
    pub path: String,
    /// What all that follows comes to.
    pub verdict: Verdict,
    /// Why, in a line.
    pub why: String,
    /// The status that the mock server answered with.
    pub status: Option<u16>,
    /// Whether the client took the answer for a good one and could read it.
    pub decoded: bool,
    /// What the mock server found wrong, in its own words.
    pub violations: Vec<String>,
    /// What our own check found wrong.
    pub faults: Vec<String>,
    /// What the second judge says of the request, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Judged>,
    /// What the second judge says of the answer, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Judged>,
    /// What the test said, if it did not pass.
    pub said: String,
    /// What went over the wire, if there is something to look into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
}

/// What became of an operation, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The mock server answered with a 2xx, and it was decoded.
    Accepted,
    /// The mock server refused the request, and the second judge accepts it.
    RequestExcused,
    /// The mock server's answer is not as described.
    AnswerExcused,
    /// Nobody can judge it.
    Unjudged,
    /// Nobody accepts the request, or our own check does not.
    Refused,
    /// The answer is as described and was not decoded.
    Undecoded,
    /// Nothing was sent.
    Unsent,
}

impl Verdict {
    /// Every verdict, the best first.
    pub const ALL: [Self; 7] = [
        Self::Accepted,
        Self::RequestExcused,
        Self::AnswerExcused,
        Self::Unjudged,
        Self::Refused,
        Self::Undecoded,
        Self::Unsent,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::RequestExcused => "request excused",
            Self::AnswerExcused => "answer excused",
            Self::Unjudged => "not judged",
            Self::Refused => "REFUSED",
            Self::Undecoded => "NOT DECODED",
            Self::Unsent => "NOT SENT",
        }
    }

    /// Whether the client is at fault.
    pub fn is_red(self) -> bool {
        matches!(self, Self::Refused | Self::Undecoded | Self::Unsent)
    }
}

impl Called {
    /// Whether any operation was called at all.
    pub fn was_made(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|one| one.verdict == Verdict::Accepted || one.exchange.is_some())
    }
}

impl Row {
    /// Whether the generator crashed, the test does not compile, or a client is at fault.
    pub fn is_red(&self) -> bool {
        let called = self.called.as_ref();
        let at_fault = |called: &Called| {
            called.test.as_ref().is_some_and(|test| !test.is_clean())
                || called.operations.iter().any(|operation| operation.verdict.is_red())
        };
        self.generate.has_crashed() || called.is_some_and(at_fault)
    }

    /// How many operations have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        let operations = self.called.iter().flat_map(|called| &called.operations);
        operations.filter(|operation| operation.verdict == verdict).count()
    }
}
