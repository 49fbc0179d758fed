//! What a thing is called depends on neither the order of schemas and properties nor on what else there
//! is: in every fixture, and in a few real descriptions where they are at hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clientsmith::config::Config;
use clientsmith::diagnostic::Diagnostics;
use clientsmith::source::Source;
use clientsmith::{document, emit, lower, name, parse, read};
use serde_json::{Value, json};

/// Real descriptions of middling size.
const REAL: [&str; 3] = ["museum", "ably-control", "ory-kratos"];

/// How often the order is changed.
const SEEDS: u64 = 20;

/// A linear congruential generator: seeded, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    fn shuffled<T>(&mut self, mut rest: Vec<T>) -> Vec<T> {
        let mut shuffled = Vec::new();
        while !rest.is_empty() {
            shuffled.push(rest.remove(self.below(rest.len())));
        }
        shuffled
    }
}

/// Writes a description with its schemas and properties in another order. JSON objects of serde_json
/// are sorted, so the text is put together by hand.
fn write(value: &Value, order: &mut Random, text: &mut String) {
    match value {
        Value::Object(members) => {
            text.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                let comma = if index == 0 { "" } else { "," };
                let _ = write!(text, "{comma}{}:", json!(key));
                match value {
                    Value::Object(entries) if ["schemas", "properties"].contains(&key.as_str()) => {
                        text.push('{');
                        let entries = order.shuffled(entries.iter().collect());
                        for (index, (key, value)) in entries.into_iter().enumerate() {
                            let comma = if index == 0 { "" } else { "," };
                            let _ = write!(text, "{comma}{}:", json!(key));
                            write(value, order, text);
                        }
                        text.push('}');
                    }
                    _ => write(value, order, text),
                }
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                write(item, order, text);
            }
            text.push(']');
        }
        _ => text.push_str(&value.to_string()),
    }
}

/// A description to try.
struct Case {
    name: String,
    config: Config,
    description: Value,
}

fn case(name: &str, folder: &Path) -> Option<Case> {
    let files = ["openapi.yaml", "openapi.json"].map(|file| folder.join(file));
    let file: PathBuf = files.into_iter().find(|file| file.is_file())?;
    let tree = parse::parse(&Source::new("openapi", std::fs::read(file).ok()?)).ok()?;
    let description = document::Value::new(&tree.root).to_string();
    let description = serde_json::from_str(&description).ok()?;
    Some(Case { name: name.to_owned(), config: tests::config(folder, "names"), description })
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> =
        tests::fixtures().iter().filter_map(|(name, folder)| case(name, folder)).collect();
    cases.push(Case {
        name: "obstacles".to_owned(),
        config: Config::new("names"),
        description: serde_json::from_str(&tests::obstacles()).unwrap_or_default(),
    });
    let corpus = tests::root().join("../shared/corpus/dev");
    cases.extend(REAL.iter().filter_map(|name| case(name, &corpus.join(name))));
    assert!(cases.len() > 20, "{} cases", cases.len());
    cases
}

/// What everything is called, each beside what it is. Nothing is rendered, which takes the most time.
fn names(text: &str, config: &Config) -> BTreeSet<String> {
    let mut said = Diagnostics::new();
    let tree = parse::parse(&Source::new("openapi.json", text)).unwrap();
    let document = read::read(tree, &mut said).unwrap();
    let api = lower::lower(&document, &config.choices, &mut said);
    let names = name::name(&api, &config.choices.names, &mut said);
    let mut holder = String::new();
    let mut all = BTreeSet::new();
    for line in emit::names(&api, &names).lines() {
        if !line.starts_with(' ') {
            line.clone_into(&mut holder);
        }
        all.insert(if line.starts_with(' ') { format!("{holder} {line}") } else { holder.clone() });
    }
    all
}

fn differences(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Vec<String> {
    let gone = before.difference(after).map(|line| format!("- {line}"));
    gone.chain(after.difference(before).map(|line| format!("+ {line}"))).collect()
}

#[test]
fn no_name_depends_on_the_order_of_schemas_and_properties() {
    for Case { name, config, description } in cases() {
        let before = names(&description.to_string(), &config);
        assert!(!before.is_empty(), "{name}");
        for seed in 0..SEEDS {
            let mut text = String::new();
            write(&description, &mut Random(seed), &mut text);
            let after = names(&text, &config);
            assert_eq!(differences(&before, &after), Vec::<String>::new(), "{name}, seed {seed}");
        }
    }
}

/// The differences that a schema makes, its own names apart.
fn made_by(new: &str, case: &Case, before: &BTreeSet<String>) -> Option<Vec<String>> {
    let mut description = case.description.clone();
    let schemas = description.pointer_mut("/components/schemas")?.as_object_mut()?;
    if schemas.contains_key(new) {
        return None;
    }
    schemas.insert(new.to_owned(), json!({"type": "object", "required": ["zzz"]}));
    let after = names(&description.to_string(), &case.config);
    let own = format!("+ Shared({new}) ");
    let differences = differences(before, &after).into_iter();
    Some(differences.filter(|line| !line.starts_with(&own)).collect())
}

#[test]
fn a_schema_of_the_same_name_renames_nothing_else() {
    let (mut shared, mut inline) = (0, 0);
    for case in cases() {
        let before = names(&case.description.to_string(), &case.config);
        let schemas = case.description.pointer("/components/schemas").and_then(Value::as_object);
        // What is too long is cut, and then numbered among all that begin alike.
        let plain = |name: &&String| name.len() < 100 && name.chars().all(char::is_alphanumeric);
        for known in schemas.into_iter().flat_map(|all| all.keys()).filter(plain).take(8) {
            // It wishes for the same name, and comes after.
            let Some(made) = made_by(&format!("{known}_"), &case, &before) else { continue };
            assert_eq!(made, Vec::<String>::new(), "{}, with {known}_", case.name);
            shared += 1;
        }
        // What its author named keeps its name, and only the type without one gives way.
        let types = before.iter().filter_map(|line| line.split_once(" => types::"));
        let without = types.filter(|(of, named)| of.contains(").") && !named.contains("  "));
        for (of, named) in without.take(8) {
            let ident = named.split(' ').next().unwrap_or_default();
            let Some(made) = made_by(ident, &case, &before) else { continue };
            // Several that wish the very same name are numbered among each other.
            let root = format!("types::{}", ident.trim_end_matches(char::is_numeric));
            let contests = |line: &str| {
                let named = line.split_once(&root).map(|(_, rest)| rest);
                named.is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric() || c == ' '))
            };
            let own = format!("{of} => types::");
            let others = made.iter().filter(|line| !line[2..].starts_with(&own) && !contests(line));
            assert_eq!(
                others.collect::<Vec<_>>(),
                Vec::<&String>::new(),
                "{}, with {ident}",
                case.name
            );
            inline += 1;
        }
    }
    assert!(shared > 100 && inline > 50, "{shared} and {inline} collisions");
}
