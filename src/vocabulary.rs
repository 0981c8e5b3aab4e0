//! Closed lists of words: each word stands once, beside its meaning.
//!
//! What options and results call a thing is part of the contract, so a word is written where the
//! thing is defined, and what reads it, writes it and lists it in an error all follow from there.

use crate::error::Result;

/// What can be read from a word of a list.
pub(crate) trait Word: Sized {
    /// The one of this word.
    ///
    /// # Errors
    /// An unknown name, with all words, for any other text.
    fn of(word: &str) -> Result<Self>;
}

/// A list of words without the comma after the last.
pub(crate) const fn list(words: &'static str) -> &'static str {
    words.split_at(words.len().saturating_sub(2)).0
}

/// An enum whose variants each have a word, as in `Down = "down",`: with the words come `ALL`,
/// `as_str` and `named`.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident {
            $($(#[$meaning:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        $vis enum $name {
            $($(#[$meaning])* $variant,)+
        }

        #[allow(dead_code, reason = "not every vocabulary is both read and listed")]
        impl $name {
            /// Every one, in the order of the list.
            $vis const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// Its word in options and results.
            #[must_use]
            $vis const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one of this word.
            ///
            /// # Errors
            /// An unknown name, with all words, for any other text.
            $vis fn named(word: &str) -> $crate::error::Result<Self> {
                const KNOWN: &str = $crate::vocabulary::list(concat!($($word, ", "),+));
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::error::Error::unknown(KNOWN, word)),
                }
            }

            /// The same of a cell that may not be text at all.
            ///
            /// # Errors
            /// As `named`.
            $vis fn of_bytes(word: &[u8]) -> $crate::error::Result<Self> {
                Self::named(&String::from_utf8_lossy(word))
            }
        }

        impl $crate::vocabulary::Word for $name {
            fn of(word: &str) -> $crate::error::Result<Self> {
                Self::named(word)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    vocabulary! {
        /// What is for breakfast.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Breakfast {
            /// From the oven.
            Bread = "bread",
            /// From the cow.
            SourMilk = "sour_milk",
        }
    }

    #[test]
    fn every_word_is_read_as_what_it_is_written_for() {
        for each in Breakfast::ALL {
            assert_eq!(Breakfast::named(each.as_str()), Ok(each));
            assert_eq!(Breakfast::of_bytes(each.as_str().as_bytes()), Ok(each));
        }
        assert!(Breakfast::of_bytes(b"bread\xff").is_err());
        let error = Breakfast::named("Bread").unwrap_err().to_string();
        assert_eq!(error, "expected one of bread, sour_milk, found \"Bread\"");
    }
}
