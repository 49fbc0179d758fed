//! A request that nobody accepts → why nobody could accept any, if no value can be as described.

use serde_json::Value;

use super::exchange;
use super::row::Operation;
use crate::bench::judge::{Description, Judge, escaped};

/// So many values are made up before it is said that there is none.
const TRIES: usize = 400;

/// What no value was found for: a parameter or the body.
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
    let parameters = parameters.filter_map(|place| {
        let place = description.target(&place)?;
        let name = description.schemas.pointer(&place)?.get("name")?.as_str()?;
        Some((format!("`{name}`"), format!("{place}/schema")))
    });
    let body = body(description, &own, operation).map(|place| ("the body".to_owned(), place));
    parameters.chain(body).find_map(|(name, place)| {
        description.schemas.pointer(&place)?;
        judge.allows(&place, &Value::Null)?;
        // Nothing is sent of a list without items.
        let is_sent = |value: &Value| value.as_array().is_none_or(|items| !items.is_empty());
        let found = description.values(judge, &place, (1, TRIES), is_sent);
        found
            .is_empty()
            .then(|| format!("{name} can have no value: {TRIES} were tried, and none is allowed"))
    })
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
        let document = json!({"openapi": "3.1.0", "paths": {"/a": {"put": {
            "parameters": [{"in": "query", "name": "b", "schema": parameter}],
            "requestBody": {"content": {"application/json": {"schema": body}}},
        }}}});
        let description = Description::read(document.to_string().as_bytes()).unwrap();
        let registry = description.registry().unwrap();
        let operation: Operation = serde_json::from_value(json!({
            "operation_id": "a", "method": "PUT", "path": "/a", "verdict": "refused", "why": "",
            "status": 422, "decoded": false, "violations": [], "faults": [], "said": "",
            "exchange": {"method": "PUT", "target": "/a", "body": {"text": "1"}, "answer": null,
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
        assert!(found(&none, &text).unwrap().starts_with("the body can have no value"));
    }
}
