//! What a stage has to say about the description: a [`Diagnostic`] has a [`Code`], a place and a way
//! out. Stages add to [`Diagnostics`]; only the report turns places into lines.

mod allowance;
mod code;

pub use allowance::{Allowance, is_pointer};
pub use code::{Code, Severity};

use std::collections::BTreeSet;

use crate::source::Pointer;

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// The call itself or a file as a whole.
    Nowhere,
    /// A byte offset in the source: what cannot be parsed has no pointers yet.
    Offset(usize),
    /// A value of the description.
    Value(Pointer),
    /// The key of a value of the description.
    Key(Pointer),
}

impl Location {
    /// The pointer, where there is one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Location::Value(pointer) | Location::Key(pointer) => Some(pointer),
            Location::Nowhere | Location::Offset(_) => None,
        }
    }
}

/// One thing that the author of the description, or the caller, should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where.
    pub location: Location,
    /// Which of the things in the table of codes.
    pub code: Code,
    /// What is the matter, in one line.
    pub message: String,
    /// What lets it pass, if it is a warning that the caller allows.
    pub allowed: Option<Box<Allowance>>,
}

impl Diagnostic {
    /// A diagnostic about a place.
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        // A message quotes the description, which may hold anything.
        let clean = |c: char| if c.is_control() { ' ' } else { c };
        let message = message.into().chars().map(clean).collect();
        Self { location, code, message, allowed: None }
    }
}

/// What has been said so far. The same thing said of the same place twice is kept once, because a
/// shared component is read by everyone who refers to it.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: BTreeSet<Diagnostic>,
}

impl Diagnostics {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.all.insert(diagnostic);
    }

    /// Everything, by place.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many are of that severity and not allowed.
    pub fn count(&self, severity: Severity) -> usize {
        let counts = |said: &&Diagnostic| said.code.severity() == severity;
        self.all.iter().filter(counts).filter(|said| said.allowed.is_none()).count()
    }

    /// How many are allowed.
    pub fn count_allowed(&self) -> usize {
        self.all.iter().filter(|said| said.allowed.is_some()).count()
    }
}
