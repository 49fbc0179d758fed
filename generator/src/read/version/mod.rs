//! The outermost object → the version of the specification that it follows, or why it is not read.

mod foreign;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Node, NodeKind, Segment};
use foreign::foreign_object;

/// The versions that are read, as far as they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.0.
    ThreeZero,
    /// OpenAPI 3.1.
    ThreeOne,
    /// OpenAPI 3.2.
    ThreeTwo,
}

impl Version {
    /// Whether schemas have no keywords but those of the specification. From 3.1 on a schema may have others
    /// (JSON Schema 2020-12, section 4.3.1).
    pub(super) fn has_closed_schemas(self) -> bool {
        matches!(self, Version::Swagger | Version::ThreeZero)
    }
}

/// The version of a description. Swagger 1 states it as `swaggerVersion`.
pub(super) fn version(root: &Node) -> Result<Version, Diagnostic> {
    if root.as_map().is_none() {
        let message = format!("the description is {}, not an object", root.kind_name());
        return Err(refused(None, Code::NotOpenapi, message));
    }
    for key in ["swagger", "swaggerVersion"] {
        let Some(stated) = root.get(key) else { continue };
        return match written(stated) {
            Some("2" | "2.0") => Ok(Version::Swagger),
            Some(other) => {
                let message = format!("this is Swagger {other}");
                Err(refused(Some(key), Code::UnsupportedVersion, message))
            }
            None => {
                let message =
                    format!("`{key}` is {}, not a version such as \"2.0\"", stated.kind_name());
                Err(refused(Some(key), Code::NotOpenapi, message))
            }
        };
    }
    match root.get("openapi").map(|stated| (stated, written(stated))) {
        None => {
            let message = match foreign_object(root) {
                Some(kind) => format!("this is {kind}"),
                None => "the key `openapi` is missing".to_owned(),
            };
            Err(refused(None, Code::NotOpenapi, message))
        }
        Some((_, Some(text))) if is_of(text, "3.0") => Ok(Version::ThreeZero),
        Some((_, Some(text))) if is_of(text, "3.1") => Ok(Version::ThreeOne),
        Some((_, Some(text))) if is_of(text, "3.2") => Ok(Version::ThreeTwo),
        Some((_, Some(text))) => {
            let message = format!("this is OpenAPI {text}");
            Err(refused(Some("openapi"), Code::UnsupportedVersion, message))
        }
        Some((stated, None)) => {
            let message =
                format!("`openapi` is {}, not a version such as \"3.1.0\"", stated.kind_name());
            Err(refused(Some("openapi"), Code::NotOpenapi, message))
        }
    }
}

fn refused(key: Option<&str>, code: Code, message: String) -> Diagnostic {
    let steps = key.map(|key| Segment::Key(key.into())).into_iter();
    Diagnostic::new(code, Location::Value(steps.collect()), message)
}

/// What is written as a version: `2.0` without quotes is a number in YAML.
fn written(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::String(text) => Some(text.trim()),
        NodeKind::Number(number) => Some(number.as_written()),
        _ => None,
    }
}

/// Whether a version is this one, with whatever follows its second number.
fn is_of(version: &str, known: &str) -> bool {
    let rest = version.strip_prefix(known);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}
