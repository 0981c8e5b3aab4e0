//! The November washout: 4 November 2025.
//!
//! The reported figures are those of one article and of the outlets of that day; totals of that
//! kind are rolling windows of feeds that miss events, and were revised later. The market inputs
//! are a daily price series, and where nothing was published, an assumption that says so.

use super::{Figure, Preset, Status};
use crate::value::Value;

const ARTICLE: &str = "BitVision.ai, 4 November 2025, citing CoinGlass";
const ARTICLE_URL: Option<&str> = Some("https://bitvision.ai/?p=1149");
const DAILY: &str = "CryptoCompare daily series, Bitcoin in USD";
const COINTELEGRAPH: &str = "Cointelegraph (a republished copy), 4 November 2025, citing CoinGlass";
const COINTELEGRAPH_URL: Option<&str> = Some(
    "https://news.adtechsolutions.net/bitcoin-late-longs-washed-out-as-100k-support-becomes-key-for-btc-price/",
);

const fn figure(
    (key, value, unit): (&'static str, &'static str, &'static str),
    label: &'static str,
    (source, url): (&'static str, Option<&'static str>),
    status: Status,
) -> Figure {
    Figure { key, value, unit, label, source, url, status }
}

const FIGURES: &[Figure] = &[
    figure(
        ("total_liquidated_usd", "1400000000", "USD"),
        "liquidated in 24 hours, all of crypto",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("btc_long_usd", "391000000", "USD"),
        "Bitcoin longs liquidated in 24 hours",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("btc_short_usd", "20200000", "USD"),
        "Bitcoin shorts liquidated in 24 hours",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("fear_greed", "21", "index"),
        "Fear and Greed Index (alternative.me): extreme fear",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("drawdown", "0.17", "fraction"),
        "fall from the October peak",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("level_upper_usd", "105000", "USD per BTC"),
        "upper end of the support named by Maja Vujinovic, FG Nexus",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("level_lower_usd", "100000", "USD per BTC"),
        "lower end of the support named by Maja Vujinovic, FG Nexus",
        (ARTICLE, ARTICLE_URL),
        Status::Sourced,
    ),
    figure(
        ("peak_usd", "126000", "USD per BTC"),
        "the October peak",
        (COINTELEGRAPH, COINTELEGRAPH_URL),
        Status::Sourced,
    ),
    figure(
        ("open_interest_change", "-0.04", "fraction"),
        "change of Bitcoin open interest in USD over 24 hours",
        (COINTELEGRAPH, COINTELEGRAPH_URL),
        Status::Sourced,
    ),
    figure(
        ("largest_usd", "47870000", "USD"),
        "largest single liquidation of the day",
        (COINTELEGRAPH, COINTELEGRAPH_URL),
        Status::Sourced,
    ),
    figure(
        ("price_before_usd", "106538.3", "USD per BTC"),
        "close of 3 November (UTC)",
        (DAILY, None),
        Status::Sourced,
    ),
    figure(
        ("price_low_usd", "98900", "USD per BTC"),
        "low of 4 November (UTC)",
        (DAILY, None),
        Status::Sourced,
    ),
    figure(
        ("open_interest_usd", "71000000000", "USD"),
        "Bitcoin open interest before the fall, all venues",
        ("quoted from memory; no source found", None),
        Status::Unverified,
    ),
    figure(
        ("usd_per_percent", "700000000", "USD"),
        "bids within 1 % of the price, all linked venues: one large venue's 244 million of October, divided by a market share of about 35 %",
        ("our estimate; 0.5 to 1.0 billion is as defensible", None),
        Status::Assumption,
    ),
    figure(
        ("survival", "1", "fraction"),
        "part of that depth that stays during the fall",
        ("our assumption; measured medians in disorderly falls are near 0.3", None),
        Status::Assumption,
    ),
    figure(
        ("mix", "neutral", "name"),
        "spread of the open interest over leverage",
        ("our assumption; no venue publishes it", None),
        Status::Assumption,
    ),
    figure(
        ("spread", "0.08", "fraction"),
        "how far from the price positions were opened",
        ("our assumption; nobody publishes entry prices", None),
        Status::Assumption,
    ),
    figure(
        ("reporting_factor", "1", "multiple"),
        "actual liquidations for each reported one",
        ("our assumption; feeds of that time miss events, so 1 is a floor", None),
        Status::Assumption,
    ),
    figure(
        ("rho", "0.5", "fraction"),
        "share of the selling pressure still there at the engine's next step, for the steps in time",
        ("our assumption; nobody publishes how fast a book refills", None),
        Status::Assumption,
    ),
    figure(
        ("volatility", "0.025", "fraction"),
        "daily volatility for touch probabilities",
        ("our assumption, an ordinary month of that year", None),
        Status::Assumption,
    ),
];

/// The preset `2025-11-04`.
pub(super) const PRESET: Preset = Preset {
    id: "2025-11-04",
    title: "The November washout",
    summary: "Bitcoin fell from 106,538 to 98,900 dollars, and 391 million dollars of Bitcoin \
              longs were reported liquidated.",
    figures: FIGURES,
    scenario,
};

fn scenario() -> Value {
    let figure = |key: &str| Value::from(PRESET.figure(key));
    Value::map([
        ("washout", 1_i64.into()),
        ("preset", PRESET.id.into()),
        ("title", PRESET.title.into()),
        (
            "market",
            Value::map([
                ("asset", "BTC".into()),
                ("price_usd", figure("price_before_usd")),
                ("open_interest_usd", figure("open_interest_usd")),
            ]),
        ),
        ("direction", "down".into()),
        ("coordinate", "linear".into()),
        ("book", book()),
        (
            "impact",
            Value::map([
                ("kind", "linear".into()),
                ("usd_per_percent", figure("usd_per_percent")),
                ("survival", figure("survival")),
            ]),
        ),
        ("flow", "1".into()),
        // The shock from outside is solved: the smallest whose cascade ends at the day's low.
        ("shock", Value::map([("reach_price_usd", figure("price_low_usd"))])),
        ("levels", Value::list([figure("level_upper_usd"), figure("level_lower_usd")])),
        ("volatility", figure("volatility")),
        ("days", "1".into()),
        ("time", Value::map([("rho", figure("rho"))])),
        // The fall took hours: positions were closed as the price came by, not in one gap.
        ("engine", Value::map([("kind", "market".into()), ("arrival", "gradual".into())])),
    ])
}

fn book() -> Value {
    let figure = |key: &str| Value::from(PRESET.figure(key));
    let share = Value::map([
        ("reported_usd", figure("btc_long_usd")),
        ("factor", figure("reporting_factor")),
        ("to_price_usd", figure("price_low_usd")),
    ]);
    Value::map([
        ("kind", "synthetic".into()),
        ("mix", figure("mix")),
        ("share", share),
        ("maintenance", "0.005".into()),
        ("spread", figure("spread")),
        // Finer than a bin of the liquidation map, which would show a comb otherwise.
        ("steps", 401_i64.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_states_where_it_comes_from() {
        for figure in FIGURES {
            assert!(!figure.source.is_empty() && !figure.label.is_empty());
            assert_eq!(FIGURES.iter().filter(|other| other.key == figure.key).count(), 1);
            if figure.unit != "name" {
                crate::money::parse_decimal(figure.value).unwrap();
            }
        }
    }
}
