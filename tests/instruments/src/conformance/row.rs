//! The results of a run: a row for each description with its operations, in the table and in the JSON
//! file.

use serde::{Deserialize, Serialize};

use super::exchange::Exchange;
use super::openapi_core::Judgement;
use crate::runner::{Compiled, Generated};

/// The results of a run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Run {
    /// The version of the JSON file's format.
    pub version: u32,
    /// A row for each description, by name.
    pub rows: Vec<Row>,
}

/// The results for a description.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// The name of the description.
    pub name: String,
    /// Its OpenAPI version.
    pub openapi: String,
    /// The result of generating its crate.
    pub generate: Generated,
    /// The results for its operations; none if there is no crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<Called>,
}

/// The results for the operations of a description.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Called {
    /// The result of compiling the crate's test; none if there is no operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test: Option<Compiled>,
    /// How often the mock server died.
    pub deaths: usize,
    /// A row for each operation, in the order of the generator's report.
    pub operations: Vec<Operation>,
}

/// The result for an operation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Operation {
    /// Its `operationId`.
    pub operation_id: String,
    /// Its HTTP method.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// Which media type was sent, by its test, where the caller can choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    /// The verdict that follows from the other fields.
    pub verdict: Verdict,
    /// The reason for the verdict, in a line.
    pub why: String,
    /// The status that the mock server answered with.
    pub status: Option<u16>,
    /// Whether the client took the answer for a success, and decoded it.
    pub decoded: bool,
    /// The violations that the mock server reports, word for word.
    pub violations: Vec<String>,
    /// The faults that our own check found.
    pub faults: Vec<String>,
    /// The second judge's judgement of the request, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Judgement>,
    /// The second judge's judgement of the answer, if it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Judgement>,
    /// The output of the test, if it failed.
    pub said: String,
    /// The recorded request and answer, unless the operation is accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
}

/// The verdict on an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The mock server answered with a 2xx, and it was decoded.
    Accepted,
    /// The mock server refused the request, and the second judge accepts it.
    RequestExcused,
    /// The mock server's answer is not as described.
    AnswerExcused,
    /// Neither judge can judge it.
    Unjudged,
    /// Both judges refuse the request, or our own check does.
    Refused,
    /// The answer is as described, and the client did not decode it.
    Undecoded,
    /// The client sent nothing.
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

    /// The name of the verdict.
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

    /// The title of its column in the table.
    pub fn column(self) -> &'static str {
        match self {
            Self::Accepted => "accept",
            Self::RequestExcused => "req.exc",
            Self::AnswerExcused => "ans.exc",
            Self::Unjudged => "unjudged",
            Self::Refused => "REFUSED",
            Self::Undecoded => "UNDECODED",
            Self::Unsent => "UNSENT",
        }
    }

    /// Whether the client is at fault.
    pub fn has_failed(self) -> bool {
        matches!(self, Self::Refused | Self::Undecoded | Self::Unsent)
    }
}

impl Called {
    /// Whether any operation was called.
    pub fn was_made(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|one| one.verdict == Verdict::Accepted || one.exchange.is_some())
    }
}

impl Row {
    /// Whether the generator crashed, the test does not compile, or a client is at fault.
    pub fn has_failed(&self) -> bool {
        let called = self.called.as_ref();
        let at_fault = |called: &Called| {
            called.test.as_ref().is_some_and(|test| !test.is_clean())
                || called.operations.iter().any(|operation| operation.verdict.has_failed())
        };
        self.generate.has_crashed() || called.is_some_and(at_fault)
    }

    /// The number of operations with a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        let operations = self.called.iter().flat_map(|called| &called.operations);
        operations.filter(|operation| operation.verdict == verdict).count()
    }
}
