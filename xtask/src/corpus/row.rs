//! What is known of a description: a row of the table, and an entry of the JSON file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::child::Ending;
use super::exchange::Exchanged;

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

/// What generating a crate came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Generated {
    /// How the generator ended.
    pub ending: Ending,
    /// How long it took, with reading and writing files.
    pub ms: f64,
    /// How long each stage took.
    pub stages_ms: BTreeMap<String, f64>,
    /// The most memory that it held.
    pub peak_mib: u64,
    /// Files of the crate.
    pub files: usize,
    /// Lines of Rust in them.
    pub lines: usize,
    /// Diagnostics that are errors.
    pub errors: usize,
    /// Diagnostics that are warnings.
    pub warnings: usize,
    /// How often each code was said.
    pub codes: BTreeMap<String, usize>,
    /// Operations that can be called as described.
    pub operations: usize,
    /// Operations that can be called, but not with all that is described.
    pub partial: usize,
    /// Operations that cannot be called.
    pub skipped: usize,
    /// Types.
    pub types: usize,
    /// Places that are any JSON value.
    pub untyped: usize,
    /// The first errors, or what was said last before a crash.
    pub said: Vec<String>,
}

/// What a command of Cargo said of a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compiled {
    /// Whether the command could do its work at all.
    pub ran: bool,
    /// How long the crate itself took, without its dependencies.
    pub ms: f64,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// How often each lint or error code was met.
    pub codes: BTreeMap<String, usize>,
    /// The first of them, as the compiler shows them.
    pub said: Vec<String>,
}

impl Generated {
    /// Whether there is a crate.
    pub fn is_there(&self) -> bool {
        self.ending == Ending::Well
    }
}

impl Compiled {
    /// Whether there is nothing to say of the crate.
    pub fn is_clean(&self) -> bool {
        self.ran && self.errors == 0 && self.warnings == 0
    }
}

impl Row {
    /// Whether something came to an end that nobody foresaw, or a crate is not clean.
    pub fn is_red(&self) -> bool {
        let crashed = self
            .generate
            .as_ref()
            .is_some_and(|generated| !matches!(generated.ending, Ending::Well | Ending::Refused));
        let compiled = [&self.check, &self.clippy, &self.doc];
        let exchanged = [&self.examples, &self.instances, &self.growth];
        crashed
            || compiled.into_iter().flatten().any(|compiled| !compiled.is_clean())
            || exchanged.into_iter().flatten().any(|exchanged| exchanged.failure.is_some())
    }
}
