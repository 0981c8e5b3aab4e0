//! The parts of an outcome. Not everyone needs them all at once: a slider that is dragged shows
//! two of them, and the rest can wait until the hand rests.

use crate::error::{Error, Result};
use crate::value::Value;

/// Every part that can be left out, in the order of the outcome.
const NAMES: [&str; 8] =
    ["path", "map", "avalanches", "sweep", "timed", "ledger", "notes", "scenario"];
const KNOWN: &str = "path, map, avalanches, sweep, timed, ledger, notes, scenario";

/// Which parts are wanted. What is not in the list is always there: the headline, the calibration,
/// key levels, the recovery and the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts([bool; NAMES.len()]);

impl Parts {
    /// The whole outcome.
    pub(super) const ALL: Self = Self([true; NAMES.len()]);

    /// Reads a list of names; null is the whole outcome.
    pub(super) fn read(value: Value) -> Result<Self> {
        if value == Value::Null {
            return Ok(Self::ALL);
        }
        let mut wanted = [false; NAMES.len()];
        for (index, item) in value.items()?.into_iter().enumerate() {
            let name = item.as_text().map_err(|e| e.at_index(index))?;
            let place = NAMES.iter().position(|known| *known == name);
            match place.and_then(|place| wanted.get_mut(place)) {
                Some(slot) => *slot = true,
                None => {
                    let error = Error::unknown(KNOWN, name);
                    return Err(error.at_index(index));
                }
            }
        }
        Ok(Self(wanted))
    }

    /// Whether the part of this name is wanted.
    pub(super) fn has(self, name: &str) -> bool {
        NAMES.iter().zip(self.0).any(|(known, wanted)| wanted && *known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_what_is_wanted_and_nothing_else() {
        let parts = Parts::read(Value::list(["map", "ledger"])).unwrap();
        let wanted: Vec<_> = NAMES.into_iter().filter(|name| parts.has(name)).collect();
        assert_eq!(wanted, ["map", "ledger"]);
        assert_eq!(Parts::read(Value::Null).unwrap(), Parts::ALL);
        assert!(!Parts::read(Value::list::<&str>([])).unwrap().has("path"));
        let error = Parts::read(Value::list(["map", "maps"])).unwrap_err();
        assert_eq!(error.place().field.as_deref(), Some("[1]"));
        assert_eq!(error.code(), "UNKNOWN_NAME");
    }

    #[test]
    fn the_error_lists_every_name() {
        assert_eq!(KNOWN.split(", ").collect::<Vec<_>>(), NAMES);
    }
}
