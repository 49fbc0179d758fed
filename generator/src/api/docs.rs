//! Documentation: what the author of the description says of a thing, and facts that follow from its schema.

use std::fmt;

use super::Sample;

/// The documentation of a thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Docs {
    /// A title or a summary: a line.
    pub summary: Option<String>,
    /// More, in Markdown.
    pub description: Option<String>,
    /// A page with more documentation.
    pub link: Option<Link>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Facts about its values.
    pub facts: Vec<Fact>,
}

/// A page elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Its URL, as its author wrote it.
    pub url: String,
    /// What is to be found there.
    pub words: Option<String>,
}

impl Docs {
    /// Documentation that is only a description.
    pub fn of(description: Option<&str>) -> Self {
        Self { description: description.map(str::to_owned), ..Self::default() }
    }
}

/// A value as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Literal {
    /// As JSON, on one line.
    pub json: String,
    /// The text, if the value is one.
    pub text: Option<String>,
}

impl Literal {
    /// The literal of a text.
    pub fn of_text(text: &str) -> Self {
        Self { json: Sample::Text(text.to_owned()).to_string(), text: Some(text.to_owned()) }
    }
}

impl fmt::Display for Literal {
    /// Writes a text without its quotes, unless that would show nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.as_deref().filter(|text| !text.trim().is_empty());
        f.write_str(text.unwrap_or(&self.json))
    }
}

/// A fact about the values of a thing. Numbers are as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// What the server takes where nothing is sent.
    Default(Literal),
    /// A value as an example.
    Example(Literal),
    /// One of these.
    OneOf(Vec<String>),
    /// Not less than this.
    AtLeast(String),
    /// Not more than this.
    AtMost(String),
    /// More than this.
    MoreThan(String),
    /// Less than this.
    LessThan(String),
    /// A multiple of this.
    MultipleOf(String),
    /// At least that many characters.
    MinLength(String),
    /// At most that many characters.
    MaxLength(String),
    /// Matches this regular expression.
    Pattern(Literal),
    /// At least that many items.
    MinItems(String),
    /// At most that many items.
    MaxItems(String),
    /// No item twice.
    UniqueItems,
    /// At least that many members.
    MinMembers(String),
    /// At most that many members.
    MaxMembers(String),
    /// A kind of text, such as `email`.
    Format(String),
    /// A media type that the text holds.
    MediaType(Literal),
    /// The value of a tag in this record, which distinguishes it from the other variants of a union.
    Told(Literal),
    /// Set by the server only.
    ReadOnly,
    /// Never sent by the server.
    WriteOnly,
}
