//! Parameters: any serialisable value becomes text in one way, whatever place it travels in.

use std::fmt;

use super::{Fault, Style, Tree};

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the path template, as `{name}`.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the header `cookie`, which all of them share.
    Cookie,
    /// In a body of `application/x-www-form-urlencoded`.
    Form,
}

/// A parameter that was set; what is wrong with its value is told when the request is sent.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it travels.
    pub place: Place,
    /// The description's name for it.
    pub name: &'static str,
    /// How it is spelled.
    pub style: Style,
    /// Its value as JSON.
    pub json: Result<String, Fault>,
}

impl Parameter {
    /// Its escaped `name=value` pairs, for a query or for cookies.
    ///
    /// # Errors
    /// What is wrong with the value, with the parameter named.
    pub fn pairs(&self) -> Result<Vec<String>, Fault> {
        Ok(self.style.pairs(self.place, self.name, &self.tree()?))
    }

    /// Its escaped text, for a path or a header; `None` where there is nothing to send.
    ///
    /// # Errors
    /// What is wrong with the value, with the parameter named.
    pub fn text(&self) -> Result<Option<String>, Fault> {
        Ok(self.style.text(self.place, self.name, &self.tree()?))
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
