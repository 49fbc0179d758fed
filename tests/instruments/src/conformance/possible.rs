//! A request that nobody accepts, or that is not sent → why none could be as described, if none could.

use hyper::header::HeaderName;
use serde_json::Value;

use super::exchange;
use super::row::Operation;
use crate::bench::judge::{Description, Judge, escaped};

/// So many values are made up before it is said that there is none.
const TRIES: usize = 400;

/// What cannot be sent: a header that cannot be called so, a parameter or a body of which no value is found.
pub fn obstacle(
    description: &Description,
    judge: &mut Judge<'_>,
    operation: &Operation,
) -> Option<String> {
    let item = format!("/paths/{}", escaped(&operation.path));
    let own = format!("{item}/{}", operation.method.to_ascii_lowercase());
    let parameters = [item, own.clone()].into_iter().flat_map(|owner| {
        let place = format!("{owner}/parameters");
        let listed = description.schemas.pointer(&place).and_then(Value::as_array);
        (0..listed.map_or(0, Vec::len)).map(move |index| format!("{place}/{index}"))
    });
    let mut parameters = parameters.filter_map(|place| {
        let place = description.target(&place)?;
        let described = description.schemas.pointer(&place)?;
        Some((described, described.get("name")?.as_str()?, format!("{place}/schema")))
    });
    let parameter = parameters.find_map(|(described, name, schema)| {
        let is_header = described.get("in").is_some_and(|place| place == "header");
        if is_header && HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Some(format!("no header can be called `{name}`"));
        }
        none_of(description, judge, &schema, is_sent).map(|none| format!("`{name}` {none}"))
    });
    parameter.or_else(|| {
        let schema = body(description, &own, operation)?;
        let none = none_of(description, judge, &schema, |_| true);
        let none = none.or_else(|| only_beside(description, judge, &schema, operation));
        none.map(|none| format!("the body {none}"))
    })
}

/// Says so, if what was sent fits several alternatives of which only one may, and nothing that is described
/// fits one alone: the values that do have a member that the one does not know and the others do not want.
fn only_beside(
    description: &Description,
    judge: &mut Judge<'_>,
    schema: &str,
    operation: &Operation,
) -> Option<String> {
    let sent = serde_json::from_str(operation.exchange.as_ref()?.body.text()).ok()?;
    let is_ambiguous = judge.finds_it_ambiguous(schema, &sent)?;
    let found = description.values(judge, schema, (TRIES, TRIES), |_| true);
    let mut found = found.iter().map(|value| judge.describes(schema, value));
    let said = || {
        format!(
            "fits several alternatives where only one may: {TRIES} values were tried, and none fits one \
             with the members alone that it describes"
        )
    };
    (is_ambiguous && !found.any(|is_described| is_described == Some(true))).then(said)
}

/// Says so, if no value is found that a schema allows.
fn none_of(
    description: &Description,
    judge: &mut Judge<'_>,
    schema: &str,
    is_fit: fn(&Value) -> bool,
) -> Option<String> {
    description.schemas.pointer(schema)?;
    judge.allows(schema, &Value::Null)?;
    let found = description.values(judge, schema, (1, TRIES), is_fit);
    let said = || format!("can have no value: {TRIES} were tried, and none is allowed");
    found.is_empty().then(said)
}

/// Whether anything is sent of the value of a parameter: nothing is of null, nor of a list without items.
fn is_sent(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(is_sent),
        _ => true,
    }
}

/// Where the schema of the body stands that was sent.
fn body(description: &Description, own: &str, operation: &Operation) -> Option<String> {
    let seen = operation.exchange.as_ref()?;
    let sent = exchange::values(&seen.headers, "content-type").next()?;
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_owned();
    let place = description.target(&format!("{own}/requestBody"))? + "/content";
    let mut names = description.schemas.pointer(&place)?.as_object()?.keys();
    let name = names.find(|name| essence(name) == essence(sent))?;
    Some(format!("{place}/{}/schema", escaped(name)))
}

#[cfg(test)]
mod tests {
    use super::{Description, Judge, obstacle};
    use crate::conformance::row::Operation;
    use serde_json::{Value, json};

    /// What is found of a body and a parameter of these schemas.
    fn found(body: &Value, parameter: &Value) -> Option<String> {
        found_of("1", body, parameter)
    }

    /// What is found if this was the body.
    fn found_of(sent: &str, body: &Value, parameter: &Value) -> Option<String> {
        let document = json!({"openapi": "3.1.0", "paths": {"/a": {"put": {
            "parameters": [{"in": "query", "name": "b", "schema": parameter}],
            "requestBody": {"content": {"application/json": {"schema": body}}},
        }}}});
        let description = Description::read(document.to_string().as_bytes()).unwrap();
        let registry = description.registry().unwrap();
        let operation: Operation = serde_json::from_value(json!({
            "operation_id": "a", "method": "PUT", "path": "/a", "verdict": "refused", "why": "",
            "status": 422, "decoded": false, "violations": [], "faults": [], "said": "",
            "exchange": {"method": "PUT", "target": "/a", "body": {"text": sent}, "answer": null,
                "headers": [["content-type", "application/json; charset=utf-8"]]},
        }))
        .unwrap();
        obstacle(&description, &mut Judge::new(&registry), &operation)
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
