//! What a caller may choose for single places of the description. A place is a JSON Pointer, and stands
//! for what is there and below it; the empty one is the whole description.

use crate::diagnostic::{Code, Diagnostic, Location, is_pointer};

/// The choices for single places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// What single things are called.
    pub names: Vec<NameChoice>,
    /// Where enums of texts have the described values and no other.
    pub closed: Vec<String>,
    /// Where records keep the members that the description says nothing of.
    pub keep_unknown: Vec<String>,
}

/// What a thing is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameChoice {
    /// Where it is described.
    pub at: String,
    /// The name.
    pub name: String,
}

impl Choices {
    /// What cannot be chosen.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let keys = [("closed", &self.closed), ("keep-unknown", &self.keep_unknown)];
        let places = keys
            .into_iter()
            .flat_map(|(key, places)| places.iter().map(move |place| (key, place.as_str())));
        let named = self.names.iter().map(|choice| ("names", choice.at.as_str()));
        let places = places.chain(named);
        let wrong = places.filter(|(_, place)| !is_pointer(place));
        wrong.map(|(key, place)| refused(key, place, "the place is not a JSON Pointer")).collect()
    }
}

/// A choice that cannot be followed.
fn refused(key: &str, place: &str, problem: &str) -> Diagnostic {
    let message = format!("`{key}` at `{place}`: {problem}");
    Diagnostic::new(Code::RefusedChoice, Location::Nowhere, message)
}

/// Whether a pointer leads to a place, or below it.
pub fn is_within(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
