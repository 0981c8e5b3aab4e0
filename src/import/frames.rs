//! Chunks of any size to records: JSON messages and lines of text, in any mixture and in constant
//! memory.
//!
//! Messages stand one a line, one after another, pretty-printed over many lines, or as the items of
//! one list around them all. A line that begins as no message does is text: a row of a table, its
//! header, or something unknown. Broken text is reported with the line on which it starts, and
//! reading goes on at the next line, or at the next `{` or row that cannot belong to the broken
//! message.

use super::before::Before;
use super::bytes;
use super::frame::{Frame, LONGEST, LONGEST_LINE, Take};
use super::json::DEEPEST;
use crate::error::{Error, Excerpt, Kind};

/// Bytes kept of text that is no message, for the excerpt.
const KEPT: usize = 192;

/// Puts records together from chunks. Only one that crosses a border is copied.
#[derive(Debug, Default)]
pub(super) struct Frames {
    state: State,
    /// The beginning of an unfinished record, from earlier chunks.
    carry: Vec<u8>,
    /// Bytes of the unfinished message so far.
    length: usize,
    /// Line of the byte that is read.
    line: u64,
    /// Line on which the unfinished record starts.
    start_line: u64,
    /// Line of the last byte that was no space.
    last_line: u64,
    /// The last byte that was no space.
    last: u8,
    /// Spaces came after it.
    gap: bool,
    /// One bit for each open bracket: 1 for a list.
    open: u128,
    depth: u32,
    /// A list around all messages is open.
    around: bool,
    /// Bytes of the unfinished message before this line.
    before_line: usize,
    /// A byte of this line cannot stand where it does in JSON.
    odd: bool,
    /// The line after the one on which the message starts begins as a message does.
    holds_messages: bool,
    /// The line of text is longer than is kept.
    too_long: bool,
    /// The line in a list that is no text, as who takes it said.
    refused: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Between messages.
    #[default]
    Between,
    /// In a line of text.
    Text,
    /// After a `[` that is either around all messages or the first byte of one.
    Opened,
    /// In a message.
    Inside,
    /// In quotes of a message.
    Quoted,
    /// After a backslash in quotes.
    Escape,
    /// In text that is no message, up to the line's end.
    Skip,
}

/// What a byte did.
enum Step {
    /// Nothing to report.
    On,
    /// The message ends with this byte.
    Ends,
    /// The message is broken here, and this byte starts another one.
    Restarts,
    /// The message is broken here; the rest of the line is skipped.
    Breaks(Error),
    /// Skipped text ends before this byte.
    Skipped,
}

impl Frames {
    pub(super) fn new() -> Self {
        Self { line: 1, ..Self::default() }
    }

    /// Hands every record that ends in `chunk` to `take`, with the line on which it starts.
    pub(super) fn push(&mut self, chunk: &[u8], take: &mut dyn Take) {
        let (mut start, mut index) = (0_usize, 0_usize);
        while let Some(byte) = chunk.get(index).copied() {
            if let Some(end) = self.lines(byte, chunk.get(index..).unwrap_or_default(), take) {
                index = index.saturating_add(end);
                continue;
            }
            let here = chunk.get(start..index).unwrap_or_default();
            let odd = self.odd && self.is_inside();
            if byte == b'\n' && odd && self.breaks_here(here, take) {
                // The line's end is still to come.
                start = index;
                continue;
            }
            let Some(begins) = self.byte(byte, (chunk, start, index), take) else {
                start = index;
                continue;
            };
            start = begins;
            if byte == b'\n' {
                self.next_line();
            }
            index = index.saturating_add(1);
        }
        if !matches!(self.state, State::Between | State::Text) {
            self.keep(chunk.get(start..).unwrap_or_default());
        }
    }

    /// Takes the byte at `index`, in a message that starts at `start` where it is not carried over;
    /// where the message starts now. None where a broken message ended before the byte, which is
    /// then to be taken anew.
    fn byte(
        &mut self,
        byte: u8,
        (chunk, start, index): (&[u8], usize, usize),
        take: &mut dyn Take,
    ) -> Option<usize> {
        let before = self.state;
        let step = self.step(byte);
        let begun = before == State::Between && self.state != State::Between;
        // The list around all messages is no part of the first one.
        let inner = before == State::Opened && self.around && self.state == State::Inside;
        let start = if begun || inner { index } else { start };
        let here = |end: usize| chunk.get(start..end).unwrap_or_default();
        match step {
            Step::On => {}
            Step::Ends => self.emit(here(index.saturating_add(1)), take),
            Step::Restarts => {
                self.cut_off(here(index), take);
                return None;
            }
            Step::Breaks(_) if self.breaks_here(here(index), take) => return None,
            Step::Breaks(error) => {
                self.report(error, take);
                self.state = if byte == b'\n' { State::Between } else { State::Skip };
                self.skip_reported();
            }
            Step::Skipped => {
                if self.length > 0 {
                    let error = self.broken("a JSON object", here(index));
                    self.report(error, take);
                }
                self.idle();
            }
        }
        Some(start)
    }

