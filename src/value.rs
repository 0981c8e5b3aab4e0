//! A tree of values: the one form in which option bags, scenarios and reports cross the edge.
//!
//! Reading goes through [`Fields`], which knows the path of every key, so that a bad scenario
//! says `market.price_usd: expected …` and an unknown key is an error. Exact numbers are decimal
//! strings in both directions; estimates are numbers.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::approx::Approx;
use crate::error::{Error, Kind, Result};
use crate::money::{Coins, Numeral, Price, Qty, Ratio, Usd, parse_decimal};
use crate::vocabulary::Word;

/// Most entries of one list or map in an option bag or scenario; more is a mistake or an attack.
const MOST_ENTRIES: usize = 2_000_000;

/// Null, a truth value, a number, text, a list or a map.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing there.
    Null,
    /// A truth value.
    Bool(bool),
    /// A count, a time in milliseconds, an index.
    Int(i64),
    /// An estimate.
    Float(f64),
    /// Text, or an exact decimal.
    Text(String),
    /// A list of values.
    List(Vec<Value>),
    /// A column of estimates; a `Float64Array` outside.
    Floats(Vec<f64>),
    /// Keys and values, in order.
    Map(Vec<(String, Value)>),
}

/// The keys of one map, taken one by one; what is left at the end is unknown.
#[derive(Debug)]
pub struct Fields(Vec<(String, Value)>);

/// A map that is being written, key by key.
#[derive(Debug, Default)]
pub struct Record(Vec<(String, Value)>);

/// Makes room for small values that take so many bytes together. The memory of a wasm grows by a
/// page at a time while values come one by one, and each step may take longer than the 50 values
/// that fit in it; a block that is taken and given back makes it grow once. Without so much memory
/// nothing happens.
pub(crate) fn make_room(bytes: usize) {
    let mut block: Vec<u8> = Vec::new();
    // What is taken and not used would else be left out by the compiler.
    drop(std::hint::black_box(block.try_reserve_exact(bytes).map(|()| block)));
}

impl Record {
    /// Adds a key at the end.
    // Compiled once for each type of value: a report is hundreds of these calls.
    #[inline(never)]
    pub fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.push(key, value.into());
    }

    /// Adds a key at the end where there is a value.
    pub fn put_some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    #[inline(never)]
    fn push(&mut self, key: &str, value: Value) {
        self.0.push((key.to_owned(), value));
    }

    /// Adds every key of a map at the end, and nothing of any other value.
    pub fn append(&mut self, map: Value) {
        if let Value::Map(entries) = map {
            self.0.extend(entries);
        }
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        Self::Map(record.0)
    }
}

/// A map of pairs of key and value, the values of any type that turns into one.
macro_rules! record {
    ($(($key:expr, $value:expr)),* $(,)?) => {{
        let mut record = $crate::value::Record::default();
        $(record.put($key, $value);)*
        $crate::value::Value::from(record)
    }};
}
pub(crate) use record;

impl Value {
    /// A map from pairs of key and value.
    #[must_use]
    pub fn map<const N: usize>(pairs: [(&str, Self); N]) -> Self {
        Self::owned(pairs.into())
    }

    // Not generic, so that it is compiled once and not for every size of map.
    #[inline(never)]
    fn owned(pairs: Vec<(&str, Self)>) -> Self {
        Self::Map(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// A list of anything that turns into values.
    pub fn list<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// An exact number, or any other thing with a text of its own.
    #[must_use]
    pub fn text(thing: impl fmt::Display) -> Self {
        Self::shown(&thing)
    }

    // One body for everything that has a text.
    #[inline(never)]
    fn shown(thing: &dyn fmt::Display) -> Self {
        Self::Text(thing.to_string())
    }

    /// An exact number, as many decimal places as it has.
    #[must_use]
    #[inline(never)]
    pub fn digits(number: impl Into<Numeral>) -> Self {
        Self::Text(number.into().text())
    }

    /// An exact number, without the zeros at the end of its decimal places.
    #[must_use]
    #[inline(never)]
    pub fn exact(number: impl Into<Numeral>) -> Self {
        Self::Text(number.into().trimmed().text())
    }

    /// The value under `key` of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The same map with one more key at the end.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Self>) -> Self {
        self.push(key, value.into());
        self
    }

    // One body for every type of value: reports are long chains of `with`.
    #[inline(never)]
    fn push(&mut self, key: &str, value: Self) {
        if let Self::Map(entries) = self {
            entries.push((key.to_owned(), value));
        }
    }

    /// The exact number that this text or whole number is.
    ///
    /// # Errors
    /// Malformed for any other value, or as the parser of `T` says.
    pub fn parse<T: FromStr<Err = Error>>(&self) -> Result<T> {
        self.number()?.parse()
    }

    #[inline(never)]
    fn number(&self) -> Result<Cow<'_, str>> {
        match self {
            Self::Text(text) => Ok(text.as_str().into()),
            Self::Int(count) => Ok(count.to_string().into()),
            other => Err(Error::malformed("a decimal number in quotes", other.word())),
        }
    }

