//! What a message is that no feed reads, where it says so itself: an answer, a heartbeat, a trade,
//! a ticker. What does not say so might be a liquidation of a venue that is not read here, and has
//! no name.
//!
//! Only words that stand where venues put the kind of a message count, and only known ones. A
//! message in which anything is called a liquidation is never named, unless it is an answer that
//! holds no list of anything.

use super::json::Json;
use super::kinds::{
    self, ANSWER, FAILURE, GREETING, HEARTBEAT, LONGEST, MESSAGE, SIGN_IN, SUBSCRIPTION,
};

/// Where venues say what a message is, most telling first.
const KEYS: [&str; 11] =
    ["e", "topic", "channel", "ch", "table", "feed", "event", "op", "method", "type", "stream"];
/// Where they say it one level deeper.
const INNER: [&str; 2] = ["arg", "params"];
/// What answers begin with, and what they are.
const ANSWERS: [(&str, &str); 5] = [
    ("sub unsub", SUBSCRIPTION),
    ("ping pong heartbeat hb test_request", HEARTBEAT),
    ("login auth", SIGN_IN),
    ("error", FAILURE),
    ("info welcome connect", GREETING),
];
/// Words in the names of messages that are something else than a liquidation.
const WORDS: &str = "trade ticker depth book kline candle ohlc price funding interest quote \
                     instrument stat index order account position balance wallet margin \
                     settlement announcement bbo mids volatility premium contract";
/// Every key that an answer may have which tells nothing of itself. The first ones tell, in the
/// order of [`TELLING`], what it is.
const ENVELOPE: &str = "ping pong subscribe error err-code info code retCode success result data \
                        status args cid conn_id connId docs err-msg id jsonrpc limit message msg \
                        req_id request requestTime retExtInfo retMsg ret_msg testnet time \
                        timestamp ts usDiff usIn version";
/// One bit for each of those keys, and what an answer is that has one.
const TELLING: [(u64, &str); 5] = [
    (0b11, HEARTBEAT),
    (0b100, SUBSCRIPTION),
    (0b1_1000, FAILURE),
    (0b10_0000, GREETING),
    (0b1111_1100_0000, ANSWER),
];
/// Parts of words that tell of a liquidation, in any feed.
const SMELLS: &str = "liquidat forceorder force_order autoclose bankrupt";

/// What the message is, where it says so.
pub(super) fn kind(message: Json<'_>) -> Option<String> {
    if message.is_list() {
        return is_empty(message).then(|| ANSWER.to_owned());
    }
    let smells = smells(message.bytes());
    if let Some(answer) = answer(message).filter(|_| !smells || !holds_rows(message.bytes())) {
        return Some(answer.to_owned());
    }
    if smells { None } else { own_name(message) }
}

