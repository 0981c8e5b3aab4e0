//! Reads a position from an option bag.

use crate::error::{Error, Result};
use crate::event::Side;
use crate::margin::{
    Basis, Contract, Deductions, Exact, FeeKept, Hedge, Maintenance, Mode, Rounding, Rules,
    SizeUnit, Spec, TierRow, TierTable, TierUnit, deribit, file, rules,
};
use crate::value::{Fields, Value};

/// A position with where its tiers come from.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) spec: Spec,
    /// Date and source of the built-in table that was used.
    pub(super) table: Option<(&'static str, &'static str)>,
    pub(super) symbol: Option<String>,
}

/// An exact number: decimal text or a whole number; a rate may be a quotient such as `1/30`.
#[inline(never)]
pub(super) fn number(bag: &mut Fields, key: &'static str) -> Result<Option<Exact>> {
    bag.exact(key)
}

/// An exact number that has to be there.
#[inline(never)]
pub(super) fn needed(bag: &mut Fields, key: &'static str, what: &'static str) -> Result<Exact> {
    number(bag, key)?.ok_or_else(|| Error::missing(what).in_field(key))
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
    found.ok_or_else(|| Error::missing("long or short").in_field("side"))
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
fn venue_rules(bag: &mut Fields, mode: Mode) -> Result<Rules> {
    let venue = bag.text("venue")?.ok_or_else(|| Error::missing("a venue").in_field("venue"))?;
    let names = [("linear", Contract::Linear), ("inverse", Contract::Inverse)];
    let contract = choice(bag, "contract", "linear, inverse", &names)?;
    let form = bag.text("form")?;
    let mut chosen = rules(&venue, contract, form.as_deref(), mode)?;
    if chosen.venue == "generic" {
        generic(bag, &mut chosen)?;
    }
    if let Some(rounding) = rounding(bag, "rounding")? {
        (chosen.rounding, chosen.bankruptcy_rounding) = (rounding, rounding);
    }
    if let Some(rounding) = rounding(bag, "bankruptcy_rounding")? {
        chosen.bankruptcy_rounding = rounding;
    }
    Ok(chosen)
}

#[inline(never)]
fn generic(bag: &mut Fields, rules: &mut Rules) -> Result<()> {
    let names = [("mark", Basis::Mark), ("entry", Basis::Entry)];
    let basis = choice(bag, "basis", "mark, entry", &names)?;
    rules.basis = basis.ok_or_else(|| Error::missing("mark or entry").in_field("basis"))?;
    let names = [
        ("none", FeeKept::None),
        ("liquidation", FeeKept::AtLiquidation),
        ("bankruptcy", FeeKept::AtBankruptcy),
    ];
    let fee = choice(bag, "fee_kept", "none, liquidation, bankruptcy", &names)?;
    let what = "none, liquidation or bankruptcy";
    rules.fee = fee.ok_or_else(|| Error::missing(what).in_field("fee_kept"))?;
    if rules.fee == FeeKept::AtBankruptcy && rules.basis == Basis::Mark {
        let rule = "a fee kept at the bankruptcy price goes with maintenance at entry";
        return Err(Error::conflict(rule).in_field("fee_kept"));
    }
    let names = [
        ("computed", Deductions::Computed),
        ("given", Deductions::Given),
        ("none", Deductions::None),
    ];
    let deductions = choice(bag, "deductions", "computed, given, none", &names)?;
    let what = "computed, given or none";
    rules.deductions = deductions.ok_or_else(|| Error::missing(what).in_field("deductions"))?;
    Ok(())
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

/// Reads a whole position; a quantity may be left out where `quantity` says what stands for it.
pub(super) fn position(bag: &mut Fields, quantity: Option<Exact>) -> Result<Asked> {
    let mode = mode(bag)?;
    let rules = venue_rules(bag, mode)?;
    let symbol = bag.text("symbol")?;
    let mut contract_value = number(bag, "contract_value")?;
    let given = maintenance(bag, &rules)?;
    let (maintenance, table) = match given {
        Some(own) => (own, None),
        None => built_in(symbol.as_deref(), &rules, &mut contract_value)?,
    };
    let (other_maintenance, other_profit) = others(bag, &rules)?;
    let read = number(bag, "quantity")?.or(quantity);
    let spec = Spec {
        rules,
        side: side(bag)?,
        mode,
        entry: needed(bag, "entry_price", "an entry price")?,
        quantity: read.ok_or_else(|| Error::missing("a quantity").in_field("quantity"))?,
        unit: unit(bag)?.unwrap_or(match rules.contract {
            Contract::Linear => SizeUnit::Base,
            Contract::Inverse => SizeUnit::Quote,
        }),
        contract_value,
        leverage: number(bag, "leverage")?,
        funds: funds(bag)?,
        equity: number(bag, "equity")?,
        extra: number(bag, "extra_margin")?.unwrap_or(Exact::ZERO),
        fee_reserve: number(bag, "fee_reserve")?.unwrap_or(Exact::ZERO),
        mark: number(bag, "mark_price")?,
        fee: number(bag, "fee_rate")?,
        open_fee: number(bag, "open_fee_rate")?,
        maintenance,
        other_maintenance,
        other_profit,
        hedge: bag.read("hedge", hedge)?,
        balance: number(bag, "balance")?,
        tick: number(bag, "tick")?,
        bounded: table.is_some(),
    };
    Ok(Asked { spec, table, symbol })
}

/// What all rows of columns share: the rules, the table, the fee and the tick.
pub(super) fn venue_of_columns(bag: &mut Fields) -> Result<Spec> {
    // Numbers that rows bring; any legal ones stand in their place while the rest is read.
    let tiny = Exact::ONE.over(Exact::whole(10_u128.pow(12))).decimal(12)?.0;
    bag.put("side", "long".into());
    bag.put("entry_price", "1".into());
    bag.put("quantity", tiny.into());
    bag.put("margin", "1".into());
    position(bag, None).map(|asked| asked.spec)
}

/// The isolated margin or the wallet balance: two names of the same money.
#[inline(never)]
fn funds(bag: &mut Fields) -> Result<Option<Exact>> {
    match (number(bag, "margin")?, number(bag, "wallet_balance")?) {
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
fn maintenance(bag: &mut Fields, rules: &Rules) -> Result<Option<Maintenance>> {
    let amount = number(bag, "maintenance_margin")?;
    let unit = tier_unit(bag)?.unwrap_or(rules.tier_unit);
    let rows = bag.read("maintenance_tiers", tiers)?;
    let slope = bag.read("maintenance_slope", slope)?;
    let table = rows.map(|rows| {
        let table = TierTable::new(rows, unit, rules.deductions);
        table.map(Maintenance::Table).map_err(|e| e.in_field("maintenance_tiers"))
    });
    match (amount, table, slope) {
        (Some(amount), None, None) => Ok(Some(Maintenance::Amount(amount))),
        (None, Some(table), None) => table.map(Some),
        (None, None, slope) => Ok(slope),
        _ => {
            let rule = "expected one of maintenance_margin, maintenance_tiers and \
                        maintenance_slope, found more";
            Err(Error::conflict(rule).in_field("maintenance_tiers"))
        }
    }
}

#[inline(never)]
pub(super) fn tier_unit(bag: &mut Fields) -> Result<Option<TierUnit>> {
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

type Named = (Maintenance, Option<(&'static str, &'static str)>);

#[inline(never)]
fn built_in(
    symbol: Option<&str>,
    rules: &Rules,
    contract_value: &mut Option<Exact>,
) -> Result<Named> {
    let what = "maintenance_tiers of your own, or a symbol with a built-in table (see venues)";
    let missing = || Error::missing(what).in_field("maintenance_tiers");
    let symbol = symbol.ok_or_else(missing)?;
    if rules.venue == "deribit" {
        let rates = deribit::slope(symbol, rules.contract).ok_or_else(missing)?;
        let maintenance = Maintenance::Sloped {
            base: rates.maintenance,
            initial: rates.initial,
            per_coin: rates.per_coin,
        };
        return Ok((maintenance, Some((deribit::DATE, rules.source))));
    }
    let file = file(rules.venue).filter(|_| rules.contract == Contract::Linear);
    let file = file.ok_or_else(missing)?;
    let built = file.table(symbol, rules)?;
    *contract_value = contract_value.or(built.contract_value);
    Ok((Maintenance::Table(built.table), Some((file.date, file.source))))
}

/// Maintenance and profit of the other positions of a cross account: in sum, or one by one.
#[inline(never)]
fn others(bag: &mut Fields, rules: &Rules) -> Result<(Exact, Exact)> {
    let maintenance = number(bag, "other_maintenance_margin")?;
    let profit = number(bag, "other_unrealized_pnl")?;
    let each = bag.each("other_positions", |value| other(value, rules.contract))?;
    if !each.is_empty() && (maintenance.is_some() || profit.is_some()) {
        let rule = "expected the other positions or their sums, found both";
        return Err(Error::conflict(rule).in_field("other_positions"));
    }
    let start = (maintenance.unwrap_or(Exact::ZERO), profit.unwrap_or(Exact::ZERO));
    Ok(each.iter().fold(start, |sum, one| (sum.0.plus(one.0), sum.1.plus(one.1))))
}

/// Maintenance and profit of one other position, at its mark price.
#[inline(never)]
fn other(value: Value, contract: Contract) -> Result<(Exact, Exact)> {
    let mut bag = Fields::of(value)?;
    let _name = bag.text("symbol")?;
    let side = side(&mut bag)?;
    let quantity = needed(&mut bag, "quantity", "a quantity")?;
    let entry = needed(&mut bag, "entry_price", "an entry price")?;
    let mark = needed(&mut bag, "mark_price", "a mark price")?;
    let rate = needed(&mut bag, "rate", "a maintenance rate")?;
    let deduction = number(&mut bag, "deduction")?.unwrap_or(Exact::ZERO);
    bag.finish()?;
    for (value, field) in [(quantity, "quantity"), (entry, "entry_price"), (mark, "mark_price")] {
        if !value.is_positive() {
            let found = value.text().unwrap_or_default();
            return Err(Error::out_of_range("a number above 0", &found).in_field(field));
        }
    }
    let (value, gain) = match contract {
        Contract::Linear => (quantity.times(mark), mark.minus(entry)),
        Contract::Inverse => {
            (quantity.over(mark), Exact::ONE.over(entry).minus(Exact::ONE.over(mark)))
        }
    };
    let profit = quantity.times(gain);
    let profit = if side == Side::Long { profit } else { profit.negated() };
    Ok((value.times(rate).minus(deduction), profit))
}
