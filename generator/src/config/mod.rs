//! What a caller may choose for one client: plain data, without a default for what must be chosen.

mod choices;
mod package;
mod paging_choice;
mod pick;
mod type_choice;

pub use choices::{Choices, DeriveChoice, NameChoice, is_within};
pub use package::PackageFields;
pub use paging_choice::{PagingBy, PagingChoice, PagingRule};
pub use pick::{Pick, Selection, glob};
pub use type_choice::{Codec, ScalarType, TypeChoice};

use crate::diagnostic::{Allowance, Code, Diagnostic, Location};
use crate::lock::Lock;
use choices::refused;

/// The choices for one generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the crate, as Cargo accepts it.
    pub name: String,
    /// The version of the crate; the description's own version is often not one that Cargo accepts.
    pub version: String,
    /// The crate's licence, as an SPDX expression; none leaves the field out.
    pub license: Option<String>,
    /// What else the manifest says of the crate.
    pub package: PackageFields,
    /// The warnings that may pass.
    pub allow: Vec<Allowance>,
    /// Additional dependencies of the crate: the name of each, and its value in `[dependencies]` as TOML.
    pub dependencies: Vec<(String, String)>,
    /// Whether the crate has a feature for each tag, without which its operations and types are not compiled.
    pub tag_features: bool,
    /// Which operations the client has.
    pub selection: Selection,
    /// The choices for single places of the description.
    pub choices: Choices,
    /// What the crate has published.
    pub lock: Lock,
}

impl Config {
    /// The choices for a crate of that name, version 0.1.0, without a licence.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            license: None,
            package: PackageFields::default(),
            allow: Vec::new(),
            dependencies: Vec::new(),
            tag_features: false,
            selection: Selection::default(),
            choices: Choices::default(),
            lock: Lock::default(),
        }
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
    "base64",
    "bytes",
    "encoding_rs",
    "futures_core",
    "http",
    "http_body",
    "jiff",
    "js_sys",
    "percent_encoding",
    "reqwest",
    "send_wrapper",
    "serde",
    "serde_json",
    "serde_path_to_error",
    "tokio",
    "tower_layer",
    "tower_service",
    "tracing",
    "uuid",
    "wasmtimer",
    "zeroize",
];

impl Config {
    /// What is wrong with the choices: what Cargo would refuse, and allowances that can match no warning.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults: Vec<_> = self.allow.iter().filter_map(Allowance::fault).collect();
        faults.extend(self.package.faults());
        faults.extend(self.selection.faults());
        faults.extend(self.choices.faults());
        faults.extend(self.choices.paging.iter().flat_map(PagingChoice::faults));
        let added = self.dependencies.iter().map(|(name, _)| name.as_str());
        let crates: Vec<&str> = added.chain(DEPENDENCIES.iter().copied()).collect();
        faults.extend(self.choices.types.iter().flat_map(|choice| choice.faults(&crates)));
        let mut refuse = |code, message: String| {
            faults.push(Diagnostic::new(code, Location::Nowhere, message));
        };
        let name = self.name.as_str();
        // Rust warns of a crate that is not in snake case.
        let in_case = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let in_rust = name.replace('-', "_");
        let spelled = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(in_case)
            && !in_rust.contains("__")
            && !in_rust.ends_with('_')
            && name.len() <= 64;
        let taken = |names: &[&str]| names.contains(&in_rust.as_str());
        if !spelled || taken(RESERVED) || taken(DEPENDENCIES) {
            refuse(Code::RefusedName, format!("a crate cannot be called `{name}`"));
        }
        for (name, _) in &self.dependencies {
            let letters = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            let own = DEPENDENCIES.contains(&name.replace('-', "_").as_str());
            if name.is_empty() || !name.chars().all(letters) || own {
                let message = format!(
                    "`{name}` is no crate that can be added: a crate's name has letters, digits, `-` and `_`, and the crate's own dependencies stay as they are"
                );
                refuse(Code::RefusedChoice, message);
            }
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
