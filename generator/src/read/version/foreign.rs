//! Objects of JSON and YAML that are no OpenAPI descriptions, and what they are instead.

use crate::source::Node;

/// Keys at the outermost object, each of which only one kind of file has.
const KEYS: [(&str, &str); 9] = [
    ("asyncapi", "an AsyncAPI description"),
    ("openrpc", "an OpenRPC description"),
    ("arazzo", "an Arazzo description"),
    ("overlay", "an OpenAPI overlay"),
    ("__schema", "the introspection of a GraphQL schema"),
    ("discoveryVersion", "a Google API discovery document"),
    ("apiVersion", "a Kubernetes manifest"),
    ("$schema", "a JSON Schema"),
    ("smithy", "a Smithy model"),
];

/// What an object is, if its keys say so.
pub(super) fn foreign_object(root: &Node) -> Option<&'static str> {
    let info = root.get("info");
    let schema = info.and_then(|info| info.get("schema")).and_then(Node::as_str);
    let is_postman = info.is_some_and(|info| info.get("_postman_id").is_some())
        || schema.is_some_and(|schema| schema.contains("getpostman"));
    if is_postman {
        return Some("a Postman collection");
    }
    if root.get("data").is_some_and(|data| data.get("__schema").is_some()) {
        return Some("the introspection of a GraphQL schema");
    }
    if root.get("log").is_some_and(|log| log.get("entries").is_some()) {
        return Some("an HTTP archive (HAR)");
    }
    if root.get("_type").and_then(Node::as_str) == Some("export") {
        return Some("an export of Insomnia");
    }
    KEYS.iter().find(|(key, _)| root.get(key).is_some()).map(|(_, kind)| *kind)
}
