//! The channels that freed money may take, as the discussion of November 2025 named them.

use crate::error::{Error, Result};

/// One way for freed money to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Market makers and other absorbers of the forced flow.
    LiquidityProviders,
    /// Stronger holders: institutions and spot buyers.
    StrongerHolders,
    /// Options.
    Options,
    /// Exchange-traded funds.
    Etfs,
    /// Delta-neutral positions, such as spot against a short future.
    DeltaNeutral,
    /// The stablecoin USDC.
    Usdc,
    /// The stablecoin USDT.
    Usdt,
    /// The stablecoin RLUSD.
    Rlusd,
    /// Money in a bank.
    Fiat,
}

/// Channels that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Options, funds and delta-neutral positions.
    Hedges,
    /// USDC, USDT and RLUSD.
    Stablecoins,
}

impl Channel {
    /// Every channel, in the order of display.
    pub const ALL: [Self; 9] = [
        Self::LiquidityProviders,
        Self::StrongerHolders,
        Self::Options,
        Self::Etfs,
        Self::DeltaNeutral,
        Self::Usdc,
        Self::Usdt,
        Self::Rlusd,
        Self::Fiat,
    ];

    /// The key in option bags and results.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LiquidityProviders => "liquidity_providers",
            Self::StrongerHolders => "stronger_holders",
            Self::Options => "options",
            Self::Etfs => "etfs",
            Self::DeltaNeutral => "delta_neutral",
            Self::Usdc => "usdc",
            Self::Usdt => "usdt",
            Self::Rlusd => "rlusd",
            Self::Fiat => "fiat",
        }
    }

    /// The channel of this key.
    ///
    /// # Errors
    /// [`Kind::UnknownName`] for any other text.
    pub fn named(name: &str) -> Result<Self> {
        const KNOWN: &str = "liquidity_providers, stronger_holders, options, etfs, delta_neutral, \
                             usdc, usdt, rlusd, fiat";
        let found = Self::ALL.into_iter().find(|channel| channel.as_str() == name);
        found.ok_or_else(|| Error::unknown(KNOWN, name))
    }

    /// What it says in a chart.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::LiquidityProviders => "Liquidity providers",
            Self::StrongerHolders => "Stronger holders, spot",
            Self::Options => "Options",
            Self::Etfs => "ETFs",
            Self::DeltaNeutral => "Delta-neutral",
            Self::Usdc => "USDC",
            Self::Usdt => "USDT",
            Self::Rlusd => "RLUSD",
            Self::Fiat => "Fiat",
        }
    }

    /// The group that it belongs to, where it does.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::Options | Self::Etfs | Self::DeltaNeutral => Some(Group::Hedges),
            Self::Usdc | Self::Usdt | Self::Rlusd => Some(Group::Stablecoins),
            Self::LiquidityProviders | Self::StrongerHolders | Self::Fiat => None,
        }
    }
}

impl Group {
    /// Both groups, in the order of display.
    pub const ALL: [Self; 2] = [Self::Hedges, Self::Stablecoins];

    /// The key in results.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hedges => "hedges",
            Self::Stablecoins => "stablecoins",
        }
    }

    /// What it says in a chart.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hedges => "Hedges",
            Self::Stablecoins => "Stablecoins",
        }
    }
}
