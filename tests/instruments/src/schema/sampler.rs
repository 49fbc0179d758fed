//! A schema → random values that it is likely to allow; a seed makes them equal in every run. Only the
//! validator tells which of them are valid.

mod number;
mod tag;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Map, Value, json};

use self::tag::{component_name, set_tag};
use super::pattern::Patterns;
use super::subschemas::{reference_target, target};

/// Objects at this depth and deeper have only their required members.
const OPTIONAL_DEPTH: usize = 5;

/// A schema at a greater depth has no sample: most such schemas never end.
const MAX_DEPTH: usize = 20;

/// A source of random values.
pub struct Sampler<'d> {
    description: &'d Value,
    random: Xoshiro256PlusPlus,
    patterns: Patterns,
    /// Objects at this depth and deeper have only their required members.
    optional_depth: usize,
}

impl<'d> Sampler<'d> {
    /// A sampler for the schemas of a description.
    pub fn new(description: &'d Value, seed: u64) -> Self {
        let random = Xoshiro256PlusPlus::seed_from_u64(seed);
        Self { description, random, patterns: Patterns::default(), optional_depth: OPTIONAL_DEPTH }
    }

    /// A value for a schema; none if this try failed.
    pub fn value(&mut self, schema: &Value) -> Option<Value> {
        self.at(schema, 0)
    }

    /// A value for a schema in which objects have only their required members; none if this try failed.
    pub fn minimal(&mut self, schema: &Value) -> Option<Value> {
        self.optional_depth = 0;
        let value = self.at(schema, 0);
        self.optional_depth = OPTIONAL_DEPTH;
        value
    }

    /// A value for a schema; where the schema is a component with a discriminator, the tag names the
    /// component itself.
    fn at(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        let mut value = self.part(schema, depth)?;
        let schema = target(self.description, schema);
        let is_base = ["oneOf", "anyOf"].iter().all(|key| schema.get(*key).is_none());
        if let Some(tag) = schema.get("discriminator").filter(|_| is_base)
            && let Some(name) = component_name(self.description, schema)
        {
            set_tag(&mut value, tag, &format!("#/components/schemas/{name}"));
        }
        Some(value)
    }

    /// A value for a schema that may be a part of another one, whose tag may be another.
    fn part(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        let keys = match schema {
            Value::Object(keys) => keys,
            Value::Bool(false) => return None,
            _ => return Some(self.any_value()),
        };
        if let Some(target) = reference_target(self.description, schema) {
            return self.part(target, depth + 1);
        }
        if let Some(constant) = keys.get("const") {
            return Some(constant.clone());
        }
        if let Some(Value::Array(values)) = keys.get("enum") {
            return self.one_of(values).cloned();
        }
        let mut value = match has_own_shape(keys) {
            true => Some(self.typed(keys, depth)?),
            false => None,
        };
        for part in list(keys, "allOf").iter().filter(|part| restricts(part)) {
            let part = self.part(part, depth + 1)?;
            value = Some(merged(value, part));
        }
        for key in ["oneOf", "anyOf"] {
            let branches = list(keys, key);
            if let Some(branch) = self.one_of(branches) {
                let made = self.at(branch, depth + 1)?;
                value = Some(merged(value, made));
                if let (Some(value), Some(tag)) = (&mut value, keys.get("discriminator"))
                    && let Some(branch) = branch.get("$ref").and_then(Value::as_str)
                {
                    set_tag(value, tag, branch);
                }
            }
        }
        Some(value.unwrap_or_else(|| self.any_value()))
    }

    fn typed(&mut self, keys: &Map<String, Value>, depth: usize) -> Option<Value> {
        let name = match keys.get("type") {
            Some(Value::Array(names)) => {
                // Null is chosen rarely: other values exercise more of a type.
                let others: Vec<Value> =
                    names.iter().filter(|name| **name != "null").cloned().collect();
                if others.len() < names.len() && (others.is_empty() || self.once_in(6)) {
                    return Some(Value::Null);
                }
                self.one_of(&others)?.as_str()?.to_owned()
            }
            Some(Value::String(name)) => name.clone(),
            _ if keys.contains_key("items") => "array".to_owned(),
            _ if keys.contains_key("format") => "string".to_owned(),
            _ => "object".to_owned(),
        };
        match name.as_str() {
            "null" => Some(Value::Null),
            "boolean" => Some(Value::Bool(self.once_in(2))),
            "integer" => Some(self.integer(keys)),
            "number" => Some(self.number(keys)),
            "string" => Some(Value::String(self.text(keys))),
            "array" => self.array(keys, depth),
            "object" => self.object(keys, depth),
            _ => None,
        }
    }

