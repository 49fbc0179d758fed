//! Null, in every spelling that the versions of OpenAPI have for it: whatever stands with it, the type
//! is the same one, with null allowed.

use clientsmith::api::{Api, Presence, Record, Shape, Type};
use serde_json::{Value, json};

/// The ways to allow null beside a schema, for a version of OpenAPI.
fn spellings(schema: &Value) -> Vec<(&'static str, Value)> {
    let with = |key: &str, value: Value| {
        let mut schema = schema.clone();
        schema[key] = value;
        schema
    };
    let mut spellings = vec![
        ("3.1.0", json!({"oneOf": [schema, {"type": "null"}]})),
        ("3.1.0", json!({"anyOf": [{"type": "null"}, schema]})),
        ("3.1.0", json!({"anyOf": [schema, {"type": ["null"]}]})),
        ("3.1.0", json!({"oneOf": [schema, {"const": null}]})),
        ("3.1.0", json!({"oneOf": [schema, {"enum": [null]}]})),
        ("3.0.3", json!({"oneOf": [schema, {"enum": [null]}]})),
        ("3.0.3", json!({"allOf": [schema], "nullable": true})),
        ("3.0.3", json!({"anyOf": [schema], "nullable": true})),
        ("3.0.3", with("nullable", json!(true))),
        // What publishers write although their version does not have it.
        ("3.1.0", with("nullable", json!(true))),
        ("3.0.3", json!({"oneOf": [schema, {"type": "null"}]})),
        ("3.1.0", json!({"oneOf": [with("nullable", json!(true)), {"type": "null"}]})),
    ];
    if let Some(name) = schema.get("type").filter(|name| name.is_string()) {
        for types in [json!([name, "null"]), json!(["null", name])] {
            spellings.push(("3.1.0", with("type", types)));
        }
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let with_null: Vec<Value> = values.iter().cloned().chain([Value::Null]).collect();
        spellings.push(("3.0.3", with("enum", json!(with_null))));
    }
    spellings
}

fn member(version: &str, schema: &Value, required: bool) -> (Api, Type, Presence) {
    let required: &[&str] = if required { &["it"] } else { &[] };
    let description = json!({
        "openapi": version, "info": {"title": "Nulls", "version": "1"}, "paths": {},
        "components": {"schemas": {
            "Shared": {"type": "object", "properties": {"a": {"type": "string"}}},
            "Holder": {"type": "object", "required": required, "properties": {"it": schema}},
        }},
    });
    let api = tests::generated("nulls", description.to_string()).api.unwrap();
    let holder = api.types.iter().find_map(|(_, definition)| match &definition.shape {
        Shape::Record(Record { members, .. }) if members.iter().any(|it| it.wire_name == "it") => {
            members.first().map(|member| (member.ty.clone(), member.presence))
        }
        _ => None,
    });
    let (ty, presence) = holder.unwrap();
    (api, ty, presence)
}

/// What a type is, whatever it is called.
fn shown(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Named(id) => match &api.types[*id].shape {
            Shape::Alias(inner) => shown(api, inner),
            Shape::Record(Record { members, .. }) => {
                let shown = members.iter().map(|it| (&it.wire_name, shown(api, &it.ty)));
                format!("{:?}", shown.collect::<Vec<_>>())
            }
            Shape::Choice(choice) => {
                let wires = choice.values.iter().map(|value| &value.wire);
                format!("{:?}", wires.collect::<Vec<_>>())
            }
            other => format!("{other:?}"),
        },
        Type::List(inner) => format!("[{}]", shown(api, inner)),
        Type::Nullable(inner) => format!("{} or null", shown(api, inner)),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_spelling_of_null_is_the_same_null() {
    let schemas = [
        json!({"type": "string"}),
        json!({"type": "integer", "format": "int32"}),
        json!({"type": "number"}),
        json!({"type": "boolean"}),
        json!({"type": "string", "format": "date-time"}),
        json!({"type": "string", "enum": ["a", "b"]}),
        json!({"type": "array", "items": {"type": "string"}}),
        json!({"type": "object", "properties": {"b": {"type": "string"}}}),
        json!({"type": "object", "additionalProperties": {"type": "integer"}}),
        json!({"$ref": "#/components/schemas/Shared"}),
    ];
    let mut tried = 0;
    for schema in &schemas {
        let (api, plain, _) = member("3.1.0", schema, true);
        let expected = format!("{} or null", shown(&api, &plain));
        for (version, spelling) in spellings(schema) {
            for required in [true, false] {
                let (api, ty, presence) = member(version, &spelling, required);
                assert_eq!(shown(&api, &ty), expected, "{version} {spelling}");
                assert_eq!(presence == Presence::Required, required, "{version} {spelling}");
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried}");
}
