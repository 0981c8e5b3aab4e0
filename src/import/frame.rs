//! One record as it is found in a file, and who takes it.

use crate::error::Error;

/// Longest message, in bytes; a longer one is reported and skipped, never stored.
pub(super) const LONGEST: usize = 8 << 20;
/// Longest line of text, in bytes; the same.
pub(super) const LONGEST_LINE: usize = 1 << 20;

/// What was found.
pub(super) enum Frame<'a> {
    /// A line that starts as an object does, and may be one message. Who takes it answers whether
    /// it is; where not, it is put together with care.
    Line(&'a [u8]),
    /// A line of text without its end (`\n` or `\r\n`) and without spaces before it. Who takes it
    /// answers whether it is known; where not, it is reported as broken.
    Text(&'a [u8]),
    /// Brackets that close; the inside is still to be checked.
    Message(&'a [u8]),
    /// Text that is no message.
    Broken(Error),
}

/// Takes what is in a chunk.
pub(super) trait Take {
    /// Takes whole lines at the beginning of `rest`, of which the last one before has this number,
    /// as many as it can without care; their number and their bytes.
    fn run(&mut self, rest: &[u8], before: u64) -> (u64, usize);

    /// Takes what was found, with its line. Only the answer to a line or a text matters.
    fn frame(&mut self, frame: Frame<'_>, line: u64) -> bool;

    /// Whether this line in a broken message is a header or a row, judging by its shape.
    fn is_row(&self, line: &[u8]) -> bool;
}

impl<F: FnMut(Frame<'_>, u64) -> bool> Take for F {
    fn run(&mut self, _: &[u8], _: u64) -> (u64, usize) {
        (0, 0)
    }

    fn frame(&mut self, frame: Frame<'_>, line: u64) -> bool {
        self(frame, line)
    }

    fn is_row(&self, _: &[u8]) -> bool {
        false
    }
}