    fn object(&mut self, keys: &Map<String, Value>, depth: usize) -> Option<Value> {
        let mut made = Map::new();
        let properties = keys.get("properties").and_then(Value::as_object);
        let required: Vec<&str> = list(keys, "required").iter().filter_map(Value::as_str).collect();
        for (name, schema) in properties.into_iter().flatten() {
            let needed = required.contains(&name.as_str());
            if !needed && (depth >= self.optional_depth || self.once_in(2)) {
                continue;
            }
            match self.at(schema, depth + 1) {
                Some(value) => made.insert(name.clone(), value),
                None if needed => return None,
                None => None,
            };
        }
        let others = keys.get("additionalProperties").filter(|schema| **schema != false);
        for name in required {
            if !made.contains_key(name) && properties.is_none_or(|all| !all.contains_key(name)) {
                let value = match others {
                    Some(schema) => self.at(schema, depth + 1)?,
                    None => self.any_value(),
                };
                made.insert(name.to_owned(), value);
            }
        }
        let least = number_of(keys, "minProperties").unwrap_or(0);
        let more = if depth >= self.optional_depth { 0 } else { self.below(3) }.max(least);
        for index in 0..more {
            if let Some(value) = others.and_then(|schema| self.at(schema, depth + 1)) {
                made.insert(format!("key{index}"), value);
            }
        }
        Some(Value::Object(made))
    }

    fn array(&mut self, keys: &Map<String, Value>, depth: usize) -> Option<Value> {
        let least = number_of(keys, "minItems").unwrap_or(0);
        let most = number_of(keys, "maxItems").unwrap_or(u64::MAX);
        let more = if depth >= self.optional_depth { 0 } else { self.below(3) };
        let count = least.saturating_add(more).min(most.max(least)).min(64);
        let first = list(keys, "prefixItems");
        let mut items = Vec::new();
        for index in 0..count.max(u64::try_from(first.len()).unwrap_or(0).min(most)) {
            let place = usize::try_from(index).unwrap_or(usize::MAX);
            let item = match first.get(place).or_else(|| keys.get("items")) {
                Some(schema) => self.at(schema, depth + 1),
                None => Some(self.any_value()),
            };
            match item {
                Some(item) => items.push(item),
                None if index < least => return None,
                None => break,
            }
        }
        if keys.get("uniqueItems") == Some(&Value::Bool(true)) {
            let mut unique: Vec<Value> = Vec::new();
            for item in items {
                if !unique.contains(&item) {
                    unique.push(item);
                }
            }
            items = unique;
        }
        Some(Value::Array(items))
    }

    fn text(&mut self, keys: &Map<String, Value>) -> String {
        if let Some(pattern) = keys.get("pattern").and_then(Value::as_str) {
            let lengths = lengths(keys);
            if let Some(text) = self.patterns.text(pattern, lengths, &mut self.random) {
                return text;
            }
        }
        let format = keys.get("format").and_then(Value::as_str).unwrap_or_default();
        let (day, hour) = (1 + self.below(28), self.below(24));
        match format {
            "date-time" => format!("2024-05-{day:02}T{hour:02}:30:15Z"),
            "date" => format!("2024-05-{day:02}"),
            "time" => format!("{hour:02}:30:15Z"),
            "duration" => format!("PT{hour}H"),
            _ if format.starts_with("uuid") => {
                format!("3fa85f64-5717-4562-b3fc-2c963f66af{:02x}", self.below(256))
            }
            "uri" | "url" | "uri-reference" | "iri" => format!("https://example.com/{day}"),
            "email" | "idn-email" => format!("ada{day}@example.com"),
            "hostname" => "example.com".to_owned(),
            "ipv4" => format!("192.0.2.{day}"),
            "ipv6" => format!("2001:db8::{day}"),
            "byte" => "aGVsbG8=".to_owned(),
            _ => self.plain_text(keys),
        }
    }

    fn plain_text(&mut self, keys: &Map<String, Value>) -> String {
        let (least, most) = lengths(keys);
        let count = (least + self.below(9)).min(most.max(least));
        let letters = ['a', 'B', '7', ' ', 'ü', '"', '/', '-', '語'];
        (0..count).filter_map(|_| self.one_of(&letters).copied()).collect()
    }

    fn any_value(&mut self) -> Value {
        let values = [json!("text"), json!(7), json!(true), json!({"a": [1, "b"]}), json!([])];
        self.one_of(&values).cloned().unwrap_or_default()
    }

    fn one_of<'v, T>(&mut self, values: &'v [T]) -> Option<&'v T> {
        values.choose(&mut self.random)
    }

    fn once_in(&mut self, times: u32) -> bool {
        self.random.random_ratio(1, times)
    }

    /// A random integer below `end`; zero, if `end` is zero.
    fn below(&mut self, end: u64) -> u64 {
        self.random.random_range(0..end.max(1))
    }

    /// A random number from zero to one.
    fn share(&mut self) -> f64 {
        self.random.random()
    }
}

