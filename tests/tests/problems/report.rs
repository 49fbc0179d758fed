//! The report's shape is that of `docs/report.schema.json`, and it holds nothing besides.

use std::fs;

use serde_json::{Value, json};

use crate::said::{Said, fixtures, problems};

#[test]
fn every_report_is_of_the_described_shape() {
    let text = fs::read_to_string(tests::root().join("docs/report.schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema: {error}"));
    close(&mut schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut validated = 0;
    for Said { name, report, .. } in problems().into_iter().chain(fixtures()) {
        let Some(report) = report else { continue };
        if let Err(error) = validator.validate(&report) {
            panic!("the report of {name}, at `{}`: {error}", error.instance_path());
        }
        validated += 1;
    }
    assert!(validated > 40, "{validated} reports");
}

/// Readers of a report pass over keys that they do not know, so the schema is open; what we write
/// is all described, so here it is closed.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            let conditions = ["if", "then", "else"];
            let parts = members.iter_mut().filter(|(key, _)| !conditions.contains(&key.as_str()));
            parts.for_each(|(_, part)| close(part));
            if members.contains_key("properties") {
                members.entry("additionalProperties").or_insert(json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
