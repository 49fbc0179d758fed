//! The step `instances`: round trips of random values of every component schema through its type.

use serde_json::Value;

use super::round_trip::{RoundTrips, RustTypes, Sample};
use crate::runner::{self, Cargo, Workspace, key};
use crate::schema::{Formats, Sampler, Schemas, Validators};

/// How many samples are taken for each valid value that is wanted.
const TRIES: usize = 8;

/// Makes round trips of `count` random values of each component schema.
pub fn run(
    description: &runner::Description,
    workspace: &Workspace,
    cargo: &Cargo,
    count: usize,
) -> RoundTrips {
    changed(description, workspace, cargo, count, |_, _, value, _| Some(value))
}

/// Makes round trips of random values that `change` has changed. It gets the validators, the pointer of the
/// schema, a valid value and the number of the try; it returns none if the value cannot be changed so.
pub fn changed(
    description: &runner::Description,
    workspace: &Workspace,
    cargo: &Cargo,
    count: usize,
    mut change: impl FnMut(&mut Validators<'_>, &str, Value, usize) -> Option<Value>,
) -> RoundTrips {
    let schemas = match Schemas::read(&description.bytes) {
        Ok(schemas) => schemas,
        Err(error) => return RoundTrips::failed(error),
    };
    let registry = match schemas.registry() {
        Ok(registry) => registry,
        Err(error) => return RoundTrips::failed(error),
    };
    let types = RustTypes::of(workspace);
    let mut validators = Validators::new(&registry, Formats::Assertion);
    let mut found = RoundTrips::default();
    let mut samples = Vec::new();
    for pointer in schemas.components() {
        let Some(schema) = schemas.document.pointer(&pointer) else { continue };
        let Some(rust) = types.rust(&schemas, &pointer) else {
            found.unplaced += 1;
            continue;
        };
        // The seed is that of the schema: adding another schema changes no value of this one.
        let mut sampler = Sampler::new(&schemas.document, key(&[pointer.as_bytes()]));
        let mut made = 0;
        for nth in 0..count * TRIES {
            if made == count {
                break;
            }
            let Some(value) = sampler.value(schema) else { continue };
            found.tried += 1;
            match validators.allows(&pointer, &value) {
                None => {
                    found.unjudged += 1;
                    break;
                }
                Some(false) => found.invalid += 1,
                Some(true) => match change(&mut validators, &pointer, value, nth) {
                    None => found.invalid += 1,
                    Some(value) => {
                        made += 1;
                        let (at, schema) = (pointer.clone(), pointer.clone());
                        samples.push(Sample { at, schema, rust: rust.clone(), value });
                    }
                },
            }
        }
    }
    found.add(cargo, workspace, &description.crate_name(), &schemas, &samples);
    found
}
