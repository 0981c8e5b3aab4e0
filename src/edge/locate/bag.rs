//! Reads a position from an option bag.

use crate::error::{Error, Result};
use crate::event::Side;
use crate::margin::{
    Basis, Contract, Deductions, FeeKept, Hedge, Maintenance, Mode, Rounding, SizeUnit, Spec,
    TierRow, TierUnit,
};
use crate::money::Rational;
use crate::study::location::{Holding, OtherPosition, Others, Terms, Upkeep};
use crate::value::{Fields, Value};

/// An exact number: decimal text or a whole number; a rate may be a quotient such as `1/30`.
#[inline(never)]
pub(super) fn number(bag: &mut Fields, key: &'static str) -> Result<Option<Rational>> {
    bag.exact(key)
}

/// An exact number that has to be there.
#[inline(never)]
pub(super) fn needed(bag: &mut Fields, key: &'static str, what: &'static str) -> Result<Rational> {
    number(bag, key)?.ok_or_else(|| missing(what, key))
}

/// The error of a key that has to be there.
#[cold]
#[inline(never)]
fn missing(what: &'static str, key: &'static str) -> Error {
    Error::missing(what).in_field(key)
}

/// One of a closed list of names.
fn choice<T: Copy>(
    bag: &mut Fields,
    key: &'static str,
    known: &'static str,
    names: &[(&str, T)],
) -> Result<Option<T>> {
    let Some(name) = bag.text(key)? else { return Ok(None) };
    match names.iter().find(|(word, _)| *word == name) {
        Some((_, choice)) => Ok(Some(*choice)),
        None => Err(unknown(key, known, &name)),
    }
}

#[inline(never)]
fn unknown(key: &'static str, known: &'static str, found: &str) -> Error {
    Error::unknown(known, found).in_field(key)
}

#[inline(never)]
pub(super) fn side(bag: &mut Fields) -> Result<Side> {
    let names = [("long", Side::Long), ("short", Side::Short)];
    let found = choice(bag, "side", "long, short", &names)?;
    found.ok_or_else(|| missing("long or short", "side"))
}

#[inline(never)]
fn unit(bag: &mut Fields) -> Result<Option<SizeUnit>> {
    let names =
        [("base", SizeUnit::Base), ("quote", SizeUnit::Quote), ("contracts", SizeUnit::Contracts)];
    choice(bag, "quantity_unit", "base, quote, contracts", &names)
}

/// Isolated unless told.
#[inline(never)]
fn mode(bag: &mut Fields) -> Result<Mode> {
    let names = [("isolated", Mode::Isolated), ("cross", Mode::Cross)];
    Ok(choice(bag, "margin_mode", "isolated, cross", &names)?.unwrap_or(Mode::Isolated))
}

/// The rules, from `venue`, `contract`, `form` and what `generic` leaves to the caller.
#[inline(never)]
fn terms(bag: &mut Fields) -> Result<Terms> {
    let mode = mode(bag)?;
    let venue = bag.text("venue")?.ok_or_else(|| missing("a venue", "venue"))?;
    let names = [("linear", Contract::Linear), ("inverse", Contract::Inverse)];
    let contract = choice(bag, "contract", "linear, inverse", &names)?;
    let form = bag.text("form")?;
    let mut terms = Terms::choose(&venue, contract, form.as_deref(), mode)?;
    if terms.are_generic() {
        choices(bag, &mut terms)?;
    }
    let all = rounding(bag, "rounding")?;
    terms.round(all, rounding(bag, "bankruptcy_rounding")?);
    Ok(terms)
}

/// The choices that every venue but `generic` makes for itself.
#[inline(never)]
fn choices(bag: &mut Fields, terms: &mut Terms) -> Result<()> {
    let names = [("mark", Basis::Mark), ("entry", Basis::Entry)];
    let basis = choice(bag, "basis", "mark, entry", &names)?;
    let basis = basis.ok_or_else(|| missing("mark or entry", "basis"))?;
    let names = [
        ("none", FeeKept::None),
        ("liquidation", FeeKept::AtLiquidation),
        ("bankruptcy", FeeKept::AtBankruptcy),
    ];
    let fee = choice(bag, "fee_kept", "none, liquidation, bankruptcy", &names)?;
    let what = "none, liquidation or bankruptcy";
    let fee = fee.ok_or_else(|| missing(what, "fee_kept"))?;
    let names = [
        ("computed", Deductions::Computed),
        ("given", Deductions::Given),
        ("none", Deductions::None),
    ];
    let deductions = choice(bag, "deductions", "computed, given, none", &names)?;
    let what = "computed, given or none";
    let deductions = deductions.ok_or_else(|| missing(what, "deductions"))?;
    terms.take(basis, fee, deductions)
}

