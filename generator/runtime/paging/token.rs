//! Where a walk through the pages of a list stands, as a text that can be stored and taken up later.

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;

use crate::runtime::parameter::encode;

/// Where to go on in a list: the token of a page that is still to be read. It can be stored as a text, which
/// [`str::parse`] reads.
///
/// It holds the place alone, and no other parameter of the request: it is for a request that asks for the
/// list with equal ones.
#[derive(Clone, PartialEq, Eq)]
pub struct PageToken {
    /// The id of the operation.
    pub(super) operation: String,
    /// The page.
    pub(super) position: Position,
    /// How many items the pages before it had, if that is known.
    pub(super) before: Option<u64>,
    /// How many items of the page have been given.
    pub(super) given: u64,
}

/// A page of a list.
#[derive(Clone, PartialEq, Eq)]
pub enum Position {
    /// The page that the request of the caller asks for.
    Start,
    /// A page that has a number, or a number of items before it.
    Number(u64),
    /// A page that a cursor stands for.
    Cursor(String),
    /// A page that has a URL.
    Link(String),
}

/// A text that is no [`PageToken`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidPageToken;

impl fmt::Display for InvalidPageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no token of a page")
    }
}

impl StdError for InvalidPageToken {}

impl fmt::Display for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, value) = match &self.position {
            Position::Start => ("start", String::new()),
            Position::Number(number) => ("number", number.to_string()),
            Position::Cursor(cursor) => ("cursor", encode(cursor)),
            Position::Link(url) => ("link", encode(url)),
        };
        let before = self.before.map(|before| before.to_string()).unwrap_or_default();
        write!(f, "1:{kind}:{value}:{before}:{}:{}", self.given, encode(&self.operation))
    }
}

impl FromStr for PageToken {
    type Err = InvalidPageToken;

    fn from_str(text: &str) -> Result<Self, InvalidPageToken> {
        read(text).ok_or(InvalidPageToken)
    }
}

fn read(text: &str) -> Option<PageToken> {
    let decoded = |text: &str| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
    let mut parts = text.split(':');
    let mut next = || parts.next();
    let ("1", kind, value, before, given, operation) =
        (next()?, next()?, next()?, next()?, next()?, next()?)
    else {
        return None;
    };
    let position = match kind {
        "start" => Position::Start,
        "number" => Position::Number(value.parse().ok()?),
        "cursor" => Position::Cursor(decoded(value)?),
        "link" => Position::Link(decoded(value)?),
        _ => return None,
    };
    let before = if before.is_empty() { None } else { Some(before.parse().ok()?) };
    let given = given.parse().ok()?;
    let token = PageToken { operation: decoded(operation)?, position, before, given };
    parts.next().is_none().then_some(token)
}

/// Shows neither a cursor nor a URL, which may be private.
impl fmt::Debug for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageToken").field("operation", &self.operation).finish_non_exhaustive()
    }
}
