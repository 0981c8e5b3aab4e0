//! Reading accounts: one by one, or in columns.
#![allow(clippy::indexing_slicing, reason = "an owner is known to be there before it is used")]

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::approx::Approx;
use crate::cascade::MOST_ACCOUNTS;
use crate::column::{Column, absent, column, indexed, uneven};
use crate::error::{Error, Kind, Result};
use crate::event::Side;
use crate::money::{Price, Qty, Ratio, Usd};
use crate::study::contagion::{Account, Collateral, Position};
use crate::value::{Fields, Value, each};

/// The assets by name.
pub(super) type Names = BTreeMap<String, usize>;

/// All of an account in numbers.
pub(super) fn numbers(account: &Account, out: &mut Vec<f64>) {
    let coins = account.collateral.iter().map(Collateral::coin);
    let legs = account.positions.iter().map(Position::leg);
    out.extend([account.cash.approx(), float(account.collateral.len())]);
    out.extend(coins.flat_map(|c| [float(c.asset), c.qty, c.haircut]));
    out.push(float(account.positions.len()));
    out.extend(legs.flat_map(|l| [float(l.asset), l.qty, l.entry]));
}

/// The accounts, as a list or in columns.
///
/// # Errors
/// What is wrong with which key; too large past [`MOST_ACCOUNTS`].
pub(super) fn accounts(value: Value, names: &Names) -> Result<Vec<Account>> {
    if let Value::Map(_) = value {
        return columns(value, names.len());
    }
    let items = value.items()?;
    within(items.len())?;
    let mut number = 0_usize;
    each(items, &mut |value| {
        number += 1;
        account(value, number, names)
    })
}

fn within(count: usize) -> Result<()> {
    if count <= MOST_ACCOUNTS {
        return Ok(());
    }
    Err(Kind::TooLarge { limit: "at most 500,000 accounts" }.into())
}

fn account(value: Value, number: usize, names: &Names) -> Result<Account> {
    let mut fields = Fields::of(value)?;
    let id = fields.text("id")?;
    let cash = fields.exact("cash_usd")?.unwrap_or(Usd::ZERO);
    let mut account = Account::new(id.unwrap_or_else(|| number.to_string()), cash);
    account.collateral = fields.each("collateral", |value| held(value, names))?;
    account.positions = fields.each("positions", |value| position(value, names))?;
    fields.finish()?;
    Ok(account)
}

fn held(value: Value, names: &Names) -> Result<Collateral> {
    let mut fields = Fields::of(value)?;
    let held = Collateral {
        asset: named(&mut fields, names)?,
        qty: fields.need("qty", "a quantity in coins", |v| v.parse())?,
        haircut: fields.exact("haircut")?.unwrap_or_default(),
    };
    fields.finish()?;
    Ok(held)
}

fn position(value: Value, names: &Names) -> Result<Position> {
    let mut fields = Fields::of(value)?;
    let asset = named(&mut fields, names)?;
    let signed: Ratio = fields.need("qty", "coins, below 0 for a short", |v| v.parse())?;
    let (side, qty) = sided(signed.decimal()).map_err(|e| e.in_field("qty"))?;
    let entry = fields.need("entry_usd", "the entry price", |v| v.parse())?;
    fields.finish()?;
    Ok(Position { asset, side, qty, entry })
}

fn named(fields: &mut Fields, names: &Names) -> Result<usize> {
    let name = fields.need_text("asset", "the name of an asset")?;
    let unknown = || Error::unknown("the assets of this contagion", &name).in_field("asset");
    names.get(&name).copied().ok_or_else(unknown)
}

/// The side and the size of a signed quantity.
fn sided(signed: Decimal) -> Result<(Side, Qty)> {
    if signed.is_zero() {
        return Err(Error::out_of_range("a quantity other than 0", "0"));
    }
    let side = if signed.is_sign_negative() { Side::Short } else { Side::Long };
    Ok((side, Qty::new(signed.abs())?))
}

