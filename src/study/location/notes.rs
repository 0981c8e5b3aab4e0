//! What a reader has to know beside the numbers of a position.

use crate::margin::{Location, Mode, Position, Rounding, Spec, may_jump};

/// Every note, in the order in which they are read.
#[inline(never)]
pub(super) fn notes(spec: &Spec, position: &Position, location: &Location) -> Vec<&'static str> {
    let mut notes = of_rules(spec, location);
    let tier = location.tier;
    let moved = tier.zip(location.entry_tier);
    if moved.is_some_and(|(tier, entry)| tier.number != entry.number) {
        notes.push("the tier at the liquidation price is not the tier at entry");
    }
    if location.second.is_some() {
        notes.push("the account is liquidated on either side of the present price");
    }
    if tier.is_some_and(|tier| tier.number == 1 && tier.lower.is_positive()) {
        notes.push("the table begins above 0; its first tier is used below that");
    }
    if position.beyond_its_table() {
        notes.push("the position is larger than the last tier of the table; its rate is used");
    }
    notes
}

/// What the venue's rules do to the price.
fn of_rules(spec: &Spec, location: &Location) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if !location.jumps.is_empty() {
        notes.push("the maintenance margin of this table jumps at its tier edges");
    }
    if may_jump(spec.rules.deductions) && spec.rules.venue == "okx" {
        notes.push(
            "the whole position takes the rate of its tier; partial liquidation starts at tier 3",
        );
    }
    notes.extend(of_tick(spec));
    notes
}

/// What a venue does with a price that is on no tick.
fn of_tick(spec: &Spec) -> Option<&'static str> {
    match (spec.rules.rounding, spec.tick, spec.mode) {
        (Rounding::OneTickTowardsEntry, Some(_), _) => Some(
            "the price is the formula's and one tick nearer to entry, up for a long and down for \
             a short: so OKX shows isolated positions, as real ones tell; it is not published",
        ),
        (Rounding::OneTickTowardsEntry, None, _) => Some(
            "no tick is given, so this is the formula's price: OKX shows an isolated position one \
             tick nearer to entry, up for a long and down for a short",
        ),
        (Rounding::None, Some(_), Mode::Cross) if spec.rules.venue == "okx" => {
            Some("OKX adds no tick in cross margin: the price is the formula's")
        }
        _ => None,
    }
}
