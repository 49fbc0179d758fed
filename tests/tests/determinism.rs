//! The same description gives the same bytes, and a change of it changes the files concerned only.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clientsmith::format::Files;
use serde_json::{Map, Value};

fn salesive() -> String {
    std::fs::read_to_string(tests::root().join("spec/salesive.yaml")).unwrap_or_default()
}

fn files(text: &str) -> Files {
    tests::generated("salesive", text).files.unwrap_or_default()
}

/// The Salesive description as a value, so that it can be changed.
fn description() -> serde_json::Result<Value> {
    let parsed =
        clientsmith::parse::parse(&clientsmith::source::Source::new("salesive.yaml", salesive()));
    let node =
        parsed.map(|parsed| clientsmith::document::Value::new(&parsed.tree.root).to_string());
    serde_json::from_str(&node.unwrap_or_default())
}

fn schemas(description: &mut Value) -> Option<&mut Map<String, Value>> {
    description.pointer_mut("/components/schemas")?.as_object_mut()
}

/// Shuffles by a linear congruential generator: seeded, so that a failure can be repeated.
fn shuffled(seed: u64, names: &[String]) -> Vec<String> {
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let mut rest = names.to_vec();
    let mut shuffled = Vec::new();
    while !rest.is_empty() {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from(state >> 33).unwrap_or_default() % rest.len();
        shuffled.push(rest.remove(index));
    }
    shuffled
}

/// The description with its schemas in another order. JSON objects of serde_json are sorted, so the
/// text is put together by hand.
fn with_schemas_in_order(description: &Value, order: &[String]) -> String {
    let mut description = description.clone();
    let schemas = schemas(&mut description).map(std::mem::take).unwrap_or_default();
    let entries: Vec<String> = order
        .iter()
        .filter_map(|name| Some(format!("{}:{}", Value::from(&**name), schemas.get(name)?)))
        .collect();
    let text = description.to_string();
    text.replace("\"schemas\":{}", &format!("\"schemas\":{{{}}}", entries.join(",")))
}

fn changed(before: &Files, after: &Files) -> BTreeSet<PathBuf> {
    let paths = before.0.keys().chain(after.0.keys());
    paths.filter(|path| before.0.get(*path) != after.0.get(*path)).cloned().collect()
}

fn paths(paths: &[&str]) -> BTreeSet<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(files(&salesive()), files(&salesive()));
}

#[test]
fn the_order_of_schemas_is_of_no_consequence() {
    let mut description = description().unwrap();
    let names: Vec<String> = schemas(&mut description).unwrap().keys().cloned().collect();
    let before = files(&with_schemas_in_order(&description, &names));
    assert!(before.0.contains_key(&PathBuf::from("src/types/customer.rs")));
    let mut orders = BTreeSet::new();
    for seed in 0..20 {
        let order = shuffled(seed, &names);
        let after = files(&with_schemas_in_order(&description, &order));
        assert_eq!(changed(&before, &after), paths(&[]), "seed {seed}: {order:?}");
        orders.insert(order);
    }
    assert!(orders.len() > 10, "the shuffles are all alike");
}

#[test]
fn the_order_of_the_schemas_of_every_fixture_is_of_no_consequence() {
    for (name, folder) in tests::fixtures() {
        let text = std::fs::read_to_string(folder.join("openapi.yaml")).unwrap();
        let parsed =
            clientsmith::parse::parse(&clientsmith::source::Source::new("f", text)).unwrap();
        let json = clientsmith::document::Value::new(&parsed.tree.root).to_string();
        let mut description: Value = serde_json::from_str(&json).unwrap();
        let Some(schemas) = schemas(&mut description) else {
            continue;
        };
        let names: Vec<String> = schemas.keys().cloned().collect();
        let before = files(&with_schemas_in_order(&description, &names));
        assert!(!before.0.is_empty(), "{name}");
        for seed in 0..20 {
            let order = shuffled(seed, &names);
            let after = files(&with_schemas_in_order(&description, &order));
            assert_eq!(changed(&before, &after), paths(&[]), "{name}, seed {seed}: {order:?}");
        }
    }
}

#[test]
fn an_unrelated_schema_is_a_file_of_its_own_and_a_line_in_the_index() {
    let mut description = description().unwrap();
    let before = files(&description.to_string());
    let unrelated =
        serde_json::json!({"type": "object", "properties": {"sku": {"type": "string"}}});
    schemas(&mut description).unwrap().insert("Gadget".to_owned(), unrelated);
    let after = files(&description.to_string());
    let expected = ["clientsmith.lock", "src/types/gadget.rs", "src/types/mod.rs"];
    assert_eq!(changed(&before, &after), paths(&expected));
    let index =
        |files: &Files| files.0.get(&PathBuf::from("src/types/mod.rs")).unwrap().lines().count();
    assert_eq!(index(&after), index(&before) + 2, "a module and its type");
}

#[test]
fn a_new_member_changes_its_type_only() {
    let before = files(&salesive());
    let text =
        salesive().replacen("        shop:\n", "        note: {type: string}\n        shop:\n", 1);
    let after = files(&text);
    assert_eq!(changed(&before, &after), paths(&["src/types/customer.rs"]));
}
