//! Chunks of any size to lines: the same lines whatever the chunk borders, in constant memory.

use super::bytes;

/// Longest line, in bytes; a longer one is reported and skipped, never stored.
pub(super) const LONGEST: usize = 1 << 20;

/// One line, without its end (`\n` or `\r\n`).
pub(super) enum Line<'a> {
    /// The bytes of the line.
    Whole(&'a [u8]),
    /// A line of more than [`LONGEST`] bytes.
    TooLong,
}

/// Takes what is in a chunk.
pub(super) trait Take {
    /// Takes whole lines at the beginning of `rest`, of which the last one before has this number,
    /// as many as it can without care; their number and their bytes.
    fn run(&mut self, rest: &[u8], before: u64) -> (u64, usize);

    /// Takes one line, with its number from 1.
    fn line(&mut self, line: Line<'_>, number: u64);
}

impl<F: FnMut(Line<'_>, u64)> Take for F {
    fn run(&mut self, _: &[u8], _: u64) -> (u64, usize) {
        (0, 0)
    }

    fn line(&mut self, line: Line<'_>, number: u64) {
        self(line, number);
    }
}

/// Puts lines together from chunks. Only a line that crosses a border is copied.
#[derive(Debug, Default)]
pub(super) struct Lines {
    carry: Vec<u8>,
    skipping: bool,
    line: u64,
}

impl Lines {
    /// Hands every line that ends in `chunk` to `take`.
    pub(super) fn push(&mut self, chunk: &[u8], take: &mut dyn Take) {
        let mut rest = chunk;
        loop {
            if self.carry.is_empty() && !self.skipping {
                let (lines, bytes) = take.run(rest, self.line);
                self.line = self.line.saturating_add(lines);
                rest = rest.get(bytes..).unwrap_or_default();
            }
            let Some(end) = bytes::find(rest, b'\n') else { break };
            let (head, tail) = rest.split_at(end);
            rest = tail.get(1..).unwrap_or_default();
            self.end(head, take);
        }
        self.keep(rest);
    }

    /// Hands over the last line where it has no end.
    pub(super) fn finish(&mut self, take: &mut dyn Take) {
        if self.skipping || !self.carry.is_empty() {
            self.end(&[], take);
        }
    }

    fn end(&mut self, tail: &[u8], take: &mut dyn Take) {
        self.line = self.line.saturating_add(1);
        let whole = if self.carry.is_empty() && !self.skipping {
            tail
        } else {
            self.keep(tail);
            &self.carry
        };
        // A carriage return belongs to the line's end, so it does not count for the length.
        let text = whole.strip_suffix(b"\r").unwrap_or(whole);
        if self.skipping || text.len() > LONGEST {
            take.line(Line::TooLong, self.line);
        } else {
            take.line(Line::Whole(text), self.line);
        }
        self.skipping = false;
        self.carry.clear();
    }

    fn keep(&mut self, bytes: &[u8]) {
        // One byte more than the longest line, for the carriage return that may end it.
        let fits = self.carry.len().saturating_add(bytes.len()) <= LONGEST.saturating_add(1);
        if self.skipping || !fits {
            self.skipping = true;
            self.carry.clear();
        } else {
            self.carry.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(chunks: &[&[u8]]) -> Vec<(u64, Option<Vec<u8>>)> {
        let mut lines = Lines::default();
        let mut out = Vec::new();
        let mut take = |line: Line<'_>, number| match line {
            Line::Whole(text) => out.push((number, Some(text.to_vec()))),
            Line::TooLong => out.push((number, None)),
        };
        for chunk in chunks {
            lines.push(chunk, &mut take);
        }
        lines.finish(&mut take);
        out
    }

    #[test]
    fn borders_between_chunks_do_not_matter() {
        let text = b"a,b\r\n\nlast";
        let whole = read(&[text]);
        assert_eq!(whole.len(), 3);
        assert_eq!(whole[0], (1, Some(b"a,b".to_vec())));
        for border in 0..=text.len() {
            let (head, tail) = text.split_at(border);
            assert_eq!(read(&[head, tail]), whole, "{border}");
        }
    }

    #[test]
    fn a_line_without_end_is_skipped_and_the_next_one_is_read() {
        let long = vec![b'x'; LONGEST];
        let text = [&long[..], b"\r\nok\n", &long, b"x\nok\n"].concat();
        for size in [1000, 4096, LONGEST, LONGEST + 1, text.len()] {
            let lines = read(&text.chunks(size).collect::<Vec<_>>());
            let kinds: Vec<_> = lines.iter().map(|(n, line)| (*n, line.is_some())).collect();
            assert_eq!(kinds, [(1, true), (2, true), (3, false), (4, true)], "{size}");
        }
    }
}
