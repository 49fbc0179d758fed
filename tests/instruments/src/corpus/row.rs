//! What is known of a description: a row of the table, and an entry of the JSON file.

use serde::{Deserialize, Serialize};

use super::exchange::Exchanged;
use crate::bench::{Compiled, Generated};

/// All that a run found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Run {
    /// The version of this shape.
    pub version: u32,
    /// A row for each description, by name.
    pub rows: Vec<Row>,
}

/// All that a run found of a description. A step that was not asked for is not there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// The version that it says it has.
    pub openapi: String,
    /// Whether it is one of those that must be generated.
    pub target: bool,
    /// What generating came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generate: Option<Generated>,
    /// What `cargo check` said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Compiled>,
    /// What `cargo clippy` said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clippy: Option<Compiled>,
    /// What `cargo doc` said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<Compiled>,
    /// What became of the examples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<Exchanged>,
    /// What became of made-up values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instances: Option<Exchanged>,
    /// What became of values that nobody foresees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<Exchanged>,
}

impl Row {
    /// Whether something came to an end that nobody foresaw, or a crate is not clean.
    pub fn is_red(&self) -> bool {
        let crashed = self.generate.as_ref().is_some_and(Generated::has_crashed);
        let compiled = [&self.check, &self.clippy, &self.doc];
        let exchanged = [&self.examples, &self.instances, &self.growth];
        crashed
            || compiled.into_iter().flatten().any(|compiled| !compiled.is_clean())
            || exchanged.into_iter().flatten().any(|exchanged| exchanged.failure.is_some())
    }
}
