//! Tables of text, read while the crate compiles.
//!
//! A part of the engine is loaded by readers who wait for it. What it needs of a large table is
//! copied out into a text of its own, and the table itself is then not in the part. A row that
//! cannot be read stops the compiler.
#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "all of it runs in the compiler, which stops at an index or a sum out of range"
)]

/// A text in the making that has room for `N` bytes; one without room is only measured.
pub(crate) struct Text<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

/// The text that a `const fn make<const N: usize>() -> Text<N>` makes, with just the room it takes.
macro_rules! made {
    ($make:ident) => {{
        const LENGTH: usize = $make::<0>().length();
        const MADE: &$crate::text::Text<LENGTH> = &$make();
        MADE.as_str()
    }};
}
pub(crate) use made;

impl<const N: usize> Text<N> {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; N], length: 0 }
    }

    pub(crate) const fn length(&self) -> usize {
        self.length
    }

    /// Adds `more` at the end.
    pub(crate) const fn put(&mut self, more: &str) {
        if N > 0 {
            let (_, room) = self.bytes.split_at_mut(self.length);
            room.split_at_mut(more.len()).0.copy_from_slice(more.as_bytes());
        }
        self.length += more.len();
    }

    /// Adds `sign` unless this is the beginning.
    pub(crate) const fn divide(&mut self, sign: &str) {
        if self.length > 0 {
            self.put(sign);
        }
    }

    pub(crate) const fn as_str(&self) -> &str {
        let Ok(text) = str::from_utf8(&self.bytes) else { unreachable!() };
        text
    }
}

/// What stands before the first `sign` and what after it; the whole and nothing without one.
pub(crate) const fn cut(text: &str, sign: u8) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != sign {
        at += 1;
    }
    // Before a sign of one byte a text can be cut, so that neither fails; asking saves the message.
    let Some((before, rest)) = text.split_at_checked(at) else { unreachable!() };
    match rest.split_at_checked(1) {
        Some((_, after)) => (before, after),
        None => (before, rest),
    }
}

/// The texts between the `sign`s of another, up to the last one that is not empty.
pub(crate) fn pieces(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, more) = cut(rest, sign);
        rest = more;
        Some(piece)
    })
}

/// How many lines a text has.
pub(crate) const fn count(text: &str) -> usize {
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        rest = cut(rest, b'\n').1;
        count += 1;
    }
    count
}

/// The lines of a text, of which there are `N`.
pub(crate) const fn lines<const N: usize>(text: &str) -> [&str; N] {
    let (mut lines, mut rest, mut at) = ([""; N], text, 0);
    while !rest.is_empty() {
        (lines[at], rest) = cut(rest, b'\n');
        at += 1;
    }
    lines
}

/// A cell of a row; empty where the row is shorter.
pub(crate) const fn cell(row: &str, index: usize) -> &str {
    let (mut rest, mut at) = (row, 0);
    while at < index {
        rest = cut(rest, b'|').1;
        at += 1;
    }
    cut(rest, b'|').0
}

/// The cells after the first, where that is `word`.
pub(crate) const fn strip<'t>(row: &'t str, word: &str) -> Option<&'t str> {
    let (bytes, word) = (row.as_bytes(), word.as_bytes());
    let mut at = 0;
    while at < word.len() {
        if at == bytes.len() || bytes[at] != word[at] {
            return None;
        }
        at += 1;
    }
    if at == bytes.len() { Some("") } else { after(row.split_at(at).1, b'|') }
}

/// What follows on `sign`, where the text begins with it.
pub(crate) const fn after(text: &str, sign: u8) -> Option<&str> {
    match text.as_bytes() {
        [first, ..] if *first == sign => Some(text.split_at(1).1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "a|one|first\nb|zwei\n\na||third";

    /// The second cells of all rows of `a`.
    const fn seconds<const N: usize>() -> Text<N> {
        let rows: [&str; count(ROWS)] = lines(ROWS);
        let (mut text, mut at) = (Text::new(), 0);
        while at < rows.len() {
            if let Some(cells) = strip(rows[at], "a") {
                text.divide(", ");
                text.put(cell(cells, 1));
            }
            at += 1;
        }
        text
    }

    #[test]
    fn a_text_is_made_of_the_cells_of_another() {
        const MADE: &str = made!(seconds);
        assert_eq!(MADE, "first, third");
    }

    #[test]
    fn rows_and_cells_are_those_that_stand_there() {
        assert!(pieces(ROWS, b'\n').eq(lines::<4>(ROWS)));
        assert_eq!(lines::<4>(ROWS), ["a|one|first", "b|zwei", "", "a||third"]);
        assert_eq!((cell("a||c", 1), cell("a||c", 2), cell("a||c", 3)), ("", "c", ""));
        assert_eq!((strip("ab|c|d", "ab"), strip("ab", "ab")), (Some("c|d"), Some("")));
        for other in ["a", "abc|d", "", "ac|d"] {
            assert_eq!(strip(other, "ab"), None);
        }
        assert_eq!((after("=x", b'='), after("x", b'='), after("", b'=')), (Some("x"), None, None));
    }
}
