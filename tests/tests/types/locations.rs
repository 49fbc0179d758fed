//! One schema, everywhere it may stand: a format works in a parameter, a body, an answer and a member
//! alike, because one function makes a type of it.

use clientsmith::api::{Api, Operation, Payload, Record, Scalar, Shape, Type, Width};
use serde_json::{Value, json};

/// Schemas, and the type of each, wherever it stands.
fn table() -> Vec<(Value, Type)> {
    let scalar = |name: &str, format: &str, scalar| {
        (json!({"type": name, "format": format}), Type::Scalar(scalar))
    };
    let list = |ty: Type| Type::List(Box::new(ty));
    let map = |ty: Type| Type::Map(Box::new(ty));
    let (text, number) = (Type::Scalar(Scalar::String), Type::Scalar(Scalar::F64));
    vec![
        (json!({"type": "string"}), text.clone()),
        (json!({"type": "boolean"}), Type::Scalar(Scalar::Bool)),
        (json!({"type": "number"}), number.clone()),
        (json!({"type": "integer"}), Type::Scalar(Scalar::Integer(Width::I64))),
        scalar("integer", "int8", Scalar::Integer(Width::I8)),
        scalar("integer", "int32", Scalar::Integer(Width::I32)),
        scalar("integer", "uint16", Scalar::Integer(Width::U16)),
        scalar("integer", "uint64", Scalar::Integer(Width::U64)),
        scalar("string", "date-time", Scalar::DateTime),
        scalar("string", "date", Scalar::Date),
        scalar("string", "time", Scalar::Time),
        scalar("string", "duration", Scalar::Duration),
        scalar("string", "uuid", Scalar::Uuid),
        scalar("string", "ipv4", Scalar::Ipv4),
        scalar("string", "ipv6", Scalar::Ipv6),
        scalar("string", "byte", Scalar::Base64),
        scalar("string", "base64url", Scalar::Base64Url),
        scalar("string", "email", Scalar::String),
        (json!({"type": "array", "items": {"type": "string"}}), list(text.clone())),
        (json!({"type": "array", "items": {"type": "number"}}), list(number)),
        (json!({"type": "object", "additionalProperties": {"type": "string"}}), map(text)),
    ]
}

fn description(schema: &Value) -> Value {
    let content = json!({"application/json": {"schema": schema}});
    let parameter =
        |place: &str| json!({"name": place, "in": place, "required": true, "schema": schema});
    let places = ["path", "query", "header", "cookie"].map(parameter);
    json!({
        "openapi": "3.1.0", "info": {"title": "Everywhere", "version": "1"},
        "paths": {"/{path}": {"post": {
            "operationId": "go", "parameters": places,
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"content": content}, "default": {"content": content}},
        }}},
        "components": {"schemas": {
            "Holder": {"type": "object", "required": ["it"], "properties": {"it": schema}},
        }},
    })
}

/// The types that a schema has where it stands, each with a word for the place.
fn types(api: &Api) -> Vec<(&'static str, Type)> {
    let mut types = Vec::new();
    let (_, operation): (_, &Operation) = api.operations.iter().next().unwrap();
    assert_eq!(operation.parameters.len(), 4);
    types.extend(operation.parameters.iter().map(|it| ("a parameter", it.ty.clone())));
    for answers in [&operation.success, &operation.failure] {
        for answer in &answers.described {
            let Payload::Json(ty) = &answer.payload else { panic!("{answer:?}") };
            types.push(("an answer", ty.clone()));
        }
    }
    let body = format!("{:?}", operation.body);
    for (_, definition) in api.types.iter() {
        if let Shape::Record(Record { members, .. }) = &definition.shape {
            for member in members {
                assert!(body.contains(&format!("{:?}", member.ty)), "the body: {body}");
                types.push(("a member", member.ty.clone()));
            }
        }
    }
    types
}

#[test]
fn a_schema_has_one_type_wherever_it_stands() {
    for (schema, expected) in table() {
        let text = description(&schema).to_string();
        let api = tests::generated("everywhere", text).api.unwrap();
        let types = types(&api);
        assert_eq!(types.len(), 7, "{schema}");
        for (place, ty) in types {
            assert_eq!(ty, expected, "{place} of {schema}");
        }
    }
}
