//! Rows that come twice are counted once, and no other row is taken for one of them, whoever wrote
//! it: the fingerprint that rows were known by before could be aimed at.

use proptest::prelude::*;
use washout::edge::count;
use washout::value::Value;

use crate::shared::shared;

/// The fingerprint of before, which has no key and is turned back step by step.
mod before {
    /// A state of two words, and the next two words.
    #[derive(Clone, Copy)]
    pub(super) struct Hash(pub(super) u64, pub(super) u64);

    pub(super) const START: [Hash; 2] = [
        Hash(0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f),
        Hash(0x1656_67b1_9e37_79f9, 0x27d4_eb2f_1656_67c5),
    ];

    impl Hash {
        fn take(&mut self, a: u64, b: u64) {
            let a = (self.0 ^ fold(a)).wrapping_mul(0x2127_599b_f432_5c37);
            let b = (self.1 ^ fold(b)).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
            self.0 = a.rotate_left(29).wrapping_add(b);
            self.1 = b.rotate_left(33) ^ self.0;
        }
    }

    /// Twice is once not at all.
    pub(super) const fn fold(word: u64) -> u64 {
        word ^ (word >> 32)
    }

    fn word(block: &[u8], at: usize) -> u64 {
        u64::from_le_bytes(*block[8 * at..].first_chunk().unwrap())
    }

    pub(super) fn block(state: &mut [Hash; 2], block: &[u8; 32]) {
        state[0].take(word(block, 0), word(block, 1));
        state[1].take(word(block, 2), word(block, 3));
    }

    pub(super) fn part(state: &mut [Hash; 2], part: &[u8]) {
        let (blocks, rest) = part.as_chunks::<32>();
        blocks.iter().for_each(|full| block(state, full));
        let mut short = [0; 32];
        short.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        match part.last_chunk() {
            Some(last) if !rest.is_empty() => block(state, last),
            Some(_) => {}
            None => block(state, &short),
        }
        state[0].take(part.len() as u64, 0);
    }

    /// What decides, before bijections that end it.
    pub(super) fn fingerprint(parts: &[&[u8]]) -> [u64; 4] {
        let mut state = START;
        parts.iter().for_each(|text| part(&mut state, text));
        [state[0].0, state[0].1, state[1].0, state[1].1]
    }
}

/// Two texts that begin and end as asked for and had one fingerprint before. Between stands what
/// makes it so: free text of one row, and the bytes that turn the other's state into the same.
fn alike(tag: &[u8], begins: [&str; 2], end: &str) -> [Vec<u8>; 2] {
    assert!(end.len() >= 32);
    let longest = begins.iter().map(|begin| begin.len()).max().unwrap();
    let length = (longest + 32) / 32 * 32;
    let padded = begins.map(|begin| format!("{begin:y<length$}").into_bytes());
    let state = |text: &[u8]| {
        let mut state = before::START;
        before::part(&mut state, tag);
        text.as_chunks().0.iter().for_each(|block| before::block(&mut state, block));
        state.map(|hash| [hash.0, hash.1]).concat()
    };
    let (mine, other) = (state(&padded[0]), state(&padded[1]));
    // A word that differs in these bits makes up for the state that differs.
    let bits = mine.iter().zip(&other).map(|(a, b)| before::fold(a ^ b));
    let bits: Vec<u8> = bits.flat_map(u64::to_le_bytes).collect();
    let sound = |byte: u8| byte > b' ' && !b"\",\\\x7f".contains(&byte);
    let letter = |bit: &u8| (b'A'..=b'z').find(|byte| sound(*byte) && sound(byte ^ bit)).unwrap();
    let letters: Vec<u8> = bits.iter().map(letter).collect();
    let turned: Vec<u8> = letters.iter().zip(&bits).map(|(byte, bit)| byte ^ bit).collect();
    let texts = [[&padded[0], &letters, end.as_bytes()], [&padded[1], &turned, end.as_bytes()]];
    let texts = texts.map(|text| text.concat());
    assert!(texts[0] != texts[1]);
    assert_eq!(before::fingerprint(&[tag, &texts[0]]), before::fingerprint(&[tag, &texts[1]]));
    texts
}