/// Which answer of a server it is.
fn answer(message: Json<'_>) -> Option<&'static str> {
    for value in message.pick(KEYS).ok()?.into_iter().flatten() {
        let name = value.inside();
        // Data come as a method `subscription` too.
        for (starts, kind) in ANSWERS.iter().filter(|_| name != b"subscription") {
            if starts.split(' ').any(|start| begins(name, start.as_bytes())) {
                return Some(kind);
            }
        }
    }
    bare_answer(message)
}

/// An answer that only its keys tell: all of them are such as answers have.
fn bare_answer(message: Json<'_>) -> Option<&'static str> {
    let (mut keys, mut strange, mut rows) = (0_u64, false, false);
    let members = message.members(|key, value| {
        let (before, mut bit) = (keys, 1_u64);
        for known in ENVELOPE.split(' ') {
            keys |= if known.as_bytes() == key { bit } else { 0 };
            bit = bit.wrapping_shl(1);
        }
        strange |= keys == before;
        rows |= key != b"error" && key != b"request" && holds_something(value);
        Ok(())
    });
    if strange || members.is_err() {
        return None;
    }
    let (_, kind) = TELLING.iter().find(|(bits, _)| keys & bits != 0)?;
    Some(*kind).filter(|kind| !rows || *kind != ANSWER)
}

/// Whether a value is an object or a list with more in it than words.
fn holds_something(value: Json<'_>) -> bool {
    let bytes = value.bytes().get(1..).unwrap_or_default();
    let nested = value.is_list() && bytes.iter().any(|byte| matches!(byte, b'[' | b'{'));
    (value.is_object() && !is_empty(value)) || nested
}

/// The name that the message gives itself, where a known word is in it.
fn own_name(message: Json<'_>) -> Option<String> {
    let name = outer_name(message)?;
    if name.is_some() {
        return name;
    }
    for inner in message.pick(INNER).ok()?.into_iter().flatten() {
        if let Some(Some(name)) = outer_name(inner) {
            return Some(name);
        }
    }
    None
}

/// The same of its own keys; nothing for what is no sound object.
fn outer_name(message: Json<'_>) -> Option<Option<String>> {
    for value in message.pick(KEYS).ok()?.into_iter().flatten() {
        if let Some(name) = named(value) {
            return Some(Some(name));
        }
    }
    Some(None)
}

fn named(value: Json<'_>) -> Option<String> {
    if !value.bytes().starts_with(b"\"") {
        return None;
    }
    let text = value.inside();
    let known = WORDS.split(' ').any(|word| has(text, word.as_bytes()));
    known.then(|| format!("{MESSAGE}{}", without_market(text)))
}

/// The name without the parts that name a market or a number, so that there are few names.
fn without_market(text: &[u8]) -> String {
    let mut name = String::new();
    let last = text.rsplit(|byte| *byte == b'@').next().unwrap_or(text);
    for part in last.split(|byte| matches!(byte, b'.' | b':' | b'/' | b'@')) {
        let market = part.first().is_none_or(|byte| !byte.is_ascii_lowercase());
        let market = market || part.contains(&b'-');
        let fits = name.len().saturating_add(part.len()) < LONGEST.saturating_sub(MESSAGE.len());
        if !market && fits && part.iter().all(|byte| kinds::plain(*byte)) {
            let between = if name.is_empty() { "" } else { "." };
            name.push_str(between);
            name.extend(part.iter().map(|byte| char::from(*byte)));
        }
    }
    if name.is_empty() { plain(last) } else { name }
}

/// What can be shown of a name that is nothing but a market, such as `ORDER_TRADE_UPDATE`.
fn plain(text: &[u8]) -> String {
    let bytes = text.iter().filter(|byte| kinds::plain(**byte)).take(32);
    bytes.map(|byte| char::from(*byte)).collect()
}

/// Whether a list or an object has nothing in it.
fn is_empty(value: Json<'_>) -> bool {
    let container = value.is_list() || value.is_object();
    let space = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'{' | b'}');
    container && value.bytes().iter().all(space)
}

/// Whether there is a list of lists or objects in the text.
fn holds_rows(text: &[u8]) -> bool {
    let mut last = 0;
    text.iter().filter(|byte| !byte.is_ascii_whitespace()).any(|byte| {
        let nested = last == b'[' && matches!(byte, b'[' | b'{');
        last = *byte;
        nested
    })
}

fn smells(text: &[u8]) -> bool {
    SMELLS.split(' ').any(|part| has(text, part.as_bytes())) || liq(text)
}

/// Whether a word begins with `liq` that is not liquidity.
fn liq(text: &[u8]) -> bool {
    let word = |at: &[u8]| {
        let before = at.first().is_some_and(|byte| !byte.is_ascii_lowercase());
        let after = at.get(1..).unwrap_or_default();
        before && begins(after, b"liq") && !begins(after, b"liquidity")
    };
    text.windows(10).any(word)
}

/// Whether `text` begins with `start`, in letters of either case.
fn begins(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Whether `part` is in `text`, in letters of either case.
fn has(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|found| found.eq_ignore_ascii_case(part))
}
