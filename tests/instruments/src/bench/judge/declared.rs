//! A schema and the name of a member → the schemas that describe it, if any does.

use serde_json::Value;

use super::walk::decoded;

/// References and branches within each other are followed this far.
const DEEPEST: usize = 24;

/// A schema, and those that it is made of: its target, its parts and its branches.
pub fn parts<'d>(description: &'d Value, schema: &'d Value) -> Vec<&'d Value> {
    let mut found = Vec::new();
    gather(description, schema, 0, &mut found);
    found
}

fn gather<'d>(description: &'d Value, schema: &'d Value, depth: usize, found: &mut Vec<&'d Value>) {
    if depth > DEEPEST || found.iter().any(|known| std::ptr::eq(*known, schema)) {
        return;
    }
    found.push(schema);
    if let Some(target) = referred(description, schema) {
        gather(description, target, depth + 1, found);
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for branch in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
            gather(description, branch, depth + 1, found);
        }
    }
}

/// What a schema refers to.
pub fn referred<'d>(description: &'d Value, schema: &Value) -> Option<&'d Value> {
    let target = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    description.pointer(&decoded(target))
}

/// What a thing stands for, as far as references lead.
pub fn target<'d>(description: &'d Value, mut thing: &'d Value) -> &'d Value {
    for _ in 0..DEEPEST {
        let Some(next) = referred(description, thing) else { break };
        thing = next;
    }
    thing
}

/// The schemas of a member; none if nobody describes it.
pub fn member<'d>(parts: &[&'d Value], name: &str) -> Option<Vec<&'d Value>> {
    let mut found = Vec::new();
    let mut known = false;
    for part in parts {
        if let Some(schema) = part.get("properties").and_then(|all| all.get(name)) {
            found.push(schema);
            continue;
        }
        // Which names a pattern means is not looked at: a member too many is described.
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

/// The schemas of an item.
pub fn item<'d>(parts: &[&'d Value], index: usize) -> Vec<&'d Value> {
    let schema = parts.iter().filter_map(|part| {
        let first = part.get("prefixItems").and_then(|first| first.get(index));
        first.or_else(|| part.get("items"))
    });
    schema.collect()
}
