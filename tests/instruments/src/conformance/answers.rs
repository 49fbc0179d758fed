//! Operations whose answer the mock server cannot make as described → the description with examples of
//! those answers, which it holds against the description as it does its own.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::bench::judge::{Description, Judge, escaped};

/// So many examples are made of an answer, under their numbers.
pub const EXAMPLES: usize = 6;

/// So many values are tried for each example.
const TRIES: usize = 40;

/// All integers up to this one are doubles.
const LARGEST_EXACT: u64 = 1 << 53;

/// An operation: its path and its method, as described.
pub type Named<'o> = (&'o str, &'o str);

/// Adds examples of the first success of each of these operations, where one can be made up; says
/// whether there is any.
pub fn added(to: &mut Value, bytes: &[u8], operations: &[Named<'_>]) -> Result<bool, String> {
    let description = Description::read(bytes)?;
    let registry = description.registry()?;
    let mut judge = Judge::new(&registry);
    let mut is_any = false;
    for (template, method) in operations {
        let operation = format!("/paths/{}/{}", escaped(template), method.to_ascii_lowercase());
        let Some(status) = success(&description.schemas, &operation) else { continue };
        let place = format!("{operation}/responses/{status}");
        let made = examples(&description, &mut judge, &place);
        let target = description.target(&place).and_then(|target| to.pointer(&target)).cloned();
        let (Some(mut answer), false) = (target, made.is_empty()) else { continue };
        let Some(Value::Object(content)) = answer.get_mut("content") else { continue };
        for (name, examples) in made {
            let Some(Value::Object(mut media)) = content.remove(&name) else { continue };
            media.remove("example");
            media.insert("examples".to_owned(), Value::Object(examples));
            // It finds no example of a type that it would have to choose itself.
            let is_alone = is_any_type(&name) && content.is_empty();
            let name = if is_alone { "application/json".to_owned() } else { name };
            content.insert(name, Value::Object(media));
            is_any = true;
        }
        if let Some(described) = to.pointer_mut(&place) {
            *described = answer;
        }
    }
    Ok(is_any)
}

/// The status that the mock server answers with: the lowest success, or else what is not told apart.
fn success(document: &Value, operation: &str) -> Option<String> {
    let answers = document.pointer(&format!("{operation}/responses"))?.as_object()?;
    let lowest = answers.keys().filter(|status| status.starts_with('2')).min();
    lowest.or_else(|| answers.keys().find(|status| *status == "default")).cloned()
}

/// Examples of an answer, for each of its media types.
fn examples(
    description: &Description,
    judge: &mut Judge<'_>,
    place: &str,
) -> BTreeMap<String, Map<String, Value>> {
    let mut found = BTreeMap::new();
    let Some(place) = description.target(place) else { return found };
    let content = description.schemas.pointer(&format!("{place}/content"));
    for name in content.and_then(Value::as_object).into_iter().flat_map(|content| content.keys()) {
        let schema = format!("{place}/content/{}/schema", escaped(name));
        let may_be_json = name.contains("json") || is_any_type(name);
        let made = values(description, judge, &schema, !may_be_json);
        if !made.is_empty() {
            found.insert(name.clone(), made);
        }
    }
    found
}

fn is_any_type(media_type: &str) -> bool {
    media_type.starts_with("*/")
}

/// Different values that a schema allows, by their numbers.
fn values(
    description: &Description,
    judge: &mut Judge<'_>,
    place: &str,
    is_text: bool,
) -> Map<String, Value> {
    let is_fit = |value: &Value| if is_text { value.is_string() } else { is_handed_on(value) };
    let values = description.values(judge, place, (EXAMPLES, EXAMPLES * TRIES), is_fit);
    let numbered = values.into_iter().enumerate();
    numbered.map(|(number, value)| (number.to_string(), json!({"value": value}))).collect()
}

/// Whether the mock server hands a value on as it is: it would follow what looks like a reference, and an
/// integer that is no exact double becomes another one.
fn is_handed_on(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            !members.contains_key("$ref") && members.values().all(is_handed_on)
        }
        Value::Array(items) => items.iter().all(is_handed_on),
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
        assert_eq!(super::added(&mut answered, bytes.as_bytes(), &[("/a/{b}", "GET")]), Ok(true));
        let place = "/paths/~1a~1{b}/get/responses/201/content/application~1json";
        let media = answered.pointer(place).unwrap();
        assert_eq!(media.get("example"), None);
        let examples = media["examples"].as_object().unwrap();
        assert_eq!(examples.len(), super::EXAMPLES);
        for example in examples.values() {
            let text = example["value"]["a"].as_str().unwrap();
            assert!(text.parse::<u64>().is_ok(), "{text}");
            assert!(super::is_handed_on(example), "{example}");
        }
        assert_eq!(answered["components"], document["components"]);
    }

    #[test]
    fn what_the_mock_server_would_change_is_no_example() {
        for kept in [json!([1, -1.5, "a", null]), json!({"a": 9_007_199_254_740_992_i64})] {
            assert!(super::is_handed_on(&kept), "{kept}");
        }
        for changed in [json!({"a": {"$ref": "a"}}), json!([i64::MAX]), json!(u64::MAX)] {
            assert!(!super::is_handed_on(&changed), "{changed}");
        }
    }
}
