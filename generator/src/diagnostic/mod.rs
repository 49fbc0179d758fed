//! What a stage has to say about the description: a [`Diagnostic`] has a [`Code`], a [`Location`] and a
//! message. Stages add to [`Diagnostics`]; only the report turns locations into lines.

mod allowance;
mod code;

pub use allowance::{Allowance, is_place, is_pointer};
pub use code::{Code, Severity};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::source::{Pointer, Segment};

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// Nowhere in the description: it is about the call, or about a file as a whole.
    Nowhere,
    /// A byte offset in a file: the description's first, or the one with this path. A text that cannot be
    /// parsed has no pointers.
    Offset(Option<Arc<str>>, usize),
    /// A value of the description.
    Value(Pointer),
    /// The key of a value of the description.
    Key(Pointer),
}

impl Location {
    /// The key of the value at a place. An item of an array and a whole file have no key: there it
    /// is the value.
    pub fn of_key(pointer: Pointer) -> Self {
        match pointer.segments().last() {
            Some(Segment::Index(_) | Segment::File(_)) => Location::Value(pointer),
            Some(Segment::Key(_)) | None => Location::Key(pointer),
        }
    }

    /// The pointer, where there is one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Location::Value(pointer) | Location::Key(pointer) => Some(pointer),
            Location::Nowhere | Location::Offset(..) => None,
        }
    }

    /// The path of the file, where it is not the description's first.
    pub fn file(&self) -> Option<&Arc<str>> {
        match self {
            Location::Value(pointer) | Location::Key(pointer) => pointer.file(),
            Location::Offset(file, _) => file.as_ref(),
            Location::Nowhere => None,
        }
    }
}

/// One thing that the author of the description, or the caller, should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it points.
    pub location: Location,
    /// What it is about, from the table of codes.
    pub code: Code,
    /// What is wrong at this location, in one line.
    pub message: String,
    /// The allowance of the caller that covers the diagnostic, if it is a warning and one does.
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

/// The diagnostics of a run so far. Of two equal ones only one is kept: a shared component is read once
/// for each reference to it, and its author should be told of a fault once.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: BTreeSet<Diagnostic>,
}

impl Diagnostics {
    /// No diagnostic.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.all.insert(diagnostic);
    }

    /// Keeps some diagnostics.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.all.retain(keep);
    }

    /// Every diagnostic, sorted by location.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// Whether a diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many diagnostics of a severity there are, without the allowed ones.
    pub fn count(&self, severity: Severity) -> usize {
        let counts = |said: &&Diagnostic| said.code.severity() == severity;
        self.all.iter().filter(counts).filter(|said| said.allowed.is_none()).count()
    }

    /// How many diagnostics are allowed.
    pub fn count_allowed(&self) -> usize {
        self.all.iter().filter(|said| said.allowed.is_some()).count()
    }
}