/// Two orders of a Binance stream, each a line.
fn orders(time: u64, sizes: [&str; 2]) -> [Vec<u8>; 2] {
    let begins = sizes.map(|z| {
        format!(
            "{{\"s\":\"BTCUSDT\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"{z}\",\
             \"p\":\"100\",\"ap\":\"100\",\"X\":\"FILLED\",\"l\":\"{z}\",\"z\":\"{z}\",\
             \"T\":{time},\"n\":\""
        )
    });
    let end = "\",\"note\":\"the same in both of the two orders\"}";
    alike(b"o", [&begins[0], &begins[1]], end).map(|order| {
        let head = format!("{{\"e\":\"forceOrder\",\"E\":{},\"o\":", time + 3);
        [head.as_bytes(), &order, b"}\n"].concat()
    })
}

const HEADER: &[u8] = b"symbol,side,price,average_price,accumulated_filled_quantity,trade_time,\
                        order_status,order_type,time_in_force\n";

/// Two rows of a capture under this header.
fn rows(time: u64, sizes: [&str; 2]) -> [Vec<u8>; 2] {
    let begins = sizes.map(|z| format!("BTCUSDT,SELL,100,100,{z},{time},FILLED,"));
    let end = ",IOC and the same in both of the two rows";
    alike(b"row", [&begins[0], &begins[1]], end).map(|row| [&row[..], b"\n"].concat())
}

const KEYS: [&str; 2] = ["", "00112233445566778899aabbccddeeff"];

/// Events, duplicates and dollars; the same with any key and without one.
fn count(bytes: &[u8]) -> (i64, i64, String) {
    let counted = KEYS.map(|key| {
        let key = (!key.is_empty()).then(|| ("row_key".to_owned(), key.into()));
        let mut census = count::census(Value::Map(key.into_iter().collect())).unwrap();
        census.push(bytes).unwrap();
        count::finish(census).unwrap()
    });
    assert_eq!(counted[0], counted[1]);
    let int = |key| match counted[0].get(key) {
        Some(Value::Int(count)) => *count,
        other => panic!("{key}: {other:?}"),
    };
    let total = counted[0].get("total_usd").unwrap().as_text().unwrap();
    (int("events"), int("duplicates"), total.to_owned())
}

#[test]
fn a_row_that_was_made_to_look_like_another_one_is_counted() {
    let [first, second] = orders(1_762_214_400_000, ["1", "9.60802520903"]);
    let counted = count(&[&first[..], &second, &first, &second].concat());
    assert_eq!(counted, (2, 2, "1060.80252090300".to_owned()));
    let [first, second] = rows(1_762_214_400_000, ["1", "9.60802520903"]);
    let counted = count(&[HEADER, &first, &second, &first, &second].concat());
    assert_eq!(counted, (2, 2, "1060.80252090300".to_owned()));
}

/// The pair that was found, where it is there.
#[test]
fn the_pair_that_was_found_is_two_orders() {
    let found = shared("cases-2/found/15-fingerprint-collision/collide.jsonl");
    let Some(bytes) = found else { return };
    assert_eq!(count(&bytes), (2, 0, "1060.80252090300".to_owned()));
}

#[test]
fn a_key_is_asked_for_in_words_and_not_repeated() {
    for bad in ["", "secret", "zz112233445566778899aabbccddeeff"] {
        let error = count::census(Value::map([("row_key", bad.into())])).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("row_key"));
        assert_eq!(
            error.reason(),
            "expected a key of 32 hexadecimal digits, found \"another text\""
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Any two orders at all could be made alike; each is counted, and each again is not.
    #[test]
    fn no_row_hides_another_one(
        time in 1_762_214_400_000_u64..1_762_300_000_000,
        sizes in ("[1-9][0-9]{0,3}(\\.[0-9]{1,6}[1-9])?", "[1-9][0-9]{0,3}(\\.[0-9]{1,6}[1-9])?"),
        csv in any::<bool>(),
    ) {
        prop_assume!(sizes.0 != sizes.1);
        let sizes = [sizes.0.as_str(), sizes.1.as_str()];
        let [first, second] = if csv { rows(time, sizes) } else { orders(time, sizes) };
        let head = if csv { HEADER } else { b"" };
        let single = |row: &[u8]| count(&[head, row].concat());
        prop_assert_eq!((single(&first).0, single(&second).0), (1, 1));
        let counted = count(&[head, &first, &second, &second, &first].concat());
        prop_assert_eq!((counted.0, counted.1), (2, 2));
    }
}
