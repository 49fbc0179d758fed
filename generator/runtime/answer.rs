//! Turns an undecoded answer into what the operation promises: the only step with type parameters.

use std::ops::RangeInclusive;

use super::{ApiError, DecodeError, Error, Reply, Response, Unreadable};

/// What a request is answered with; implemented by the macro `request!`.
pub trait Answers {
    /// The body of a successful answer.
    type Body: 'static;
    /// The body of an error.
    type Error: 'static;
    /// How to read a body, by status; consulted for 200 to 299.
    const BODY: &'static [Row<Self::Body>];
    /// How to read the body of an error, by status.
    const ERROR: &'static [Row<Self::Error>];
}

/// How to read the body of some statuses.
#[derive(Debug)]
pub struct Row<T> {
    /// The statuses described this way.
    pub statuses: RangeInclusive<u16>,
    /// Reads a body.
    pub read: fn(&Reply) -> Result<T, Unreadable>,
}

/// What comes of a request of `R`, given what came of sending it.
///
/// # Errors
/// The failure to send; [`Error::Decode`] for a success that cannot be read; [`Error::Api`] for
/// every status outside 200 to 299.
pub fn settle<R: Answers>(
    sent: Result<Reply, Error>,
) -> Result<Response<R::Body>, Error<R::Error>> {
    let reply = sent.map_err(Error::without_body)?;
    if !reply.status().is_success() {
        let body = find(R::ERROR, &reply).and_then(|row| (row.read)(&reply).ok());
        return Err(Error::Api(ApiError::new(reply, body)));
    }
    match read(R::BODY, &reply) {
        Ok(body) => Ok(Response::new(reply, body)),
        Err(unreadable) => Err(Error::Decode(DecodeError::new(reply, unreadable))),
    }
}

fn read<T>(rows: &[Row<T>], reply: &Reply) -> Result<T, Unreadable> {
    match (find(rows, reply), rows) {
        // Servers send 200 where they describe 201: with one kind of success there is no doubt.
        (Some(row), _) | (None, [row]) => (row.read)(reply),
        (None, _) => Err(Unreadable::new("the status is not one that the API describes")),
    }
}

fn find<'a, T>(rows: &'a [Row<T>], reply: &Reply) -> Option<&'a Row<T>> {
    rows.iter().find(|row| row.statuses.contains(&reply.status().as_u16()))
}
