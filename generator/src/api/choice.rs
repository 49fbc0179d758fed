//! Choices: one of some texts, or one of some numbers that have names.

use super::{Docs, Sample, Scalar};
use crate::source::Pointer;

/// One of some texts or numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// What its values are: [`Scalar::String`], [`Scalar::Integer`] or [`Scalar::F64`].
    pub of: Scalar,
    /// The known values, in the author's order.
    pub values: Vec<ChoiceValue>,
    /// Whether the description allows other values.
    pub open: bool,
    /// Whether another value is a fault.
    pub closed: bool,
}

/// A known value of a choice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChoiceValue {
    /// Where it is listed.
    pub at: Pointer,
    /// The text on the wire, or the digits of the number, without a fraction where it is whole.
    pub wire: String,
    /// What its author calls it, if that is something else.
    pub label: Option<String>,
    /// What is said of it.
    pub docs: Docs,
}

impl Choice {
    /// Whether its values are texts.
    pub fn is_of_texts(&self) -> bool {
        self.of == Scalar::String
    }

    /// A known value as a sample.
    pub fn sample(&self, value: &ChoiceValue) -> Sample {
        match self.is_of_texts() {
            true => Sample::Text(value.wire.clone()),
            false => Sample::Number(value.wire.clone()),
        }
    }

    /// The position of the known value that a sample is.
    pub fn position(&self, sample: &Sample) -> Option<usize> {
        self.values.iter().position(|value| self.sample(value) == *sample)
    }
}
