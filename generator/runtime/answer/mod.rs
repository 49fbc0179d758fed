//! An undecoded answer → the described body or error of its operation. Only this step is compiled for
//! each type; everything before it is compiled once.

mod future;
mod header;
mod location;
mod read;
mod reply;
mod request;
mod response;
mod retry_after;
mod text;

pub use future::{BodyFuture, ResponseFuture};
pub(crate) use header::headers;
pub use header::read_header;
pub(super) use location::location;
pub use read::{bytes, empty, json, json_collection, json_text};
pub use reply::Reply;
use reply::fits;
pub(super) use reply::status_line;
pub(crate) use request::request;
pub use response::Response;
pub(super) use retry_after::retry_after;
pub use text::text;

use std::ops::RangeInclusive;

use crate::runtime::call::Operation;
use crate::runtime::error::{ApiError, DecodeError, Error, MissingBody, Unreadable};
use crate::runtime::limits;

/// The answers that the description states for a request; implemented by the macro `request!`.
pub trait Answers {
    /// The body of a successful answer.
    type Body: 'static;
    /// The body of an error.
    type Error: 'static;
    /// How to read the body of a successful answer, by status.
    const BODY: &'static [Row<Self::Body>];
    /// How to read the body of an error, by status.
    const ERROR: &'static [Row<Self::Error>];

    /// The operation that is called. No constant: Rust 1.85 lets none refer to a `static` that holds a lock.
    fn operation() -> &'static Operation;
}

/// How to read the body of some statuses.
#[derive(Debug)]
pub struct Row<T> {
    /// The statuses that the row is for.
    pub statuses: RangeInclusive<u16>,
    /// The media type that the row is for, which may have a `*`; `None` where the description states one
    /// media type for the status.
    pub media_type: Option<&'static str>,
    /// Reads a body.
    pub read: fn(&Reply) -> Result<T, Unreadable>,
}

/// Decodes the answer to a request of `R`.
///
/// # Errors
/// The error of `sent`; [`Error::Decode`] for a success that cannot be read; [`Error::Api`] for every
/// answer that is not a success.
pub fn settle<R: Answers>(
    sent: Result<Reply, Error>,
) -> Result<Response<R::Body>, Error<R::Error>> {
    let reply = sent.map_err(Error::of)?;
    if !reply.is_success() {
        return Err(refused::<R>(reply));
    }
    match read(R::BODY, &reply) {
        Ok(body) => Ok(Response::new(reply, body)),
        Err(unreadable) => Err(Error::Decode(DecodeError::new(reply, unreadable))),
    }
}

/// The [`Error::Api`] of a request of `R` for an answer that is not a success.
pub fn refused<R: Answers>(reply: Reply) -> Error<R::Error> {
    let body = match find(R::ERROR, &reply) {
        None => Err(MissingBody::Undescribed),
        Some(row) => (row.read)(&reply).map_err(|unreadable| missing(&reply, unreadable)),
    };
    Error::Api(ApiError::new(reply, body))
}

/// Why a described body is not there.
fn missing(reply: &Reply, unreadable: Unreadable) -> MissingBody {
    if reply.bytes().is_empty() {
        MissingBody::Empty
    } else if reply.is_of_asked_type() {
        MissingBody::Unreadable(unreadable.redacted(reply.redactor()))
    } else {
        MissingBody::OtherMediaType(
            reply.redactor().excerpt(&reply.media_type(), limits::BODY_EXCERPT),
        )
    }
}

fn read<T>(rows: &[Row<T>], reply: &Reply) -> Result<T, Unreadable> {
    let row = match (find(rows, reply), rows) {
        // Servers send 200 where they describe 201: with one kind of success there is no doubt.
        (Some(row), _) | (None, [row]) => row,
        (None, _) => {
            return Err(Unreadable::new("the status is not one that the API describes"));
        }
    };
    (row.read)(reply).or_else(|unreadable| match empty_row(rows, reply) {
        Some(empty) => (empty.read)(reply),
        None => Err(unreadable),
    })
}

/// The row of 204 for an answer without a body: servers send 200 where they describe both.
fn empty_row<'a, T>(rows: &'a [Row<T>], reply: &Reply) -> Option<&'a Row<T>> {
    rows.iter().find(|row| row.statuses == (204..=204)).filter(|_| reply.bytes().is_empty())
}

/// The row for the answer's status and media type. Where the server states another media type, or
/// none, the first row for the status.
fn find<'a, T>(rows: &'a [Row<T>], reply: &Reply) -> Option<&'a Row<T>> {
    let status = reply.status().as_u16();
    let first = rows.iter().find(|row| row.statuses.contains(&status))?;
    if first.media_type.is_none() {
        return Some(first);
    }
    let media_type = reply.media_type();
    let alike = rows.iter().filter(|row| row.statuses == first.statuses);
    let fitting = |how: fn(&str, &str) -> bool| {
        alike.clone().find(|row| row.media_type.is_some_and(|stated| how(stated, &media_type)))
    };
    let exactly = fitting(|stated, sent| stated == sent);
    exactly.or_else(|| fitting(fits)).or(Some(first))
}
