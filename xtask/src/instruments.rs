//! Arguments → a run of the package `instruments`, which Cargo builds first if need be. That keeps its
//! dependencies out of the build of every other command.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// The exit code by which `instruments judges` says that the judges cannot be installed.
const NOT_INSTALLED: i32 = 2;

/// All that follows the name of an instrument. The instrument parses it, `--help` included.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Arguments of the instrument, listed by its own `--help`
    #[arg(value_name = "ARGUMENT", allow_hyphen_values = true, trailing_var_arg = true)]
    pub all: Vec<OsString>,
}

/// Runs an instrument in the current folder, and ends with its exit code.
pub fn run(root: &Path, name: &str, arguments: &Arguments) -> ExitCode {
    match cargo_run(root, name).args(&arguments.all).status() {
        Ok(status) => {
            // There is no code if a signal has ended the run.
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            code.map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            eprintln!("error: cargo cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Installs the judges that `conformance` needs. Where the machine lacks what they run on, the reason is
/// returned; `Err` is a failure of the instruments themselves.
pub fn install_judges(root: &Path) -> Result<Option<String>, String> {
    let output = cargo_run(root, "judges").stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("cargo cannot be started: {error}"))?;
    match output.status.code() {
        Some(0) => Ok(None),
        Some(NOT_INSTALLED) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())),
        _ => Err(format!("the judges cannot be installed: {}", output.status)),
    }
}

fn cargo_run(root: &Path, name: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--package", "instruments", "--manifest-path"]).arg(root.join("Cargo.toml"));
    // What is measured is the speed of the program itself.
    if name == "bench" {
        cargo.args(["--profile", "bench"]);
    }
    cargo.arg("--").arg(name);
    cargo
}
