//! Turns an undecoded answer into what the operation promises: the only step with type parameters.

use std::ops::RangeInclusive;

use super::{ApiError, DecodeError, Error, Reply, Response, Unreadable};

/// What a request is answered with; implemented by the macro `request!`.
pub trait Answers {
    /// The body of a successful answer.
    type Body: 'static;
    /// The body of an error.
    type Error: 'static;
    /// How to read a body, by status; consulted for a success.
    const BODY: &'static [Row<Self::Body>];
    /// How to read the body of an error, by status.
    const ERROR: &'static [Row<Self::Error>];
}

/// How to read the body of some statuses.
#[derive(Debug)]
pub struct Row<T> {
    /// The statuses described this way.
    pub statuses: RangeInclusive<u16>,
    /// The media type described this way, which may have a `*`; none if one status has one.
    pub media_type: Option<&'static str>,
    /// Reads a body.
    pub read: fn(&Reply) -> Result<T, Unreadable>,
}

/// What comes of a request of `R`, given what came of sending it.
///
/// # Errors
/// The failure to send; [`Error::Decode`] for a success that cannot be read; [`Error::Api`] for
/// every answer that is no success.
pub fn settle<R: Answers>(
    sent: Result<Reply, Error>,
) -> Result<Response<R::Body>, Error<R::Error>> {
    let reply = sent.map_err(Error::without_body)?;
    if !reply.is_success() {
        return Err(refused::<R>(reply));
    }
    match read(R::BODY, &reply) {
        Ok(body) => Ok(Response::new(reply, body)),
        Err(unreadable) => Err(Error::Decode(DecodeError::new(reply, unreadable))),
    }
}

/// The error that an answer without success is to a request of `R`.
pub fn refused<R: Answers>(reply: Reply) -> Error<R::Error> {
    let body = find(R::ERROR, &reply).and_then(|row| (row.read)(&reply).ok());
    Error::Api(ApiError::new(reply, body))
}

fn read<T>(rows: &[Row<T>], reply: &Reply) -> Result<T, Unreadable> {
    match (find(rows, reply), rows) {
        // Servers send 200 where they describe 201: with one kind of success there is no doubt.
        (Some(row), _) | (None, [row]) => (row.read)(reply),
        (None, _) => Err(Unreadable::new("the status is not one that the API describes")),
    }
}

/// The row of the answer's status and media type. Where the server names another media type, or none,
/// the first of that status.
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
    exactly.or_else(|| fitting(is_kind_of)).or(Some(first))
}

/// Whether a media type is of a described kind: one of a `*`, or JSON by another name.
fn is_kind_of(stated: &str, sent: &str) -> bool {
    let is_json = |media: &str| media.ends_with("/json") || media.ends_with("+json");
    match stated.split_once('*') {
        Some((before, after)) => sent.starts_with(before) && sent.ends_with(after),
        None => is_json(stated) && is_json(sent),
    }
}
