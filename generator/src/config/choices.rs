//! What a caller may choose for single places of the description. A place is a JSON Pointer and includes
//! everything below it; the empty pointer is the whole description.

use super::{PagingChoice, TypeChoice};
use crate::diagnostic::{Code, Diagnostic, Location, is_place};

/// The choices for single places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The names of single types, members, operations and parameters.
    pub names: Vec<NameChoice>,
    /// Which traits types derive beside the usual ones.
    pub derives: Vec<DeriveChoice>,
    /// Which types texts and numbers have.
    pub types: Vec<TypeChoice>,
    /// Places whose enums have no value but the described ones.
    pub closed: Vec<String>,
    /// Places whose records keep the members that are not described.
    pub keep_unknown: Vec<String>,
    /// Places whose constructors take their arguments by name.
    pub by_name: Vec<String>,
    /// The header of the key by which the server recognises a call that is made again, for every operation.
    pub idempotency_header: Option<String>,
    /// The schema of the error that operations do not describe, by its place.
    pub error: Option<String>,
    /// How operations page.
    pub paging: Vec<PagingChoice>,
    /// Whether operations are called by their whole ids, those that a framework composed too.
    pub whole_operation_ids: bool,
}

/// The chosen name of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameChoice {
    /// Where it is described.
    pub at: String,
    /// The name.
    pub name: String,
}

/// Which traits the types at a place derive beside the usual ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeriveChoice {
    /// The place.
    pub at: String,
    /// The traits, as they are spelled in Rust.
    pub traits: Vec<String>,
}

/// The traits that every type implements where possible, and that nobody needs to choose.
const USUAL: [&str; 6] = ["Debug", "Clone", "Default", "PartialEq", "Serialize", "Deserialize"];

impl DeriveChoice {
    fn faults(&self) -> Vec<Diagnostic> {
        let is_ident = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let fault = |name: &String| {
            let last = name.rsplit("::").next().unwrap_or_default();
            let problem = match name.split("::").all(is_ident) {
                false => format!("`{name}` is not the path of a trait"),
                true if USUAL.contains(&last) => format!("every type that can has `{last}` anyway"),
                true => return None,
            };
            Some(refused("derives", &self.at, &problem))
        };
        self.traits.iter().filter_map(fault).collect()
    }
}

impl Choices {
    /// What is wrong with the choices, as far as it shows without the description.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let keys = [
            ("closed", &self.closed),
            ("keep-unknown", &self.keep_unknown),
            ("by-name", &self.by_name),
        ];
        let places = keys
            .into_iter()
            .flat_map(|(key, places)| places.iter().map(move |place| (key, place.as_str())));
        let named = self.names.iter().map(|choice| ("names", choice.at.as_str()));
        let derived = self.derives.iter().map(|choice| ("derives", choice.at.as_str()));
        let typed = self.types.iter().map(|choice| ("types", choice.at.as_str()));
        let error = self.error.iter().map(|place| ("error", place.as_str()));
        let places = places.chain(named).chain(derived).chain(typed).chain(error);
        let wrong = places.filter(|(_, place)| !is_place(place));
        let mut faults: Vec<Diagnostic> = wrong
            .map(|(key, place)| refused(key, place, "the place is not a JSON Pointer"))
            .collect();
        faults.extend(self.derives.iter().flat_map(DeriveChoice::faults));
        faults.extend(self.idempotency_header.as_deref().and_then(header_fault));
        faults
    }
}

/// What is wrong with the name of a header (RFC 9110, section 5.6.2).
fn header_fault(name: &str) -> Option<Diagnostic> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let is_name = !name.is_empty() && name.chars().all(is_token);
    let message = format!("`idempotency-header`: `{name}` is no name of a header");
    (!is_name).then(|| Diagnostic::new(Code::RefusedChoice, Location::Nowhere, message))
}

/// A choice that cannot be followed.
pub(super) fn refused(key: &str, place: &str, problem: &str) -> Diagnostic {
    let message = format!("`{key}` at `{place}`: {problem}");
    Diagnostic::new(Code::RefusedChoice, Location::Nowhere, message)
}

/// Whether a pointer leads to a place, or below it.
pub fn is_within(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
