//! The channels that freed money may take, as the discussion of November 2025 named them.

vocabulary! {
    /// One way for freed money to go.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Channel {
        /// Market makers and other absorbers of the forced flow.
        LiquidityProviders = "liquidity_providers",
        /// Stronger holders: institutions and spot buyers.
        StrongerHolders = "stronger_holders",
        /// Options.
        Options = "options",
        /// Exchange-traded funds.
        Etfs = "etfs",
        /// Delta-neutral positions, such as spot against a short future.
        DeltaNeutral = "delta_neutral",
        /// The stablecoin USDC.
        Usdc = "usdc",
        /// The stablecoin USDT.
        Usdt = "usdt",
        /// The stablecoin RLUSD.
        Rlusd = "rlusd",
        /// Money in a bank.
        Fiat = "fiat",
    }
}

vocabulary! {
    /// Channels that belong together.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Group {
        /// Options, funds and delta-neutral positions.
        Hedges = "hedges",
        /// USDC, USDT and RLUSD.
        Stablecoins = "stablecoins",
    }
}

impl Channel {
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
    /// What it says in a chart.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hedges => "Hedges",
            Self::Stablecoins => "Stablecoins",
        }
    }
}