    /// Takes what needs no look at every byte: lines of text, and at the first byte of a line the
    /// lines that are one message each and nothing else, as most files have them; how many bytes.
    fn lines(&mut self, byte: u8, rest: &[u8], take: &mut dyn Take) -> Option<usize> {
        if self.state == State::Text {
            return Some(self.text(rest, take));
        }
        let begins = self.state == State::Between && self.last_line < self.line;
        if !begins || byte.is_ascii_whitespace() {
            return None;
        }
        let (lines, bytes) = take.run(rest, self.line.saturating_sub(1));
        if bytes > 0 {
            self.line = self.line.saturating_add(lines);
            return Some(bytes);
        }
        match byte {
            b'{' => self.whole_line(rest, take),
            b'[' => None,
            b',' | b']' if self.around => None,
            _ if self.refused == self.line => None,
            _ => {
                (self.state, self.start_line) = (State::Text, self.line);
                Some(self.text(rest, take))
            }
        }
    }

    /// A line that is one message and nothing else. Only tried with the first byte of a line, so
    /// that no byte is looked at more than a few times.
    fn whole_line(&mut self, rest: &[u8], take: &mut dyn Take) -> Option<usize> {
        let end = bytes::find(rest, b'\n').filter(|end| *end < LONGEST)?;
        let text = rest.get(..end)?.trim_ascii_end();
        let text = text.strip_suffix(b",").unwrap_or(text);
        if !take.frame(Frame::Line(text), self.line) {
            return None;
        }
        self.line = self.line.saturating_add(1);
        Some(end.saturating_add(1))
    }

    /// Takes a line of text up to its end; how many bytes it was, its end among them.
    fn text(&mut self, rest: &[u8], take: &mut dyn Take) -> usize {
        let Some(end) = bytes::find(rest, b'\n') else {
            self.keep_text(rest);
            return rest.len();
        };
        self.end_text(rest.get(..end).unwrap_or_default(), take);
        end.saturating_add(1)
    }

    /// Hands over a line of text that ends with `tail`. In a list a line that is no text may be a
    /// broken item with sound ones behind it.
    fn end_text(&mut self, tail: &[u8], take: &mut dyn Take) {
        let mut carry = std::mem::take(&mut self.carry);
        let whole = if carry.is_empty() {
            tail
        } else {
            self.fit(&mut carry, tail);
            carry.as_slice()
        };
        // A carriage return belongs to the line's end, so it does not count for the length.
        let text = whole.strip_suffix(b"\r").unwrap_or(whole);
        let too_long = std::mem::take(&mut self.too_long) || text.len() > LONGEST_LINE;
        self.state = State::Between;
        if too_long {
            let limit = "a line of at most 1 MiB";
            self.report(Kind::TooLarge { limit }.into(), take);
        } else if !take.frame(Frame::Text(text), self.line) {
            if self.around {
                self.refused = self.line;
                self.push(text, take);
                return self.push(b"\n", take);
            }
            let found = Excerpt::from(text);
            self.report(Kind::UnknownFormat(found).into(), take);
        }
        self.next_line();
    }

    /// Ends a message that is broken by the line up to here, and hands that over: a message that
    /// was cut off must not take the next lines with it, nor the rows of a table.
    fn breaks_here(&mut self, here: &[u8], take: &mut dyn Take) -> bool {
        if self.holds_messages {
            self.cut_off(here, take);
            return true;
        }
        let carried = self.carry.get(self.before_line..).unwrap_or_default();
        let own = here.get(self.before_line.saturating_sub(self.carry.len())..).unwrap_or_default();
        let line = [carried, own].concat();
        let text = line.trim_ascii_start();
        let next = self.line == self.start_line.saturating_add(1);
        if next || (self.odd && take.is_row(text.trim_ascii_end())) {
            self.cut_off(here, take);
            self.push(text, take);
            return true;
        }
        false
    }

