//! A schema → the schemas that it is composed of, and those that describe one of its members or items.

use serde_json::Value;

use super::walk::decoded;

/// How deep references and compositions are followed: deeper ones are a cycle.
const MAX_DEPTH: usize = 24;

/// A schema, the target of its `$ref`, and the subschemas of its `allOf`, `oneOf` and `anyOf`, at any
/// depth.
pub fn of<'d>(description: &'d Value, schema: &'d Value) -> Vec<&'d Value> {
    let mut found = Vec::new();
    gather(description, schema, 0, &mut found);
    found
}

fn gather<'d>(description: &'d Value, schema: &'d Value, depth: usize, found: &mut Vec<&'d Value>) {
    if depth > MAX_DEPTH || found.iter().any(|known| std::ptr::eq(*known, schema)) {
        return;
    }
    found.push(schema);
    if let Some(target) = reference_target(description, schema) {
        gather(description, target, depth + 1, found);
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for branch in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
            gather(description, branch, depth + 1, found);
        }
    }
}

/// The target of a `$ref`.
pub fn reference_target<'d>(description: &'d Value, schema: &Value) -> Option<&'d Value> {
    let target = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    description.pointer(&decoded(target))
}

/// A node, or what its reference leads to in the end.
pub fn target<'d>(description: &'d Value, mut node: &'d Value) -> &'d Value {
    for _ in 0..MAX_DEPTH {
        let Some(next) = reference_target(description, node) else { break };
        node = next;
    }
    node
}

/// The schemas of a member; none if no subschema describes it.
pub fn member_schemas<'d>(parts: &[&'d Value], name: &str) -> Option<Vec<&'d Value>> {
    let mut found = Vec::new();
    let mut known = false;
    for part in parts {
        if let Some(schema) = part.get("properties").and_then(|all| all.get(name)) {
            found.push(schema);
            continue;
        }
        // Every pattern counts as matching: a member too many is then described, and compared.
        for schema in part.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
        {
            found.push(schema.1);
        }
        match part.get("additionalProperties") {
            Some(Value::Bool(others)) => known |= others,
            Some(schema) => found.push(schema),
            None => {}
        }
    }
    (known || !found.is_empty()).then_some(found)
}

/// The schemas of the item at an index.
pub fn item_schemas<'d>(parts: &[&'d Value], index: usize) -> Vec<&'d Value> {
    let schema = parts.iter().filter_map(|part| {
        let first = part.get("prefixItems").and_then(|first| first.get(index));
        first.or_else(|| part.get("items"))
    });
    schema.collect()
}
