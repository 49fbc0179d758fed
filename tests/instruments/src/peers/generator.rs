//! The generators that are compared: how each is called, and what makes a crate of its output.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::timing::{self, Run};
use crate::runner::Description;

/// A generator that is installed.
pub struct Generator {
    kind: Kind,
    program: PathBuf,
    /// Its name and version.
    pub version: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Clientsmith,
    Oas3Gen,
    OpenapiToRust,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Clientsmith, Self::Oas3Gen, Self::OpenapiToRust];

    fn program(self) -> &'static str {
        match self {
            Self::Clientsmith => "clientsmith",
            Self::Oas3Gen => "oas3-gen",
            Self::OpenapiToRust => "openapi-to-rust",
        }
    }
}

/// The generators at hand: clientsmith, of which a release is built, and the others in the PATH.
pub fn installed(root: &Path) -> Result<Vec<Generator>, String> {
    let mut cargo = Command::new("cargo");
    let built =
        cargo.args(["build", "--release", "--package", "clientsmith"]).current_dir(root).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("clientsmith cannot be built".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let program = match kind {
            Kind::Clientsmith => target.join("release/clientsmith"),
            other => PathBuf::from(other.program()),
        };
        match Command::new(&program).arg("--version").output() {
            Ok(said) if said.status.success() => {
                let version = String::from_utf8_lossy(&said.stdout).trim().to_owned();
                found.push(Generator { kind, program, version });
            }
            _ => eprintln!("left out: {}, which is not in the PATH", kind.program()),
        }
    }
    Ok(found)
}

impl Generator {
    /// The word for its folders.
    pub fn name(&self) -> &'static str {
        self.kind.program()
    }

    /// Generates a client with the usual options into an empty folder.
    pub fn generate(&self, description: &Description, folder: &Path) -> Run {
        let _ = fs::remove_dir_all(folder);
        let crate_name = format!("{}-{}", self.name(), description.crate_name());
        timing::timed(&self.program, |command| match self.kind {
            Kind::Clientsmith => {
                command.arg("generate").arg(&description.file).arg("--out").arg(folder);
                command.args(["--name", &crate_name, "--quiet"]);
                command.arg("--root").arg(&description.root);
            }
            Kind::Oas3Gen => {
                command.args(["generate", "client-mod", "--workspace", "--quiet", "--input"]);
                command.arg(&description.file).arg("--output").arg(folder);
            }
            Kind::OpenapiToRust => {
                command.arg("generate").arg(&description.file);
                command.arg("--output-dir").arg(folder.join("src/client"));
            }
        })
    }

    /// Adds what makes a crate of the output that stands alone.
    pub fn complete(&self, folder: &Path) -> Result<(), String> {
        let path = folder.join("Cargo.toml");
        let mut manifest = match self.kind {
            Kind::Clientsmith | Kind::Oas3Gen => fs::read_to_string(&path).unwrap_or_default(),
            Kind::OpenapiToRust => {
                let needed = folder.join("src/client/REQUIRED_DEPS.toml");
                let needed = fs::read_to_string(needed).unwrap_or_default();
                let root = fs::write(folder.join("src/lib.rs"), "pub mod client;\n");
                root.map_err(|error| format!("{}: {error}", folder.display()))?;
                let package =
                    "[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
                format!("{package}{needed}")
            }
        };
        if !manifest.contains("\n[workspace]") {
            manifest.push_str("\n[workspace]\n");
        }
        fs::write(&path, manifest).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// The lines of Rust below a folder.
pub fn lines(folder: &Path) -> usize {
    let entries = fs::read_dir(folder.join("src")).or_else(|_| fs::read_dir(folder));
    entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| match entry.path() {
            path if path.is_dir() => lines(&path),
            path if path.extension().is_some_and(|ending| ending == "rs") => {
                fs::read_to_string(path).map_or(0, |text| text.lines().count())
            }
            _ => 0,
        })
        .sum()
}
