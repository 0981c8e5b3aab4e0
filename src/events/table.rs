//! The rows of `events.txt` and `others.txt`, read when they are asked for.

use super::direction::Direction;
use super::record::{Printed, TEXT, printed};
use crate::error::{Error, Result};
use crate::money::Rational;
use crate::order::indices;
use crate::time::Time;

/// The events that are no simulation presets.
const OTHERS: &str = include_str!("others.txt");

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The UTC day that it is named after.
    pub day: Time,
    /// Its name.
    pub name: &'static str,
    /// Which way the price went.
    pub direction: Direction,
    /// What a reader should know; may be empty.
    pub note: &'static str,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// One figure in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it counts.
    pub what: What,
    /// Its value; one for a yes.
    pub value: Rational,
    /// The address of the page that printed it; none where it is unverified.
    pub source: Option<&'static str>,
}

macro_rules! what {
    ($($name:ident $text:literal $doc:literal;)*) => {
        /// What a figure counts. USD amounts are of 24 hours unless the event says otherwise.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum What {
            $(#[doc = $doc] $name,)*
        }

        impl What {
            /// The key in results.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

what! {
    TotalEarly "total_early" "Liquidated in all, as printed first, USD.";
    Total "total" "Liquidated in all, USD.";
    TotalRevised "total_revised" "Liquidated in all, as printed later, USD.";
    Long "long" "Of longs, USD.";
    Short "short" "Of shorts, USD.";
    Btc "btc" "Of Bitcoin, USD.";
    BtcLong "btc_long" "Of Bitcoin longs, USD.";
    BtcShort "btc_short" "Of Bitcoin shorts, USD.";
    Eth "eth" "Of Ether, USD.";
    Traders "traders" "Accounts liquidated.";
    Largest "largest" "The largest single order, USD.";
    FearGreed "fear_greed" "Fear and Greed Index of alternative.me on the day.";
    PriceBefore "price_before_usd" "Price of Bitcoin before.";
    PriceExtreme "price_extreme_usd" "Price of Bitcoin at the end of the move, or its extreme.";
    PriceMove "price_move" "Relative move of Bitcoin.";
    OiBefore "oi_before_usd" "Open interest of Bitcoin before, USD.";
    OiAfter "oi_after_usd" "Open interest of Bitcoin after, USD.";
    OiBeforeCoins "oi_before_coins" "Open interest of Bitcoin before, coins.";
    OiAfterCoins "oi_after_coins" "Open interest of Bitcoin after, coins.";
    OiChange "oi_change_usd" "Relative change of Bitcoin's open interest in USD.";
    OiChangeAll "oi_change_all_usd" "Relative change of all open interest in USD.";
    DepthBefore "depth_before_usd" "Bids within 1% on one venue before, USD.";
    DepthWorst "depth_worst_usd" "The same at its least.";
    Adl "adl" "Positions were closed by auto-deleveraging.";
    VenueFailure "venue_failure" "A large venue failed.";
    WithdrawalsHalted "withdrawals_halted" "Withdrawals were halted.";
}

impl Event {
    /// A figure, where the event has it.
    #[must_use]
    pub fn figure(&self, what: What) -> Option<Figure> {
        self.figures.iter().find(|figure| figure.what == what).copied()
    }

    /// The value of a figure.
    #[must_use]
    pub fn value(&self, what: What) -> Option<Rational> {
        self.figure(what).map(|figure| figure.value)
    }
}

/// Every event, the oldest first.
///
/// # Errors
/// Malformed with its line; the tests read the whole table, so this one never is.
pub fn all() -> Result<Vec<Event>> {
    let events = read(&[TEXT, OTHERS])?;
    let day = |index: usize| events.get(index).map(|event| event.day);
    let order = indices(events.len(), &mut |a, b| day(a).cmp(&day(b)));
    Ok(order.into_iter().filter_map(|index| events.get(index).cloned()).collect())
}

/// Sources serve the texts behind their own, too.
fn read(texts: &[&'static str]) -> Result<Vec<Event>> {
    let mut sources: Vec<(&str, &str)> = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for (line, content) in texts.iter().flat_map(|text| (1_u64..).zip(text.lines())) {
        let at = |error: Error| error.at(line, line);
        let fields: Vec<&'static str> = content.split('|').collect();
        match fields.as_slice() {
            ["source", key, address] | ["source", key, address, _] => sources.push((key, address)),
            ["event", day, direction, name, note] => {
                let figures = Vec::new();
                let direction = Direction::named(direction).map_err(at)?;
                events.push(Event { day: Time::parse(day)?, name, direction, note, figures });
            }
            ["figure", what, value, source] => {
                let figure = figure(printed(what, value, source), &sources).map_err(at)?;
                let event = events.last_mut().ok_or_else(|| at(unknown(content)))?;
                event.figures.push(figure);
            }
            _ => return Err(at(Error::malformed("a source, an event or a figure", content))),
        }
    }
    Ok(events)
}

fn figure(printed: Printed, sources: &[(&str, &'static str)]) -> Result<Figure> {
    let what = What::named(printed.what).ok_or_else(|| unknown(printed.what))?;
    let value = if printed.value == "yes" { Rational::ONE } else { printed.value.parse()? };
    let address = |key: &str| {
        let known = sources.iter().find(|(known, _)| *known == key);
        known.map(|(_, address)| *address).ok_or_else(|| unknown(key))
    };
    Ok(Figure { what, value, source: printed.source.map(address).transpose()? })
}

fn unknown(found: &str) -> Error {
    Error::unknown("the names of this table", found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_is_in_order() {
        let events = all().unwrap();
        assert!(events.windows(2).all(|pair| pair[0].day < pair[1].day));
        let washouts = events.iter().filter(|event| event.direction == Direction::Down).count();
        let squeezes = events.iter().filter(|event| event.direction == Direction::Up).count();
        assert!(washouts >= 8 && squeezes >= 1, "{washouts} and {squeezes}");
        assert!(events.iter().all(|event| !event.figures.is_empty()));
    }

    #[test]
    fn unverified_figures_have_no_source_and_all_others_do() {
        let events = all().unwrap();
        let figures = || events.iter().flat_map(|event| &event.figures);
        let unverified = figures().filter(|figure| figure.source.is_none()).count();
        assert_eq!(unverified, 10);
        assert!(figures().filter_map(|figure| figure.source).all(|source| source.contains('.')));
    }

    #[test]
    fn early_and_revised_totals_are_both_there() {
        let events = all().unwrap();
        let day = Time::parse("2025-09-22").unwrap();
        let event = events.iter().find(|event| event.day == day).unwrap();
        let of = |what| event.value(what).unwrap().to_string();
        assert_eq!(of(What::TotalEarly), "1700000000");
        assert_eq!(of(What::TotalRevised), "3620000000");
        assert_eq!(event.value(What::Total), None);
    }

    #[test]
    fn a_bad_row_has_its_line() {
        let bad = ["event|2025-01-01|sideways|x|", "figure|total|1|-", "x", "event|2025-01-01|up"];
        for text in bad {
            assert_eq!(read(&[text]).unwrap_err().place().line, Some(1), "{text}");
        }
        let text = "event|2025-01-01|up|x|\nfigure|total|1|nobody";
        assert_eq!(read(&[text]).unwrap_err().place().line, Some(2));
    }
}