    /// Reports a message that was cut off. Where the next line began as a message does, what seemed
    /// to be inside are messages of their own, and read again.
    fn cut_off(&mut self, here: &[u8], take: &mut dyn Take) {
        let message = [self.carry.as_slice(), here].concat();
        let error = self.broken("the rest of the message", here);
        self.report(error, take);
        self.idle();
        (self.odd, self.last_line) = (false, self.line.saturating_sub(1));
        let first = message.iter().position(|byte| *byte == b'\n');
        if let Some(rest) = first.and_then(|end| message.get(end.saturating_add(1)..))
            && std::mem::take(&mut self.holds_messages)
        {
            (self.last_line, self.line) = (self.start_line, self.start_line.saturating_add(1));
            self.push(rest, take);
        }
    }

    fn is_inside(&self) -> bool {
        matches!(self.state, State::Inside | State::Quoted | State::Escape)
    }

    fn next_line(&mut self) {
        self.line = self.line.saturating_add(1);
        self.odd = false;
        self.before_line = self.length;
    }

    /// Hands over a line of text without an end, or reports a message that has none.
    pub(super) fn finish(&mut self, take: &mut dyn Take) {
        if self.state == State::Text {
            self.end_text(&[], take);
        }
        let broken = self.holds_messages || self.odd;
        if self.is_inside() && broken && self.breaks_here(&[], take) {
            return self.finish(take);
        }
        let expected = match self.state {
            State::Between => return,
            State::Skip if self.length == 0 => return,
            State::Skip => "a JSON object",
            _ => "the end of the message",
        };
        let error = self.broken(expected, &[]);
        self.report(error, take);
        self.idle();
    }

    fn step(&mut self, byte: u8) -> Step {
        let before = Before { last: self.last, line: self.last_line, gap: self.gap };
        self.gap = byte.is_ascii_whitespace();
        if !self.gap {
            (self.last, self.last_line) = (byte, self.line);
        }
        self.length = match self.state {
            State::Between => 0,
            // What was reported already has no length.
            State::Skip if self.length == 0 => 0,
            _ => self.length.saturating_add(1),
        };
        let step = match self.state {
            State::Between | State::Text => self.between(byte),
            State::Opened => self.opened(byte),
            State::Inside => self.inside(byte, &before),
            State::Quoted => self.quoted(byte),
            State::Escape if byte == b'\n' => self.quoted(byte),
            State::Escape => {
                self.state = State::Quoted;
                Step::On
            }
            State::Skip => self.skip(byte),
        };
        if self.length > LONGEST && matches!(step, Step::On) && self.state != State::Skip {
            return Step::Breaks(Kind::TooLarge { limit: "a message of at most 8 MiB" }.into());
        }
        step
    }

