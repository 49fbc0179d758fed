//! Single values whose type the caller chose.

use super::{Api, Scalar};
use crate::arena::Id;

/// The id of a chosen scalar in [`Api::chosen_scalars`].
pub type ChosenId = Id<ChosenScalar>;

/// A text or a number whose type the caller chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenScalar {
    /// What it is by its description.
    pub described: Scalar,
    /// The word for its values, if there is a better one than their JSON type.
    pub word: Option<String>,
    /// The path of its type, as the caller wrote it.
    pub path: String,
    /// Whether a value is read from a text and shown as one; else the type reads and writes JSON itself.
    pub is_textual: bool,
    /// Whether equality is total, so that values can be keys.
    pub total_equality: bool,
    /// Whether its values have an order, in which two of them may be incomparable.
    pub partial_order: bool,
    /// Whether all its values have an order.
    pub total_order: bool,
}

impl Api {
    /// What a scalar is by its description, whatever type the caller chose.
    pub fn described(&self, scalar: Scalar) -> Scalar {
        match scalar {
            Scalar::Chosen(id, _) => self.chosen_scalars[id].described,
            other => other,
        }
    }

    /// The word for the values of a scalar, if there is a better one than their JSON type.
    pub fn word(&self, scalar: Scalar) -> Option<&str> {
        match scalar {
            Scalar::Chosen(id, _) => self.chosen_scalars[id].word.as_deref(),
            other => other.word(),
        }
    }
}
