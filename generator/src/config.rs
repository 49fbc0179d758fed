//! What a caller may choose for one client: plain data, without a default for what must be chosen.

use crate::diagnostic::{Code, Diagnostic, Location};

/// The choices for one generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the crate, as Cargo accepts it.
    pub name: String,
    /// The version of the crate; the description's own version is often not one that Cargo accepts.
    pub version: String,
    /// The crate's licence, as an SPDX expression; none leaves the field out.
    pub license: Option<String>,
}

impl Config {
    /// The choices for a crate of that name, version 0.1.0, without a licence.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), version: "0.1.0".to_owned(), license: None }
    }
}

/// Names that Cargo or Rust keeps for itself.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc-macro",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// Names of dependencies of every generated crate: a crate cannot depend on its own name.
const DEPENDENCIES: &[&str] = &[
    "bytes",
    "http",
    "jiff",
    "percent-encoding",
    "percent_encoding",
    "reqwest",
    "serde",
    "serde_json",
    "serde_path_to_error",
    "tokio",
    "zeroize",
];

impl Config {
    /// What Cargo would refuse.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let mut refuse = |code, message: String| {
            faults.push(Diagnostic::new(code, Location::Nowhere, message));
        };
        let name = self.name.as_str();
        let spelled = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && name.len() <= 64;
        if !spelled || RESERVED.contains(&name) || DEPENDENCIES.contains(&name) {
            refuse(Code::RefusedName, format!("a crate cannot be called `{name}`"));
        }
        if semver::Version::parse(&self.version).is_err() {
            refuse(
                Code::RefusedMetadata,
                format!("`{}` is not a version of a crate", self.version),
            );
        }
        if self.license.as_ref().is_some_and(|license| license.trim().is_empty()) {
            refuse(Code::RefusedMetadata, "the licence is empty".to_owned());
        }
        faults
    }
}
