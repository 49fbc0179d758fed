//! Values and their types → how many are equal after a round trip (decoded to the type, and encoded again),
//! and what happened to the others. The steps `examples`, `instances` and `growth` share this.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::harness::{self, Answer};
use super::typing::{Typing, UntypedMarkers};
use crate::runner::{Cargo, Workspace};
use crate::schema::{self, Equality, Lacking, Schemas};

/// How many notable values a result holds.
const MAX_CASES: usize = 40;

/// How many characters of a notable value a result holds.
const MAX_CASE_LENGTH: usize = 600;

/// The counts of round trips for a description.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RoundTrips {
    /// All values.
    pub tried: usize,
    /// Values whose schema has no type: it belongs to an operation that is left out, or is merged into
    /// another.
    pub unplaced: usize,
    /// Values whose schema is itself invalid.
    pub unjudged: usize,
    /// Values that their schema does not allow.
    pub invalid: usize,
    /// Values that their schema allows and that have a type.
    pub valid: usize,
    /// Of the valid: equal, and decoded by generated types alone.
    pub typed: usize,
    /// Of the valid: equal, and decoded in part as any JSON value.
    pub untyped: usize,
    /// Of the valid: equal, and decoded in part as a value that the description does not list.
    pub unknown: usize,
    /// Of the equal: without members that no schema describes.
    pub dropped: usize,
    /// Of the valid: not equal, or not decoded.
    pub different: usize,
    /// The first values that are different or unknown.
    pub cases: Vec<Case>,
    /// Why no round trip could be made.
    pub failure: Option<String>,
}

/// A value that should be looked at.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Case {
    /// The pointer of the value, or of the schema that it is a sample of.
    pub at: String,
    /// Its Rust type.
    pub rust: String,
    /// What is notable.
    pub what: String,
    /// The value as JSON.
    pub value: String,
    /// The encoded value, or the debug text of an unknown one.
    pub back: String,
}

/// A value of which a round trip is to be made.
pub struct Sample {
    /// The pointer of the value, or of the schema that it is a sample of.
    pub at: String,
    /// The pointer of its schema.
    pub schema: String,
    /// Its Rust type.
    pub rust: RustType,
    /// The value.
    pub value: Value,
}

/// A Rust type.
#[derive(Debug, Clone)]
pub struct RustType {
    /// Its path.
    pub path: String,
    /// The members of the schema that it does not have.
    pub lacking: Lacking,
}

/// The Rust types of a crate by the pointers of their schemas, from the generator's report.
pub struct RustTypes(BTreeMap<String, RustType>);

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    places: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    pointer: String,
    rust: String,
    view: Option<String>,
}

impl Place {
    fn rust_type(self) -> (String, RustType) {
        let lacking = match self.view.as_deref() {
            Some("sent") => Lacking::Members("readOnly"),
            Some(_) => Lacking::Members("writeOnly"),
            None => Lacking::Nothing,
        };
        (self.pointer, RustType { path: self.rust, lacking })
    }
}

impl RustTypes {
    /// Reads the report of a description.
    pub fn of(workspace: &Workspace) -> Self {
        let bytes = fs::read(workspace.report()).unwrap_or_default();
        let report = serde_json::from_slice(&bytes).unwrap_or(Report { places: Vec::new() });
        Self(report.places.into_iter().map(Place::rust_type).collect())
    }

    /// The Rust type of the schema at a pointer, or of the schema that its reference leads to.
    pub fn rust(&self, schemas: &Schemas, pointer: &str) -> Option<RustType> {
        let mut pointer = pointer.to_owned();
        for _ in 0..20 {
            if let Some(rust) = self.0.get(&pointer) {
                return Some(rust.clone());
            }
            pointer = schemas.target_of(&pointer)?;
        }
        None
    }
}

/// Runs a step; a panic of the validator becomes the failure of one description.
pub fn without_panic(step: impl FnOnce() -> RoundTrips) -> RoundTrips {
    let done = catch_unwind(AssertUnwindSafe(step));
    done.unwrap_or_else(|_| RoundTrips::failed("the judge panicked"))
}

impl RoundTrips {
    /// No round trip, for a reason.
    pub fn failed(reason: impl Into<String>) -> Self {
        Self { failure: Some(reason.into()), ..Self::default() }
    }

    /// Whether every valid value is equal, and none is unknown.
    pub fn is_clean(&self) -> bool {
        self.failure.is_none() && self.different == 0 && self.unknown == 0
    }

    /// Makes a round trip of each valid value, and counts the results.
    pub fn add(
        &mut self,
        cargo: &Cargo,
        workspace: &Workspace,
        crate_name: &str,
        schemas: &Schemas,
        samples: &[Sample],
    ) {
        self.valid = samples.len();
        if samples.is_empty() {
            return;
        }
        let values: Vec<_> =
            samples.iter().map(|sample| (sample.rust.path.clone(), &sample.value)).collect();
        let answers = match harness::round_trips(cargo, workspace, crate_name, &values) {
            Ok(answers) => answers,
            Err(output) => {
                self.failure = Some(output);
                return;
            }
        };
        let markers = UntypedMarkers::of(&workspace.client());
        let mut answers = answers.into_iter();
        for sample in samples {
            self.count(schemas, &markers, sample, answers.next());
        }
    }

    fn count(
        &mut self,
        schemas: &Schemas,
        markers: &UntypedMarkers,
        sample: &Sample,
        answer: Option<Answer>,
    ) {
        let Some(answer) = answer else {
            return self.differs(sample, "the program broke here or before".to_owned(), "");
        };
        let Some(json) = answer.json else {
            return self.differs(sample, format!("decoding: {}", answer.error), "");
        };
        // One parser reads both, because it may miss the last digit of a number.
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        let (value, back) = (read(&sample.value.to_string()), read(&json));
        let any_value = Value::Bool(true);
        let schema = schemas.document.pointer(&sample.schema).unwrap_or(&any_value);
        match schema::compare(&schemas.document, schema, &value, &back, sample.rust.lacking) {
            Err(difference) => return self.differs(sample, difference, &json),
            Ok(Equality::Full) => {}
            Ok(Equality::Described(_)) => self.dropped += 1,
        }
        match markers.typing(&answer.debug) {
            Typing::Typed => self.typed += 1,
            Typing::Untyped => self.untyped += 1,
            Typing::Unknown => {
                self.unknown += 1;
                self.add_case(sample, "it is unknown".to_owned(), &answer.debug);
            }
        }
    }

    fn differs(&mut self, sample: &Sample, what: String, back: &str) {
        self.different += 1;
        self.add_case(sample, what, back);
    }

    fn add_case(&mut self, sample: &Sample, what: String, back: &str) {
        if self.cases.len() < MAX_CASES {
            let short = |text: &str| text.chars().take(MAX_CASE_LENGTH).collect();
            self.cases.push(Case {
                at: sample.at.clone(),
                rust: sample.rust.path.clone(),
                what,
                value: short(&sample.value.to_string()),
                back: short(back),
            });
        }
    }
}