#[inline(never)]
fn rounding(bag: &mut Fields, key: &'static str) -> Result<Option<Rounding>> {
    let all = [
        Rounding::None,
        Rounding::Nearest,
        Rounding::TowardsEntry,
        Rounding::AwayFromEntry,
        Rounding::Down,
        Rounding::Up,
        Rounding::OneTickTowardsEntry,
    ];
    let known = "none, nearest, towards_entry, away_from_entry, down, up, one_tick_towards_entry";
    choice(bag, key, known, &all.map(|rounding| (rounding.as_str(), rounding)))
}

/// What a bag describes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bag {
    /// One position.
    Position,
    /// One position whose size is the question, and may therefore be missing.
    Unsized,
    /// What all rows of columns share.
    Rows,
}

/// The position of a bag.
pub(super) fn holding(bag: &mut Fields, kind: Bag) -> Result<Holding> {
    let terms = terms(bag)?;
    let symbol = bag.text("symbol")?;
    let contract_value = number(bag, "contract_value")?;
    let upkeep = match own_upkeep(bag, &terms)? {
        Some(own) => own,
        None => Upkeep::built_in(&terms.rules, symbol.as_deref())?,
    };
    let others = others(bag, terms.rules.contract)?;
    let mut holding = match kind {
        Bag::Rows => Holding::of_rows(terms, upkeep),
        Bag::Position | Bag::Unsized => {
            let any = (kind == Bag::Unsized).then(Holding::some_quantity);
            let quantity = number(bag, "quantity")?.or(any);
            let (side, entry) = (side(bag)?, needed(bag, "entry_price", "an entry price")?);
            let quantity = quantity.ok_or_else(|| missing("a quantity", "quantity"))?;
            Holding::new(terms, upkeep, side, entry, quantity)
        }
    };
    holding.symbol = symbol;
    let spec = &mut holding.spec;
    spec.contract_value = contract_value.or(spec.contract_value);
    (spec.other_maintenance, spec.other_profit) = (others.maintenance, others.profit);
    stated(bag, spec)?;
    Ok(holding)
}

/// What may be stated of a position, or left out.
fn stated(bag: &mut Fields, spec: &mut Spec) -> Result<()> {
    spec.unit = unit(bag)?.unwrap_or(spec.unit);
    spec.leverage = number(bag, "leverage")?;
    spec.funds = funds(bag, spec.funds)?;
    spec.equity = number(bag, "equity")?;
    spec.extra = number(bag, "extra_margin")?.unwrap_or(spec.extra);
    spec.fee_reserve = number(bag, "fee_reserve")?.unwrap_or(spec.fee_reserve);
    spec.mark = number(bag, "mark_price")?;
    spec.fee = number(bag, "fee_rate")?;
    spec.open_fee = number(bag, "open_fee_rate")?;
    spec.hedge = bag.read("hedge", hedge)?;
    spec.balance = number(bag, "balance")?;
    spec.tick = number(bag, "tick")?;
    Ok(())
}

/// The isolated margin or the wallet balance: two names of the same money.
#[inline(never)]
fn funds(bag: &mut Fields, known: Option<Rational>) -> Result<Option<Rational>> {
    match (number(bag, "margin")?.or(known), number(bag, "wallet_balance")?) {
        (Some(_), Some(_)) => {
            let rule = "expected a margin or a wallet balance, found both";
            Err(Error::conflict(rule).in_field("wallet_balance"))
        }
        (margin, wallet) => Ok(margin.or(wallet)),
    }
}

#[inline(never)]
fn hedge(value: Value) -> Result<Hedge> {
    let mut bag = Fields::of(value)?;
    let entry = needed(&mut bag, "entry_price", "an entry price")?;
    let quantity = needed(&mut bag, "quantity", "a quantity")?;
    bag.finish()?;
    Ok(Hedge { entry, quantity })
}