    /// The number as an estimate: a float as it is, an exact decimal through the door.
    ///
    /// # Errors
    /// Malformed for anything that is no finite number.
    pub fn estimate(&self) -> Result<f64> {
        match self {
            Self::Float(value) if value.is_finite() => Ok(*value),
            Self::Float(_) => Err(Error::malformed("a finite number", "another one")),
            Self::Int(count) => Ok(rust_decimal::Decimal::from(*count).approx()),
            Self::Text(text) => parse_decimal(text).map(Approx::approx),
            other => Err(Error::malformed("a number", other.word())),
        }
    }

    /// The whole number, bare or as text.
    ///
    /// # Errors
    /// Malformed for anything else.
    pub fn whole(&self) -> Result<i64> {
        const EXPECTED: &str = "a whole number";
        match self {
            Self::Int(count) => Ok(*count),
            Self::Text(text) => text.parse().map_err(|_| Error::malformed(EXPECTED, text)),
            other => Err(Error::malformed(EXPECTED, other.word())),
        }
    }

    /// The text.
    ///
    /// # Errors
    /// Malformed for anything that is no text.
    pub fn as_text(&self) -> Result<&str> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(Error::malformed("text", other.word())),
        }
    }

    /// The text itself.
    ///
    /// # Errors
    /// Malformed for anything that is no text.
    pub fn into_text(self) -> Result<String> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(Error::malformed("text", other.word())),
        }
    }

    /// The items of a list.
    ///
    /// # Errors
    /// Malformed for anything that is no list.
    pub fn items(self) -> Result<Vec<Self>> {
        match self {
            Self::List(items) => Ok(items),
            Self::Floats(column) => Ok(column.into_iter().map(Self::Float).collect()),
            other => Err(Error::malformed("a list", other.word())),
        }
    }

    /// What kind of value it is, for messages.
    fn word(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Int(_) | Self::Float(_) => "a bare number",
            Self::Text(_) => "text",
            Self::List(_) | Self::Floats(_) => "a list",
            Self::Map(_) => "an object",
        }
    }
}

impl Fields {
    /// The keys of `value`.
    ///
    /// # Errors
    /// Malformed when it is no map.
    pub fn of(value: Value) -> Result<Self> {
        match value {
            Value::Map(entries) => Ok(Self(entries)),
            other => Err(Error::malformed("an object", other.word())),
        }
    }

    /// Adds a key, as a default that the caller does not write.
    pub fn put(&mut self, key: &str, value: Value) {
        self.0.push((key.to_owned(), value));
    }

    /// The value under `key`, which stays there.
    #[must_use]
    pub fn peek(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Takes the value under `key`; null counts as absent.
    #[inline(never)]
    pub fn take(&mut self, key: &str) -> Option<Value> {
        let index = self.0.iter().position(|(name, _)| name == key)?;
        let (_, value) = self.0.remove(index);
        (value != Value::Null).then_some(value)
    }

    /// Takes `key` and reads it with `read`; an error names the key.
    ///
    /// # Errors
    /// What `read` says, in this field.
    // A pointer and not a type of its own for each reader, so that this is compiled once for each
    // type that is read.
    #[inline(never)]
    pub fn read<T>(
        &mut self,
        key: &'static str,
        read: fn(Value) -> Result<T>,
    ) -> Result<Option<T>> {
        match self.take(key).map(read) {
            None => Ok(None),
            Some(Ok(found)) => Ok(Some(found)),
            Some(Err(error)) => Err(error.in_field(key)),
        }
    }

    /// As [`Fields::read`], for a key that has to be there.
    ///
    /// # Errors
    /// Missing when it is not, or what `read` says.
    #[inline(never)]
    pub fn need<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: fn(Value) -> Result<T>,
    ) -> Result<T> {
        match self.take(key) {
            None => Err(Error::missing(what).in_field(key)),
            Some(value) => read(value).map_err(|error| error.in_field(key)),
        }
    }

    /// The exact number under `key`, where there is one.
    ///
    /// # Errors
    /// As [`Value::parse`], in this field.
    pub fn exact<T: FromStr<Err = Error>>(&mut self, key: &'static str) -> Result<Option<T>> {
        self.read(key, |value| value.parse())
    }

    /// The estimate under `key`, where there is one.
    ///
    /// # Errors
    /// As [`Value::estimate`], in this field.
    pub fn estimate(&mut self, key: &'static str) -> Result<Option<f64>> {
        self.read(key, |value| value.estimate())
    }

    /// The text under `key`, where there is some.
    ///
    /// # Errors
    /// Malformed when it is no text.
    pub fn text(&mut self, key: &'static str) -> Result<Option<String>> {
        self.read(key, Value::into_text)
    }

