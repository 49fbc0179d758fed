//! A description with everything in another order that has no meaning there.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::random::Random;

/// Objects whose keys, and lists whose items, may stand in any order.
const OBJECTS: [&str; 5] = ["schemas", "properties", "paths", "parameters", "securitySchemes"];
const LISTS: [&str; 3] = ["parameters", "enum", "required"];

/// The text of a description in another order. JSON objects of serde_json are sorted, so the text is put
/// together by hand.
pub fn shuffled(description: &Value, order: &mut Random) -> String {
    let mut text = String::new();
    write(description, None, order, &mut text);
    text
}

fn write(value: &Value, key: Option<&str>, order: &mut Random, text: &mut String) {
    let is_free = |keys: &[&str]| key.is_some_and(|key| keys.contains(&key));
    match value {
        Value::Object(members) => {
            let has_names = members.keys().any(|key| key.starts_with("x-enum"));
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            if is_free(&OBJECTS) {
                members = order.shuffled(members);
            }
            text.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                let comma = if index == 0 { "" } else { "," };
                let _ = write!(text, "{comma}{}:", json!(key));
                // Names beside values belong to them by their position.
                let key = Some(key.as_str()).filter(|key| *key != "enum" || !has_names);
                write(value, key, order, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            let texts = items.iter().all(Value::is_string) || key == Some("parameters");
            let mut items: Vec<&Value> = items.iter().collect();
            if is_free(&LISTS) && texts {
                items = order.shuffled(items);
            }
            text.push('[');
            for (index, item) in items.into_iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                write(item, None, order, text);
            }
            text.push(']');
        }
        _ => text.push_str(&value.to_string()),
    }
}
