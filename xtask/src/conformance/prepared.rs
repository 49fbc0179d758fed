//! A description → one that the mock server can be given, where it cannot take it as it is: what is asked
//! of clients stays the same.

use serde_json::{Value, json};

/// The operations of a path.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The description without callbacks, because the mock server would make them and nobody is to be
/// called; and with an answer where none is described, because it would have none to give. None if there
/// is nothing of that kind.
pub fn of(document: &Value) -> Option<Value> {
    let mut prepared = document.clone();
    let items = prepared.get_mut("paths")?.as_object_mut()?.values_mut();
    for item in items.filter_map(Value::as_object_mut) {
        for method in METHODS {
            let Some(Value::Object(operation)) = item.get_mut(method) else { continue };
            operation.remove("callbacks");
            let answers = operation.entry("responses").or_insert(Value::Null);
            if answers.as_object().is_none_or(serde_json::Map::is_empty) {
                *answers = json!({"200": {"description": "Not described."}});
            }
        }
    }
    (prepared != *document).then_some(prepared)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn only_what_the_mock_server_cannot_take_changes() {
        let plain = json!({"paths": {"/a": {"get": {"responses": {"204": {}}}}}});
        assert_eq!(super::of(&plain), None);
        let other = json!({"paths": {"/a": {"get": {"callbacks": {}, "responses": {"204": {}}}}}});
        assert_eq!(super::of(&other), Some(plain));
        let bare = json!({"paths": {"/a": {"get": {}}}});
        let prepared = super::of(&bare).unwrap();
        assert!(prepared.pointer("/paths/~1a/get/responses/200").is_some());
    }
}
