//! Rows of the plainest files of our own, read in one pass over the bytes of a chunk.
//!
//! ```text
//! time,symbol,side,qty,price
//! 2025-11-04T00:00:00Z,BTCUSDT,long,0.125,104580.25
//! ```
//!
//! A file of a million such lines is what people wait for. Here a row is read where the columns are
//! these and perhaps `venue`, in any order, time is in milliseconds or as above, with or without
//! `.mmm`, the venue that of the line before, the market known and both numbers plain; every other
//! line is left to the careful reader in [`super::own_csv`], which would say the same of these.

use super::bytes;
use super::csv::Columns;
use super::intake::{Books, Intake, MOST_USD, thousands};
use super::symbol::{Market, Markets};
use crate::event::{Coverage, Liquidation, PriceKind, QtyUnit, Side};
use crate::money::{Price, Qty, digit_run};
use crate::time::{Days, Time};

/// Digits of the milliseconds since 1970, from 2001 to 2286.
const TIME_DIGITS: u32 = 13;
/// Most columns of a plain file.
const MOST: usize = 6;

/// The venue of a row that names none.
pub(super) const UNSTATED: &str = "unstated";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Time,
    Venue,
    Symbol,
    Side,
    Qty,
    Price,
}

/// The columns of a plain file, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    columns: [Column; MOST],
    count: usize,
}

impl Plan {
    /// The plan of a table with these columns, and perhaps the column number `venue`, in any order;
    /// none where there are others. `needed` are the numbers of time, symbol, side, quantity and
    /// price.
    pub(super) fn of(columns: &Columns, needed: [usize; MOST - 1], venue: usize) -> Option<Self> {
        use Column::{Price, Qty, Side, Symbol, Time, Venue};
        let others = usize::from(columns.has(venue));
        let mut plan = Self { columns: [Venue; MOST], count: columns.width() };
        for (which, column) in needed.into_iter().zip([Time, Symbol, Side, Qty, Price]) {
            *plan.columns.get_mut(columns.place(which)?)? = column;
        }
        (plan.count == needed.len().saturating_add(others)).then_some(plan)
    }

    /// Reads and accounts for the rows that `text` begins with; how many bytes they were.
    pub(super) fn rows(&self, text: &[u8], intake: &mut Intake<'_>) -> usize {
        let Intake { options, books, sink } = intake;
        let Books { markets, venue, .. } = &**books;
        let (columns, _) = self.columns.split_at(self.count);
        let named = columns.contains(&Column::Venue);
        let own = if named { venue.as_str() } else { UNSTATED };
        let credited = options.venue.as_deref().unwrap_or(own);
        let mut reader =
            Reader { columns, venue: venue.as_bytes(), markets, days: Days::default() };
        let (mut rest, mut count, mut taken) = (text, 0_u64, Ok(()));
        while taken.is_ok()
            && let Some((row, after)) = reader.row(rest)
            && let Some(event) = row.event(credited)
        {
            taken = sink.event(&event);
            (rest, count) = (after, count.wrapping_add(1));
        }
        intake.took(count, 0, taken);
        text.len().saturating_sub(rest.len())
    }
}

/// What is needed to read rows.
struct Reader<'m> {
    columns: &'m [Column],
    venue: &'m [u8],
    markets: &'m Markets,
    days: Days,
}

/// The fields of a row that are read.
#[derive(Default)]
struct Cells<'m> {
    time: Option<Time>,
    market: Option<&'m Market>,
    closed: Option<Side>,
    qty: Option<Qty>,
    price: Option<Price>,
}

impl<'m> Reader<'m> {
    /// The row that `text` begins with, and what follows its line.
    #[inline(always)]
    fn row<'t>(&mut self, text: &'t [u8]) -> Option<(Cells<'m>, &'t [u8])> {
        let (mut row, mut rest) = (Cells::default(), text);
        let mut columns = self.columns.iter();
        loop {
            rest = self.field(*columns.next()?, rest, &mut row)?;
            rest = match rest {
                [b',', rest @ ..] => rest,
                [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] if columns.len() == 0 => {
                    return Some((row, rest));
                }
                _ => return None,
            };
        }
    }

    /// Reads the field that `text` begins with; what follows it.
    #[inline(always)]
    fn field<'t>(
        &mut self,
        column: Column,
        text: &'t [u8],
        row: &mut Cells<'m>,
    ) -> Option<&'t [u8]> {
        match column {
            Column::Time => set(&mut row.time, self.time(text)?),
            Column::Symbol => set(&mut row.market, self.market(text)?),
            Column::Side => set(&mut row.closed, side(text)?),
            Column::Qty => set(&mut row.qty, Qty::leading(text)?),
            Column::Price => set(&mut row.price, Price::leading(text)?),
            Column::Venue => {
                let (name, rest) = text.split_at_checked(self.venue.len())?;
                (!name.is_empty() && bytes::same(name, self.venue)).then_some(rest)
            }
        }
    }

    #[inline(always)]
    fn time<'t>(&mut self, text: &'t [u8]) -> Option<(Time, &'t [u8])> {
        if text.get(4) == Some(&b'-') {
            return self.days.leading(text);
        }
        let (ms, TIME_DIGITS, rest) = digit_run(text)? else { return None };
        Some((Time::from_millis(ms.cast_signed()).ok()?, rest))
    }

    #[inline(always)]
    fn market<'t>(&self, text: &'t [u8]) -> Option<(&'m Market, &'t [u8])> {
        let end = match self.columns.last() {
            Some(Column::Symbol) => text.iter().position(|b| matches!(b, b'\r' | b'\n'))?,
            _ => bytes::find(text, b',')?,
        };
        let (symbol, rest) = text.split_at_checked(end)?;
        Some((self.markets.known(symbol)?, rest))
    }
}

