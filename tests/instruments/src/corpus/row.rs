//! The results of a run: a row for each description, in the table and in the JSON file.

use serde::{Deserialize, Serialize};

use super::round_trip::RoundTrips;
use crate::runner::{Compiled, Generated};

/// The results of a run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Run {
    /// The version of the JSON file's format.
    pub version: u32,
    /// A row for each description, by name.
    pub rows: Vec<Row>,
}

/// The results for a description. A step that was not run has none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Row {
    /// The name of the description.
    pub name: String,
    /// Its OpenAPI version.
    pub openapi: String,
    /// Whether clientsmith claims to support it.
    pub target: bool,
    /// The result of generating its crate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generate: Option<Generated>,
    /// The result of `cargo check`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Compiled>,
    /// The result of `cargo clippy`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clippy: Option<Compiled>,
    /// The result of `cargo doc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<Compiled>,
    /// The round trips of examples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<RoundTrips>,
    /// The round trips of random values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instances: Option<RoundTrips>,
    /// The round trips of random values with additions that no schema describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<RoundTrips>,
}

impl Row {
    /// Whether a step crashed or could not be run, or a crate has errors or warnings.
    pub fn has_failed(&self) -> bool {
        let crashed = self.generate.as_ref().is_some_and(Generated::has_crashed);
        let compiled = [&self.check, &self.clippy, &self.doc];
        let round_trips = [&self.examples, &self.instances, &self.growth];
        crashed
            || compiled.into_iter().flatten().any(|compiled| !compiled.is_clean())
            || round_trips.into_iter().flatten().any(|round_trips| round_trips.failure.is_some())
    }
}
