//! Values and the types of their places → what comes back when each is decoded and encoded again, by a
//! small program that is made for one generated crate.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::bench::child::{self, tail};
use crate::bench::{Cargo, Ending, PROFILE, Work};

/// Compiling and running get so long.
const COMPILE_LIMIT: Duration = Duration::from_secs(900);
const RUN_LIMIT: Duration = Duration::from_secs(120);

/// The program, without its table of types.
const PROGRAM: &str = include_str!("harness_main.txt");

/// What came back.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// The value, encoded again; none if it could not be decoded.
    pub json: Option<String>,
    /// Its debug text.
    #[serde(default)]
    pub debug: String,
    /// Why it could not be decoded.
    #[serde(default)]
    pub error: String,
}

/// Sends values through their types. A value that the program broke at has no answer, nor have those
/// after it.
///
/// # Errors
/// What the compiler or the program said last, if nothing came back.
pub fn exchange(
    cargo: &Cargo,
    work: &Work,
    crate_name: &str,
    values: &[(String, &Value)],
) -> Result<Vec<Answer>, String> {
    let mut types: Vec<&str> = values.iter().map(|(rust, _)| rust.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let folder = work.folder().join("harness");
    let name = format!("harness-of-{crate_name}");
    cargo.write_manifest(&folder, &manifest(&name, crate_name));
    let written = fs::create_dir_all(folder.join("src"))
        .and_then(|()| fs::write(folder.join("src/main.rs"), program(crate_name, &types)))
        .and_then(|()| fs::write(folder.join("values"), lines(values, &types)));
    written.map_err(|error| error.to_string())?;
    let mut build = cargo.command(&folder.join("Cargo.toml"), "build");
    let built = child::run(build.arg("--offline"), COMPILE_LIMIT);
    if built.ending != Ending::Well {
        return Err(tail(&built.said, 20));
    }
    let answers = folder.join("answers");
    let mut program = std::process::Command::new(cargo.target.join("debug").join(&name));
    program.arg(folder.join("values")).arg(&answers);
    let ran = child::run(&mut program, RUN_LIMIT);
    let text = fs::read_to_string(answers).unwrap_or_default();
    let answers = text.lines().map_while(|line| serde_json::from_str(line).ok());
    let answers: Vec<Answer> = answers.collect();
    match answers.is_empty() && !values.is_empty() {
        true => Err(tail(&ran.said, 20)),
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

/// The program, with a row for each type.
fn program(crate_name: &str, types: &[&str]) -> String {
    let mut rows = String::new();
    for (index, rust) in types.iter().enumerate() {
        let _ = writeln!(rows, "        {index} => pass::<{rust}>(json),");
    }
    PROGRAM.replace("CRATE", &crate_name.replace('-', "_")).replace("        ROWS\n", &rows)
}

/// A line for each value: the number of its type, and its text.
fn lines(values: &[(String, &Value)], types: &[&str]) -> String {
    let mut text = String::new();
    for (rust, value) in values {
        let index = types.binary_search(&rust.as_str()).unwrap_or(usize::MAX);
        let _ = writeln!(text, "{index} {value}");
    }
    text
}
