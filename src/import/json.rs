//! A pull scanner over one JSON value: numbers stay text, nothing is copied without need.
//!
//! [`Json::pick`] reads an object's members in one pass and checks the whole of it, so that a
//! feed's file names the keys it wants and nothing else.

use std::borrow::Cow;
use std::str::FromStr;

use crate::error::{Error, Excerpt, Kind, Result};
use crate::money::Qty;
use crate::time::{Time, Unit};

/// Deepest nesting of objects and lists.
pub(super) const DEEPEST: u32 = 64;

/// One JSON value, as the bytes of its text. It was checked as a whole when it was made, so that
/// looking into it passes over values without checking them again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Json<'a>(&'a [u8]);

impl<'a> Json<'a> {
    /// The value that `text` is, apart from spaces around it.
    ///
    /// # Errors
    /// Malformed when it is not exactly one JSON value.
    pub(super) fn new(text: &'a [u8]) -> Result<Self> {
        let mut scan = Scan { rest: text };
        let value = scan.value(0)?;
        scan.space();
        if scan.rest.is_empty() { Ok(value) } else { Err(scan.malformed("the end of the message")) }
    }

    /// The bytes of the value.
    pub(super) const fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// The bytes between the quotes of a string, as written; of anything else all bytes.
    pub(super) fn inside(self) -> &'a [u8] {
        match self.0 {
            [b'"', inside @ .., b'"'] => inside,
            all => all,
        }
    }

    pub(super) fn is_object(self) -> bool {
        self.0.first() == Some(&b'{')
    }

    pub(super) fn is_list(self) -> bool {
        self.0.first() == Some(&b'[')
    }

    /// The values of the members `names` of this object; none where one is absent or null.
    ///
    /// # Errors
    /// Malformed for anything but an object; conflict when a wanted key is there twice.
    pub(super) fn pick<const N: usize>(self, names: [&str; N]) -> Result<[Option<Self>; N]> {
        let mut found = [None; N];
        self.pick_into(&names, &mut found)?;
        Ok(found)
    }

    fn pick_into(self, names: &[&str], found: &mut [Option<Self>]) -> Result<()> {
        let mut seen = 0_u64;
        self.members(|key, value| {
            let Some(which) = names.iter().position(|name| name.as_bytes() == key) else {
                return Ok(());
            };
            let bit = 1_u64.wrapping_shl(u32::try_from(which).unwrap_or(0));
            if seen & bit != 0 {
                return Err(Kind::Conflict { rule: "each key may be there only once" }.into());
            }
            seen |= bit;
            if let Some(slot) = found.get_mut(which) {
                *slot = (value.0 != b"null").then_some(value);
            }
            Ok(())
        })
    }

    /// Hands every member of this object to `take`: the key's bytes as written, and the value.
    ///
    /// # Errors
    /// Malformed for anything but an object, or what `take` says.
    pub(super) fn members(self, mut take: impl FnMut(&'a [u8], Self) -> Result<()>) -> Result<()> {
        let mut scan = Scan { rest: self.0 };
        if !scan.eat(b'{') {
            return Err(scan.malformed("an object"));
        }
        if scan.eat(b'}') {
            return Ok(());
        }
        loop {
            let (key, value) = scan.known_member()?;
            take(key, value)?;
            if !scan.eat(b',') {
                break;
            }
        }
        if scan.eat(b'}') { Ok(()) } else { Err(scan.malformed("a comma or the object's end")) }
    }

    /// Hands every item of this list to `take`.
    ///
    /// # Errors
    /// Malformed for anything but a list, or what `take` says.
    pub(super) fn items(self, mut take: impl FnMut(Self) -> Result<()>) -> Result<()> {
        let mut scan = Scan { rest: self.0 };
        if !scan.eat(b'[') {
            return Err(scan.malformed("a list"));
        }
        if scan.eat(b']') {
            return Ok(());
        }
        loop {
            take(scan.known_value())?;
            if !scan.eat(b',') {
                break;
            }
        }
        if scan.eat(b']') { Ok(()) } else { Err(scan.malformed("a comma or the list's end")) }
    }

    /// The text of a member that has to be there.
    ///
    /// # Errors
    /// Missing when it is not, or as [`Json::text`]; in this field.
    pub(super) fn need(member: Option<Self>, key: &'static str) -> Result<Cow<'a, str>> {
        let member = member.ok_or_else(|| Error::missing("a value").in_field(key))?;
        member.text().map_err(|e| e.in_field(key))
    }

    /// The exact number of a member that has to be there.
    ///
    /// # Errors
    /// Missing when it is not, or as the parser of `T`; in this field.
    pub(super) fn exact<T: FromStr<Err = Error>>(
        member: Option<Self>,
        key: &'static str,
    ) -> Result<T> {
        Self::need(member, key)?.parse().map_err(|e: Error| e.in_field(key))
    }

    /// The time of a member that has to be there, a whole number of `unit`s.
    ///
    /// # Errors
    /// Missing when it is not, malformed, or out of range; in this field.
    pub(super) fn time(member: Option<Self>, key: &'static str, unit: Unit) -> Result<Time> {
        let text = Self::need(member, key)?;
        let count = text.parse().map_err(|_| Error::malformed("a whole number of time", &text));
        count.and_then(|count| Time::from_unit(count, unit)).map_err(|e| e.in_field(key))
    }

    /// A number with its sign apart: whether it is negative, and its amount.
    ///
    /// # Errors
    /// As [`Json::exact`].
    pub(super) fn signed(member: Option<Self>, key: &'static str) -> Result<(bool, Qty)> {
        let text = Self::need(member, key)?;
        let amount = text.strip_prefix('-');
        let qty = amount.unwrap_or(&text).parse().map_err(|e: Error| e.in_field(key))?;
        Ok((amount.is_some(), qty))
    }

    /// The text of a string, or of a number or word as it is written.
    ///
    /// # Errors
    /// Malformed for objects and lists, and for text that is no Unicode.
    pub(super) fn text(self) -> Result<Cow<'a, str>> {
        if self.is_object() || self.is_list() {
            return Err(malformed("text or a number", self.0));
        }
        let inside = self.inside();
        if inside.contains(&b'\\') {
            return unescaped(inside).map(Cow::Owned);
        }
        let text = std::str::from_utf8(inside);
        text.map(Cow::Borrowed).map_err(|_| malformed("Unicode text", inside))
    }
}