/// A maintenance amount, a table of the caller's own, or Deribit's rates; none where the
/// built-in table is wanted.
#[inline(never)]
fn own_upkeep(bag: &mut Fields, terms: &Terms) -> Result<Option<Upkeep>> {
    let amount = number(bag, "maintenance_margin")?;
    let unit = tier_unit(bag)?;
    let rows = bag.read("maintenance_tiers", tiers)?;
    let slope = bag.read("maintenance_slope", slope)?;
    match (amount, rows, slope) {
        (Some(amount), None, None) => Ok(Some(Upkeep::own(Maintenance::Amount(amount)))),
        (None, Some(rows), None) => Upkeep::of_tiers(&terms.rules, rows, unit).map(Some),
        (None, None, slope) => Ok(slope.map(Upkeep::own)),
        _ => {
            let rule = "expected one of maintenance_margin, maintenance_tiers and \
                        maintenance_slope, found more";
            Err(Error::conflict(rule).in_field("maintenance_tiers"))
        }
    }
}

#[inline(never)]
fn tier_unit(bag: &mut Fields) -> Result<Option<TierUnit>> {
    let names =
        [("quote", TierUnit::Quote), ("base", TierUnit::Base), ("contracts", TierUnit::Contracts)];
    choice(bag, "tier_unit", "quote, base, contracts", &names)
}

#[inline(never)]
pub(in crate::edge) fn tiers(value: Value) -> Result<Vec<TierRow>> {
    let row = |(index, value): (usize, Value)| tier(value).map_err(|e| e.at_index(index));
    value.items()?.into_iter().enumerate().map(row).collect()
}

#[inline(never)]
fn tier(value: Value) -> Result<TierRow> {
    let mut bag = Fields::of(value)?;
    let row = TierRow {
        lower: number(&mut bag, "lower")?,
        upper: number(&mut bag, "upper")?,
        rate: needed(&mut bag, "rate", "a maintenance rate")?,
        deduction: number(&mut bag, "deduction")?,
        max_leverage: number(&mut bag, "max_leverage")?,
    };
    bag.finish()?;
    Ok(row)
}

#[inline(never)]
fn slope(value: Value) -> Result<Maintenance> {
    let mut bag = Fields::of(value)?;
    let read = Maintenance::Sloped {
        base: needed(&mut bag, "maintenance_rate", "a rate")?,
        initial: needed(&mut bag, "initial_rate", "a rate")?,
        per_coin: needed(&mut bag, "per_coin", "a rate")?,
    };
    bag.finish()?;
    Ok(read)
}

/// Maintenance and profit of the other positions of a cross account: in sum, or one by one.
#[inline(never)]
fn others(bag: &mut Fields, contract: Contract) -> Result<Others> {
    let maintenance = number(bag, "other_maintenance_margin")?;
    let profit = number(bag, "other_unrealized_pnl")?;
    let each = bag.each("other_positions", |value| other(value, contract))?;
    if each.is_empty() {
        let zero = Rational::ZERO;
        let (maintenance, profit) = (maintenance.unwrap_or(zero), profit.unwrap_or(zero));
        return Ok(Others { maintenance, profit });
    }
    if maintenance.is_some() || profit.is_some() {
        let rule = "expected the other positions or their sums, found both";
        return Err(Error::conflict(rule).in_field("other_positions"));
    }
    Ok(each.iter().fold(Others::NONE, Others::and))
}

/// What one other position needs and gains.
#[inline(never)]
fn other(value: Value, contract: Contract) -> Result<Others> {
    let mut bag = Fields::of(value)?;
    let _name = bag.text("symbol")?;
    let position = OtherPosition {
        side: side(&mut bag)?,
        quantity: needed(&mut bag, "quantity", "a quantity")?,
        entry: needed(&mut bag, "entry_price", "an entry price")?,
        mark: needed(&mut bag, "mark_price", "a mark price")?,
        rate: needed(&mut bag, "rate", "a maintenance rate")?,
        deduction: number(&mut bag, "deduction")?.unwrap_or(Rational::ZERO),
    };
    bag.finish()?;
    position.share(contract)
}
