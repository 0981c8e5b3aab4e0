//! Rows of the plainest file of our own, read in one pass over the bytes of a chunk.
//!
//! ```text
//! time,venue,symbol,side,qty,price
//! 1762214400000,binance-usdm,BTCUSDT,long,0.125,104580.25
//! ```
//!
//! A file of a million such lines is what people wait for. Here a row is read where time is in
//! milliseconds, the venue that of the line before, the market known and both numbers plain; every
//! other line is left to the careful reader in [`super::own_csv`], which would say the same of these.

use super::bytes;
use super::intake::{Books, Intake, MOST_USD, thousands};
use super::symbol::{Market, Markets};
use crate::event::{Coverage, Liquidation, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, digit_run};
use crate::time::Time;

/// The header that these rows are under.
pub(super) const HEADER: &[u8] = b"time,venue,symbol,side,qty,price";
/// Digits of the milliseconds since 1970, from 2001 to 2286.
const TIME_DIGITS: u32 = 13;

/// Reads and accounts for the rows that `text` begins with; how many bytes they were.
pub(super) fn rows(text: &[u8], intake: &mut Intake<'_>) -> usize {
    let Intake { options, books, sink } = intake;
    let Books { markets, venue, .. } = &**books;
    let credited = options.venue.as_deref().unwrap_or(venue);
    let (mut rest, mut count, mut taken) = (text, 0_u64, Ok(()));
    while taken.is_ok()
        && let Some((row, after)) = Row::read(rest, venue.as_bytes(), markets)
        && let Some(event) = row.event(credited)
    {
        taken = sink.event(&event);
        (rest, count) = (after, count.wrapping_add(1));
    }
    intake.took(count, 0, taken);
    text.len().saturating_sub(rest.len())
}

/// The fields of a row.
struct Row<'m> {
    time: Time,
    market: &'m Market,
    closed: Side,
    qty: Qty,
    price: Price,
}

impl<'m> Row<'m> {
    /// The row that `text` begins with, and what follows its line.
    #[inline(always)]
    fn read<'t>(text: &'t [u8], venue: &[u8], markets: &'m Markets) -> Option<(Self, &'t [u8])> {
        let (ms, TIME_DIGITS, rest) = digit_run(text)? else { return None };
        let (name, rest) = rest.strip_prefix(b",")?.split_at_checked(venue.len())?;
        if venue.is_empty() || !bytes::same(name, venue) {
            return None;
        }
        let rest = rest.strip_prefix(b",")?;
        let (symbol, rest) = rest.split_at_checked(bytes::find(rest, b',')?)?;
        let market = markets.known(symbol)?;
        let (closed, rest) = side(rest)?;
        let (qty, rest) = Qty::leading(rest)?;
        let (price, rest) = Price::leading(rest.strip_prefix(b",")?)?;
        let rest = match rest {
            [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] => rest,
            _ => return None,
        };
        let time = Time::from_millis(ms.cast_signed()).ok()?;
        Some((Self { time, market, closed, qty, price }, rest))
    }

    /// The event that the row states; none for what the careful reader has to refuse.
    #[inline(always)]
    fn event<'a>(&self, venue: &'a str) -> Option<Liquidation<'a>>
    where
        'm: 'a,
    {
        let Self { time, market, closed, qty, price } = *self;
        if qty.is_zero() || price.is_zero() {
            return None;
        }
        let usd = price.times(qty).ok().filter(|usd| *usd <= MOST_USD)?;
        Some(Liquidation {
            time,
            venue,
            symbol: &market.name,
            asset: &market.asset,
            closed,
            qty,
            unit: QtyUnit::Base,
            coins: Some(thousands(qty, market.thousands).ok()?),
            price,
            fill: None,
            valued_at: PriceKind::Trade,
            usd,
            coverage: Coverage::Unstated,
        })
    }
}

/// The side between its commas, and what follows it.
#[inline(always)]
fn side(text: &[u8]) -> Option<(Side, &[u8])> {
    if let Some(rest) = text.strip_prefix(b",long,") {
        return Some((Side::Long, rest));
    }
    Some((Side::Short, text.strip_prefix(b",short,")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::intake::few::taken;

    const LINE: &str = "1762214400000,v,BTCUSDT,long,0.125,104580.25\n";

    #[test]
    fn plain_rows_are_taken_up_to_the_first_other_one() {
        let text = format!("{LINE}{}\n{LINE}", LINE.replace("\n", "\r\n"));
        let (bytes, books) = taken(rows, &text, 9);
        assert_eq!(bytes, 2 * LINE.len() + 1);
        assert_eq!((books.line, books.record, books.tally.events), (2, 2, 2));
    }

    #[test]
    fn a_sink_that_says_no_ends_it_with_the_place() {
        let (bytes, books) = taken(rows, &LINE.repeat(9), 3);
        let place = books.fatal.unwrap();
        assert_eq!((place.place().record, place.place().line), (Some(4), Some(4)));
        assert_eq!(bytes, 4 * LINE.len());
    }

    #[test]
    fn every_other_row_is_left() {
        for (from, to) in [
            ("1762214400000", "2025-11-04T00:00:00Z"),
            ("1762214400000", "0762214400000"),
            (",v,", ",w,"),
            ("BTCUSDT", "ETHUSDT"),
            ("long", "Long"),
            ("0.125", "0"),
            ("0.125", "-1"),
            ("0.125", "\"1\""),
            ("104580.25", "104580.25,"),
            ("0.125,104580.25", "9999999,9999999"),
            ("104580.25", " 1"),
        ] {
            let text = format!("{}{LINE}", LINE.replace(from, to));
            assert_eq!(taken(rows, &text, 9).0, 0, "{from} {to}");
        }
    }
}
