//! JSON or YAML text → a JSON value. Nothing of the generator's own parser is used here.

use std::fmt;

use serde::de::{
    Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Number, Value};

/// Parses a description.
pub fn json_value(bytes: &[u8]) -> Result<Value, String> {
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Ok(value);
    }
    let read: Read = serde_yaml::from_slice(bytes).map_err(|error| error.to_string())?;
    Ok(read.0)
}

/// A value of YAML as JSON: tags are dropped, merge keys (`<<`) are merged, and keys become texts, such as
/// `200:` the key `"200"`.
struct Read(Value);

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Read)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    /// An integer beyond 64 bits becomes a float, as `serde_json` parses it.
    #[expect(clippy::cast_precision_loss, reason = "serde_json loses the same digits")]
    fn visit_i128<E: serde::de::Error>(self, number: i128) -> Result<Value, E> {
        self.visit_f64(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "serde_json loses the same digits")]
    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<Value, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Read(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let (mut own, mut merged) = (Map::new(), Vec::new());
        while let Some((Read(key), Read(value))) = members.next_entry()? {
            match (key, value) {
                (Value::String(key), Value::Object(other)) if key == "<<" => merged.push(other),
                (Value::String(key), value) => drop(own.insert(key, value)),
                (key, value) => drop(own.insert(key.to_string(), value)),
            }
        }
        for (key, value) in merged.into_iter().flatten() {
            own.entry(key).or_insert(value);
        }
        Ok(Value::Object(own))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (Read(_), value) = tagged.variant()?;
        value.newtype_variant::<Read>().map(|Read(value)| value)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn what_yaml_has_more_than_json_is_read() {
        let text =
            "base: &a {x: 1, y: 2}\nmore: {<<: *a, y: 3}\n200: ok\nlong: -9223372036854776000\n";
        let read = super::json_value(text.as_bytes()).unwrap();
        assert_eq!(read["more"], json!({"x": 1, "y": 3}));
        assert_eq!((&read["200"], &read["long"]), (&json!("ok"), &json!(-9223372036854776000.0)));
    }
}
