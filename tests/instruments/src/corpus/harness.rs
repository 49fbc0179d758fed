//! Values and their types → the result of decoding and encoding each again, by a program that is written
//! for one generated crate.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::runner::child::{self, tail};
use crate::runner::{Cargo, Ending, PROFILE, Workspace};

/// The time limit for compiling the program.
const COMPILE_LIMIT: Duration = Duration::from_secs(900);

/// The time limit for running the program with a few values.
const RUN_LIMIT: Duration = Duration::from_secs(120);

/// The time limit for each value beyond these: large values of unions with many variants take longest.
const VALUE_LIMIT: Duration = Duration::from_millis(10);

/// The source of the program, in which `CRATE` and `ROWS` are replaced.
const PROGRAM: &str = include_str!("harness_main.txt");

/// The result of a round trip.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// The encoded value; none if the value could not be decoded.
    pub json: Option<String>,
    /// The debug text of the decoded value.
    #[serde(default)]
    pub debug: String,
    /// Why the value could not be decoded.
    #[serde(default)]
    pub error: String,
}

/// Makes round trips. Where the program crashes, this value and those after it have no answer.
///
/// # Errors
/// The last lines of the compiler or of the program, if there is no answer at all.
pub fn round_trips(
    cargo: &Cargo,
    workspace: &Workspace,
    crate_name: &str,
    values: &[(String, &Value)],
) -> Result<Vec<Answer>, String> {
    let mut types: Vec<&str> = values.iter().map(|(rust, _)| rust.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let folder = workspace.folder().join("harness");
    let name = format!("harness-of-{crate_name}");
    cargo.write_manifest(&folder, &manifest(&name, crate_name));
    let written = fs::create_dir_all(folder.join("src"))
        .and_then(|()| fs::write(folder.join("src/main.rs"), program(crate_name, &types)))
        .and_then(|()| fs::write(folder.join("values"), lines(values, &types)));
    written.map_err(|error| error.to_string())?;
    let build = |offline: &[&str]| {
        let mut build = cargo.command(&folder.join("Cargo.toml"), "build");
        child::run(build.args(offline), COMPILE_LIMIT)
    };
    let mut built = build(&["--offline"]);
    if built.ending != Ending::Well && built.stderr.contains("offline") {
        built = build(&[]);
    }
    if built.ending != Ending::Well {
        return Err(tail(&built.stderr, 20));
    }
    let answers = folder.join("answers");
    let mut program = std::process::Command::new(cargo.target.join("debug").join(&name));
    program.arg(folder.join("values")).arg(&answers);
    let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let ran = child::run(&mut program, RUN_LIMIT + VALUE_LIMIT.saturating_mul(count));
    if ran.ending == Ending::OutOfTime {
        return Err("the program ran out of time".to_owned());
    }
    let text = fs::read_to_string(answers).unwrap_or_default();
    let answers = text.lines().map_while(|line| serde_json::from_str(line).ok());
    let answers: Vec<Answer> = answers.collect();
    match answers.is_empty() && !values.is_empty() {
        true => Err(tail(&ran.stderr, 20)),
        false => Ok(answers),
    }
}

fn manifest(name: &str, crate_name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{crate_name} = {{ path = \"../client\" }}\nserde = {{ version = \"1\", \
         default-features = false, features = [\"std\"] }}\nserde_json = \"1\"\nuuid = \"1\"\n\n{PROFILE}"
    )
}

/// The source of the program, with a row for each type.
fn program(crate_name: &str, types: &[&str]) -> String {
    let mut rows = String::new();
    for (index, rust) in types.iter().enumerate() {
        let _ = writeln!(rows, "        {index} => pass::<{rust}>(json),");
    }
    PROGRAM.replace("CRATE", &crate_name.replace('-', "_")).replace("        ROWS\n", &rows)
}

/// A line for each value: the index of its type, and its JSON.
fn lines(values: &[(String, &Value)], types: &[&str]) -> String {
    let mut text = String::new();
    for (rust, value) in values {
        let index = types.binary_search(&rust.as_str()).unwrap_or(usize::MAX);
        let _ = writeln!(text, "{index} {value}");
    }
    text
}
