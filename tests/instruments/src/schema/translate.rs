//! A schema of OpenAPI → JSON Schema 2020-12, without going into its subschemas. The rules are taken from
//! the specifications and not from the generator, whose faults would be copied.

use serde_json::{Map, Value, json};

/// Translates a schema of OpenAPI 3.0 or 3.1.
pub fn schema(schema: &mut Value, is_3_0: bool) {
    let Value::Object(keys) = schema else { return };
    // Another dialect than 2020-12 is not supported by any client.
    keys.remove("$schema");
    if is_3_0 {
        if let Some(reference) = keys.get("$ref").filter(|target| target.is_string()).cloned() {
            // 3.0: siblings of a `$ref` are ignored. `readOnly` and `writeOnly` stay: authors mean them, and
            // they forbid no value.
            keys.retain(|key, _| ["readOnly", "writeOnly"].contains(&key.as_str()));
            keys.insert("$ref".to_owned(), reference);
            return;
        }
        nullable(keys);
        for newer in ["examples", "prefixItems", "patternProperties", "if", "$defs"] {
            keys.remove(newer);
        }
    }
    exclusive(keys, "minimum", "exclusiveMinimum");
    exclusive(keys, "maximum", "exclusiveMaximum");
    if keys.get("pattern").is_some_and(|pattern| !is_pattern(pattern)) {
        // An invalid pattern asserts nothing.
        keys.remove("pattern");
    }
}

/// 3.0.3: `nullable` adds null to a `type` beside it; an `enum` must list null itself.
fn nullable(keys: &mut Map<String, Value>) {
    if keys.remove("nullable") != Some(Value::Bool(true)) {
        return;
    }
    if let Some(Value::String(name)) = keys.get("type").cloned() {
        keys.insert("type".to_owned(), json!([name, "null"]));
    }
}

/// 3.0: a boolean says whether the bound itself is excluded.
fn exclusive(keys: &mut Map<String, Value>, bound: &str, flag: &str) {
    match keys.get(flag) {
        Some(Value::Bool(true)) => {
            keys.remove(flag);
            if let Some(limit) = keys.remove(bound) {
                keys.insert(flag.to_owned(), limit);
            }
        }
        Some(Value::Bool(false)) => {
            keys.remove(flag);
        }
        _ => {}
    }
}

fn is_pattern(pattern: &Value) -> bool {
    jsonschema::validator_for(&json!({"pattern": pattern})).is_ok()
}

#[cfg(test)]
mod tests {
    use super::schema;
    use serde_json::json;

    #[test]
    fn schemas_of_3_0_become_new_ones() {
        for (from, to) in [
            (json!({"type": "string", "nullable": true}), json!({"type": ["string", "null"]})),
            (json!({"nullable": true}), json!({})),
            (json!({"type": "string", "nullable": false}), json!({"type": "string"})),
            (
                json!({"type": "string", "nullable": true, "enum": ["a"]}),
                json!({"type": ["string", "null"], "enum": ["a"]}),
            ),
            (json!({"minimum": 1, "exclusiveMinimum": true}), json!({"exclusiveMinimum": 1})),
            (json!({"maximum": 1, "exclusiveMaximum": false}), json!({"maximum": 1})),
            (json!({"$ref": "#/a", "nullable": true}), json!({"$ref": "#/a"})),
            (json!({"pattern": "("}), json!({})),
        ] {
            let mut translated = from.clone();
            schema(&mut translated, true);
            assert_eq!(translated, to, "{from}");
        }
    }

    #[test]
    fn schemas_of_3_1_stay_as_they_are() {
        for from in [
            json!({"$ref": "#/a", "description": "b"}),
            json!({"type": "string", "nullable": true}),
            json!({"exclusiveMinimum": 1}),
            json!(true),
        ] {
            let mut translated = from.clone();
            schema(&mut translated, false);
            assert_eq!(translated, from);
        }
    }
}
