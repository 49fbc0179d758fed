//! The caller's choices of types, and which of them is for a text or a number: the one with the nearest place;
//! of those, one for a format before one for a JSON type, and the last.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::api::{ChosenId, ChosenScalar, Scalar};
use crate::arena::Arena;
use crate::config::{Codec, ScalarType, TypeChoice, is_within};
use crate::document::Schema;

/// The type that stands for texts as they come, and for numbers with all their digits.
const TEXT: &str = "String";

/// The choices of types, and the scalars that they were made for.
pub(in crate::lower) struct TypeChoices<'c> {
    pub(in crate::lower) choices: &'c [TypeChoice],
    scalars: RefCell<Arena<ChosenScalar>>,
    /// The scalar of each choice for what it is by its description.
    ids: RefCell<BTreeMap<(usize, Scalar), ChosenId>>,
    /// The choices that decided something.
    pub(in crate::lower) used: RefCell<BTreeSet<usize>>,
}

impl<'c> TypeChoices<'c> {
    pub(in crate::lower) fn new(choices: &'c [TypeChoice]) -> Self {
        Self {
            choices,
            scalars: RefCell::default(),
            ids: RefCell::default(),
            used: RefCell::default(),
        }
    }

    /// The scalars whose type the caller chose.
    pub(in crate::lower) fn scalars(&self) -> Arena<ChosenScalar> {
        self.scalars.borrow().clone()
    }

    /// The choices that decided nothing.
    pub(in crate::lower) fn unused(&self) -> Vec<&'c TypeChoice> {
        let used = self.used.borrow();
        let choices = self.choices.iter().enumerate();
        choices.filter(|(index, _)| !used.contains(index)).map(|(_, choice)| choice).collect()
    }

    /// The choice for a text or a number at some places, which are those of the schemas that describe it.
    pub(in crate::lower) fn of(
        &self,
        schema: &Schema,
        json_type: ScalarType,
        places: &[String],
    ) -> Option<usize> {
        let is_fitting = |choice: &TypeChoice| {
            choice.json_type.is_none_or(|stated| stated == json_type)
                && is_for(choice, schema, places)
        };
        let nearness = |choice: &TypeChoice| {
            (choice.at.len(), choice.format.is_some(), choice.json_type.is_some())
        };
        let choices = self.choices.iter().enumerate().filter(|(_, choice)| is_fitting(choice));
        choices.max_by_key(|(_, choice)| nearness(choice)).map(|(index, _)| index)
    }

    /// The scalar of a choice, for what is `described` by its description.
    pub(in crate::lower) fn scalar(&self, index: usize, described: Scalar) -> Option<ChosenId> {
        let choice = self.choices.get(index)?;
        let mut ids = self.ids.borrow_mut();
        let id = ids.entry((index, described));
        Some(*id.or_insert_with(|| self.scalars.borrow_mut().push(chosen(choice, described))))
    }

    /// Whether a choice is for the text as it came.
    pub(in crate::lower) fn is_text(&self, index: usize) -> bool {
        self.choices.get(index).is_some_and(|choice| choice.path == TEXT)
    }
}

/// Whether a choice is for the format and the places of a schema.
pub(in crate::lower) fn is_for(choice: &TypeChoice, schema: &Schema, places: &[String]) -> bool {
    let has_format = choice.format.is_none() || choice.format == schema.format;
    has_format && places.iter().any(|place| is_within(place, &choice.at))
}

fn chosen(choice: &TypeChoice, described: Scalar) -> ChosenScalar {
    let has = |wanted: &str| choice.traits.iter().any(|name| name == wanted);
    let format = choice.format.clone();
    ChosenScalar {
        described,
        word: described.word().map(str::to_owned).or(format),
        path: choice.path.clone(),
        // By itself, a `String` reads no number.
        is_textual: choice.with == Codec::Text || choice.path == TEXT,
        total_equality: has("Eq") && has("Hash"),
        partial_order: has("PartialOrd"),
        total_order: has("PartialOrd") && has("Ord"),
    }
}
