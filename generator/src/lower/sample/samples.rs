//! What samples are made of: the schemas, and the regular expressions that were compiled so far.

use crate::document::SchemaId;
use crate::lower::pattern::Patterns;
use crate::lower::schema::Schemas;

/// What samples are made of.
pub(in crate::lower) struct Samples<'s> {
    pub(super) schemas: &'s Schemas<'s>,
    pub(in crate::lower) patterns: Patterns,
}

impl<'s> Samples<'s> {
    pub(in crate::lower) fn new(schemas: &'s Schemas<'s>) -> Self {
        Self { schemas, patterns: Patterns::default() }
    }
}

/// The state of making one sample.
#[derive(Default)]
pub(super) struct Attempt {
    /// The schemas that a value is being made of, each within the one before it.
    pub(super) within: Vec<SchemaId>,
    /// How many values were made.
    pub(super) made: usize,
    /// The position among equal values of a list or a map: they differ where they can.
    pub(super) index: usize,
    /// Whether optional members are left out.
    pub(super) only_required: bool,
    /// How many times a value was checked against a schema.
    pub(super) checks: usize,
    /// How many items a list has, unless it must have more or may not have as many.
    pub(super) items: usize,
    /// Whether the schema may refuse what was made.
    pub(super) doubtful: bool,
}
