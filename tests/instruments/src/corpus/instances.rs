//! The step `instances`: values that are made up for every shared schema go through its type.

use serde_json::Value;

use super::exchange::{Exchanged, Places, Sent};
use crate::bench::judge::{Description, Inventor, Judge};
use crate::bench::{self, Cargo, Work, key};

/// So many tries are made for each value that is wanted.
const TRIES: usize = 8;

/// Sends so many made-up values for each shared schema of a description through its crate.
pub fn run(described: &bench::Description, work: &Work, cargo: &Cargo, count: usize) -> Exchanged {
    changed(described, work, cargo, count, |_, _, value, _| Some(value))
}

/// The same with values that are changed before they are sent: what a change makes of the value for
/// the schema at a place in that try, if it makes something.
pub fn changed(
    described: &bench::Description,
    work: &Work,
    cargo: &Cargo,
    count: usize,
    mut change: impl FnMut(&mut Judge<'_>, &str, Value, usize) -> Option<Value>,
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
        // The values of a schema do not change when another is added.
        let mut inventor = Inventor::new(&description.schemas, key(&[place.as_bytes()]));
        let mut made = 0;
        for nth in 0..count * TRIES {
            if made == count {
                break;
            }
            let Some(value) = inventor.value(schema) else { continue };
            found.tried += 1;
            match judge.allows(&place, &value) {
                None => {
                    found.unjudged += 1;
                    break;
                }
                Some(false) => found.invalid += 1,
                Some(true) => match change(&mut judge, &place, value, nth) {
                    None => found.invalid += 1,
                    Some(value) => {
                        made += 1;
                        let (at, place) = (place.clone(), place.clone());
                        sent.push(Sent { at, place, rust: rust.clone(), value });
                    }
                },
            }
        }
    }
    found.send(cargo, work, &described.crate_name(), &description, &sent);
    found
}
