//! Tax ids (纳税人识别号), and the check character of unified social credit codes.
//!
//! Errors of every reading: the first thing that is wrong with the text.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::money::half_width;
use super::reading;

/// A taxpayer's id: 15, 17, 18 or 20 upper-case letters and digits, checked (RULES section 6).
///
/// One of 18 is a unified social credit code, whose last character checks the others (GB 32100-2015). The other
/// lengths are older ids, which have no check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TaxId(String);

/// The characters of a unified social credit code, in the order of their values: no I, O, S, V or Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// The kind of a tax id that may be left out, see [`reading::text`].
pub const KIND_IF_ANY: &str = "TaxIdIfAny";

impl TaxId {
    /// The kind of a tax id, see [`reading::text`].
    pub const KIND: &str = "TaxId";

    /// Reads an id as people type or paste it: blanks around it are dropped, full-width characters become half-width
    /// and small letters capital.
    pub fn parse(text: &str) -> Result<Self, TaxIdError> {
        let id = folded(text);
        if let Some(c) = id.chars().find(|c| !(c.is_ascii_digit() || c.is_ascii_uppercase())) {
            return Err(TaxIdError::Character(c));
        }
        match id.len() {
            15 | 17 | 20 => Ok(Self(id)),
            18 => {
                if let Some(c) = id.chars().find(|c| !ALPHABET.contains(*c)) {
                    return Err(TaxIdError::Alphabet(c));
                }
                match check_character(&id[..17]) {
                    Some(expected) if !id.ends_with(expected) => Err(TaxIdError::CheckCharacter { expected }),
                    _ => Ok(Self(id)),
                }
            }
            _ => Err(TaxIdError::Length),
        }
    }

    /// Whether its last character checks the others: at 18 characters alone.
    pub fn has_check_character(&self) -> bool {
        self.0.len() == 18
    }

    /// Reads an id like [`Self::parse`], and takes a credit code that fails its check where `is_seen` says that
    /// somebody has seen it on the certificate: some issued before 2016 do fail.
    pub fn parse_seen(text: &str, is_seen: impl Fn(&Self) -> bool) -> Result<Self, TaxIdError> {
        match Self::parse(text) {
            Err(error @ TaxIdError::CheckCharacter { .. }) => {
                let id = Self(folded(text));
                if is_seen(&id) { Ok(id) } else { Err(error) }
            }
            read => read,
        }
    }

    /// Whether it is a credit code that fails its check, so that somebody has to have seen it on the certificate.
    pub fn fails_its_check(&self) -> bool {
        matches!(Self::parse(&self.0), Err(TaxIdError::CheckCharacter { .. }))
    }

    /// The id as it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The check character that belongs behind the first 17 characters of a unified social credit code, or nothing if
/// these are not 17 characters of its alphabet.
pub fn check_character(first17: &str) -> Option<char> {
    if first17.len() != WEIGHTS.len() {
        return None;
    }
    let values: Option<Vec<usize>> = first17.chars().map(|c| ALPHABET.find(c)).collect();
    let sum: usize = values?.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    ALPHABET.chars().nth((31 - sum % 31) % 31)
}

/// Trimmed, half-width, capital.
pub(crate) fn folded(text: &str) -> String {
    text.trim().chars().map(|c| half_width(c).to_ascii_uppercase()).collect()
}

/// Why a text is not a tax id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum TaxIdError {
    /// It has neither 15, 17, 18 nor 20 characters.
    #[error("not 15, 17, 18 or 20 characters long")]
    Length,
    /// A character that is neither a letter nor a digit.
    #[error("{0:?} is neither a letter nor a digit")]
    Character(char),
    /// A letter that no unified social credit code has: I, O, S, V or Z.
    #[error("{0:?} is not a character of a unified social credit code")]
    Alphabet(char),
    /// The last of 18 characters does not fit the others: something was mistyped.
    #[error("the check character should be {expected:?}")]
    CheckCharacter {
        /// What would fit the first 17.
        expected: char,
    },
}

impl fmt::Display for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TaxId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        reading::text(deserializer, Self::KIND, Self::parse)
    }
}

/// Reads a tax id that may be left out; a blank one counts as left out.
pub fn if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<TaxId>, D::Error> {
    Ok(Option::<IfAny>::deserialize(deserializer)?.and_then(|IfAny(tax_id)| tax_id))
}

/// A tax id; a blank text is none.
pub fn parse_if_any(text: &str) -> Result<Option<TaxId>, TaxIdError> {
    if text.trim().is_empty() { Ok(None) } else { TaxId::parse(text).map(Some) }
}