/// Puts what was read in its place; what follows it.
#[inline(always)]
fn set<'t, T>(slot: &mut Option<T>, (read, rest): (T, &'t [u8])) -> Option<&'t [u8]> {
    *slot = Some(read);
    Some(rest)
}

impl<'m> Cells<'m> {
    /// The event that the row states; none for what the careful reader has to refuse.
    #[inline(always)]
    fn event<'a>(&self, venue: &'a str) -> Option<Liquidation<'a>>
    where
        'm: 'a,
    {
        let (time, market, closed) = (self.time?, self.market?, self.closed?);
        let (qty, price) = (self.qty?, self.price?);
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

/// The side that `text` begins with, and what follows it.
#[inline(always)]
fn side(text: &[u8]) -> Option<(Side, &[u8])> {
    if let Some(rest) = text.strip_prefix(b"long") {
        return Some((Side::Long, rest));
    }
    Some((Side::Short, text.strip_prefix(b"short")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::intake::few::taken;

    const HEAD: &str = "time,venue,symbol,side,qty,price";
    const LINE: &str = "1762214400000,v,BTCUSDT,long,0.125,104580.25\n";

    fn plan(head: &str) -> Option<Plan> {
        const NAMES: [&[&str]; 6] =
            [&["time"], &["symbol"], &["side"], &["qty"], &["price"], &["venue"]];
        let fields: Vec<_> = head.split(',').map(str::as_bytes).collect();
        Plan::of(&Columns::find(&fields, &NAMES).ok()?, [0, 1, 2, 3, 4], 5)
    }

    /// The bytes that are taken under this header, and the books.
    fn read(head: &str, text: &str, max: u64) -> (usize, Books) {
        let plan = plan(head).unwrap();
        taken(|text, intake| plan.rows(text, intake), text, max)
    }

    #[test]
    fn plain_rows_are_taken_up_to_the_first_other_one() {
        let text = format!("{LINE}{}\n{LINE}", LINE.replace("\n", "\r\n"));
        let (bytes, books) = read(HEAD, &text, 9);
        assert_eq!(bytes, 2 * LINE.len() + 1);
        assert_eq!((books.line, books.record, books.tally.events), (2, 2, 2));
    }

    #[test]
    fn columns_stand_in_any_order_with_a_venue_or_without() {
        for (head, line) in [
            ("time,symbol,side,qty,price", "2025-11-04T00:00:00Z,BTCUSDT,long,1,2\n"),
            ("Time, Symbol ,side,QTY,price", "2025-11-04T00:00:00.000Z,BTCUSDT,long,1,2\r\n"),
            ("price,qty,side,symbol,time", "2,1,short,BTCUSDT,1762214400000\n"),
            ("side,venue,price,time,qty,symbol", "short,v,2,2025-11-04T00:00:00Z,1,BTCUSDT\r\n"),
        ] {
            // Numbers are read by words, so that the last of a chunk are left.
            let (bytes, books) = read(head, &format!("{}........", line.repeat(3)), 9);
            assert_eq!((bytes, books.tally.events), (3 * line.len(), 3), "{head}");
        }
        for other in ["", ",price,unit", ",price,note", ",price,venue,venue", ",price,venue,fill"] {
            let head = format!("time,symbol,side,qty{other}");
            assert!(plan(&head).is_none(), "{head}");
        }
    }

    #[test]
    fn a_sink_that_says_no_ends_it_with_the_place() {
        let (bytes, books) = read(HEAD, &LINE.repeat(9), 3);
        let place = books.fatal.unwrap();
        assert_eq!((place.place().record, place.place().line), (Some(4), Some(4)));
        assert_eq!(bytes, 4 * LINE.len());
    }

    #[test]
    fn every_other_row_is_left() {
        for (from, to) in [
            ("1762214400000", "2025-11-04 00:00:00Z"),
            ("1762214400000", "2025-02-30T00:00:00Z"),
            ("1762214400000", "2025-11-04T00:00:00+00:00"),
            ("1762214400000", "0762214400000"),
            (",v,", ",w,"),
            ("BTCUSDT", "ETHUSDT"),
            ("long", "Long"),
            ("long", "longer"),
            ("0.125", "0"),
            ("0.125", "-1"),
            ("0.125", "\"1\""),
            ("104580.25", "104580.25,"),
            ("0.125,104580.25", "9999999,9999999"),
            ("104580.25", " 1"),
        ] {
            let text = format!("{}{LINE}", LINE.replace(from, to));
            assert_eq!(read(HEAD, &text, 9).0, 0, "{from} {to}");
        }
    }
}