/// Accounts in columns, their positions and coins in columns of their own.
fn columns(value: Value, assets: usize) -> Result<Vec<Account>> {
    let mut fields = Fields::of(value)?;
    let cash = column(&mut fields, "cash_usd")?.ok_or_else(|| absent("cash_usd"))?;
    let coins = fields.read("collateral", Fields::of)?;
    let legs = fields.read("positions", Fields::of)?;
    fields.finish()?;
    within(cash.len())?;
    let mut accounts = Vec::with_capacity(cash.len());
    for index in 0..cash.len() {
        let usd = Usd::new(cash.decimal(index, "cash_usd")?);
        accounts.push(Account::new(
            (index + 1).to_string(),
            usd.map_err(|e| indexed(e, "cash_usd", index))?,
        ));
    }
    if let Some(fields) = coins {
        coin_columns(fields, assets, &mut accounts).map_err(|e| e.in_field("collateral"))?;
    }
    if let Some(fields) = legs {
        leg_columns(fields, assets, &mut accounts).map_err(|e| e.in_field("positions"))?;
    }
    Ok(accounts)
}

fn coin_columns(mut fields: Fields, assets: usize, accounts: &mut [Account]) -> Result<()> {
    let haircuts = column(&mut fields, "haircut")?;
    let [owners, of, sizes] = same(&mut fields, ["account", "asset", "qty"])?;
    fields.finish()?;
    if haircuts.as_ref().is_some_and(|haircuts| haircuts.len() != sizes.len()) {
        return Err(uneven("haircut"));
    }
    for row in 0..sizes.len() {
        let owner = below(&owners, row, "account", accounts.len())?;
        let asset = below(&of, row, "asset", assets)?;
        let qty = Qty::new(sizes.decimal(row, "qty")?).map_err(|e| indexed(e, "qty", row))?;
        let haircut = haircuts.as_ref().map(|haircuts| haircuts.decimal(row, "haircut"));
        let haircut = Ratio::new(haircut.transpose()?.unwrap_or_default());
        accounts[owner].collateral.push(Collateral { asset, qty, haircut });
    }
    Ok(())
}

fn leg_columns(mut fields: Fields, assets: usize, accounts: &mut [Account]) -> Result<()> {
    let [owners, of, sizes, entries] = same(&mut fields, ["account", "asset", "qty", "entry_usd"])?;
    fields.finish()?;
    for row in 0..sizes.len() {
        let owner = below(&owners, row, "account", accounts.len())?;
        let asset = below(&of, row, "asset", assets)?;
        let signed = sizes.decimal(row, "qty")?;
        let (side, qty) = sided(signed).map_err(|e| indexed(e, "qty", row))?;
        let entry = Price::new(entries.decimal(row, "entry_usd")?);
        let entry = entry.map_err(|e| indexed(e, "entry_usd", row))?;
        accounts[owner].positions.push(Position { asset, side, qty, entry });
    }
    Ok(())
}

/// Columns of one length.
fn same<const N: usize>(fields: &mut Fields, names: [&'static str; N]) -> Result<[Column; N]> {
    let mut found = Vec::with_capacity(N);
    for name in names {
        let next = column(fields, name)?.ok_or_else(|| absent(name))?;
        if found.first().is_some_and(|first: &Column| first.len() != next.len()) {
            return Err(uneven(name));
        }
        found.push(next);
    }
    found.try_into().map_err(|_| absent("account"))
}

/// A count from 0 to below `end`.
fn below(column: &Column, row: usize, name: &'static str, end: usize) -> Result<usize> {
    let number = column.decimal(row, name)?;
    let index = if number.is_integer() { usize::try_from(number).ok() } else { None };
    let index = index.filter(|index| *index < end);
    index.ok_or_else(|| {
        let range = "the number of an account or asset that is there, counted from 0";
        indexed(Error::out_of_range(range, "another number"), name, row)
    })
}

/// A count as a number.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
