//! The step `examples`: every example and default of a description goes through the type of its place.

use super::exchange::{Exchanged, Places, Sent};
use crate::bench::judge::{Description, Judge};
use crate::bench::{self, Cargo, Work};

/// Sends the examples of a description through its crate.
pub fn run(described: &bench::Description, work: &Work, cargo: &Cargo) -> Exchanged {
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
    let mut found = Exchanged { tried: description.examples.len(), ..Exchanged::default() };
    let mut sent = Vec::new();
    for example in &description.examples {
        let Some(rust) = places.rust(&description, &example.place) else {
            found.unplaced += 1;
            continue;
        };
        match judge.allows(&example.place, &example.value) {
            None => found.unjudged += 1,
            Some(false) => found.invalid += 1,
            Some(true) => sent.push(Sent {
                at: example.at.clone(),
                place: example.place.clone(),
                rust,
                value: example.value.clone(),
            }),
        }
    }
    found.send(cargo, work, &described.crate_name(), &description, &sent);
    found
}
