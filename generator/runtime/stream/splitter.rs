//! Chunks → lines, wherever the network cut the chunks.

use bytes::Bytes;

/// Collects chunks and gives the lines in them. Each byte is searched once.
#[derive(Debug, Default)]
pub struct Splitter {
    bytes: Vec<u8>,
    /// The index of the first byte that was not given yet.
    begin: usize,
    /// The bytes before this index hold no further end of a line.
    searched: usize,
    /// Whether the last line ended with CR, so that an LF behind it belongs to that line.
    after_return: bool,
}

impl Splitter {
    /// Takes the next chunk.
    pub fn feed(&mut self, chunk: &Bytes) {
        self.bytes.drain(..self.begin);
        self.searched -= self.begin;
        self.begin = 0;
        self.bytes.extend_from_slice(chunk);
    }

    /// How many bytes are held of lines that were not given yet.
    pub fn held(&self) -> usize {
        self.bytes.len() - self.begin
    }

    /// The next line, which ends with one of the bytes `ends`; CR and LF together are one end. At the
    /// `end` of the answer, the bytes that are left are a line too.
    pub fn line(&mut self, ends: &[u8], end: bool) -> Option<Vec<u8>> {
        if self.after_return && self.bytes.get(self.begin) == Some(&b'\n') {
            self.begin += 1;
            self.after_return = false;
        }
        self.searched = self.searched.max(self.begin);
        let new = self.bytes.get(self.searched..).unwrap_or_default();
        let found = new.iter().position(|byte| ends.contains(byte));
        let stop = match found {
            Some(at) => self.searched + at,
            None => {
                self.searched = self.bytes.len();
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
