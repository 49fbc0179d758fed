//! Text → a JSON value, as any reader of JSON and YAML would have it.

use serde_json::{Map, Number, Value};

/// Reads a description.
pub fn value(bytes: &[u8]) -> Result<Value, String> {
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Ok(value);
    }
    let mut value: serde_yaml::Value =
        serde_yaml::from_slice(bytes).map_err(|error| error.to_string())?;
    value.apply_merge().map_err(|error| error.to_string())?;
    Ok(json(value))
}

/// YAML has keys that JSON has not: `200:` is the key `"200"`.
fn json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(flag) => Value::Bool(flag),
        serde_yaml::Value::Number(number) => self::number(&number),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Mapping(members) => {
            let members = members.into_iter().map(|(key, value)| (self::key(&key), json(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        serde_yaml::Value::Tagged(tagged) => json(tagged.value),
    }
}

fn number(number: &serde_yaml::Number) -> Value {
    let whole = number.as_i64().map(Number::from).or_else(|| number.as_u64().map(Number::from));
    let number = whole.or_else(|| number.as_f64().and_then(Number::from_f64));
    number.map_or(Value::Null, Value::Number)
}

fn key(key: &serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text.clone(),
        serde_yaml::Value::Bool(flag) => flag.to_string(),
        serde_yaml::Value::Number(number) => number.to_string(),
        _ => "null".to_owned(),
    }
}
