//! A scenario on top of a preset: the keys given override those of the preset.
//!
//! Objects merge key by key, unless their `kind` differs: then the new one stands alone. Lists
//! and plain values replace. A null leaves the preset's value.

use crate::text::cut;
use crate::value::{Value, record};

/// Keys of which only one can hold: giving one drops the other from the preset.
const EITHER: &[(&str, &str)] = &[("usd_per_percent", "depth_usd"), ("to_price_usd", "shock")];

/// Keys whose objects are different forms of one value: the new form replaces the old.
const FORMS: &[&str] = &["shock"];

/// A scenario with the value at `path`, such as `impact.usd_per_percent`, replaced.
#[must_use]
pub fn with(scenario: Value, path: &str, value: Value) -> Value {
    merge(scenario, nested(path, value))
}

fn nested(path: &str, value: Value) -> Value {
    let (first, rest) = cut(path, b'.');
    record![(first, if rest.is_empty() { value } else { nested(rest, value) })]
}

/// `base` with the keys of `over`.
pub(super) fn merge(base: Value, over: Value) -> Value {
    match (base, over) {
        (base, Value::Null) => base,
        (Value::Map(base), Value::Map(over)) if same_kind(&base, &over) => {
            Value::Map(merge_maps(base, over))
        }
        (_, over) => over,
    }
}

fn merge_maps(base: Vec<(String, Value)>, over: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let mut merged: Vec<_> = base.into_iter().filter(|(key, _)| !replaced(key, &over)).collect();
    for (key, value) in over {
        match merged.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) if FORMS.contains(&key.as_str()) && value != Value::Null => *old = value,
            Some((_, old)) => *old = merge(std::mem::replace(old, Value::Null), value),
            None => merged.push((key, value)),
        }
    }
    merged
}

/// Whether the other of two exclusive keys is given.
fn replaced(key: &str, over: &[(String, Value)]) -> bool {
    let given = |name: &str| over.iter().any(|(k, v)| k == name && *v != Value::Null);
    EITHER.iter().any(|(one, two)| (key == *one && given(two)) || (key == *two && given(one)))
}

/// Two objects merge unless the new one names another kind.
fn same_kind(base: &[(String, Value)], over: &[(String, Value)]) -> bool {
    let Some(new) = kind(over) else { return true };
    kind(base) == Some(new)
}

fn kind(entries: &[(String, Value)]) -> Option<&Value> {
    entries.iter().find(|(key, _)| key == "kind").map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_override_and_the_rest_stays() {
        let base = Value::map([
            ("market", Value::map([("asset", "BTC".into()), ("price_usd", "1".into())])),
            ("impact", Value::map([("kind", "linear".into()), ("usd_per_percent", "7".into())])),
            ("shock", Value::map([("reach_price_usd", "9".into())])),
        ]);
        let over = Value::map([
            ("market", Value::map([("price_usd", "2".into())])),
            ("impact", Value::map([("depth_usd", "8".into())])),
            ("shock", "0.05".into()),
            ("flow", Value::Null),
        ]);
        let merged = merge(base.clone(), over);
        assert_eq!(merged.get("market").unwrap().get("asset"), Some(&"BTC".into()));
        assert_eq!(merged.get("market").unwrap().get("price_usd"), Some(&"2".into()));
        let impact = merged.get("impact").unwrap();
        assert_eq!(impact.get("usd_per_percent"), None);
        assert_eq!(impact.get("kind"), Some(&"linear".into()));
        assert_eq!(merged.get("shock"), Some(&"0.05".into()));
        let other = Value::map([("impact", Value::map([("kind", "none".into())]))]);
        let replaced = merge(base, other);
        assert_eq!(replaced.get("impact").unwrap().get("usd_per_percent"), None);
    }
}
