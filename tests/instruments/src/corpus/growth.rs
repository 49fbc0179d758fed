//! The step `growth`: round trips of random values with a new member, a missing member or a new string, as
//! a server may send them after a year of changes. A client has to decode them, too.

use serde_json::{Value, json};

use super::instances;
use super::round_trip::RoundTrips;
use crate::runner::{Cargo, Description, Workspace};
use crate::schema::Validators;

/// Makes round trips of `count` changed values of each component schema.
pub fn run(
    description: &Description,
    workspace: &Workspace,
    cargo: &Cargo,
    count: usize,
) -> RoundTrips {
    instances::changed(description, workspace, cargo, count, changed)
}

/// The value with a new member, a missing member or a new string at one place; none if the schema
/// does not let a server make this change.
fn changed(
    validators: &mut Validators<'_>,
    pointer: &str,
    mut value: Value,
    nth: usize,
) -> Option<Value> {
    let mut pointers = Vec::new();
    collect(&value, &mut String::new(), &mut pointers);
    let chosen = pointers.get(nth * 7 % pointers.len().max(1))?;
    let is_text = match value.pointer_mut(chosen)? {
        Value::Object(members) if nth.is_multiple_of(2) => {
            members.insert("not described yet".to_owned(), json!({"a": [1, null, "b"]}));
            false
        }
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            members.remove(names.get(nth % names.len().max(1))?);
            false
        }
        text => {
            *text = json!("not described yet");
            true
        }
    };
    // A new string may only break an `enum`, to which a server may add values.
    let allowed = match is_text {
        true => validators.fails_only_by_enum(pointer, &value),
        false => validators.allows(pointer, &value),
    };
    (allowed == Some(true)).then_some(value)
}

/// Collects the pointers of all objects and strings.
fn collect(value: &Value, at: &mut String, pointers: &mut Vec<String>) {
    let length = at.len();
    match value {
        Value::Object(members) => {
            pointers.push(at.clone());
            for (name, member) in members {
                at.push('/');
                at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                collect(member, at, pointers);
                at.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push_str(&format!("/{index}"));
                collect(item, at, pointers);
                at.truncate(length);
            }
        }
        Value::String(_) => pointers.push(at.clone()),
        _ => {}
    }
}
