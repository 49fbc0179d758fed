//! The step `growth`: made-up values as a server may send them in a year, with a member, a text or an
//! absence that the description does not foresee. They have to be read all the same.

use serde_json::{Value, json};

use super::cargo::Cargo;
use super::description;
use super::exchange::{Exchanged, Places, Sent};
use super::judge::{Description, Inventor, Judge};
use super::work::{self, Work};

/// So many tries are made for each value that is wanted.
const TRIES: usize = 8;

/// Sends so many grown values for each shared schema of a description through its crate.
pub fn run(
    described: &description::Description,
    work: &Work,
    cargo: &Cargo,
    count: usize,
) -> Exchanged {
    let description = match Description::read(&described.bytes) {
        Ok(description) => description,
        Err(error) => return Exchanged::failed(error),
    };
    let registry = match description.registry() {
        Ok(registry) => registry,
        Err(error) => return Exchanged::failed(error),
    };
    let places = Places::of(work);
    let mut judge = Judge::new(&registry);
    let mut found = Exchanged::default();
    let mut sent = Vec::new();
    for place in description.components() {
        let Some(schema) = description.schemas.pointer(&place) else { continue };
        let Some(rust) = places.rust(&description, &place) else {
            found.unplaced += 1;
            continue;
        };
        let mut inventor = Inventor::new(&description.schemas, work::key(&[place.as_bytes()]));
        let mut made = 0;
        for nth in 0..count * TRIES {
            let Some(value) = inventor.value(schema).filter(|_| made < count) else { continue };
            if judge.allows(&place, &value) != Some(true) {
                continue;
            }
            found.tried += 1;
            let Some(value) = grown(&mut judge, &place, value, nth) else {
                found.invalid += 1;
                continue;
            };
            made += 1;
            let (at, place) = (place.clone(), place.clone());
            sent.push(Sent { at, place, rust: rust.clone(), value });
        }
    }
    found.send(cargo, work, &described.crate_name(), &description, &sent);
    found
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
