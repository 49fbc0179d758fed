//! The step `growth`: made-up values as a server may send them in a year, with a member, a text or an
//! absence that the description does not foresee. They have to be read all the same.

use serde_json::{Value, json};

use super::exchange::Exchanged;
use super::instances;
use crate::bench::judge::Judge;
use crate::bench::{Cargo, Description, Work};

/// Sends so many grown values for each shared schema of a description through its crate.
pub fn run(described: &Description, work: &Work, cargo: &Cargo, count: usize) -> Exchanged {
    instances::changed(described, work, cargo, count, grown)
}

/// The value with a change at one of its places, if that is one that servers are free to make.
fn grown(judge: &mut Judge<'_>, place: &str, mut value: Value, nth: usize) -> Option<Value> {
    let mut places = Vec::new();
    collect(&value, &mut String::new(), &mut places);
    let chosen = places.get(nth * 7 % places.len().max(1))?;
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
    // A new text is none of those that are listed, and nothing else is wrong with it.
    let allowed = match is_text {
        true => judge.misses_only_values(place, &value),
        false => judge.allows(place, &value),
    };
    (allowed == Some(true)).then_some(value)
}

/// The places of all objects and texts.
fn collect(value: &Value, at: &mut String, places: &mut Vec<String>) {
    let length = at.len();
    match value {
        Value::Object(members) => {
            places.push(at.clone());
            for (name, member) in members {
                at.push('/');
                at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                collect(member, at, places);
                at.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push_str(&format!("/{index}"));
                collect(item, at, places);
                at.truncate(length);
            }
        }
        Value::String(_) => places.push(at.clone()),
        _ => {}
    }
}
