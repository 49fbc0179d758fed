//! The debug text of a decoded value → how it is typed: by generated types alone, in part as any JSON
//! value, or in part as a value that the description does not list.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// How a value is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typing {
    /// By generated types alone.
    Typed,
    /// In part as any JSON value.
    Untyped,
    /// In part by an `Unknown` variant: a value that the description does not list.
    Unknown,
}

/// The beginnings of the debug texts of `serde_json::Value`.
const MARKERS: [&str; 7] =
    ["Object {\"", "Object {}", "Array [", "String(\"", "Number(", "Bool(", "Null"];

/// The markers of untyped values in the debug texts of one crate: those that no variant of its enums looks
/// like.
pub struct UntypedMarkers(Vec<&'static str>);

impl UntypedMarkers {
    /// The markers for the types of a generated crate.
    pub fn of(client: &Path) -> Self {
        let mut text = String::new();
        for entry in fs::read_dir(client.join("src/types")).into_iter().flatten().flatten() {
            text.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
        }
        Self::of_types(&text)
    }

    fn of_types(types: &str) -> Self {
        let is_variant = |name: &str| {
            types.lines().map(str::trim_start).any(|line| {
                let rest = line.strip_prefix(name);
                rest.is_some_and(|rest| rest.starts_with(['(', ',']))
            })
        };
        let own = |marker: &str| match marker.trim_end_matches(['(', '"']) {
            // The other markers have the brackets of a list or a map, which no variant has.
            name @ ("String" | "Number" | "Bool" | "Null") => is_variant(name),
            _ => false,
        };
        Self(MARKERS.into_iter().filter(|marker| !own(marker)).collect())
    }

    /// How the value is typed that has this debug text.
    pub fn typing(&self, debug: &str) -> Typing {
        let bare = without_strings(debug);
        if has_word(&bare, "Unknown(") {
            Typing::Unknown
        } else if self.0.iter().any(|marker| has_word(&bare, marker)) {
            Typing::Untyped
        } else {
            Typing::Typed
        }
    }
}

/// A debug text in which only the opening quote of each string literal is left.
fn without_strings(debug: &str) -> String {
    let mut bare = String::new();
    let mut letters = debug.chars();
    while let Some(letter) = letters.next() {
        bare.push(letter);
        if letter != '"' {
            continue;
        }
        while let Some(inner) = letters.next() {
            match inner {
                '\\' => drop(letters.next()),
                '"' => break,
                _ => {}
            }
        }
    }
    bare
}

/// Whether a text contains a word that is no part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        let ends = word.ends_with(|last: char| !last.is_alphanumeric());
        let goes_on = |letter: char| letter.is_alphanumeric() || letter == '_';
        !before.is_some_and(goes_on) && (ends || !after.is_some_and(goes_on))
    })
}

#[cfg(test)]
mod tests {
    use super::{Typing, UntypedMarkers};

    #[test]
    fn a_value_is_told_by_its_debug_text() {
        let markers = UntypedMarkers::of_types("");
        for (debug, passage) in [
            ("Pet { name: \"Unknown(1)\", tags: [\"Null\"] }", Typing::Typed),
            ("Pet { name: \"a\\\"Unknown(\", kind: Cat }", Typing::Typed),
            ("Pet { kind: Unknown(\"x\") }", Typing::Unknown),
            ("Pet { kind: NotUnknown(1), of: MyObject { a: 1 } }", Typing::Typed),
            ("Pet { any: Object {\"a\": Number(1)} }", Typing::Untyped),
            ("{\"a\": String(\"x\")}", Typing::Untyped),
            ("Pet { any: Null, nullable: NullValue }", Typing::Untyped),
            ("Object { a: 1 }", Typing::Typed),
        ] {
            assert_eq!(markers.typing(debug), passage, "{debug}");
        }
    }

    #[test]
    fn a_variant_of_the_crate_is_no_sign() {
        let markers =
            UntypedMarkers::of_types("pub enum A {\n    String(String),\n    Number(f64),\n}");
        assert_eq!(markers.typing("A { b: String(\"x\"), c: Number(1.0) }"), Typing::Typed);
        assert_eq!(markers.typing("A { b: Array [Number(1)] }"), Typing::Untyped);
    }
}
