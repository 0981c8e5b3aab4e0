//! Reading the markets and accounts of a contagion.

use super::books::{Names, accounts, numbers as numbers_of};
use crate::approx::Approx;
use crate::cascade::{Axis, Contagion, Coordinate, Direction, Maintenance, Market, Tier};
use crate::edge::locate::tiers;
use crate::error::{Error, Result};
use crate::margin::{Deductions, Mode, TierTable, TierUnit, file, rules};
use crate::money::{Ratio, Rational};
use crate::scenario::{ImpactSpec, Number};
use crate::study::contagion::{Account, Asset, Network, Terms};
use crate::value::{Fields, Value, record};

/// The request.
pub(super) struct Asked {
    pub(super) network: Network,
    /// All of it, in one form.
    pub(super) canonical: Value,
}

/// An asset that was read, with its impact as it was given.
struct Read {
    asset: Asset,
    market: Market,
    impact: ImpactSpec,
}

impl Asked {
    /// Reads a contagion.
    ///
    /// # Errors
    /// What is wrong with which key.
    pub(super) fn read(bag: Value) -> Result<Self> {
        let mut fields = Fields::of(bag)?;
        let coordinate = fields.word("coordinate")?.unwrap_or(Coordinate::Linear);
        let flow = fields.read("flow", Number::nonnegative)?.unwrap_or(Number::whole(1));
        let axis = Axis::new(1.0, Direction::Down, coordinate)?;
        let shock = fields.read("shock", Number::read)?;
        let shock = shock.map(|shock| displaced(&axis, shock)).transpose();
        let shock = shock.map_err(|e| e.in_field("shock"))?;
        let read = fields.each("assets", |value| asset(value, &axis, shock))?;
        let names = names(&read)?;
        let cross = fields.read("cross", cross)?.unwrap_or_else(|| Network::apart(read.len()));
        let given = fields.take("accounts").map(|value| accounts(value, &names));
        let accounts = given.transpose().map_err(|e| e.in_field("accounts"))?.unwrap_or_default();
        let terms = fields.read("engine", terms)?.unwrap_or_default();
        fields.finish()?;
        let canonical = canonical(&read, &cross, &accounts, (coordinate, flow));
        let (assets, markets) = read.into_iter().map(|read| (read.asset, read.market)).unzip();
        let setup = Contagion::new(markets, cross, coordinate, flow.get())?;
        let network = Network::of(assets, setup, flow).with_accounts(accounts);
        Ok(Self { network: network.with_terms(terms)?, canonical })
    }
}

fn terms(value: Value) -> Result<Terms> {
    let mut fields = Fields::of(value)?;
    let plain = Terms::default();
    let terms = Terms {
        fee_rate: fields.exact("fee_rate")?.unwrap_or(plain.fee_rate),
        fee_to: fields.word("fee_to")?.unwrap_or(plain.fee_to),
        residual: fields.word("residual")?.unwrap_or(plain.residual),
        fund: fields.exact("fund_usd")?.unwrap_or(plain.fund),
    };
    fields.finish()?;
    terms.checked()
}

/// One asset; `shock` is the displacement that a `beta` is of.
fn asset(value: Value, axis: &Axis, shock: Option<f64>) -> Result<Read> {
    let mut fields = Fields::of(value)?;
    let name = fields.need_text("asset", "the name of the asset")?;
    let price = fields.need("price_usd", "the price before the shock", Number::positive)?;
    let impact = fields.need("impact", "what forced orders do to the price", ImpactSpec::read)?;
    let maintenance = maintenance(&mut fields)?;
    let own = fields.read("shock", Number::read)?;
    let beta = fields.read("beta", Number::read)?;
    let open_interest = fields.exact("open_interest_qty")?;
    fields.finish()?;
    let shock = match (own, beta, shock) {
        (Some(own), None, _) => displaced(axis, own).map_err(|e| e.in_field("shock"))?,
        (None, Some(beta), Some(shock)) => {
            let u = beta.get() * shock;
            if axis.coordinate() == Coordinate::Linear && u >= 1.0 {
                let range = "a beta that leaves something of the price";
                return Err(beta.outside(range).in_field("beta"));
            }
            u
        }
        (None, None, None) => 0.0,
        (None, None, Some(_)) => {
            let what = "a beta, or a shock of its own, beside the common shock";
            return Err(Error::missing(what).in_field("beta"));
        }
        _ => {
            let rule = "expected a shock, or a beta beside a common shock";
            return Err(Error::conflict(rule).in_field("beta"));
        }
    };
    let market = Market { price: price.get(), impact: impact.model().clone(), shock, maintenance };
    Ok(Read { asset: Asset { name, price, open_interest }, market, impact })
}