    /// The word of a list under `key`, where there is one.
    ///
    /// # Errors
    /// Malformed when it is no text, an unknown name for another one; in this field.
    pub(crate) fn word<T: Word>(&mut self, key: &'static str) -> Result<Option<T>> {
        self.read(key, |value| T::of(value.as_text()?))
    }

    /// The text under `key`, which has to be there.
    ///
    /// # Errors
    /// Missing when it is not, malformed when it is no text.
    pub fn need_text(&mut self, key: &'static str, what: &'static str) -> Result<String> {
        self.need(key, what, Value::into_text)
    }

    /// Each item of the list under `key`, read with `read`; an error names the index. An absent
    /// list is empty.
    ///
    /// # Errors
    /// What `read` says, in this field and at this index.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(Value) -> Result<T>,
    ) -> Result<Vec<T>> {
        let list = self.read(key, Value::items)?.unwrap_or_default();
        each(list, &mut read).map_err(|error| error.in_field(key))
    }

    /// The keys that are left, as a map again.
    #[must_use]
    pub fn rest(self) -> Value {
        Value::Map(self.0)
    }

    /// Checks that every key was taken.
    ///
    /// # Errors
    /// [`Kind::UnknownKey`] with the first key that is left.
    pub fn finish(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some((key, _)) => Err(Kind::UnknownKey(key.as_str().into()).into()),
        }
    }
}

/// Each value of a list, read with `read`; an error names the index.
///
/// # Errors
/// What `read` says, at this index.
#[inline(never)]
pub fn each<T>(list: Vec<Value>, read: &mut dyn FnMut(Value) -> Result<T>) -> Result<Vec<T>> {
    let mut read_all = Vec::with_capacity(list.len());
    for value in list {
        match read(value) {
            Ok(item) => read_all.push(item),
            Err(error) => return Err(error.at_index(read_all.len())),
        }
    }
    Ok(read_all)
}

macro_rules! from {
    ($($from:ty => $make:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(from: $from) -> Self {
                $make(from)
            }
        }
    )*};
}

from! {
    bool => Value::Bool;
    i64 => Value::Int;
    u32 => |n| Value::Int(i64::from(n));
    u64 => |n| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    usize => |n| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    f64 => Value::Float;
    &str => |text: &str| Value::Text(text.to_owned());
    String => Value::Text;
    Vec<f64> => Value::Floats;
    Vec<Value> => Value::List;
}

macro_rules! exact {
    ($($kind:ty),*) => {$(
        /// As [`Value::exact`].
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self::exact(number)
            }
        }
    )*};
}

exact! { Price, Qty, Ratio, Usd, Coins }

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(from: Option<T>) -> Self {
        from.map_or(Self::Null, Into::into)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> std::result::Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> std::result::Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> std::result::Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
            if items.len() > MOST_ENTRIES {
                return Err(serde::de::Error::custom("a list of more than 2,000,000 entries"));
            }
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
            if entries.len() > MOST_ENTRIES {
                return Err(serde::de::Error::custom("an object of more than 2,000,000 keys"));
            }
        }
        Ok(Value::Map(entries))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Floats(column) => column.serialize(serializer),
            Self::List(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| seq.serialize_element(item))?;
                seq.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Price;

    fn fields(pairs: &[(&str, Value)]) -> Fields {
        Fields(pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    }

    #[test]
    fn a_bad_value_is_named_by_its_path() {
        let mut bag = fields(&[("price_usd", "abc".into()), ("levels", Value::list(["1", "x"]))]);
        let error = bag.exact::<Price>("price_usd").unwrap_err().in_field("market");
        assert_eq!(error.place().field.as_deref(), Some("market.price_usd"));
        let error = bag.each("levels", |v| v.parse::<Price>()).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("levels[1]"));
    }

    #[test]
    fn unknown_keys_are_errors_and_null_is_absent() {
        let mut bag = fields(&[("a", Value::Null), ("depht", "1".into())]);
        assert_eq!(bag.exact::<Price>("a").unwrap(), None);
        assert_eq!(bag.finish().unwrap_err().code(), "UNKNOWN_KEY");
    }

    #[test]
    fn a_bare_float_is_no_fact_but_may_be_an_estimate() {
        assert_eq!(Value::Float(0.5).parse::<Price>().unwrap_err().code(), "MALFORMED");
        assert_eq!(Value::Float(0.5).estimate(), Ok(0.5));
        assert_eq!(Value::from("0.5").estimate(), Ok(0.5));
        assert_eq!(Value::Float(f64::NAN).estimate().unwrap_err().code(), "MALFORMED");
    }

    #[test]
    fn json_goes_round() {
        let value = Value::map([("a", Value::list([1_i64, 2])), ("b", "x".into())]);
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(json, r#"{"a":[1,2],"b":"x"}"#);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }
}
