//! A description with one more thing in it, which is likely to be called like what is there.

use serde_json::{Map, Value, json};

use crate::random::Random;

/// What can be added.
pub const KINDS: [&str; 6] = ["value", "member", "parameter", "operation", "schema", "use"];

/// What makes a member one that only one side sends.
pub const SIDES: [&str; 2] = ["readOnly", "writeOnly"];

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// Adds one thing of a kind; whether there was a place for it. `known` are names of types.
pub fn grow(description: &mut Value, kind: &str, known: &[String], random: &mut Random) -> bool {
    match kind {
        "value" => add_value(description, random),
        "member" => add_member(description, random),
        "parameter" => add_parameter(description, random),
        "operation" => add_operation(description, random),
        "use" => add_use(description, random),
        "readOnly" | "writeOnly" => add_side(description, kind, random),
        _ => add_schema(description, known, random),
    }
    .is_some()
}

/// A text that is another, and may well come to the same name.
fn neighbour(text: &str, random: &mut Random) -> String {
    match random.below(14) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => format!("-{text}"),
        3 => format!("+{text}"),
        4 => format!("_{text}"),
        5 => format!("{text}_"),
        6 => format!("{text}2"),
        7 => format!("{text}_2"),
        8 => format!("{text} upper"),
        9 => format!("minus_{text}"),
        10 => text.replace(['_', '-', '.', ' '], ""),
        11 => text
            .chars()
            .flat_map(|c| if c.is_uppercase() { vec!['_', c] } else { vec![c] })
            .collect(),
        12 => format!("{text}_or_default"),
        _ => format!("a{}", random.below(100)),
    }
}

/// The pointers of every value beside a key that is as it should be.
fn places(value: &Value, wanted: &dyn Fn(&str, &Value) -> bool, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        if wanted(&key, child) {
            found.push(at.clone());
        }
        places(child, wanted, &at, found);
    }
}

fn place(
    description: &Value,
    random: &mut Random,
    wanted: &dyn Fn(&str, &Value) -> bool,
) -> Option<String> {
    let mut found = Vec::new();
    places(description, wanted, "", &mut found);
    random.one(&found).cloned()
}

fn add_value(description: &mut Value, random: &mut Random) -> Option<()> {
    let is_enum = |key: &str, value: &Value| {
        let items = value.as_array().filter(|_| key == "enum");
        items.is_some_and(|items| items.len() > 1 && items.iter().all(Value::is_string))
    };
    let at = place(description, random, &is_enum)?;
    // Names beside values belong to them by their position.
    let owner = description.pointer(at.strip_suffix("/enum")?)?.as_object()?;
    let is_named = owner.keys().any(|key| key.starts_with("x-enum"));
    let values = description.pointer_mut(&at)?.as_array_mut()?;
    let new = json!(neighbour(random.one(values)?.as_str()?, random));
    if !values.contains(&new) {
        let index = if is_named { values.len() } else { random.below(values.len() + 1) };
        values.insert(index, new);
    }
    Some(())
}

fn add_member(description: &mut Value, random: &mut Random) -> Option<()> {
    let is_properties = |key: &str, value: &Value| {
        key == "properties" && value.as_object().is_some_and(|object| !object.is_empty())
    };
    let at = place(description, random, &is_properties)?;
    let members = description.pointer_mut(&at)?.as_object_mut()?;
    let names: Vec<String> = members.keys().cloned().collect();
    let new = neighbour(random.one(&names)?, random);
    let inline = json!({"type": "object", "properties": {"zz": {"type": "string"}}});
    let schema = if random.below(2) == 0 { json!({"type": "string"}) } else { inline };
    members.entry(new).or_insert(schema);
    Some(())
}

fn operations(description: &mut Value) -> Vec<&mut Map<String, Value>> {
    let paths = description.get_mut("paths").and_then(Value::as_object_mut);
    let items =
        paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    let methods = items.flat_map(|item| item.iter_mut());
    let methods = methods.filter(|(key, _)| METHODS.contains(&key.as_str()));
    methods.filter_map(|(_, operation)| operation.as_object_mut()).collect()
}

