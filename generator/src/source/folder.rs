//! The other files of a description: whoever has a description says where its neighbours are.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

/// Where the files are that a description refers to. A path is relative to the folder of the description and
/// has forward slashes.
pub trait Folder: fmt::Debug + Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// If the file is not there, may not be read, or cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread>;
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file.
    Missing,
    /// The file is outside the folder that may be read; within this one, which is relative to the folder of
    /// the description, it could be.
    Outside(String),
    /// The file cannot be read, for this reason.
    Refused(String),
    /// The text of the file is neither JSON nor YAML.
    Faulty,
}

/// The path that a reference in a file leads to: relative references are relative to the folder of their file
/// (RFC 3986, section 5). What cannot be resolved within a path, such as `../..` at its start, stays.
pub fn path_from(file: &str, reference: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(reference.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The path in a reference, before its fragment; none if the reference has a scheme or an authority, and so leads
/// into the network. A path may be percent-encoded, and some authors write it with backslashes.
pub fn path_of(reference: &str) -> Option<String> {
    let uri = reference.split('#').next().unwrap_or_default();
    let uri = uri.split('?').next().unwrap_or_default();
    let before_colon = uri.split_once(':').map(|(before, _)| before);
    if before_colon.is_some_and(|scheme| !scheme.contains('/')) || uri.starts_with("//") {
        return None;
    }
    Some(percent_decoded(uri).replace('\\', "/"))
}

/// The last part of a path, without what says in which format the file is.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let formats = [".yaml", ".yml", ".json"];
    formats.iter().find_map(|format| name.strip_suffix(format)).unwrap_or(name)
}

/// Undoes percent-encoding (RFC 3986, section 2.1).
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::{path_from, path_of};

    #[test]
    fn a_reference_without_a_scheme_has_a_path() {
        let cases = [
            ("./schemas/pet.yaml#/Pet", Some("./schemas/pet.yaml")),
            ("a%20b.yaml", Some("a b.yaml")),
            ("schemas\\pet.yaml", Some("schemas/pet.yaml")),
            ("#/components/schemas/Pet", Some("")),
            ("https://example.com/pet.yaml", None),
            ("//example.com/pet.yaml", None),
            ("urn:pets:1#/Pet", None),
        ];
        for (reference, path) in cases {
            assert_eq!(path_of(reference).as_deref(), path, "{reference}");
        }
    }

    #[test]
    fn a_reference_is_relative_to_the_folder_of_its_file() {
        let cases = [
            ("openapi.yaml", "schemas/pet.yaml", "schemas/pet.yaml"),
            ("openapi.yaml", "./schemas/../pet.yaml", "pet.yaml"),
            ("paths/pets.yaml", "../schemas/pet.yaml", "schemas/pet.yaml"),
            ("paths/pets.yaml", "pet.yaml", "paths/pet.yaml"),
            ("openapi.yaml", "../common/pet.yaml", "../common/pet.yaml"),
            ("../common/a.yaml", "../../b.yaml", "../../b.yaml"),
            ("../common/a.yaml", "b.yaml", "../common/b.yaml"),
        ];
        for (file, reference, path) in cases {
            assert_eq!(path_from(file, reference), path, "{reference} in {file}");
        }
    }
}
