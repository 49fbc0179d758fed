//! Why the body of an answer cannot be read, before it is known for which answer.

use std::error::Error as StdError;

/// Why the body of an answer cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The path in the JSON, like `data.customers[0].phone`; `.` is the whole body.
    pub path: String,
    /// What is wrong at the path.
    pub reason: String,
    /// The underlying error.
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Unreadable {
    /// A reason that is about the whole body.
    pub fn new(reason: &str) -> Self {
        Self { path: ".".to_owned(), reason: reason.to_owned(), source: None }
    }

    /// An error at a path. A `?` at the end of the path stands for a member whose name was not read,
    /// and is left out.
    pub fn at(path: String, source: impl StdError + Send + Sync + 'static) -> Self {
        let known = match path.strip_suffix('?') {
            Some("") => ".",
            Some(before) => before.trim_end_matches('.'),
            None => &path,
        };
        Self { path: known.to_owned(), reason: source.to_string(), source: Some(Box::new(source)) }
    }
}
