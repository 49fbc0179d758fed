//! A description → the one file of OpenAPI 3 that the judges are given: they read neither Swagger 2.0 nor, all of
//! them, several files. Libraries that are not ours make it; the client is generated from the author's files.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::judges::Judges;
use crate::runner::Description;
use crate::runner::child::{self, Ending, tail};

/// The time limit for a description.
const LIMIT: Duration = Duration::from_secs(120);

/// The description as the judges are given it; unchanged if it is in one file and of OpenAPI 3.
pub fn of(
    description: &Description,
    judges: &Judges,
    folder: &Path,
) -> Result<Description, String> {
    if !description.has_several_files && description.version != "2.0" {
        return Ok(description.clone());
    }
    let file = folder.join("bundled.json");
    let mut node = Command::new("node");
    let ended = child::run(node.arg(&judges.bundler).arg(&description.file).arg(&file), LIMIT);
    if !matches!(ended.ending, Ending::Well) {
        let why = tail(&ended.stderr, 3);
        return Err(format!("the description cannot be bundled for the judges: {why}"));
    }
    let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Description { file, bytes, ..description.clone() })
}
