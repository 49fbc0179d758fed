//! The debug text of a decoded value → through what it passed: types all the way, any JSON value, or
//! something that the description does not foresee.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Through what a value passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passage {
    /// Types all the way.
    Typed,
    /// Somewhere any JSON value.
    Untyped,
    /// Somewhere what the description does not foresee.
    Unknown,
}

/// How `serde_json` shows its own values.
const SIGNS: [&str; 7] =
    ["Object {\"", "Object {}", "Array [", "String(\"", "Number(", "Bool(", "Null"];

/// The signs that tell an untyped value in the debug texts of one crate: those that no variant of its
/// own enums looks like.
pub struct Signs(Vec<&'static str>);

impl Signs {
    /// Looks at the types of a crate.
    pub fn of(client: &Path) -> Self {
        let mut text = String::new();
        for entry in fs::read_dir(client.join("src/types")).into_iter().flatten().flatten() {
            text.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
        }
        Self::told_by(&text)
    }

    fn told_by(types: &str) -> Self {
        let is_variant = |name: &str| {
            types.lines().map(str::trim_start).any(|line| {
                let rest = line.strip_prefix(name);
                rest.is_some_and(|rest| rest.starts_with(['(', ',']))
            })
        };
        let own = |sign: &str| match sign.trim_end_matches(['(', '"']) {
            // The brackets that follow are those of a list or a map, not of a variant.
            name @ ("String" | "Number" | "Bool" | "Null") => is_variant(name),
            _ => false,
        };
        Self(SIGNS.into_iter().filter(|sign| !own(sign)).collect())
    }

    /// Through what the value passed that a debug text shows.
    pub fn passage(&self, debug: &str) -> Passage {
        let bare = without_texts(debug);
        if has_word(&bare, "Unknown(") {
            Passage::Unknown
        } else if self.0.iter().any(|sign| has_word(&bare, sign)) {
            Passage::Untyped
        } else {
            Passage::Typed
        }
    }
}

/// A debug text with nothing but the first quote of each text in it.
fn without_texts(debug: &str) -> String {
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

/// Whether a text has something that is not the end of a longer name.
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
    use super::{Passage, Signs};

    #[test]
    fn a_value_is_told_by_its_debug_text() {
        let signs = Signs::told_by("");
        for (debug, passage) in [
            ("Pet { name: \"Unknown(1)\", tags: [\"Null\"] }", Passage::Typed),
            ("Pet { name: \"a\\\"Unknown(\", kind: Cat }", Passage::Typed),
            ("Pet { kind: Unknown(\"x\") }", Passage::Unknown),
            ("Pet { kind: NotUnknown(1), of: MyObject { a: 1 } }", Passage::Typed),
            ("Pet { any: Object {\"a\": Number(1)} }", Passage::Untyped),
            ("{\"a\": String(\"x\")}", Passage::Untyped),
            ("Pet { any: Null, nullable: NullValue }", Passage::Untyped),
            ("Object { a: 1 }", Passage::Typed),
        ] {
            assert_eq!(signs.passage(debug), passage, "{debug}");
        }
    }

    #[test]
    fn a_variant_of_the_crate_is_no_sign() {
        let signs = Signs::told_by("pub enum A {\n    String(String),\n    Number(f64),\n}");
        assert_eq!(signs.passage("A { b: String(\"x\"), c: Number(1.0) }"), Passage::Typed);
        assert_eq!(signs.passage("A { b: Array [Number(1)] }"), Passage::Untyped);
    }
}
