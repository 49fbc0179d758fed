//! Answers of many JSON values: JSON lines, and JSON text sequences (RFC 7464).

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::splitter::Splitter;
use super::{Decoder, check_type};
use crate::runtime::answer::{Reply, json_text};
use crate::runtime::error::{DecodeError, Error, Unreadable};

/// The first byte of each JSON text of a sequence.
const RECORD: u8 = 0x1e;

/// Gives a value for each line of an answer. A line that cannot be read is an error; the lines behind it
/// are read all the same.
pub struct Lines<T> {
    splitter: Splitter,
    item: PhantomData<fn() -> T>,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { splitter: Splitter::default(), item: PhantomData }
    }
}

impl<T> Lines<T> {
    /// The next line that is not blank.
    fn line(&mut self, head: &Reply, end: bool) -> Option<Vec<u8>> {
        let ends: &[u8] = if head.media_type().ends_with("json-seq") { &[RECORD] } else { b"\r\n" };
        loop {
            let line = self.splitter.line(ends, end)?;
            if !line.trim_ascii().is_empty() {
                return Some(line);
            }
        }
    }
}

/// Whether an answer of a media type may have JSON on its lines. Servers have many names for it, or state a
/// type that says nothing of what is in it.
fn may_be_lines(media_type: &str) -> bool {
    media_type.contains("json") || ["text/plain", "application/octet-stream"].contains(&media_type)
}

impl<T: DeserializeOwned> Decoder for Lines<T> {
    type Item = T;
    const READS: Option<fn(&str) -> bool> = Some(may_be_lines);

    fn feed(&mut self, chunk: Bytes) {
        self.splitter.feed(&chunk);
    }

    fn next(&mut self, head: &Reply, end: bool) -> Option<Result<T, Error>> {
        let line = self.line(head, end)?;
        Some(json_text(&line).map_err(|unreadable| {
            let mut reply = head.clone();
            reply.set_bytes(line.into());
            Error::Decode(DecodeError::new(reply, unreadable))
        }))
    }

    fn held(&self) -> usize {
        self.splitter.held()
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").finish_non_exhaustive()
    }
}

/// Reads every line of a whole answer.
///
/// # Errors
/// [`Unreadable`] for an answer of another media type, or for the first line that cannot be read.
pub fn json_lines<T: DeserializeOwned>(reply: &Reply) -> Result<Vec<T>, Unreadable> {
    check_type(reply, "application/jsonl", may_be_lines)?;
    let mut lines = Lines::<T>::default();
    lines.splitter.feed(reply.bytes());
    let mut values = Vec::new();
    while let Some(line) = lines.line(reply, true) {
        values.push(json_text(&line)?);
    }
    Ok(values)
}
