//! Parameters: any value that serde can write → text, in the style of the parameter and escaped for its
//! place.

mod escape;
mod form;
mod path;
mod style;
mod tree;

pub(super) use escape::{encode, is_token};
pub use form::form;
pub(super) use path::fill;
pub use style::Style;
pub(super) use tree::Tree;

use std::fmt;

use crate::runtime::error::Fault;

/// The place of a parameter in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the path template, as `{name}`.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the header `cookie`, which all cookies share.
    Cookie,
    /// In a body of `application/x-www-form-urlencoded`.
    Form,
}

/// A parameter that was set. A value that cannot be sent is an error of the awaited call.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its place.
    pub place: Place,
    /// Its name in the description.
    pub name: &'static str,
    /// Its style.
    pub style: Style,
    /// Its value as JSON.
    pub json: Result<String, Fault>,
}

impl Parameter {
    /// Its escaped `name=value` pairs, for a query or for cookies.
    ///
    /// # Errors
    /// A [`Fault`] of the value, with the name of the parameter.
    pub fn pairs(&self) -> Result<Vec<String>, Fault> {
        Ok(self.style.pairs(self.place, self.name, &self.tree()?))
    }

    /// Its escaped text, for a path or a header; `None` where there is nothing to send.
    ///
    /// # Errors
    /// A [`Fault`] of the value, with the name of the parameter.
    pub fn text(&self) -> Result<Option<String>, Fault> {
        Ok(self.style.text(self.place, self.name, &self.tree()?))
    }

    /// Whether the parameter is a text that is sent in one piece.
    pub fn is_sent(&self) -> bool {
        matches!(self.text(), Ok(Some(_)))
    }

    fn tree(&self) -> Result<Tree<'_>, Fault> {
        let tree = self.json.as_deref().map_err(Fault::clone).and_then(Tree::read);
        tree.map_err(|fault| fault.about(self))
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Form => "member",
        };
        write!(f, "the {place} {:?}", self.name)
    }
}
