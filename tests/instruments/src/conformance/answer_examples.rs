//! Operations for which the mock server cannot make a valid answer → the description with examples of
//! answers. The mock server validates them as it does its own answers.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::schema::{Formats, Schemas, Validators, escaped};

/// How many examples an answer gets; their names are their indices.
pub const EXAMPLES: usize = 6;

/// How many values are tried for each example.
const TRIES: usize = 40;

/// Every integer up to this one is exact as a double.
const LARGEST_EXACT: u64 = 1 << 53;

/// An operation: its path template and its method.
pub type OperationKey<'o> = (&'o str, &'o str);

/// Adds examples to the success answer of each of these operations, where a value is found; returns whether
/// any was added.
pub fn add(to: &mut Value, bytes: &[u8], operations: &[OperationKey<'_>]) -> Result<bool, String> {
    let schemas = Schemas::read(bytes)?;
    let registry = schemas.registry()?;
    let mut validators = Validators::new(&registry, Formats::Annotation);
    let mut is_any = false;
    for (template, method) in operations {
        let operation = format!("/paths/{}/{}", escaped(template), method.to_ascii_lowercase());
        let Some(status) = success(&schemas.document, &operation) else { continue };
        let pointer = format!("{operation}/responses/{status}");
        let made = examples(&schemas, &mut validators, &pointer);
        let target = schemas.target(&pointer).and_then(|target| to.pointer(&target)).cloned();
        let (Some(mut answer), false) = (target, made.is_empty()) else { continue };
        let Some(Value::Object(content)) = answer.get_mut("content") else { continue };
        for (name, examples) in made {
            let Some(Value::Object(mut media)) = content.remove(&name) else { continue };
            media.remove("example");
            media.insert("examples".to_owned(), Value::Object(examples));
            // The mock server finds no example of a media type with a wildcard.
            let is_alone = is_any_type(&name) && content.is_empty();
            let name = if is_alone { "application/json".to_owned() } else { name };
            content.insert(name, Value::Object(media));
            is_any = true;
        }
        if let Some(described) = to.pointer_mut(&pointer) {
            *described = answer;
        }
    }
    Ok(is_any)
}

/// The status that the mock server answers with: the lowest 2xx, or else `default`.
fn success(document: &Value, operation: &str) -> Option<String> {
    let answers = document.pointer(&format!("{operation}/responses"))?.as_object()?;
    let lowest = answers.keys().filter(|status| status.starts_with('2')).min();
    lowest.or_else(|| answers.keys().find(|status| *status == "default")).cloned()
}

/// The examples of an answer, by media type.
fn examples(
    schemas: &Schemas,
    validators: &mut Validators<'_>,
    pointer: &str,
) -> BTreeMap<String, Map<String, Value>> {
    let mut found = BTreeMap::new();
    let Some(pointer) = schemas.target(pointer) else { return found };
    let content = schemas.document.pointer(&format!("{pointer}/content"));
    for name in content.and_then(Value::as_object).into_iter().flat_map(|content| content.keys()) {
        let schema = format!("{pointer}/content/{}/schema", escaped(name));
        let may_be_json = name.contains("json") || is_any_type(name);
        let made = values(schemas, validators, &schema, !may_be_json);
        if !made.is_empty() {
            found.insert(name.clone(), made);
        }
    }
    found
}

fn is_any_type(media_type: &str) -> bool {
    media_type.starts_with("*/")
}

/// Distinct values that a schema allows, by index.
fn values(
    schemas: &Schemas,
    validators: &mut Validators<'_>,
    pointer: &str,
    is_text: bool,
) -> Map<String, Value> {
    let is_fit = |value: &Value| if is_text { value.is_string() } else { is_sent_unchanged(value) };
    let values = schemas.values(validators, pointer, (EXAMPLES, EXAMPLES * TRIES), is_fit);
    let numbered = values.into_iter().enumerate();
    numbered.map(|(number, value)| (number.to_string(), json!({"value": value}))).collect()
}

/// Whether the mock server sends a value unchanged: it resolves a `$ref` in it, and rounds integers that
/// are no exact doubles.
fn is_sent_unchanged(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            !members.contains_key("$ref") && members.values().all(is_sent_unchanged)
        }
        Value::Array(items) => items.iter().all(is_sent_unchanged),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => integer.unsigned_abs() <= LARGEST_EXACT,
            None => !number.is_u64(),
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn an_answer_gets_examples_that_are_as_described() {
        let document = json!({"openapi": "3.0.3", "paths": {"/a/{b}": {"get": {"responses": {
            "default": {}, "201": {"$ref": "#/components/responses/made"}, "400": {},
        }}}}, "components": {"responses": {"made": {"content": {"application/json": {
            "schema": {"type": "object", "required": ["a", "b"], "properties": {
                "a": {"type": "string", "pattern": "^[0-9]+$"}, "b": {"type": "integer"},
                "$ref": {"type": "string"},
            }},
            "example": "none",
        }, "image/png": {}}}}}});
        let mut answered = document.clone();
        let bytes = document.to_string();
        assert_eq!(super::add(&mut answered, bytes.as_bytes(), &[("/a/{b}", "GET")]), Ok(true));
        let pointer = "/paths/~1a~1{b}/get/responses/201/content/application~1json";
        let media = answered.pointer(pointer).unwrap();
        assert_eq!(media.get("example"), None);
        let examples = media["examples"].as_object().unwrap();
        assert_eq!(examples.len(), super::EXAMPLES);
        for example in examples.values() {
            let text = example["value"]["a"].as_str().unwrap();
            assert!(text.parse::<u64>().is_ok(), "{text}");
            assert!(super::is_sent_unchanged(example), "{example}");
        }
        assert_eq!(answered["components"], document["components"]);
    }

    #[test]
    fn what_the_mock_server_would_change_is_no_example() {
        for kept in [json!([1, -1.5, "a", null]), json!({"a": 9_007_199_254_740_992_i64})] {
            assert!(super::is_sent_unchanged(&kept), "{kept}");
        }
        for changed in [json!({"a": {"$ref": "a"}}), json!([i64::MAX]), json!(u64::MAX)] {
            assert!(!super::is_sent_unchanged(&changed), "{changed}");
        }
    }
}