struct IfAny(Option<TaxId>);

impl<'de> Deserialize<'de> for IfAny {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        reading::text(deserializer, KIND_IF_ANY, parse_if_any).map(Self)
    }
}

/// Reads a tax id that the desk has kept, one that fails its check too: somebody has seen it.
pub fn kept<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<TaxId>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let read = text.map(|text| TaxId::parse_seen(&text, |_| true)).transpose();
    read.map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn takes_a_code_with_its_right_check_character() {
        assert_eq!(TaxId::parse("91440300MA0DEM01X2").unwrap().as_str(), "91440300MA0DEM01X2");
        assert_eq!(check_character("91440300MA0DEM01X"), Some('2'));
    }

    #[test]
    fn names_the_check_character_that_would_fit() {
        let expected = '2';
        assert_eq!(TaxId::parse("91440300MA0DEM01XA"), Err(TaxIdError::CheckCharacter { expected }));
    }

    #[test]
    fn a_sum_that_31_divides_is_checked_by_zero() {
        assert_eq!(check_character("00000000000000000"), Some('0'));
    }

    #[test]
    fn takes_only_the_four_lengths() {
        for length in 0..=21 {
            let id = "1".repeat(length);
            let result = TaxId::parse(&id);
            match length {
                15 | 17 | 20 => assert_eq!(result.unwrap().as_str(), id),
                18 => assert!(matches!(result, Err(TaxIdError::CheckCharacter { .. })), "{result:?}"),
                _ => assert_eq!(result, Err(TaxIdError::Length), "{length}"),
            }
        }
    }

    #[test]
    fn old_ids_have_all_letters_and_no_check() {
        assert!(TaxId::parse("44030019IOSVZ01").is_ok());
    }

    #[test]
    fn a_code_of_18_has_no_i_o_s_v_or_z() {
        for letter in ['I', 'O', 'S', 'V', 'Z'] {
            let id = format!("91440300{letter}A0000001X");
            assert_eq!(id.len(), 18);
            assert_eq!(TaxId::parse(&id), Err(TaxIdError::Alphabet(letter)));
        }
    }

    #[test]
    fn names_a_character_that_no_id_has() {
        assert_eq!(TaxId::parse("91440300-A000001"), Err(TaxIdError::Character('-')));
        assert_eq!(TaxId::parse("9144 0300 A000 01"), Err(TaxIdError::Character(' ')));
        assert_eq!(TaxId::parse("深圳44030000000000"), Err(TaxIdError::Character('深')));
        assert_eq!(TaxId::parse("ß1440300000000"), Err(TaxIdError::Character('ß')));
    }

    #[test]
    fn folds_blanks_full_width_and_small_letters() {
        assert_eq!(
            TaxId::parse(" ９１４４０３００ｍａ０ｄｅｍ０１ｘ２　"),
            TaxId::parse("91440300MA0DEM01X2")
        );
    }

    #[test]
    fn is_checked_again_when_it_is_read_from_a_file() {
        let id = TaxId::parse("91440300MA0DEM01X2").unwrap();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"91440300MA0DEM01X2\"");
        assert_eq!(serde_json::from_str::<TaxId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<TaxId>("\"91440300MA0DEM01XA\"").is_err());
    }

    #[test]
    fn a_code_that_fails_its_check_is_taken_where_it_was_seen() {
        let wrong = "91440300MA0DEM01XA";
        assert!(TaxId::parse_seen(wrong, |_| false).is_err());
        let seen = TaxId::parse_seen(" 91440300ma0dem01xa ", |id| id.as_str() == wrong).unwrap();
        assert!(seen.fails_its_check());
        assert!(!TaxId::parse_seen("91440300MA0DEM01X2", |_| false).unwrap().fails_its_check());
        assert_eq!(TaxId::parse_seen("9144", |_| true), Err(TaxIdError::Length), "only the check may fail");
    }

    #[test]
    fn there_is_no_check_character_for_other_texts() {
        for text in ["", "1234", "9144030000000000I", "914403000000000000", "深圳440300000000"] {
            assert_eq!(check_character(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_mistyped_character_is_always_noticed(
            first17 in "[0-9A-HJ-NPQRTUWXY]{17}",
            place in 0_usize..17,
            other in "[0-9A-HJ-NPQRTUWXY]",
        ) {
            let good = format!("{first17}{}", check_character(&first17).unwrap());
            prop_assert!(TaxId::parse(&good).is_ok());
            let mut wrong = good.clone();
            wrong.replace_range(place..=place, &other);
            prop_assert_eq!(TaxId::parse(&wrong).is_ok(), wrong == good);
        }
    }
}
