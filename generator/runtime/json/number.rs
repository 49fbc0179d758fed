//! Numbers whose fraction is zero, which are integers in JSON Schema (2020-12, section 4.2.3).

use serde_json::{Number, Value};

/// The value with every number whose fraction is zero written as an integer; `None` if there is none
/// to change.
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

/// Whether a number is written without a fraction and an exponent.
pub fn is_written_as_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

/// The integer that a number stands for; `None` where the number has a fraction, or is so large that
/// its digits may have been rounded.
pub fn as_integer(number: &Number) -> Option<i64> {
    // From 2^51 on, serde_json may have rounded the digits to a neighbouring number.
    const EXACT: f64 = 2_251_799_813_685_248.0;
    let value = number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < EXACT)?;
    // No loss: the range was checked above.
    Some(value as i64)
}
