//! Fear & Greed: a number means nothing without its provider, because the bands differ.
//!
//! The bands of alternative.me were checked against its own label on every one of 3,044 days from
//! February 2018 to June 2026: no day disagrees. Those of CoinMarketCap are the 20-point bands that
//! are commonly given for it; they agree with the few labels seen in print (9 extreme fear, 31 and
//! 35 fear, 41 neutral), and the exact cuts are not verified.

use super::answer::Answer;
use crate::error::{Error, Result};
use crate::time::Time;

/// Who computes an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provider {
    /// alternative.me, the older index.
    AlternativeMe,
    /// CoinMarketCap.
    CoinMarketCap,
    /// Anybody else, by name; no bands are known.
    Other(String),
}

vocabulary! {
    /// The five labels.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Mood {
        /// Extreme fear.
        ExtremeFear = "Extreme Fear",
        /// Fear.
        Fear = "Fear",
        /// Neutral.
        Neutral = "Neutral",
        /// Greed.
        Greed = "Greed",
        /// Extreme greed.
        ExtremeGreed = "Extreme Greed",
    }
}

/// One day's index, as a provider published it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The day.
    pub time: Time,
    /// 0 to 100.
    pub value: u8,
    /// The provider's own word, where it sent one.
    pub label: Option<String>,
}

/// A labelled index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// 0 to 100.
    pub value: u8,
    /// The label: the provider's own, else the one of its bands.
    pub label: String,
    /// Whether the label is the provider's own word.
    pub own_word: bool,
    /// The label under the provider's bands, where they are known.
    pub by_bands: Option<Mood>,
    /// How far the bands are verified.
    pub bands: &'static str,
    /// Whether the provider's word and the bands agree; none where one of them is missing.
    pub agree: Option<bool>,
}

impl Provider {
    /// The provider of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "alternative.me" | "alternative" => Self::AlternativeMe,
            "coinmarketcap" | "cmc" => Self::CoinMarketCap,
            _ => Self::Other(name.to_owned()),
        }
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::AlternativeMe => "alternative.me",
            Self::CoinMarketCap => "CoinMarketCap",
            Self::Other(name) => name,
        }
    }

    /// The label that its bands give a value; none where no bands are known.
    #[must_use]
    pub const fn mood(&self, value: u8) -> Option<Mood> {
        let tops = match self {
            Self::AlternativeMe => [25, 46, 54, 75],
            Self::CoinMarketCap => [20, 40, 60, 80],
            Self::Other(_) => return None,
        };
        Some(match value {
            v if v <= tops[0] => Mood::ExtremeFear,
            v if v <= tops[1] => Mood::Fear,
            v if v <= tops[2] => Mood::Neutral,
            v if v <= tops[3] => Mood::Greed,
            _ => Mood::ExtremeGreed,
        })
    }

    /// The bands in words, and how far they are verified.
    #[must_use]
    pub const fn bands(&self) -> &'static str {
        match self {
            Self::AlternativeMe => {
                "0-25, 26-46, 47-54, 55-75, 76-100; agrees with the provider's own label on every \
                 day from 2018-02 to 2026-06"
            }
            Self::CoinMarketCap => {
                "0-20, 21-40, 41-60, 61-80, 81-100; the exact cuts are not verified"
            }
            Self::Other(_) => "no bands are known",
        }
    }
}

/// A value from 0 to 100.
///
/// # Errors
/// Out of range for anything else.
pub fn index(text: &str) -> Result<u8> {
    let bad = || Error::out_of_range("a whole number from 0 to 100", text);
    text.parse().ok().filter(|value| *value <= 100).ok_or_else(bad)
}

/// The label of one value of one provider.
#[must_use]
pub fn labelled(provider: &Provider, value: u8, own: Option<&str>) -> Answer<Labelled> {
    const RULE: &str = "the provider's own label where it sent one, else the label of its own \
                        bands; labels of different providers are never mixed";
    let answer = Answer::to(RULE)
        .using("provider", provider.as_str())
        .using("value", value)
        .using_if("label", own);
    let by_bands = provider.mood(value);
    let Some(label) =
        own.map(ToOwned::to_owned).or_else(|| by_bands.map(|m| m.as_str().to_owned()))
    else {
        let who = provider.as_str();
        return answer.unknown(format!("{who} sent no label, and its bands are not known"));
    };
    let agree = own.zip(by_bands).map(|(own, mood)| own.eq_ignore_ascii_case(mood.as_str()));
    let bands = provider.bands();
    answer.known(Labelled { value, label, own_word: own.is_some(), by_bands, bands, agree })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_one_is_extreme_fear_on_one_index_and_fear_on_the_other() {
        let of = |provider: Provider| labelled(&provider, 21, None).get().unwrap().label.clone();
        assert_eq!(of(Provider::named("alternative.me")), "Extreme Fear");
        assert_eq!(of(Provider::named("CMC")), "Fear");
    }

    #[test]
    fn the_providers_own_word_comes_first_and_a_disagreement_is_shown() {
        let answer = labelled(&Provider::AlternativeMe, 25, Some("Fear"));
        let found = answer.get().unwrap();
        assert_eq!(
            (found.label.as_str(), found.own_word, found.agree),
            ("Fear", true, Some(false))
        );
        let answer = labelled(&Provider::AlternativeMe, 25, Some("extreme fear"));
        assert_eq!(answer.get().unwrap().agree, Some(true));
    }

    #[test]
    fn a_provider_without_label_and_bands_cannot_be_checked() {
        let other = Provider::named("Some Index");
        let answer = labelled(&other, 21, None);
        assert_eq!(answer.why_not(), Some("Some Index sent no label, and its bands are not known"));
        assert_eq!(labelled(&other, 21, Some("Panic")).get().unwrap().label, "Panic");
    }

    #[test]
    fn every_cut_belongs_to_the_lower_band() {
        let moods = |provider: Provider, values: &[u8]| -> Vec<_> {
            values.iter().map(|value| provider.mood(*value).unwrap().as_str()).collect()
        };
        let five = ["Extreme Fear", "Fear", "Neutral", "Greed", "Extreme Greed"];
        assert_eq!(moods(Provider::AlternativeMe, &[25, 46, 54, 75, 76]), five);
        assert_eq!(moods(Provider::AlternativeMe, &[0, 26, 47, 55, 100]), five);
        assert_eq!(moods(Provider::CoinMarketCap, &[20, 40, 60, 80, 81]), five);
    }

    #[test]
    fn an_index_is_a_whole_number_up_to_a_hundred() {
        assert_eq!(index("21"), Ok(21));
        for bad in ["101", "-1", "21.5", "", "256"] {
            assert_eq!(index(bad).unwrap_err().code(), "OUT_OF_RANGE", "{bad}");
        }
    }
}
