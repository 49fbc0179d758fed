//! An operation that was refused or not sent → why there is no valid request at all, if there is none.

use hyper::header::HeaderName;
use serde_json::Value;

use super::exchange;
use super::row::Operation;
use crate::schema::{Schemas, Validators, escaped};

/// How many values are tried before a schema counts as one that allows none.
const TRIES: usize = 400;

/// What makes a valid request impossible: an invalid header name, or a parameter or body without any valid
/// value.
pub fn of(
    schemas: &Schemas,
    validators: &mut Validators<'_>,
    operation: &Operation,
) -> Option<String> {
    let item = format!("/paths/{}", escaped(&operation.path));
    let own = format!("{item}/{}", operation.method.to_ascii_lowercase());
    let parameters = [item, own.clone()].into_iter().flat_map(|owner| {
        let pointer = format!("{owner}/parameters");
        let listed = schemas.document.pointer(&pointer).and_then(Value::as_array);
        (0..listed.map_or(0, Vec::len)).map(move |index| format!("{pointer}/{index}"))
    });
    let mut parameters = parameters.filter_map(|pointer| {
        let pointer = schemas.target(&pointer)?;
        let described = schemas.document.pointer(&pointer)?;
        Some((described, described.get("name")?.as_str()?, format!("{pointer}/schema")))
    });
    let parameter = parameters.find_map(|(described, name, schema)| {
        let is_header = described.get("in").is_some_and(|location| location == "header");
        if is_header && HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Some(format!("no header can be called `{name}`"));
        }
        without_value(schemas, validators, &schema, is_sent).map(|none| format!("`{name}` {none}"))
    });
    parameter.or_else(|| {
        let schema = body(schemas, &own, operation)?;
        let none = without_value(schemas, validators, &schema, |_| true);
        let none = none.or_else(|| ambiguous_body(schemas, validators, &schema, operation));
        none.map(|none| format!("the body {none}"))
    })
}

/// A message, if the body fits several alternatives of a `oneOf`, and no value fits a single one with
/// described members alone: only members that no alternative describes could tell them apart.
fn ambiguous_body(
    schemas: &Schemas,
    validators: &mut Validators<'_>,
    schema: &str,
    operation: &Operation,
) -> Option<String> {
    let sent = serde_json::from_str(operation.exchange.as_ref()?.body.text()).ok()?;
    let is_ambiguous = validators.fails_only_by_ambiguity(schema, &sent)?;
    let found = schemas.values(validators, schema, (TRIES, TRIES), |_| true);
    let mut found = found.iter().map(|value| validators.describes_every_member(schema, value));
    let message = || {
        format!(
            "fits several alternatives where only one may: {TRIES} values were tried, and none fits one \
             with the members alone that it describes"
        )
    };
    (is_ambiguous && !found.any(|is_described| is_described == Some(true))).then(message)
}

/// A message, if no value is found that a schema allows.
fn without_value(
    schemas: &Schemas,
    validators: &mut Validators<'_>,
    schema: &str,
    is_fit: fn(&Value) -> bool,
) -> Option<String> {
    schemas.document.pointer(schema)?;
    validators.allows(schema, &Value::Null)?;
    let found = schemas.values(validators, schema, (1, TRIES), is_fit);
    let message = || format!("can have no value: {TRIES} were tried, and none is allowed");
    found.is_empty().then(message)
}

/// Whether a parameter of this value is sent: null and empty lists are not.
fn is_sent(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(is_sent),
        _ => true,
    }
}

/// The pointer of the schema of the body that was sent.
fn body(schemas: &Schemas, own: &str, operation: &Operation) -> Option<String> {
    let seen = operation.exchange.as_ref()?;
    let sent = exchange::values(&seen.headers, "content-type").next()?;
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_owned();
    let pointer = schemas.target(&format!("{own}/requestBody"))? + "/content";
    let mut names = schemas.document.pointer(&pointer)?.as_object()?.keys();
    let name = names.find(|name| essence(name) == essence(sent))?;
    Some(format!("{pointer}/{}/schema", escaped(name)))
}

#[cfg(test)]
mod tests {
    use super::{Schemas, Validators, of};
    use crate::conformance::row::Operation;
    use crate::schema::Formats;
    use serde_json::{Value, json};

    /// The obstacle for a body and a parameter of these schemas.
    fn found(body: &Value, parameter: &Value) -> Option<String> {
        found_of("1", body, parameter)
    }

    /// The obstacle, if this body was sent.
    fn found_of(sent: &str, body: &Value, parameter: &Value) -> Option<String> {
        let document = json!({"openapi": "3.1.0", "paths": {"/a": {"put": {
            "parameters": [{"in": "query", "name": "b", "schema": parameter}],
            "requestBody": {"content": {"application/json": {"schema": body}}},
        }}}});
        let schemas = Schemas::read(document.to_string().as_bytes()).unwrap();
        let registry = schemas.registry().unwrap();
        let operation: Operation = serde_json::from_value(json!({
            "operation_id": "a", "method": "PUT", "path": "/a", "verdict": "refused", "why": "",
            "status": 422, "decoded": false, "violations": [], "faults": [], "said": "",
            "exchange": {"method": "PUT", "target": "/a", "body": {"text": sent}, "answer": null,
                "headers": [["content-type", "application/json; charset=utf-8"]]},
        }))
        .unwrap();
        of(&schemas, &mut Validators::new(&registry, Formats::Annotation), &operation)
    }

    #[test]
    fn what_no_value_satisfies_is_named() {
        let (text, none) = (json!({"type": "string"}), json!({"oneOf": [{}, {}]}));
        assert_eq!(found(&text, &text), None);
        assert!(found(&text, &none).unwrap().starts_with("`b` can have no value"));
        let null = json!({"type": ["array"], "items": {"type": "null"}});
        assert!(found(&text, &null).unwrap().starts_with("`b` can have no value"));
        assert!(found(&none, &text).unwrap().starts_with("the body can have no value"));
    }

    #[test]
    fn what_only_fits_with_members_of_another_alternative_is_named() {
        let body = |a: &str, b: &str| {
            let one = json!({"type": "object", "properties": {"a": {"type": a}}});
            let both = json!({"type": "object", "properties": {"a": {"type": b}, "b": {"pattern": "^c+$"}}});
            json!({"oneOf": [one, both]})
        };
        let text = json!({"type": "string"});
        let why = found_of(r#"{"a": "c"}"#, &body("string", "string"), &text);
        assert!(why.unwrap().starts_with("the body fits several alternatives where only one may"));
        assert_eq!(found_of(r#"{"a": 1}"#, &body("string", "string"), &text), None);
        assert_eq!(found_of(r#"{"b": "c"}"#, &body("string", "integer"), &text), None);
    }
}
