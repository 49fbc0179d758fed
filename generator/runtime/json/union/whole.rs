//! A value with numbers whose fraction is zero → the value with integers in their place.

use serde_json::Value;

use crate::runtime::json::number::{as_integer, is_written_as_integer};

/// The value with every number whose fraction is zero written as an integer; `None` if there is none
/// to change.
pub fn with_integers(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if !is_written_as_integer(number) => {
            as_integer(number).map(Value::from)
        }
        Value::Array(items) => {
            let changed: Vec<Option<Value>> = items.iter().map(with_integers).collect();
            changed.iter().any(Option::is_some).then(|| {
                let items = changed.into_iter().zip(items);
                Value::Array(items.map(|(new, old)| new.unwrap_or_else(|| old.clone())).collect())
            })
        }
        Value::Object(members) => {
            let mut whole = members.clone();
            let mut changed = false;
            for value in whole.values_mut() {
                if let Some(new) = with_integers(value) {
                    *value = new;
                    changed = true;
                }
            }
            changed.then_some(Value::Object(whole))
        }
        _ => None,
    }
}
