//! A value → the parts of a multipart body (RFC 7578, and OpenAPI 3.1.1, section 4.8.15): texts, JSON
//! and files, framed without ever holding a file as a whole.

use std::collections::BTreeMap;

use serde::Serialize;

use super::FilePart;
use crate::runtime::error::Fault;
use crate::runtime::json::to_json;

/// A type that can be sent as a multipart body; implemented by the macro `multipart!`.
pub trait Multipart {
    /// The names of the listed parts.
    const LISTED: &'static [&'static str] = &[];

    /// The parts, in order.
    fn into_parts(self) -> Parts;
}

/// The parts of a body, for operations whose description does not state them.
#[derive(Debug, Default)]
pub struct Parts(pub(super) Vec<(String, Part)>);

#[derive(Debug)]
pub(super) enum Part {
    /// A value as JSON, of which a text or several parts may be made.
    Value(Result<String, Fault>),
    File(FilePart),
}

impl Parts {
    /// No parts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value. Null is not sent, a scalar is sent as a text, a list as a part for each item, and an
    /// object as JSON. Where the description states a media type or a style for the part, that decides.
    pub fn value<T: Serialize + ?Sized>(mut self, name: impl Into<String>, value: &T) -> Self {
        let json = to_json(value).map_err(Fault::encoding);
        self.0.push((name.into(), Part::Value(json)));
        self
    }

    /// Adds the values of a map, except those that bear the name of a listed part.
    #[doc(hidden)]
    pub fn rest<T: Serialize>(self, listed: &[&str], values: &BTreeMap<String, T>) -> Self {
        let others = values.iter().filter(|(name, _)| !listed.contains(&name.as_str()));
        others.fold(self, |parts, (name, value)| parts.value(name.as_str(), value))
    }

    /// Adds a file.
    pub fn file(mut self, name: impl Into<String>, file: impl Into<FilePart>) -> Self {
        self.0.push((name.into(), Part::File(file.into())));
        self
    }

    /// Adds files under one name.
    #[doc(hidden)]
    pub fn files(mut self, name: &str, files: impl Files) -> Self {
        let files = files.into_files().into_iter();
        self.0.extend(files.map(|file| (name.to_owned(), Part::File(file))));
        self
    }
}

/// A type that holds files: one, a list of them, or none.
pub trait Files {
    /// The files.
    fn into_files(self) -> Vec<FilePart>;
}

impl Files for FilePart {
    fn into_files(self) -> Vec<FilePart> {
        vec![self]
    }
}

impl Files for Vec<FilePart> {
    fn into_files(self) -> Vec<FilePart> {
        self
    }
}

impl<F: Files> Files for Option<F> {
    fn into_files(self) -> Vec<FilePart> {
        self.map(F::into_files).unwrap_or_default()
    }
}

impl Multipart for Parts {
    fn into_parts(self) -> Parts {
        self
    }
}