fn add_parameter(description: &mut Value, random: &mut Random) -> Option<()> {
    let mut operations = operations(description);
    operations.retain(|operation| operation.get("parameters").is_some_and(Value::is_array));
    let index = random.below(operations.len());
    let parameters = operations.get_mut(index)?.get_mut("parameters")?.as_array_mut()?;
    let names: Vec<String> = parameters
        .iter()
        .filter_map(|parameter| Some(parameter.get("name")?.as_str()?.to_owned()))
        .collect();
    let name = random.one(&names)?;
    let name = if random.below(3) == 0 { name.clone() } else { neighbour(name, random) };
    let place = random.one(&["query", "header"])?;
    let is_same = |other: &&Value| {
        other.get("name") == Some(&json!(name)) && other.get("in") == Some(&json!(place))
    };
    if parameters.iter().find(is_same).is_none() {
        let new =
            json!({"name": name, "in": place, "schema": {"type": "string", "enum": ["a", "b"]}});
        parameters.insert(random.below(parameters.len() + 1), new);
    }
    Some(())
}

fn add_operation(description: &mut Value, random: &mut Random) -> Option<()> {
    let ids: Vec<String> = operations(description)
        .iter()
        .filter_map(|operation| Some(operation.get("operationId")?.as_str()?.to_owned()))
        .collect();
    let id = random.one(&ids)?;
    let id = if random.below(3) == 0 { id.clone() } else { neighbour(id, random) };
    let schema = json!({"type": "object", "properties": {"zz": {"type": "string"}}});
    let answer = json!({"description": "It.", "content": {"application/json": {"schema": schema}}});
    let operation = json!({"operationId": id, "responses": {"200": answer}});
    let paths = description.get_mut("paths")?.as_object_mut()?;
    // Before all others, or behind them.
    let path = random.one(&["/!new", "/zzz"])?;
    paths.entry(*path).or_insert(json!({"get": operation}));
    Some(())
}

/// Lets one more operation send and answer a component.
fn add_use(description: &mut Value, random: &mut Random) -> Option<()> {
    let schemas = description.pointer("/components/schemas")?.as_object()?;
    let names: Vec<String> = schemas.keys().cloned().collect();
    let name = random.one(&names)?.replace('~', "~0").replace('/', "~1");
    let content =
        json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
    let answer = json!({"description": "It.", "content": content});
    let operation = json!({
        "operationId": "usedAgain", "requestBody": {"content": content}, "responses": {"200": answer},
    });
    let paths = description.get_mut("paths")?.as_object_mut()?;
    paths.entry("/used-again").or_insert(json!({"post": operation}));
    Some(())
}

/// Makes a member one that only one side sends.
fn add_side(description: &mut Value, side: &str, random: &mut Random) -> Option<()> {
    let is_properties = |key: &str, value: &Value| {
        key == "properties" && value.as_object().is_some_and(|object| !object.is_empty())
    };
    let at = place(description, random, &is_properties)?;
    let members = description.pointer_mut(&at)?.as_object_mut()?;
    let names: Vec<String> = members.keys().cloned().collect();
    let member = members.get_mut(random.one(&names)?)?;
    // Beside a reference, 3.0 reads nothing.
    if let Some(reference) = member.get("$ref").cloned() {
        *member = json!({"allOf": [{"$ref": reference}]});
    }
    let member = member.as_object_mut()?;
    // A member of both sides contradicts itself, which is said.
    if !SIDES.iter().any(|side| member.contains_key(*side)) {
        member.insert(side.to_owned(), json!(true));
    }
    Some(())
}

fn add_schema(description: &mut Value, known: &[String], random: &mut Random) -> Option<()> {
    let schemas = description.pointer_mut("/components/schemas")?.as_object_mut()?;
    let names: Vec<String> = schemas.keys().cloned().collect();
    let new = match random.below(3) {
        0 => random.one(known)?.clone(),
        _ => neighbour(random.one(&names)?, random),
    };
    schemas.entry(new).or_insert(json!({"type": "object", "required": ["zzz"]}));
    Some(())
}
