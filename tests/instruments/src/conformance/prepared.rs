//! A description → one that the mock server can take, and reads as the specification says: what is asked
//! of clients stays the same.

use serde_json::{Map, Value, json};

use crate::bench::judge::{METHODS, decoded, target};

/// Headers whose description as a parameter shall be ignored (OpenAPI 3.1, section 4.8.12.2.1).
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The description
/// - without callbacks, which the mock server would make, and nobody is to be called;
/// - with an answer where none is described, because it would have none to give;
/// - without the parameters that shall be ignored, because it asks for them;
/// - with names in paths that it finds: it takes them for regular expressions;
/// - with fragments as a part of the paths, because it knows no others;
/// - without references to nothing, because it reads no description that has one.
///
/// None if there is nothing of that kind.
pub fn of(document: &Value) -> Option<Value> {
    let mut prepared = document.clone();
    without_nothing(document, &mut prepared);
    let paths = prepared.get_mut("paths")?.as_object_mut()?;
    let items = std::mem::take(paths);
    for (template, mut item) in items {
        if let Some(members) = item.as_object_mut() {
            prepare(document, members);
        }
        let (path, fragment) = (path(&template), fragment(&template));
        paths.insert(format!("{}{fragment}", plain_names(path)), item);
    }
    (prepared != *document).then_some(prepared)
}

fn prepare(document: &Value, item: &mut Map<String, Value>) {
    parameters(document, item);
    for method in METHODS {
        let Some(Value::Object(operation)) = item.get_mut(method) else { continue };
        operation.remove("callbacks");
        parameters(document, operation);
        let answers = operation.entry("responses").or_insert(Value::Null);
        if answers.as_object().is_none_or(Map::is_empty) {
            *answers = json!({"200": {"description": "Not described."}});
        }
    }
}

/// A path without its fragment, which is no part of a request (RFC 9110, section 4.2.5).
fn path(template: &str) -> &str {
    template.split_once('#').map_or(template, |(path, _)| path)
}

/// The fragment of a path as a part of it.
pub fn fragment(template: &str) -> String {
    template.split_once('#').map_or(String::new(), |(_, fragment)| format!("%23{fragment}"))
}

/// The parameters of a path or an operation, as far as they count.
fn parameters(document: &Value, owner: &mut Map<String, Value>) {
    let Some(Value::Array(parameters)) = owner.get_mut("parameters") else { return };
    let text = |parameter: &Value, key: &str| {
        parameter.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    parameters.retain_mut(|parameter| {
        let described = target(document, parameter);
        let (place, name) = (text(described, "in"), text(described, "name"));
        let plain = plain(&name);
        if place == "path" && plain != name {
            *parameter = described.clone();
            if let Value::Object(members) = parameter {
                members.insert("name".to_owned(), json!(plain));
            }
        }
        place != "header" || !IGNORED.contains(&name.to_ascii_lowercase().as_str())
    });
}

/// A path with names of which none could be a regular expression.
fn plain_names(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let end = if part.contains('}') { "}" } else { "" };
        format!("{path}{{{}{end}{rest}", plain(name))
    })
}

fn plain(name: &str) -> String {
    name.replace(['.', '*', '+', '?', '^', '$', '(', ')', '|', '[', ']', '\\'], "_")
}

/// Takes away what refers to nothing in this file. A member that is called `$ref` is no reference.
fn without_nothing(document: &Value, node: &mut Value) {
    match node {
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str);
            let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
            let leads = pointer.is_some_and(|at| document.pointer(&decoded(at)).is_some());
            if reference.is_some() && !leads {
                members.remove("$ref");
            }
            members.values_mut().for_each(|member| without_nothing(document, member));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| without_nothing(document, item)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    /// What becomes of a path that has nothing but this operation.
    fn prepared(path: &str, operation: &Value) -> Option<Value> {
        super::of(&json!({
            "paths": {path: {"get": operation}},
            "components": {"parameters": {"b": {"in": "path", "name": "b.c"}}},
        }))
    }

    #[test]
    fn only_what_the_mock_server_cannot_take_changes() {
        let plain =
            json!({"responses": {"204": {}}, "parameters": [{"in": "query", "name": "a.b"}]});
        assert_eq!(prepared("/a", &plain), None);
        let mut called = plain.clone();
        called["callbacks"] = json!({});
        assert_eq!(prepared("/a", &called).unwrap()["paths"]["/a"]["get"], plain);
        let bare = prepared("/a", &json!({})).unwrap();
        assert!(bare.pointer("/paths/~1a/get/responses/200").is_some());
    }

    #[test]
    fn ignored_parameters_and_names_like_expressions_are_its_own_matter() {
        let operation = json!({
            "responses": {"204": {}},
            "parameters": [{"in": "header", "name": "Accept"}, {"$ref": "#/components/parameters/b"}],
        });
        let prepared = prepared("/a/{b.c}:d", &operation).unwrap();
        let parameters = &prepared["paths"]["/a/{b_c}:d"]["get"]["parameters"];
        assert_eq!(*parameters, json!([{"in": "path", "name": "b_c"}]));
    }

    #[test]
    fn fragments_become_a_part_of_the_path() {
        let prepared = prepared("/a#b=c", &json!({"responses": {"204": {}}})).unwrap();
        assert_eq!(prepared.pointer("/paths/~1a%23b=c/get/responses"), Some(&json!({"204": {}})));
        assert_eq!(super::fragment("/a"), "");
    }

    #[test]
    fn references_to_nothing_go() {
        let operation = json!({"responses": {"200": {"content": {"a/b": {"schema": {
            "$ref": "#/components/schemas/None", "description": "c",
        }}}}}});
        let prepared = prepared("/a", &operation).unwrap();
        let schema = prepared.pointer("/paths/~1a/get/responses/200/content/a~1b/schema");
        assert_eq!(schema, Some(&json!({"description": "c"})));
    }
}
