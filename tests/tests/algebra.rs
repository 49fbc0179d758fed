//! The laws of `allOf`, on made-up schemas A and B: `allOf [A, A]` is A; `allOf [A, B]` and `allOf [B, A]`
//! read the same values; and each value that a JSON Schema validator allows for both is read with a type.
//! Reading is judged by the API in memory: no crate is compiled.

use clientsmith::api::{Api, JsonKind, Presence, Record, Shape, Type, Union};
use serde_json::{Map, Value, json};

/// How many pairs of schemas are made up.
const PAIRS: usize = 100;

/// How many values each pair is tried with.
const VALUES: usize = 50;

/// A linear congruential generator: seeded, so that a failure can be repeated.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    /// Some of these words.
    fn some_of(&mut self, words: &[&'static str]) -> Vec<&'static str> {
        words.iter().copied().filter(|_| self.below(2) == 0).collect()
    }

    fn schema(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 6 } else { 10 }) {
            0 => json!({"type": "string"}),
            1 => json!({"type": "integer"}),
            2 => json!({"type": ["string", "integer"]}),
            3 | 4 => match self.some_of(&["x", "y", "z"]).as_slice() {
                [] => json!({"type": "boolean"}),
                texts => json!({"type": "string", "enum": texts}),
            },
            5 => json!({"const": "x"}),
            6 | 7 => self.object(depth),
            other => {
                let branches: Vec<Value> =
                    (0..2 + self.below(2)).map(|_| self.schema(depth - 1)).collect();
                json!({ if other == 8 { "oneOf" } else { "anyOf" }: branches })
            }
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        for name in self.some_of(&["p", "q", "r"]) {
            properties.insert(name.to_owned(), self.schema(depth - 1));
        }
        let mut required: Vec<&str> = self.some_of(&["p", "q", "r"]);
        required.retain(|name| properties.contains_key(*name));
        json!({"type": "object", "properties": properties, "required": required})
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 6 } else { 12 }) {
            0 => json!("x"),
            1 => json!("y"),
            2 => json!("other"),
            3 | 4 => json!(7),
            5 => json!(true),
            _ => {
                let mut object = Map::new();
                for name in self.some_of(&["p", "q", "r"]) {
                    object.insert(name.to_owned(), self.value(depth - 1));
                }
                Value::Object(object)
            }
        }
    }
}

/// Whether a value is read with a type.
fn reads(api: &Api, ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Any => true,
        Type::Json(_) => value.is_string(),
        Type::Nullable(inner) => value.is_null() || reads(api, inner, value),
        Type::List(item) => {
            value.as_array().is_some_and(|all| all.iter().all(|value| reads(api, item, value)))
        }
        Type::Map(item) => {
            value.as_object().is_some_and(|all| all.values().all(|value| reads(api, item, value)))
        }
        Type::Scalar(scalar) => match scalar.kind() {
            JsonKind::Boolean => value.is_boolean(),
            JsonKind::Integer => value.is_i64(),
            JsonKind::Number => value.is_number(),
            JsonKind::String => value.is_string(),
            _ => false,
        },
        Type::Named(id) => match &api.types[*id].shape {
            Shape::Alias(inner) | Shape::Wrapper(inner) => reads(api, inner, value),
            Shape::Record(record) => reads_record(api, record, value),
            Shape::Union(union) => reads_union(api, union, value),
            Shape::Choice(choice) => value.as_str().is_some_and(|text| {
                choice.open || choice.values.iter().any(|value| value.wire == text)
            }),
            Shape::Tuple(_) => false,
        },
    }
}

fn reads_record(api: &Api, record: &Record, value: &Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    record.members.iter().all(|member| match object.get(&member.wire_name) {
        Some(value) => reads(api, &member.ty, value),
        None => member.presence != Presence::Required,
    })
}

fn reads_union(api: &Api, union: &Union, value: &Value) -> bool {
    let tag = union.tag.as_ref().and_then(|tag| value.get(tag)).and_then(Value::as_str);
    union.variants.iter().any(|variant| {
        let is_meant = variant.tags.is_empty()
            || tag.is_some_and(|tag| variant.tags.iter().any(|known| known == tag));
        is_meant && reads(api, &variant.ty, value)
    })
}

/// The type of a component.
fn type_of<'a>(api: &'a Api, name: &str) -> Option<&'a Type> {
    let at = format!("/components/schemas/{name}");
    let place = api.places.iter().find(|place| place.at.to_string() == at);
    place.map(|place| place.ty.resolved(&api.types))
}

#[test]
fn all_of_is_idempotent_and_commutative_and_reads_what_a_validator_allows() {
    let mut chance = Chance(12);
    let pairs: Vec<[Value; 2]> = (0..PAIRS).map(|_| [chance.schema(2), chance.schema(2)]).collect();
    let mut schemas = Map::new();
    for (index, [one, other]) in pairs.iter().enumerate() {
        let [a, b] = ["A", "B"].map(|letter| format!("#/components/schemas/{letter}{index}"));
        schemas.insert(format!("A{index}"), one.clone());
        schemas.insert(format!("B{index}"), other.clone());
        for (name, parts) in [("Twice", [&a, &a]), ("Both", [&a, &b]), ("Turned", [&b, &a])] {
            let parts = parts.map(|part| json!({"$ref": part}));
            schemas.insert(format!("{name}{index}"), json!({"allOf": parts}));
        }
    }
    let info = json!({"title": "Algebra", "version": "1"});
    let description = json!({"openapi": "3.1.0", "info": info, "components": {"schemas": schemas}});
    let made = tests::generated("algebra", description.to_string());
    let api = made.api.as_ref().unwrap();
    let (mut faults, mut allowed) = (Vec::new(), 0);
    for (index, [one, other]) in pairs.iter().enumerate() {
        let [a, twice, both, turned] = ["A", "Twice", "Both", "Turned"]
            .map(|name| type_of(api, &format!("{name}{index}")).unwrap());
        let case = format!("A = {one}, B = {other}");
        if a != twice {
            faults.push(format!("{case}: allOf [A, A] is {twice:?}, and A is {a:?}"));
        }
        let validator = jsonschema::validator_for(&json!({"allOf": [one, other]})).unwrap();
        let values: Vec<Value> = (0..VALUES).map(|_| chance.value(2)).collect();
        let is_possible = values.iter().any(|value| validator.is_valid(value));
        for value in values {
            let read = [both, turned].map(|ty| reads(api, ty, &value));
            let is_allowed = validator.is_valid(&value);
            allowed += usize::from(is_allowed);
            // Of what contradicts itself the nearest part is followed, so that there the order counts.
            if is_possible && read[0] != read[1] {
                faults.push(format!("{case}: {value} is read in one order only"));
            }
            if is_allowed && read != [true, true] {
                faults.push(format!("{case}: {value} is allowed and not read: {read:?}"));
            }
        }
    }
    assert!(allowed > PAIRS, "only {allowed} values are allowed");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
