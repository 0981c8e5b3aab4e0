//! The table of the twenty claims, and the figures that they are checked with.

use super::Check::{Between, Number, Word};
use super::Comparison::{About, Above, AtLeast, AtMost, Below};
use super::Kind::{Claim, View};
use super::Unit::{Day, Fraction, Number as Plain, Usd};
use super::{Entry, Meaning};

const DAILY: &str = "BTC/USD by day (UTC), CryptoCompare";
const PRINT: &str = "figures in print on 4 November 2025";
const RUN: &str = "the simulation, with the reader's inputs";
const READER: &str = "the reader's own shares";

/// Name, value and source of every figure that is known from the start.
pub(super) const FACTS: &[(&str, &str, &str)] = &[
    ("total_24h_usd", "1400000000", "CoinGlass, as the article printed it"),
    (
        "total_0300_usd",
        "1270000000",
        "24 hours to 03:00 UTC, CoinDesk as copied by cryptonewz.pages.dev",
    ),
    (
        "total_europe_usd",
        "1360000000",
        "24 hours to the European session, news.adtechsolutions.net",
    ),
    ("total_later_usd", "1670000000", "24 hours, a day later, coinfeather.com"),
    ("btc_long_usd", "391000000", "CoinGlass, as the article printed it"),
    ("btc_short_usd", "20200000", "CoinGlass, as the article printed it"),
    (
        "btc_long_europe_usd",
        "377000000",
        "24 hours to the European session, news.adtechsolutions.net",
    ),
    ("fear_greed", "21", "alternative.me, 4 November"),
    ("fear_greed_alternative_me", "Extreme Fear", "alternative.me, its own label"),
    ("fear_greed_coinmarketcap", "Fear", "the 20-point bands of CoinMarketCap, applied to 21"),
    ("peak_printed_usd", "126000", "news.adtechsolutions.net"),
    ("price_before_usd", "112000", "before the fall, CoinDesk as copied by cryptonewz.pages.dev"),
    ("price_0602_usd", "104956.8", "6:02 UTC, blog.meyka.com"),
    ("peak_high_usd", "126198.1", "high of 6 October, CryptoCompare by day"),
    ("peak_close_usd", "124766.5", "close of 6 October, CryptoCompare by day"),
    ("close_usd", "101537.3", "close of 4 November, CryptoCompare by day"),
    ("october_low_usd", "100000", "low of 10 October, CryptoCompare by day"),
    ("lowest_close_since", "20250622", "closes up to 4 November, CryptoCompare by day"),
    ("lowest_low_since", "20250622", "lows up to 4 November, CryptoCompare by day"),
    ("lowest_close_since_3_november", "20251017", "closes up to 3 November, CryptoCompare by day"),
    ("month_to_date", "-0.073164787358047771", "close of 4 November, CryptoCompare by day"),
    ("month_to_date_2018", "0.019619683379555104", "the same days of 2018, CryptoCompare by day"),
    ("worst_start_2019_2024", "-0.035114540762219556", "worst of 2019 to 2024, CryptoCompare"),
    ("worst_start_since_3_november", "2014", "closes up to 3 November, CryptoCompare by day"),
    ("funding_8h", "0.000073823333333333", "mean of three payments, BTCUSDT on Binance"),
    ("funding_8h_lowest", "0.00005808", "lowest of three payments, BTCUSDT on Binance"),
    ("stablecoin_change_7d", "-0.003402225133449348", "supply of all, DefiLlama"),
    ("stablecoin_change_30d", "0.013928444728841263", "supply of all, DefiLlama"),
    ("open_interest_change_usd", "-0.04", "24 hours, Bitcoin, news.adtechsolutions.net"),
    ("level_lower_usd", "100000", "the zone of the quoted view"),
    ("level_upper_usd", "105000", "the zone of the quoted view"),
    ("leverage_assumed", "10", "an assumption: 10 times; the reader can change it"),
];