/// The least and the greatest length that a string schema allows.
fn lengths(keys: &Map<String, Value>) -> (u64, u64) {
    let least = number_of(keys, "minLength").unwrap_or(0).min(5000);
    (least, number_of(keys, "maxLength").unwrap_or(u64::MAX))
}

fn has_own_shape(keys: &Map<String, Value>) -> bool {
    ["type", "properties", "additionalProperties", "items", "required", "format"]
        .iter()
        .any(|key| keys.contains_key(*key))
}

/// Whether a subschema restricts values: one with annotations alone does not.
fn restricts(part: &Value) -> bool {
    part.as_object().is_none_or(|keys| {
        let others = ["$ref", "const", "enum", "allOf", "oneOf", "anyOf"];
        has_own_shape(keys) || others.iter().any(|key| keys.contains_key(*key))
    })
}

fn list<'v>(keys: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    keys.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn number_of(keys: &Map<String, Value>, key: &str) -> Option<u64> {
    keys.get(key).and_then(Value::as_u64)
}

/// The value of an `allOf`: the members of both objects, merged where both have one; an integer before a
/// number that is written with a fraction; else the latter value.
fn merged(one: Option<Value>, other: Value) -> Value {
    match (one, other) {
        (Some(Value::Object(mut one)), Value::Object(other)) => {
            for (name, value) in other {
                let both = merged(one.remove(&name), value);
                one.insert(name, both);
            }
            Value::Object(one)
        }
        (Some(Value::Number(one)), Value::Number(other)) if !one.is_f64() && other.is_f64() => {
            Value::Number(one)
        }
        (_, other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Sampler;
    use serde_json::json;

    #[test]
    fn most_of_what_is_made_is_allowed() {
        let description = json!({
            "node": {"type": "object", "required": ["id", "kind"], "properties": {
                "id": {"type": "integer", "exclusiveMinimum": 3, "maximum": 9},
                "kind": {"enum": ["a", "b"]},
                "next": {"$ref": "#/node"},
                "tags": {"type": "array", "items": {"type": ["string", "null"], "maxLength": 3},
                    "minItems": 1, "uniqueItems": true},
                "rate": {"type": "number", "minimum": 0, "maximum": 1},
            }, "additionalProperties": false},
        });
        let schemas = [
            description["node"].clone(),
            json!({"allOf": [{"$ref": "#/two"}, {"properties": {"b": {"const": 2}}}]}),
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
            json!({"type": "object", "additionalProperties": {"type": "boolean"}}),
            json!({"type": "integer", "minimum": 10, "maximum": 12, "multipleOf": 5}),
        ];
        let mut sampler = Sampler::new(&description, 1);
        for schema in schemas {
            let mut not_recursive = schema.clone();
            if let Some(node) = not_recursive.pointer_mut("/properties/next") {
                *node = json!({"type": "object"});
            }
            let validator = jsonschema::validator_for(&json!({"allOf": [not_recursive]}));
            let Ok(validator) = validator else { continue };
            let made: Vec<_> = (0..100).filter_map(|_| sampler.value(&schema)).collect();
            let allowed = made.iter().filter(|value| validator.is_valid(value)).count();
            assert!(allowed > 80, "{allowed} of {schema}");
        }
    }

    #[test]
    fn a_part_that_only_describes_changes_nothing() {
        let description = json!({"time": {"type": "string", "format": "date"}});
        let schema = json!({"allOf": [{"$ref": "#/time"}, {"description": "When."}]});
        let made = Sampler::new(&description, 1).value(&schema).unwrap();
        assert!(made.as_str().unwrap().starts_with("2024-"), "{made}");
    }

    #[test]
    fn a_tag_is_what_the_mapping_says() {
        let description = json!({"x": {"type": "object"}});
        let schema = json!({
            "oneOf": [{"$ref": "#/x"}],
            "discriminator": {"propertyName": "kind", "mapping": {"ex": "#/x"}},
        });
        let made = Sampler::new(&description, 1).value(&schema).unwrap();
        assert_eq!(made["kind"], "ex");
    }

    #[test]
    fn the_tag_of_a_base_names_the_base() {
        let description = json!({"components": {"schemas": {
            "Pet": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}},
                "discriminator": {"propertyName": "kind"},
            },
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
        }}});
        let mut sampler = Sampler::new(&description, 1);
        let pet = sampler.value(&json!({"$ref": "#/components/schemas/Pet"})).unwrap();
        assert_eq!(pet["kind"], "Pet");
        let cat = sampler.value(&json!({"$ref": "#/components/schemas/Cat"})).unwrap();
        assert_ne!(cat["kind"], "Pet");
    }

    #[test]
    fn what_holds_itself_comes_to_an_end() {
        let endless = json!({"a": {"type": "object", "required": ["b"], "properties": {
            "b": {"$ref": "#/a"},
        }}});
        assert_eq!(Sampler::new(&endless, 1).value(&json!({"$ref": "#/a"})), None);
    }
}
