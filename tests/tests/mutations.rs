//! Descriptions that nobody would write: every fixture, broken in many ways. Whatever comes in, there
//! is an error or a crate whose every file is Rust; nothing panics. More cases with `MUTATIONS=100000`.

use serde_json::Value;

/// A linear congruential generator: seeded, so that a failure can be repeated.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    fn one_of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }
}

/// Keys and values that mean something somewhere, and some that mean trouble.
const KEYS: &[&str] = &[
    "$ref",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
    "enum",
    "const",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "nullable",
    "format",
    "default",
    "example",
    "name",
    "in",
    "schema",
    "content",
    "parameters",
    "responses",
    "requestBody",
    "operationId",
    "tags",
    "security",
    "servers",
    "description",
    "discriminator",
    "x-a",
    "",
    "self",
    "🦀",
    "a/b",
    "_",
    "-1",
    "*/",
    "r#type",
];

const TEXTS: &[&str] = &[
    "",
    "object",
    "array",
    "string",
    "integer",
    "null",
    "#",
    "#/",
    "#/components/schemas/Self",
    "#/paths",
    "date-time",
    "path",
    "query",
    "header",
    "type",
    "Self",
    "\" */ fn main() {",
    "\r\n",
    "{",
    "}}",
    "```\nrust",
    "[x]",
    "\u{202e}",
    "é",
    "https://a.b/{c}?d#e",
    "/a/{b}/{b}{",
    "application/json",
    "*/*",
];

fn strange(chance: &mut Chance) -> Value {
    match chance.below(8) {
        0 => Value::Null,
        1 => Value::Bool(chance.below(2) == 0),
        2 => serde_json::json!(-1.5e300),
        3 => serde_json::json!([]),
        4 => serde_json::json!({}),
        5 => serde_json::json!(["object", "null"]),
        _ => chance.one_of(TEXTS).map(|text| Value::from(*text)).unwrap_or_default(),
    }
}

/// Breaks one place of a value.
fn mutate(value: &mut Value, chance: &mut Chance) {
    let deeper = chance.below(6) > 0;
    match value {
        Value::Object(members) if deeper && !members.is_empty() => {
            let keys: Vec<String> = members.keys().cloned().collect();
            let Some(key) = chance.one_of(&keys) else { return };
            match chance.below(12) {
                0 => drop(members.remove(key)),
                1 => {
                    let moved = members.remove(key).unwrap_or_default();
                    let name = chance.one_of(KEYS).copied().unwrap_or_default();
                    members.insert(name.to_owned(), moved);
                }
                2 => {
                    let name = chance.one_of(KEYS).copied().unwrap_or_default();
                    members.insert(name.to_owned(), strange(chance));
                }
                3 => {
                    let copied = members.get(key).cloned().unwrap_or_default();
                    let name = chance.one_of(KEYS).copied().unwrap_or_default();
                    members.insert(name.to_owned(), copied);
                }
                _ => {
                    if let Some(inner) = members.get_mut(key) {
                        mutate(inner, chance);
                    }
                }
            }
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let index = chance.below(items.len());
            if let Some(inner) = items.get_mut(index) {
                mutate(inner, chance);
            }
        }
        _ => *value = strange(chance),
    }
}

#[test]
fn whatever_comes_in_there_is_an_error_or_a_crate() {
    let cases =
        std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(600usize);
    let mut descriptions = Vec::new();
    for (_, folder) in tests::fixtures() {
        let text = std::fs::read_to_string(folder.join("openapi.yaml")).unwrap();
        let parsed =
            clientsmith::parse::parse(&clientsmith::source::Source::new("f", text)).unwrap();
        let json = clientsmith::document::Value::new(&parsed.tree.root).to_string();
        descriptions.push(serde_json::from_str::<Value>(&json).unwrap());
    }
    for case in 0..cases {
        let mut chance = Chance(case as u64 ^ 0x9e37_79b9_7f4a_7c15);
        let mut description = chance.one_of(&descriptions).unwrap().clone();
        for _ in 0..=chance.below(6) {
            mutate(&mut description, &mut chance);
        }
        let mut text = description.to_string();
        if chance.below(10) == 0 {
            let at =
                (0..=chance.below(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            text.truncate(at);
        }
        let found = tests::fault(text.as_bytes());
        assert!(found.is_none(), "case {case}: {}\n{text}", found.unwrap_or_default());
    }
}