/// The twenty.
pub(super) const ROWS: &[Entry] = &[
    Entry {
        id: "1",
        kind: Claim,
        text: "1.4 billion USD of leveraged positions were liquidated in 24 hours",
        panel: "count",
        note: "A rolling window moves: it read 1.27 in the night and 1.67 a day later. Feeds \
               are sampled, so every such total is a floor.",
        cannot: None,
        readings: &[
            Meaning(
                "the 24 hours end in the European session of 4 November",
                PRINT,
                Number("total_europe_usd", About, "total_24h_usd", "50000000"),
                Usd,
            ),
            Meaning(
                "the 24 hours end at 03:00 UTC",
                PRINT,
                Number("total_0300_usd", About, "total_24h_usd", "50000000"),
                Usd,
            ),
            Meaning(
                "the 24 hours end on 5 November",
                PRINT,
                Number("total_later_usd", About, "total_24h_usd", "50000000"),
                Usd,
            ),
        ],
    },
    Entry {
        id: "2",
        kind: Claim,
        text: "of Bitcoin, 391 million USD of longs and 20.2 million of shorts",
        panel: "count",
        note: "No second report of the shorts was found.",
        cannot: None,
        readings: &[
            Meaning(
                "the longs of the European session are meant, to the nearest 20 million",
                PRINT,
                Number("btc_long_europe_usd", About, "btc_long_usd", "20000000"),
                Usd,
            ),
            Meaning(
                "a second report of the shorts agrees",
                PRINT,
                Number("btc_short_second_report_usd", About, "btc_short_usd", "1000000"),
                Usd,
            ),
        ],
    },
    Entry {
        id: "3",
        kind: Claim,
        text: "roughly nineteen times more Bitcoin longs than shorts were liquidated",
        panel: "count",
        note: "A ratio of two printed figures: it inherits whatever is wrong with them.",
        cannot: None,
        readings: &[Meaning(
            "the two printed figures are right",
            PRINT,
            Number("btc_long_usd / btc_short_usd", About, "19", "0.5"),
            Plain,
        )],
    },
    Entry {
        id: "4",
        kind: Claim,
        text: "Bitcoin at its lowest price since June",
        panel: "context",
        note: "The low of 10 October was below the price of that morning.",
        cannot: None,
        readings: &[
            Meaning(
                "daily closes up to and with 4 November are meant",
                DAILY,
                Between("lowest_close_since", "20250601", "20250630"),
                Day,
            ),
            Meaning(
                "daily lows up to and with 4 November are meant, once the day was over",
                DAILY,
                Between("lowest_low_since", "20250601", "20250630"),
                Day,
            ),
            Meaning(
                "daily closes up to 3 November are meant",
                DAILY,
                Between("lowest_close_since_3_november", "20250601", "20250630"),
                Day,
            ),
            Meaning(
                "the price of the morning was below the low of 10 October",
                DAILY,
                Number("price_0602_usd", Below, "october_low_usd", "0"),
                Usd,
            ),
        ],
    },
    Entry {
        id: "5",
        kind: Claim,
        text: "17% below the peak of October",
        panel: "context",
        note: "At the close of 4 November it was more: 19.5% below the high, 18.6% below the \
               highest close.",
        cannot: None,
        readings: &[
            Meaning(
                "the price of that morning is set against a peak of 126,000",
                PRINT,
                Number("1 - price_0602_usd / peak_printed_usd", About, "0.17", "0.005"),
                Fraction,
            ),
            Meaning(
                "the close of the day is set against the high of October",
                DAILY,
                Number("1 - close_usd / peak_high_usd", About, "0.17", "0.005"),
                Fraction,
            ),
            Meaning(
                "the close of the day is set against the highest close",
                DAILY,
                Number("1 - close_usd / peak_close_usd", About, "0.17", "0.005"),
                Fraction,
            ),
        ],
    },
    Entry {
        id: "6",
        kind: Claim,
        text: "the worst start to November since 2018",
        panel: "context",
        note: "November 2018 began with a gain. At the close of 4 November it was the worst \
               start in the whole series, which begins in 2010; a day before, since 2014.",
        cannot: None,
        readings: &[
            Meaning(
                "it only says that no November from 2019 to 2024 began worse",
                DAILY,
                Number("month_to_date", AtMost, "worst_start_2019_2024", "0"),
                Fraction,
            ),
            Meaning(
                "November 2018 began as badly or worse",
                DAILY,
                Number("month_to_date_2018", AtMost, "month_to_date", "0"),
                Fraction,
            ),
            Meaning(
                "2018 is the latest worse start, counted to 3 November",
                DAILY,
                Number("worst_start_since_3_november", About, "2018", "0"),
                Plain,
            ),
        ],
    },
    Entry {
        id: "7",
        kind: Claim,
        text: "the Fear and Greed index at 21: extreme fear",
        panel: "context",
        note: "The same number has another label on another provider's bands.",
        cannot: None,
        readings: &[
            Meaning(
                "the index of alternative.me is meant",
                "alternative.me",
                Word("fear_greed_alternative_me", "Extreme Fear"),
                Plain,
            ),
            Meaning(
                "the bands of CoinMarketCap are meant",
                "CoinMarketCap",
                Word("fear_greed_coinmarketcap", "Extreme Fear"),
                Plain,
            ),
        ],
    },
    Entry {
        id: "8",
        kind: Claim,
        text: "the fall through key support levels forced the longs out",
        panel: "simulate",
        note: "",
        cannot: None,
        readings: &[Meaning(
            "at least half of the longs were liquidated on the way through the zone",
            RUN,
            Number(
                "(liquidated_to_lower_usd - liquidated_to_upper_usd) / btc_long_usd",
                AtLeast,
                "0.5",
                "0",
            ),
            Fraction,
        )],
    },
    Entry {
        id: "9",
        kind: Claim,
        text: "a liquidation closes the losing trade, and the wealth goes to its counterparties",
        panel: "ledger",
        note: "In the ledger whatever one side loses another gains: it sums to zero.",
        cannot: None,
        readings: &[Meaning(
            "the ledger of the simulated cascade closes",
            RUN,
            Number("ledger_sum_usd", About, "0", "0"),
            Usd,
        )],
    },
    Entry {
        id: "10",
        kind: Claim,
        text: "forced selling cascades and presses the price for a short while",
        panel: "simulate",
        note: "",
        cannot: None,
        readings: &[
            Meaning(
                "part of the fall is mechanical",
                RUN,
                Number("mechanical_share", Above, "0", "0"),
                Fraction,
            ),
            Meaning(
                "part of that comes back",
                RUN,
                Number("recovery_share", Above, "0", "0"),
                Fraction,
            ),
        ],
    },
    Entry {
        id: "11",
        kind: Claim,
        text: "most of the 391 million lost on longs went to exchanges, market makers and hedge \
               desks",
        panel: "ledger",
        note: "391 million is the notional of the positions, not what was lost. At 10 times \
               leverage their owners can lose a tenth of it; only below 2 times could it be most.",
        cannot: None,
        readings: &[Meaning(
            "more than half of the notional was margin",
            PRINT,
            Number("1 / leverage_assumed", Above, "0.5", "0"),
            Fraction,
        )],
    },
    Entry {
        id: "12",
        kind: View,
        text: "coins sold in panic go from weak hands to strong holders",
        panel: "flows",
        note: "The share is an assumption; the reader sets it.",
        cannot: Some("a view: nobody sees who buys what the liquidated sell"),
        readings: &[Meaning(
            "the reader gives them a share",
            READER,
            Number("share_stronger_holders", Above, "0", "0"),
            Fraction,
        )],
    },
    Entry {
        id: "13",
        kind: View,
        text: "some capital moves to options, ETFs and delta-neutral positions",
        panel: "flows",
        note: "The share is an assumption; the reader sets it.",
        cannot: Some("a view: the money of closed positions cannot be followed"),
        readings: &[Meaning(
            "the reader gives them a share",
            READER,
            Number("share_options + share_etfs + share_delta_neutral", Above, "0", "0"),
            Fraction,
        )],
    },
    Entry {
        id: "14",
        kind: View,
        text: "some waits in stablecoins or fiat until volatility falls",
        panel: "flows",
        note: "The supply of stablecoins fell over 7 days and rose over 30; neither says who \
               holds them.",
        cannot: Some("a view: supply does not show where money waits"),
        readings: &[
            Meaning(
                "supply grew over 7 days",
                "stablecoin supply, DefiLlama",
                Number("stablecoin_change_7d", Above, "0", "0"),
                Fraction,
            ),
            Meaning(
                "supply grew over 30 days",
                "stablecoin supply, DefiLlama",
                Number("stablecoin_change_30d", Above, "0", "0"),
                Fraction,
            ),
            Meaning(
                "the reader gives them a share",
                READER,
                Number("share_usdc + share_usdt + share_rlusd + share_fiat", Above, "0", "0"),
                Fraction,
            ),
        ],
    },
    Entry {
        id: "15",
        kind: Claim,
        text: "funding on the large venues is neutral to negative",
        panel: "context",
        note: "One venue was checked. The three payments of the day were all above zero.",
        cannot: None,
        readings: &[
            Meaning(
                "neutral reaches up to 0.015% per 8 hours, around the interest part of 0.01%",
                "BTCUSDT funding, Binance",
                Number("funding_8h", Below, "0.00015", "0"),
                Fraction,
            ),
            Meaning(
                "it has to be at most 0.005% per 8 hours",
                "BTCUSDT funding, Binance",
                Number("funding_8h", AtMost, "0.00005", "0"),
                Fraction,
            ),
            Meaning(
                "at least one payment was negative",
                "BTCUSDT funding, Binance",
                Number("funding_8h_lowest", Below, "0", "0"),
                Fraction,
            ),
        ],
    },
    Entry {
        id: "16",
        kind: View,
        text: "above 100,000 to 105,000 USD it may be a healthy reset, below a deeper drop",
        panel: "context",
        note: "By that rule the close of 4 November lay on the level: it decided nothing.",
        cannot: Some("a view of what comes next; only where the price stood can be checked"),
        readings: &[
            Meaning(
                "the close was above the zone",
                DAILY,
                Number("close_usd", Above, "level_upper_usd", "0"),
                Usd,
            ),
            Meaning(
                "the close was below the zone",
                DAILY,
                Number("close_usd", Below, "level_lower_usd", "0"),
                Usd,
            ),
        ],
    },
    Entry {
        id: "17",
        kind: Claim,
        text: "losing those levels could set off more liquidations, above all in altcoins",
        panel: "simulate",
        note: "",
        cannot: None,
        readings: &[
            Meaning(
                "there are liquidations below the zone",
                RUN,
                Number("liquidatable_usd - liquidated_to_lower_usd", Above, "0", "0"),
                Usd,
            ),
            Meaning(
                "the gain of the altcoins is above that of Bitcoin",
                RUN,
                Number("alt_gain", Above, "btc_gain", "0"),
                Plain,
            ),
        ],
    },
    Entry {
        id: "18",
        kind: View,
        text: "leverage is resetting, not collapsing",
        panel: "context",
        note: "Open interest fell 4% in USD while the price fell 6.3%: in coins it rose.",
        cannot: None,
        readings: &[
            Meaning(
                "it is a reset: open interest in coins fell by 3% or more",
                PRINT,
                Number(COINS, AtMost, "-0.03", "0"),
                Fraction,
            ),
            Meaning(
                "only the second half is meant: open interest in coins did not fall by 20%",
                PRINT,
                Number(COINS, Above, "-0.2", "0"),
                Fraction,
            ),
        ],
    },
    Entry {
        id: "19",
        kind: Claim,
        text: "inflows of stablecoins to exchanges are rising",
        panel: "context",
        note: "",
        cannot: Some("supply alone does not show inflows to exchanges; their wallets would"),
        readings: &[],
    },
    Entry {
        id: "20",
        kind: View,
        text: "ETF outflows, geopolitics and selling by treasuries are behind the fall",
        panel: "context",
        note: "",
        cannot: Some("causes are not in any of these figures"),
        readings: &[],
    },
];

/// Open interest in coins from USD and the price.
const COINS: &str = "(1 + open_interest_change_usd) / (price_0602_usd / price_before_usd) - 1";
