//! A description → one that works around faults of the mock server. The requirements on clients stay the
//! same.

use serde_json::{Map, Value, json};

use crate::schema::{METHODS, UUID_VERSIONS, decoded, target};

/// Header parameters that shall be ignored (OpenAPI 3.1, section 4.8.12.2.1).
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The description
/// - without callbacks: the mock server would call them;
/// - with an answer where none is described: the mock server would have none;
/// - without the header parameters that shall be ignored: the mock server requires them;
/// - with plain names of path parameters: the mock server takes names for regular expressions;
/// - with the fragments of paths as a part of the path: the mock server drops fragments;
/// - without dangling references: the mock server refuses a description with one;
/// - with the format `uuid` for those of its versions: the mock server answers any text where it does not know a format.
///
/// None if the description needs none of these changes.
pub fn of(document: &Value) -> Option<Value> {
    let mut prepared = document.clone();
    remove_dangling_references(document, &mut prepared);
    spell_uuids(&mut prepared);
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

/// The fragment of a path template, escaped so that it is a part of the path.
pub fn fragment(template: &str) -> String {
    template.split_once('#').map_or(String::new(), |(_, fragment)| format!("%23{fragment}"))
}

/// Changes the parameters of a path item or an operation.
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

/// A path template whose parameter names have no characters of regular expressions.
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

/// Removes references that lead to nothing in this file. A `$ref` that is no string is no reference.
fn remove_dangling_references(document: &Value, node: &mut Value) {
    match node {
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str);
            let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
            let leads = pointer.is_some_and(|at| document.pointer(&decoded(at)).is_some());
            if reference.is_some() && !leads {
                members.remove("$ref");
            }
            members.values_mut().for_each(|member| remove_dangling_references(document, member));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| remove_dangling_references(document, item))
        }
        _ => {}
    }
}

/// Spells the formats of the versions of UUIDs as that of all of them.
fn spell_uuids(node: &mut Value) {
    match node {
        Value::Object(members) => {
            if let Some(format) = members.get_mut("format")
                && format.as_str().is_some_and(|format| UUID_VERSIONS.contains(&format))
            {
                *format = json!("uuid");
            }
            members.values_mut().for_each(spell_uuids);
        }
        Value::Array(items) => items.iter_mut().for_each(spell_uuids),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    /// The prepared description of a single operation.
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

    #[test]
    fn a_uuid_of_a_version_is_one() {
        let schema = |format: &str| json!({"type": "string", "format": format});
        let operation = |format: &str| json!({"responses": {"200": {"content": {"application/json": {"schema": schema(format)}}}}});
        let made = prepared("/a", &operation("uuid4")).unwrap();
        let at = "/paths/~1a/get/responses/200/content/application~1json/schema";
        assert_eq!(made.pointer(at), Some(&schema("uuid")));
        assert_eq!(prepared("/a", &operation("email")), None);
    }
}
