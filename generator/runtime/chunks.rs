//! The bytes of an answer as they come.

use super::{Bytes, Decoder, Error, Reply};

/// Gives the chunks as the network does: where they are cut has no meaning.
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
