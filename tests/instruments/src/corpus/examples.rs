//! The step `examples`: a round trip of every example and default of a description through its type.

use super::round_trip::{RoundTrips, RustTypes, Sample};
use crate::runner::{self, Cargo, Workspace};
use crate::schema::{Formats, Schemas, Validators};

/// Makes a round trip of each example of a description.
pub fn run(description: &runner::Description, workspace: &Workspace, cargo: &Cargo) -> RoundTrips {
    let schemas = match Schemas::read(&description.bytes) {
        Ok(schemas) => schemas,
        Err(error) => return RoundTrips::failed(error),
    };
    let registry = match schemas.registry() {
        Ok(registry) => registry,
        Err(error) => return RoundTrips::failed(error),
    };
    let types = RustTypes::of(workspace);
    let mut validators = Validators::new(&registry, Formats::Annotation);
    let mut found = RoundTrips { tried: schemas.examples.len(), ..RoundTrips::default() };
    let mut samples = Vec::new();
    for example in &schemas.examples {
        let Some(rust) = types.rust(&schemas, &example.schema) else {
            found.unplaced += 1;
            continue;
        };
        match validators.allows(&example.schema, &example.value) {
            None => found.unjudged += 1,
            Some(false) => found.invalid += 1,
            Some(true) => samples.push(Sample {
                at: example.at.clone(),
                schema: example.schema.clone(),
                rust,
                value: example.value.clone(),
            }),
        }
    }
    found.add(cargo, workspace, &description.crate_name(), &schemas, &samples);
    found
}