    fn between(&mut self, byte: u8) -> Step {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
            b']' if self.around => self.around = false,
            b'[' => {
                self.begin(byte);
                if !self.around {
                    self.state = State::Opened;
                }
            }
            b'{' => self.begin(byte),
            _ => {
                self.start_line = self.line;
                self.length = 1;
                self.state = State::Skip;
            }
        }
        Step::On
    }

    /// Decides what the first `[` is. `[{` and `[[` are a list around all messages.
    fn opened(&mut self, byte: u8) -> Step {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b'{' | b'[' => {
                self.around = true;
                return self.restart(byte);
            }
            b']' => return Step::Ends,
            _ => {
                self.state = State::Inside;
                let before = Before { last: b'[', line: self.start_line, gap: false };
                return self.inside(byte, &before);
            }
        }
        Step::On
    }

    /// Starts a message after the list around it, which is dropped.
    fn restart(&mut self, byte: u8) -> Step {
        self.begin(byte);
        self.carry.clear();
        Step::On
    }

    fn inside(&mut self, byte: u8, before: &Before) -> Step {
        if self.start_line < self.line {
            self.odd |= !before.allows(byte, self.open & 1 == 1);
            if before.line == self.start_line && !self.gap {
                self.holds_messages = matches!(byte, b'{' | b'[');
            }
            if self.length > LONGEST_LINE {
                self.holds_messages = false;
            }
        }
        match byte {
            b'"' => self.state = State::Quoted,
            b'{' | b'[' => return self.opens(byte, before),
            b'}' | b']' => return self.closes(byte),
            _ => {}
        }
        Step::On
    }

    fn opens(&mut self, byte: u8, before: &Before) -> Step {
        if !before.allows(byte, self.open & 1 == 1) {
            // A message that starts on a line of its own is not to blame for the one before.
            return if before.line < self.line { Step::Restarts } else { self.breaks(byte) };
        }
        if self.depth >= DEEPEST {
            return Step::Breaks(Kind::TooLarge { limit: "objects nested at most 64 deep" }.into());
        }
        self.depth = self.depth.saturating_add(1);
        self.open = self.open.wrapping_shl(1) | u128::from(byte == b'[');
        Step::On
    }

    fn closes(&mut self, byte: u8) -> Step {
        if (self.open & 1 == 1) != (byte == b']') {
            return self.breaks(byte);
        }
        self.open >>= 1;
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 { Step::Ends } else { Step::On }
    }

    fn breaks(&self, byte: u8) -> Step {
        let found = Excerpt::from(&[byte][..]);
        Step::Breaks(Kind::Malformed { expected: "well-formed JSON", found }.into())
    }

    fn quoted(&mut self, byte: u8) -> Step {
        match byte {
            b'"' => self.state = State::Inside,
            b'\\' => self.state = State::Escape,
            b'\n' => {
                let found = Excerpt::from("a line break");
                let expected = "text that ends with a quote";
                return Step::Breaks(Kind::Malformed { expected, found }.into());
            }
            _ => {}
        }
        Step::On
    }

    fn skip(&mut self, byte: u8) -> Step {
        match byte {
            b'\n' => Step::Skipped,
            // Inside a list only the bad item is skipped.
            b',' if self.around && self.length > 0 => Step::Skipped,
            b']' if self.around && self.length > 0 => {
                self.around = false;
                Step::Skipped
            }
            _ => Step::On,
        }
    }

    /// A message starts with this byte.
    fn begin(&mut self, byte: u8) {
        self.carry.clear();
        self.state = State::Inside;
        self.start_line = self.line;
        self.length = 1;
        self.depth = 1;
        self.open = u128::from(byte == b'[');
        (self.odd, self.holds_messages) = (false, false);
        (self.last, self.last_line) = (byte, self.line);
    }

    fn idle(&mut self) {
        self.state = State::Between;
        self.skip_reported();
    }

    fn skip_reported(&mut self) {
        self.carry.clear();
        self.length = 0;
        self.depth = 0;
    }

    fn emit(&mut self, tail: &[u8], take: &mut dyn Take) {
        if self.carry.is_empty() {
            take.frame(Frame::Message(tail), self.start_line);
        } else {
            self.carry.extend_from_slice(tail);
            take.frame(Frame::Message(&self.carry), self.start_line);
        }
        self.idle();
    }

    fn report(&self, error: Error, take: &mut dyn Take) {
        take.frame(Frame::Broken(error), self.start_line);
    }

    fn broken(&self, expected: &'static str, tail: &[u8]) -> Error {
        let mut text: Vec<u8> = self.carry.iter().chain(tail).copied().take(KEPT).collect();
        let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
        text.truncate(end);
        let found = Excerpt::from(text.trim_ascii_end());
        Kind::Malformed { expected, found }.into()
    }

    fn keep(&mut self, bytes: &[u8]) {
        let max = match self.state {
            State::Skip => KEPT.saturating_sub(self.carry.len()),
            _ => bytes.len(),
        };
        self.carry.extend_from_slice(bytes.get(..max).unwrap_or(bytes));
    }

    fn keep_text(&mut self, bytes: &[u8]) {
        let mut carry = std::mem::take(&mut self.carry);
        self.fit(&mut carry, bytes);
        self.carry = carry;
    }

    /// Appends to a line of text, or gives up the line where it gets too long.
    fn fit(&mut self, carry: &mut Vec<u8>, bytes: &[u8]) {
        // One byte more than the longest line, for the carriage return that may end it.
        let fits = carry.len().saturating_add(bytes.len()) <= LONGEST_LINE.saturating_add(1);
        if self.too_long || !fits {
            self.too_long = true;
            carry.clear();
        } else {
            carry.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::Json;
    use super::*;

    fn read(chunks: &[&[u8]]) -> Vec<(u64, String)> {
        let mut frames = Frames::new();
        let mut out = Vec::new();
        let mut take = |frame: Frame<'_>, line| {
            let text = match frame {
                Frame::Line(text) if Json::new(text).is_err() => return false,
                Frame::Line(text) | Frame::Message(text) => {
                    String::from_utf8_lossy(text).into_owned()
                }
                Frame::Text(_) => return false,
                Frame::Broken(error) => error.code().to_owned(),
            };
            out.push((line, text));
            true
        };
        for chunk in chunks {
            frames.push(chunk, &mut take);
        }
        frames.finish(&mut take);
        out
    }

    fn check(text: &str, expected: &[(u64, &str)]) {
        let bytes = text.as_bytes();
        for border in 0..=bytes.len() {
            let (head, tail) = bytes.split_at(border);
            let found = read(&[head, tail]);
            let found: Vec<_> = found.iter().map(|(n, t)| (*n, t.as_str())).collect();
            assert_eq!(found, expected, "{text} cut at {border}");
        }
    }

    #[test]
    fn every_way_of_putting_messages_in_a_file_gives_the_same_messages() {
        let expected = [(1, r#"{"a":"}"}"#), (1, r#"{"b":[{}]}"#)];
        check(r#"{"a":"}"}{"b":[{}]}"#, &expected);
        check(r#"[{"a":"}"}, {"b":[{}]}]"#, &expected);
        let expected = [(1, r#"{"a":"\"}"}"#), (2, r#"{"b":[{}]}"#)];
        check("{\"a\":\"\\\"}\"}\n{\"b\":[{}]}\n", &expected);
        check("\n[\n{\n\"a\":1},\n[1,2]]", &[(3, "{\n\"a\":1}"), (5, "[1,2]")]);
        check("[7, \"hb\"]\n[[8]]\n[]", &[(1, "[7, \"hb\"]"), (2, "[8]"), (3, "[]")]);
    }

    #[test]
    fn broken_messages_cost_a_line_and_no_more() {
        check("{\"a\":{\"b\":1}\n{\"c\":2}\n", &[(1, "MALFORMED"), (2, "{\"c\":2}")]);
        check("{\"a\":\"x\n{\"c\":2}\n", &[(1, "MALFORMED"), (2, "{\"c\":2}")]);
        check("{\"a\"]}\n{\"c\":2}\n", &[(1, "MALFORMED"), (2, "{\"c\":2}")]);
        check(
            "hello\n{\"c\":2}\nbye",
            &[(1, "UNKNOWN_FORMAT"), (2, "{\"c\":2}"), (3, "UNKNOWN_FORMAT")],
        );
        check(
            "[{\"a\":1},oops,{\"b\":2}]",
            &[(1, "{\"a\":1}"), (1, "MALFORMED"), (1, "{\"b\":2}")],
        );
        check("{\"a\":1", &[(1, "MALFORMED")]);
        check("{\"a\":\"x\\\n{\"c\":2}\n", &[(1, "MALFORMED"), (2, "{\"c\":2}")]);
        check("[", &[(1, "MALFORMED")]);
    }

    #[test]
    fn a_message_that_is_cut_off_takes_no_other_record_with_it() {
        let (cut, one, two) = ((1, "MALFORMED"), (2, "{\"c\":2}"), (3, "[3]"));
        for end in ["", "\"a\"", "\"a\":", "\"a\":[", "\"a\":1,", "\"a\":{\"b\":[1,"] {
            check(&format!("{{{end}\n{{\"c\":2}}\n[3]\n"), &[cut, one, two]);
            check(&format!("{{{end}\n{{\"c\":2}}\n[3]"), &[cut, one, two]);
            check(&format!("{{{end}\nhello, you\n[3]"), &[cut, (2, "UNKNOWN_FORMAT"), two]);
            check(&format!("{{{end}\n{{\n\"c\":2}}\n[3]"), &[cut, (2, "{\n\"c\":2}"), (4, "[3]")]);
            check(&format!("{{{end}\n{{\"c\":2}}"), &[cut, one]);
        }
        check(
            "{\"a\":[\n{\"b\":[\n{\"c\":[\n{\"d\":1}\nx",
            &[cut, (2, "MALFORMED"), (3, "MALFORMED"), (4, "{\"d\":1}"), (5, "UNKNOWN_FORMAT")],
        );
        check("{\n\"a\":\n[1,\n{\"b\":2}\n", &[cut]);
    }

    #[test]
    fn a_message_without_end_does_not_grow_for_ever() {
        let chunk = b"{\"a\":1,\"b\":[1,1,1,1,1,1,1,1,1,1,1,1";
        let mut frames = Frames::new();
        let mut broken = 0;
        let mut take = |frame: Frame<'_>, _| {
            broken += usize::from(matches!(frame, Frame::Broken(_)));
            true
        };
        frames.push(chunk, &mut take);
        for _ in 0..9 {
            frames.push(&[b'1'; 1 << 20], &mut take);
        }
        assert!(frames.carry.capacity() <= 2 * LONGEST);
        frames.push(b"\n{}", &mut take);
        assert_eq!(broken, 1);
        assert!(frames.carry.is_empty());
    }
}
