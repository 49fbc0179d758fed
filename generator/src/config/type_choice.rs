//! The type that a caller chooses for texts and numbers, and what is wrong with such a choice.

use syn::TypePath;

use super::choices::refused;
use crate::diagnostic::Diagnostic;

/// The type of the texts and numbers at a place, of a format, or of a JSON type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeChoice {
    /// The place; the empty pointer is the whole description.
    pub at: String,
    /// The format that they have; none for any format, and for values without one.
    pub format: Option<String>,
    /// Their JSON type; none for each of those that can be chosen for.
    pub json_type: Option<ScalarType>,
    /// The path of the type, as it is spelled in Rust.
    pub path: String,
    /// How values of the type are read and written.
    pub with: Codec,
    /// What the type implements beside `Debug`, `Clone` and `PartialEq`, of [`TypeChoice::TRAITS`].
    pub traits: Vec<String>,
}

/// A JSON type for whose values a type can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarType {
    /// A text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
}

/// How values of a type are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// By the type's `Serialize` and `Deserialize`.
    Serde,
    /// As a text, by the type's `FromStr` and `Display`: a JSON string holds that text, and the digits of a
    /// JSON number are that text.
    Text,
}

/// The crates that a path may begin with, whatever the crate depends on.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

/// The types that have a short name everywhere.
const PRELUDE: [&str; 17] = [
    "String", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8", "usize",
];

impl TypeChoice {
    /// The traits that a chosen type may have, and that the types which hold it derive then.
    pub const TRAITS: [&str; 4] = ["Eq", "Hash", "PartialOrd", "Ord"];

    /// Whether it is for every text and number, because it says nothing of those that it is for.
    fn is_for_all(&self) -> bool {
        self.at.is_empty() && self.format.is_none() && self.json_type.is_none()
    }

    /// What is wrong with the choice, where a path may begin with one of `crates`.
    pub(super) fn faults(&self, crates: &[&str]) -> Vec<Diagnostic> {
        let path = self.path.as_str();
        let first = first_segment(path);
        let of_path = match first.as_deref() {
            None => Some(format!("`{path}` is not the path of a type")),
            Some(first) if first == path && !PRELUDE.contains(&first) => Some(format!(
                "`{path}` is not the path of a type: it begins with the crate that the type is of"
            )),
            Some(first) if first != path && !STANDARD.contains(&first) => {
                let is_known = crates.iter().any(|name| name.replace('-', "_") == first);
                (!is_known).then(|| {
                    format!("`{path}` is of the crate `{first}`, which is not under `dependencies`")
                })
            }
            Some(_) => None,
        };
        let scope = self.is_for_all().then(|| {
            format!("`{path}` is chosen without `format`, `json-type` or a place that it is for")
        });
        let unknown = self.traits.iter().filter(|name| !Self::TRAITS.contains(&name.as_str()));
        let of_traits = unknown
            .map(|name| format!("`{name}` is none of the traits {}", Self::TRAITS.join(", ")));
        let problems = of_path.into_iter().chain(scope).chain(of_traits);
        problems.map(|problem| refused("types", &self.at, &problem)).collect()
    }
}

/// The first segment of the path of a type; none where the text is no such path.
fn first_segment(path: &str) -> Option<String> {
    let parsed: TypePath = syn::parse_str(path).ok()?;
    let first = parsed.path.segments.first().filter(|_| parsed.qself.is_none())?;
    Some(first.ident.to_string())
}