/// The displacement of a fall, as a share of the price; a rise is negative.
fn displaced(axis: &Axis, fall: Number) -> Result<f64> {
    let x = fall.get();
    if x < 0.0 {
        return axis.facing(Direction::Up).from_move(-x).map(|u| -u);
    }
    axis.from_move(x)
}

/// One rate, tiers, or the built-in table of a venue.
fn maintenance(fields: &mut Fields) -> Result<Maintenance> {
    let rate: Option<Ratio> = fields.exact("maintenance")?;
    let rows = fields.read("maintenance_tiers", tiers)?;
    let (venue, symbol) = (fields.text("venue")?, fields.text("symbol")?);
    let place = |e: Error| e.in_field("maintenance_tiers");
    match (rate, rows, venue, symbol) {
        (Some(rate), None, None, None) => {
            Maintenance::flat(rate.approx()).map_err(|e| e.in_field("maintenance"))
        }
        (None, Some(rows), None, None) => {
            let table = TierTable::new(rows, TierUnit::Quote, Deductions::Computed);
            table.and_then(|table| floats(&table)).map_err(place)
        }
        (None, None, Some(venue), Some(symbol)) => {
            let rules = rules(&venue, None, None, Mode::Cross)?;
            let none = || Error::missing("a venue with built-in tables").in_field("venue");
            let built = file(&venue).ok_or_else(none)?.table(&symbol, &rules)?;
            floats(&built.table).map_err(|e| e.in_field("symbol"))
        }
        (None, None, None, None) => {
            let what = "maintenance, maintenance_tiers, or venue and symbol";
            Err(Error::missing(what).in_field("maintenance"))
        }
        _ => {
            let rule = "expected one of maintenance, maintenance_tiers, and venue with symbol";
            Err(Error::conflict(rule).in_field("maintenance"))
        }
    }
}

/// The table as the engine takes it.
fn floats(table: &TierTable) -> Result<Maintenance> {
    if table.unit() != TierUnit::Quote {
        return Err(Error::conflict("expected tiers in USD, not in coins or contracts"));
    }
    let float = |exact: Rational| Value::Text(exact.text()?).estimate();
    let tier = |tier: &crate::margin::Tier| {
        Ok(Tier {
            upper: tier.upper.map_or(Ok(f64::INFINITY), float)?,
            rate: float(tier.rate)?,
            deduction: float(tier.deduction)?,
        })
    };
    Maintenance::tiered(table.tiers().iter().map(tier).collect::<Result<_>>()?)
}

/// The index of each asset by its name.
fn names(read: &[Read]) -> Result<Names> {
    let mut names = Names::new();
    for (index, read) in read.iter().enumerate() {
        if names.insert(read.asset.name.clone(), index).is_some() {
            let error = Error::conflict("expected each asset once").in_field("asset");
            return Err(error.at_index(index).in_field("assets"));
        }
    }
    if names.is_empty() {
        return Err(Error::missing("at least one asset").in_field("assets"));
    }
    Ok(names)
}

fn cross(value: Value) -> Result<Vec<Vec<f64>>> {
    let row = |value: Value| value.items()?.iter().map(Value::estimate).collect::<Result<_>>();
    crate::value::each(value.items()?, &mut { row })
}

/// Everything that an outcome follows from.
fn canonical(
    read: &[Read],
    cross: &[Vec<f64>],
    accounts: &[Account],
    (coordinate, flow): (Coordinate, Number),
) -> Value {
    let asset = |read: &Read| {
        let tiers = read.market.maintenance.tiers().iter();
        let tiers: Vec<f64> = tiers.flat_map(|t| [t.upper, t.rate, t.deduction]).collect();
        record![
            ("asset", read.asset.name.as_str()),
            ("price_usd", read.asset.price),
            ("shock", read.market.shock),
            ("impact", read.impact.to_value()),
            ("maintenance", tiers),
        ]
    };
    let mut numbers = Vec::new();
    accounts.iter().for_each(|account| numbers_of(account, &mut numbers));
    record![
        ("coordinate", coordinate.as_str()),
        ("flow", flow),
        ("assets", Value::list(read.iter().map(asset))),
        ("cross", Value::list(cross.iter().cloned())),
        ("accounts", numbers),
    ]
}