fn malformed(expected: &'static str, found: &[u8]) -> Error {
    Kind::Malformed { expected, found: Excerpt::from(found) }.into()
}

struct Scan<'a> {
    rest: &'a [u8],
}

impl<'a> Scan<'a> {
    fn malformed(&self, expected: &'static str) -> Error {
        malformed(expected, self.rest)
    }

    fn space(&mut self) {
        while let Some((b' ' | b'\t' | b'\r' | b'\n', rest)) = self.rest.split_first() {
            self.rest = rest;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn member(&mut self, depth: u32) -> Result<(&'a [u8], Json<'a>)> {
        self.space();
        let key = self.string()?;
        if !self.eat(b':') {
            return Err(self.malformed("a colon after the key"));
        }
        Ok((key, self.value(depth)?))
    }

    /// A member that was checked before.
    fn known_member(&mut self) -> Result<(&'a [u8], Json<'a>)> {
        self.space();
        let key = self.string()?;
        if !self.eat(b':') {
            return Err(self.malformed("a colon after the key"));
        }
        Ok((key, self.known_value()))
    }

    /// The value that comes next, which was checked before: everything up to where it must end.
    fn known_value(&mut self) -> Json<'a> {
        self.space();
        let start = self.rest;
        let mut length = 0_usize;
        match start.first() {
            Some(b'"') => length = quoted(start),
            Some(b'{' | b'[') => {
                let mut depth = 0_u32;
                while let Some(byte) = start.get(length) {
                    match byte {
                        b'"' => {
                            let rest = start.get(length..).unwrap_or_default();
                            length = length.saturating_add(quoted(rest));
                            continue;
                        }
                        b'{' | b'[' => depth = depth.saturating_add(1),
                        b'}' | b']' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    length = length.saturating_add(1);
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => {
                let ends = |byte: &u8| b",]} \t\r\n".contains(byte);
                length = start.iter().position(ends).unwrap_or(start.len());
            }
        }
        let (value, rest) = start.split_at_checked(length).unwrap_or((start, &[]));
        self.rest = rest;
        Json(value)
    }

    /// The value that comes next, checked to its end.
    fn value(&mut self, depth: u32) -> Result<Json<'a>> {
        if depth > DEEPEST {
            return Err(Kind::TooLarge { limit: "objects nested at most 64 deep" }.into());
        }
        self.space();
        let start = self.rest;
        match start.first() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => self.string().map(|_| ())?,
            _ => self.word()?,
        }
        let length = start.len().saturating_sub(self.rest.len());
        Ok(Json(start.get(..length).unwrap_or_default()))
    }

    fn object(&mut self, depth: u32) -> Result<()> {
        self.eat(b'{');
        if self.eat(b'}') {
            return Ok(());
        }
        loop {
            self.member(depth.saturating_add(1))?;
            if !self.eat(b',') {
                break;
            }
        }
        if self.eat(b'}') { Ok(()) } else { Err(self.malformed("a comma or the object's end")) }
    }

    fn list(&mut self, depth: u32) -> Result<()> {
        self.eat(b'[');
        if self.eat(b']') {
            return Ok(());
        }
        loop {
            self.value(depth.saturating_add(1))?;
            if !self.eat(b',') {
                break;
            }
        }
        if self.eat(b']') { Ok(()) } else { Err(self.malformed("a comma or the list's end")) }
    }

    /// The bytes between the quotes, escapes as they are.
    fn string(&mut self) -> Result<&'a [u8]> {
        let inside = match self.rest.split_first() {
            Some((b'"', inside)) => inside,
            _ => return Err(self.malformed("text in quotes")),
        };
        let mut index = 0_usize;
        while let Some(byte) = inside.get(index) {
            match byte {
                b'"' => {
                    let (text, rest) = inside.split_at(index);
                    self.rest = rest.get(1..).unwrap_or_default();
                    return Ok(text);
                }
                b'\\' => index = index.saturating_add(2),
                0..=31 => break,
                _ => index = index.saturating_add(1),
            }
        }
        Err(self.malformed("text that ends with a quote"))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<()> {
        let ends = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
        let end = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let number = word.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-');
        let digits = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
        if matches!(word, b"true" | b"false" | b"null") || (number && word.iter().all(digits)) {
            self.rest = rest;
            return Ok(());
        }
        Err(self.malformed("a JSON value"))
    }
}

/// Bytes of the string that `text` starts with, its quotes among them.
fn quoted(text: &[u8]) -> usize {
    let mut index = 1_usize;
    while let Some(byte) = text.get(index) {
        match byte {
            b'"' => return index.saturating_add(1),
            b'\\' => index = index.saturating_add(2),
            _ => index = index.saturating_add(1),
        }
    }
    text.len()
}

/// The text of a string with escapes in it.
fn unescaped(inside: &[u8]) -> Result<String> {
    let bad = || malformed("text with JSON escapes", inside);
    let text = std::str::from_utf8(inside).map_err(|_| bad())?;
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let plain = match chars.next().ok_or_else(bad)? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => unit(&mut chars).ok_or_else(bad)?,
            c @ ('"' | '\\' | '/') => c,
            _ => return Err(bad()),
        };
        out.push(plain);
    }
    Ok(out)
}

