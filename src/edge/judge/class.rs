//! The class of a day as a value, with each condition that was looked at.

use super::answers::{answer, list};
use crate::context::deleveraging::Judgement;
use crate::value::{Value, record};

/// The class of a day with each condition.
pub(super) fn conditions(judgement: &Judgement) -> Value {
    let rows = list(&judgement.conditions, |condition| {
        record![
            ("class", condition.class.as_str()),
            ("rule", condition.rule),
            ("value", condition.value.as_deref()),
            ("holds", condition.holds),
        ]
    });
    let why = match judgement.class {
        None if !judgement.not_excluded.is_empty() => {
            Some(format!("not known: {}", judgement.missing().join("; ")))
        }
        _ => None,
    };
    let none = judgement.class.is_none() && judgement.not_excluded.is_empty();
    let class = judgement.class.map(|class| class.as_str());
    let class = if none { Some("no_class") } else { class };
    record![
        ("class", class),
        ("not_excluded", list(&judgement.not_excluded, |class| class.as_str().into())),
        ("conditions", rows),
        ("cannot_be_checked", why),
    ]
}

/// The answer about a day's class, in the form of all answers.
pub(super) fn class_answer(judgement: &Judgement) -> Value {
    let shown = conditions(judgement);
    let why = shown.get("cannot_be_checked").cloned().unwrap_or(Value::Null);
    let rule = crate::context::deleveraging::RULE;
    let empty = answer(&crate::context::Answer::<()>::to(rule).known(()), |()| Value::Null);
    let Value::Map(entries) = empty else { return shown };
    let kept = entries.into_iter().filter(|(key, _)| key == "rule" || key == "inputs");
    Value::Map(kept.collect()).with("found", shown).with("cannot_be_checked", why)
}
