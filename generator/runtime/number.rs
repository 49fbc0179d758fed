//! Numbers without a fraction: integers, however they are written (JSON Schema 2020-12, section 4.2.3).

use serde_json::{Number, Value};

/// The value with every number without a fraction written as an integer, if that changes it.
pub fn with_whole_numbers(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if !is_written_as_integer(number) => {
            as_integer(number).map(Value::from)
        }
        Value::Array(items) => {
            let changed: Vec<Option<Value>> = items.iter().map(with_whole_numbers).collect();
            changed.iter().any(Option::is_some).then(|| {
                let items = changed.into_iter().zip(items);
                Value::Array(items.map(|(new, old)| new.unwrap_or_else(|| old.clone())).collect())
            })
        }
        Value::Object(members) => {
            let mut whole = members.clone();
            let mut changed = false;
            for value in whole.values_mut() {
                if let Some(new) = with_whole_numbers(value) {
                    *value = new;
                    changed = true;
                }
            }
            changed.then_some(Value::Object(whole))
        }
        _ => None,
    }
}

/// Whether a number is written without fraction and exponent.
pub fn is_written_as_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

/// The integer that a number with a zero fraction stands for, as far as that is certain.
pub fn as_integer(number: &Number) -> Option<i64> {
    // From 2^51 on a number may have been read as its neighbour: serde_json rounds what has more digits.
    const EXACT: f64 = 2_251_799_813_685_248.0;
    let value = number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < EXACT)?;
    // No loss: the range was checked above.
    Some(value as i64)
}
