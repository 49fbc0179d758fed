//! Values of a description and where they belong → how many come back as they were, and what the others
//! came to: what the steps `examples` and `instances` share.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::harness::{self, Answer};
use super::passage::{Passage, Signs};
use crate::bench::judge::{self, Description, Same};
use crate::bench::{Cargo, Work};

/// So many of the values that did not come back are kept.
const KEPT: usize = 40;
const LONGEST_KEPT: usize = 600;

/// What became of the values of a description.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Exchanged {
    /// All that were found.
    pub tried: usize,
    /// Those whose place has no type: it cannot be called, or it is part of something merged.
    pub unplaced: usize,
    /// Those that nobody can judge, because the schema of their place is wrong.
    pub unjudged: usize,
    /// Those that their schemas do not allow.
    pub invalid: usize,
    /// Those that their schemas allow and that have a type.
    pub valid: usize,
    /// Of the valid: back as they were, typed all the way.
    pub typed: usize,
    /// Of the valid: back as they were, somewhere through any JSON value.
    pub untyped: usize,
    /// Of the valid: back as they were, somewhere through what the description does not foresee.
    pub unknown: usize,
    /// Of those that are back: without members that nobody describes.
    pub dropped: usize,
    /// Of the valid: not back as they were.
    pub different: usize,
    /// The first that did not come back, and the first that were unknown.
    pub cases: Vec<Case>,
    /// Why nothing was tried at all.
    pub failure: Option<String>,
}

/// A value that is worth a look.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Case {
    /// Where the value stands, or the schema that it was made for.
    pub at: String,
    /// The type of its place.
    pub rust: String,
    /// What happened.
    pub what: String,
    /// The value.
    pub value: String,
    /// What came back.
    pub back: String,
}

/// A value on its way.
pub struct Sent {
    /// Where it stands.
    pub at: String,
    /// The schema that describes it.
    pub place: String,
    /// Its type.
    pub rust: String,
    /// The value.
    pub value: Value,
}

/// The types of the places of a crate, by the generator's report.
pub struct Places(BTreeMap<String, String>);

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    places: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    pointer: String,
    rust: String,
}

impl Places {
    /// Reads the report.
    pub fn of(work: &Work) -> Self {
        let bytes = fs::read(work.report()).unwrap_or_default();
        let report = serde_json::from_slice(&bytes).unwrap_or(Report { places: Vec::new() });
        Self(report.places.into_iter().map(|place| (place.pointer, place.rust)).collect())
    }

    /// The type of a place, or of what it refers to.
    pub fn rust(&self, description: &Description, place: &str) -> Option<String> {
        let mut place = place.to_owned();
        for _ in 0..20 {
            if let Some(rust) = self.0.get(&place) {
                return Some(rust.clone());
            }
            place = description.target_of(&place)?;
        }
        None
    }
}

/// A step that a panic of the validator does not carry further than one description.
pub fn guarded(step: impl FnOnce() -> Exchanged) -> Exchanged {
    let done = catch_unwind(AssertUnwindSafe(step));
    done.unwrap_or_else(|_| Exchanged::failed("the judge panicked"))
}

impl Exchanged {
    /// Nothing, for this reason.
    pub fn failed(reason: impl Into<String>) -> Self {
        Self { failure: Some(reason.into()), ..Self::default() }
    }

    /// Whether every valid value came back, and none through what nobody foresees.
    pub fn is_clean(&self) -> bool {
        self.failure.is_none() && self.different == 0 && self.unknown == 0
    }

    /// Sends valid values, and counts what comes back.
    pub fn send(
        &mut self,
        cargo: &Cargo,
        work: &Work,
        crate_name: &str,
        description: &Description,
        sent: &[Sent],
    ) {
        self.valid = sent.len();
        if sent.is_empty() {
            return;
        }
        let values: Vec<_> = sent.iter().map(|sent| (sent.rust.clone(), &sent.value)).collect();
        let answers = match harness::exchange(cargo, work, crate_name, &values) {
            Ok(answers) => answers,
            Err(said) => {
                self.failure = Some(said);
                return;
            }
        };
        let signs = Signs::of(&work.client());
        let mut answers = answers.into_iter();
        for sent in sent {
            self.count(description, &signs, sent, answers.next());
        }
    }

    fn count(
        &mut self,
        description: &Description,
        signs: &Signs,
        sent: &Sent,
        answer: Option<Answer>,
    ) {
        let Some(answer) = answer else {
            return self.differs(sent, "the program broke here or before".to_owned(), "");
        };
        let Some(json) = answer.json else {
            return self.differs(sent, format!("decoding: {}", answer.error), "");
        };
        // Both are read by the same reader, which may miss the last digit of a number.
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        let (value, back) = (read(&sent.value.to_string()), read(&json));
        let nothing = Value::Bool(true);
        let schema = description.schemas.pointer(&sent.place).unwrap_or(&nothing);
        match judge::compare(&description.schemas, schema, &value, &back) {
            Err(place) => return self.differs(sent, place, &json),
            Ok(Same::Whole) => {}
            Ok(Same::Described(_)) => self.dropped += 1,
        }
        match signs.passage(&answer.debug) {
            Passage::Typed => self.typed += 1,
            Passage::Untyped => self.untyped += 1,
            Passage::Unknown => {
                self.unknown += 1;
                self.keep(sent, "it is unknown".to_owned(), &answer.debug);
            }
        }
    }

    fn differs(&mut self, sent: &Sent, what: String, back: &str) {
        self.different += 1;
        self.keep(sent, what, back);
    }

    fn keep(&mut self, sent: &Sent, what: String, back: &str) {
        if self.cases.len() < KEPT {
            let short = |text: &str| text.chars().take(LONGEST_KEPT).collect();
            self.cases.push(Case {
                at: sent.at.clone(),
                rust: sent.rust.clone(),
                what,
                value: short(&sent.value.to_string()),
                back: short(back),
            });
        }
    }
}
