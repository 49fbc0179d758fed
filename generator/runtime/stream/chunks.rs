//! The bytes of an answer while they come.

use bytes::Bytes;

use super::Decoder;
use crate::runtime::answer::Reply;
use crate::runtime::error::Error;

/// Gives the bytes of an answer in chunks. Where the network cuts the chunks has no meaning.
#[derive(Debug, Default)]
pub struct Chunks(Option<Bytes>);

impl Decoder for Chunks {
    type Item = Bytes;

    fn feed(&mut self, chunk: Bytes) {
        self.0 = Some(chunk);
    }

    fn next(&mut self, _head: &Reply, _end: bool) -> Option<Result<Bytes, Error>> {
        self.0.take().filter(|chunk| !chunk.is_empty()).map(Ok)
    }
}