/// The character of `\uXXXX`, or of two of them that are a surrogate pair.
fn unit(chars: &mut std::str::Chars<'_>) -> Option<char> {
    let high = hex(chars)?;
    if !(0xd800..0xdc00).contains(&high) {
        return char::from_u32(high);
    }
    let escape = (chars.next()?, chars.next()?);
    let low = hex(chars)?;
    if escape != ('\\', 'u') || !(0xdc00..0xe000).contains(&low) {
        return None;
    }
    let bits = (high & 0x3ff).wrapping_shl(10) | (low & 0x3ff);
    char::from_u32(bits.saturating_add(0x1_0000))
}

fn hex(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0_u32, |value, _| Some(value.wrapping_shl(4) | chars.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_picked_in_any_order_and_numbers_stay_text() {
        let json =
            Json::new(br#" {"a": {"x":[1,2,{}]}, "p":"1.50", "q" : 1e5, "n":null} "#).unwrap();
        let [q, p, n, z] = json.pick(["q", "p", "n", "z"]).unwrap();
        assert_eq!(q.unwrap().text().unwrap(), "1e5");
        assert_eq!(p.unwrap().text().unwrap(), "1.50");
        assert!(n.is_none() && z.is_none());
        assert_eq!(json.pick(["a", "a"]).unwrap().len(), 2);
        let twice = Json::new(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(twice.pick(["a"]).unwrap_err().code(), "CONFLICT");
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        let bad =
            ["", "{", "{}x", "{\"a\":}", "{a:1}", "[1,]", "[1 2]", "{\"a\":1,}", "nul", "NaN"];
        let worse = ["\"a", "\"a\nb\"", "{\"a\" 1}", "[", "]", "1_0", "+1", "{\"a\":1 \"b\":2}"];
        for text in bad.iter().chain(&worse) {
            assert_eq!(Json::new(text.as_bytes()).unwrap_err().code(), "MALFORMED", "{text:?}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(Json::new(deep.as_bytes()).unwrap_err().code(), "TOO_LARGE");
    }

    #[test]
    fn escapes_are_read() {
        let text = |text: &str| Json::new(text.as_bytes()).and_then(|j| Ok(j.text()?.into_owned()));
        assert_eq!(text(r#""a\n\"\u5e01\ud83d\ude00""#).unwrap(), "a\n\"币😀");
        assert_eq!(text(r#""\ud83d""#).unwrap_err().code(), "MALFORMED");
        assert_eq!(text(r#""\x""#).unwrap_err().code(), "MALFORMED");
        assert_eq!(text("{}").unwrap_err().code(), "MALFORMED");
    }
}
