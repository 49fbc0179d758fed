//! Chunks → lines, wherever the chunks were cut.

use super::Bytes;

/// Collects chunks and gives the lines in them, each looked at once.
#[derive(Debug, Default)]
pub struct Splitter {
    bytes: Vec<u8>,
    /// Where the bytes that were not given yet begin.
    begin: usize,
    /// Up to where there is no end of a line.
    looked: usize,
    /// Whether the last line ended with CR: an LF that follows belongs to it.
    after_return: bool,
}

impl Splitter {
    /// Takes the next chunk.
    pub fn feed(&mut self, chunk: &Bytes) {
        self.bytes.drain(..self.begin);
        self.looked -= self.begin;
        self.begin = 0;
        self.bytes.extend_from_slice(chunk);
    }

    /// The next line, which ends with one of these bytes; CR and LF together are one end. At the `end`
    /// what is left is a line too.
    pub fn line(&mut self, ends: &[u8], end: bool) -> Option<Vec<u8>> {
        if self.after_return && self.bytes.get(self.begin) == Some(&b'\n') {
            self.begin += 1;
            self.after_return = false;
        }
        self.looked = self.looked.max(self.begin);
        let new = self.bytes.get(self.looked..).unwrap_or_default();
        let found = new.iter().position(|byte| ends.contains(byte));
        let stop = match found {
            Some(at) => self.looked + at,
            None => {
                self.looked = self.bytes.len();
                if !end || self.begin == self.bytes.len() {
                    return None;
                }
                self.bytes.len()
            }
        };
        let line = self.bytes.get(self.begin..stop).unwrap_or_default().to_vec();
        self.after_return = self.bytes.get(stop) == Some(&b'\r');
        self.begin = (stop + 1).min(self.bytes.len());
        Some(line)
    }
}
