//! A schema of numbers → a random number within its bounds, and within the range of its format.

use serde_json::{Map, Value, json};

use super::Sampler;
use crate::schema::integer_range;

impl Sampler<'_> {
    pub(super) fn integer(&mut self, keys: &Map<String, Value>) -> Value {
        let format = keys.get("format").and_then(Value::as_str).unwrap_or_default();
        let range = integer_range::of(format);
        let low = bound(keys, "minimum", "exclusiveMinimum").map(|least| least.ceil());
        let high = bound(keys, "maximum", "exclusiveMaximum").map(|most| most.floor());
        let (low, high) = match (low, high) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => (low, low + 1000.0),
            (None, Some(high)) => (high - 1000.0, high),
            (None, None) if range.is_some() => (-1000.0, 1000.0),
            (None, None) if self.once_in(10) => return json!(4_503_599_627_370_497_i64),
            (None, None) => (-1000.0, 100_000.0),
        };
        // The type of the format holds no more, and the validator does not check formats.
        let (low, high) = range.map_or((low, high), |(least, most): (f64, f64)| {
            (low.clamp(least, most), high.clamp(least, most))
        });
        let excluded = |key: &str, value: f64| keys.get(key).and_then(Value::as_f64) == Some(value);
        let low = if excluded("exclusiveMinimum", low) { low + 1.0 } else { low };
        let high = if excluded("exclusiveMaximum", high) { high - 1.0 } else { high };
        let value = low + (self.share() * (high - low)).floor();
        let step = keys.get("multipleOf").and_then(Value::as_f64).filter(|step| *step > 0.0);
        let above = step.map_or(value, |step| (value / step).ceil() * step);
        let value = step.filter(|_| above > high).map_or(above, |step| above - step);
        #[allow(clippy::cast_possible_truncation)]
        let whole = value as i64;
        json!(whole)
    }

    pub(super) fn number(&mut self, keys: &Map<String, Value>) -> Value {
        if keys.contains_key("multipleOf") || self.once_in(3) {
            return self.integer(keys);
        }
        let low = bound(keys, "minimum", "exclusiveMinimum");
        let high = bound(keys, "maximum", "exclusiveMaximum");
        let (low, high) = match (low, high) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => (low, low + 1000.0),
            (None, high) => (high.unwrap_or(0.0) - 1000.0, high.unwrap_or(1000.0)),
        };
        // A multiple of a quarter, which a 32-bit float holds exactly.
        json!((low + self.share() * (high - low)).mul_add(4.0, 0.5).floor() / 4.0)
    }
}

/// The bound of a schema, whether the bound itself is allowed or not.
fn bound(keys: &Map<String, Value>, key: &str, exclusive: &str) -> Option<f64> {
    [key, exclusive].iter().find_map(|key| keys.get(*key).and_then(Value::as_f64))
}
