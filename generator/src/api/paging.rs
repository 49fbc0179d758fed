//! How the list of an operation is paged through. Places in an answer are JSON Pointers (RFC 6901), in which
//! `-` stands for the last item of a list.

use std::fmt;

use super::Type;

/// How the list of an operation is paged through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is asked for.
    pub step: PagingStep,
    /// What says that there is a next page.
    pub bound: PagingBound,
    /// Where the items of a page are.
    pub items: String,
    /// The type of an item.
    pub item: Type,
    /// Whether the caller or the author of the description states the rule.
    pub is_stated: bool,
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingStep {
    /// By its number.
    Page {
        /// The query parameter for the number.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
    /// By the number of items before it.
    Offset {
        /// The query parameter for the number.
        parameter: String,
        /// The number that the first page has.
        first: u64,
    },
    /// By a value that the page before it states.
    Cursor {
        /// The query parameter for the value.
        parameter: String,
        /// Where the page before it states the value.
        source: PagingSource,
    },
    /// By a URL that the page before it states.
    Link(PagingSource),
}

/// Where an answer states a cursor or a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingSource {
    /// In a member of its body.
    Member(String),
    /// In a header. Of the header `Link`, the URL with the relation `next` is meant.
    Header(String),
}

/// What says that there is a next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingBound {
    /// A cursor or a link to it; where pages have numbers, that this page is not empty.
    Unstated,
    /// The member with the number of all pages.
    Pages(String),
    /// The member with the number of all items.
    Total(String),
    /// The member that is true where there is a next page.
    More(String),
    /// The member that is true where there is no next page.
    Last(String),
    /// A link, which is not followed.
    Link(PagingSource),
}

impl PagingStep {
    /// The query parameter that asks for a page, if there is one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            PagingStep::Page { parameter, .. }
            | PagingStep::Offset { parameter, .. }
            | PagingStep::Cursor { parameter, .. } => Some(parameter),
            PagingStep::Link(_) => None,
        }
    }
}

impl fmt::Display for PagingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PagingSource::Member(pointer) => write!(f, "`{pointer}`"),
            PagingSource::Header(name) => write!(f, "the header `{name}`"),
        }
    }
}

/// The rule in words: by what, from where, until when.
impl fmt::Display for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.step {
            PagingStep::Page { parameter, first } => write!(f, "page `{parameter}` from {first}")?,
            PagingStep::Offset { parameter, first } => {
                write!(f, "offset `{parameter}` from {first}")?;
            }
            PagingStep::Cursor { parameter, source } => {
                write!(f, "cursor `{parameter}` of {source}")?;
            }
            PagingStep::Link(source) => write!(f, "link of {source}")?,
        }
        match &self.bound {
            PagingBound::Unstated => {}
            PagingBound::Pages(pointer) => write!(f, ", `{pointer}` pages")?,
            PagingBound::Total(pointer) => write!(f, ", `{pointer}` items")?,
            PagingBound::More(pointer) => write!(f, ", while `{pointer}`")?,
            PagingBound::Last(pointer) => write!(f, ", until `{pointer}`")?,
            PagingBound::Link(source) => write!(f, ", while there is {source}")?,
        }
        write!(f, ", items of `{}`", self.items)
    }
}
