//! What may come next in JSON, by what stands before it.

/// What stands before a byte of a message.
pub(super) struct Before {
    /// The last byte that was no space, and its line.
    pub(super) last: u8,
    pub(super) line: u64,
    /// Spaces came after it.
    pub(super) gap: bool,
}

impl Before {
    /// Whether `byte` may come next in JSON, outside of quotes; brackets that close are checked
    /// elsewhere.
    pub(super) fn allows(&self, byte: u8, in_list: bool) -> bool {
        let item = if in_list { matches!(self.last, b'[' | b',') } else { self.last == b':' };
        let value = !matches!(self.last, b'{' | b'[' | b',' | b':');
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => true,
            b'{' | b'[' => item,
            b'"' => item || (!in_list && matches!(self.last, b'{' | b',')),
            b',' => value,
            b'}' | b']' => value || matches!(self.last, b'{' | b'['),
            b':' => !in_list && self.last == b'"',
            _ if value && !self.gap => is_word(self.last) && is_word(byte),
            b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => item,
            _ => false,
        }
    }
}

/// A byte of a number or of `true`, `false`, `null`.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
