//! Money: whole fen, read from what people type and never rounded on the way in.
//!
//! Errors of every reading: what is wrong with the text.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::reading;

/// An amount of money in fen (0.01 CNY).
///
/// Sums saturate at the ends of `i64`; one amount is at most [`Fen::MAX`], so that takes ninety thousand
/// amounts of the greatest size, and the check of the store's laws would name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The greatest amount that may be entered: 999,999,999,999.99.
    pub const MAX: Self = Self(99_999_999_999_999);

    /// The kind of an amount, see [`reading::text`].
    pub const KIND: &str = "Fen";

    /// Reads an amount of zero or more as people write it: `1234.5`, `1,234.50`, `¥1,234.50`, full-width digits.
    /// Nothing is rounded.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let plain: String = text.trim().chars().map(half_width).collect();
        let plain = plain.strip_prefix(['¥', '￥']).unwrap_or(&plain).trim();
        let plain = plain.strip_suffix('元').unwrap_or(plain).trim();
        if plain.is_empty() {
            return Err(MoneyError::Empty);
        }
        if plain.starts_with(['-', '−', '+', '(']) {
            return Err(MoneyError::Sign);
        }
        let (whole, cents) = plain.split_once('.').unwrap_or((plain, "0"));
        let whole = without_groups(whole).ok_or(MoneyError::NotANumber)?;
        if cents.is_empty() || !cents.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::NotANumber);
        }
        if cents.len() > 2 {
            return Err(MoneyError::TooManyDecimals);
        }
        if whole.trim_start_matches('0').len() > 12 {
            return Err(MoneyError::TooLarge);
        }
        let cents = format!("{cents:0<2}");
        let digits = format!("{whole}{}", &cents[..2]);
        digits.parse().map(Self).map_err(|_| MoneyError::NotANumber)
    }

    /// Reads an amount that may be below zero: with one `-` at its very beginning.
    pub fn parse_signed(text: &str) -> Result<Self, MoneyError> {
        match text.strip_prefix('-') {
            None => Self::parse(text),
            Some(digits) => Self::parse(digits).map(Neg::neg),
        }
    }

    /// Reads an amount as documents print it: the sign before or behind the `¥`, zeros behind the second decimal.
    pub fn parse_printed(text: &str) -> Result<Self, MoneyError> {
        let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let unsigned = plain.trim_start_matches(['¥', '￥', '-', '−']);
        let signs = plain[..plain.len() - unsigned.len()].matches(['-', '−']).count();
        let parts_of_a_fen = unsigned.find('.').map_or(unsigned.len(), |dot| unsigned.len().min(dot + 3));
        let digits = match unsigned.split_at_checked(parts_of_a_fen) {
            Some((digits, zeros)) if zeros.bytes().all(|zero| zero == b'0') => digits,
            _ => unsigned,
        };
        let amount = Self::parse(digits)?;
        match signs {
            0 => Ok(amount),
            1 => Ok(-amount),
            _ => Err(MoneyError::Sign),
        }
    }

    /// This amount, or nothing where it is negative.
    #[must_use]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Whether this is more than nothing.
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// With thousands separators: `1,234.50`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, cents) = plain.split_once('.').unwrap_or((plain, "00"));
        let mut grouped = String::with_capacity(plain.len() + 6);
        grouped.push_str(sign);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped.push('.');
        grouped.push_str(cents);
        grouped
    }
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum MoneyError {
    /// There is no text.
    #[error("empty")]
    Empty,
    /// There are characters that no amount has, or groups of digits in odd places.
    #[error("not a number")]
    NotANumber,
    /// A sign where only amounts of zero or more belong.
    #[error("has a sign")]
    Sign,
    /// Parts of a fen.
    #[error("more than two decimals")]
    TooManyDecimals,
    /// More than [`Fen::MAX`].
    #[error("more than 999,999,999,999.99")]
    TooLarge,
}

/// A full-width character as its half-width twin; others as they are.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The digits of a whole number whose thousands may be grouped by commas, or nothing if they are grouped oddly.
fn without_groups(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    (digits && grouped).then(|| groups.concat())
}

impl fmt::Display for Fen {
    /// Plain: `1234.50`, `-0.05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Fen {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Fen {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Fen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        reading::text(deserializer, Self::KIND, Self::parse_signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, fen) in [
            ("1234.5", 123_450),
            ("1,234.50", 123_450),
            ("¥1,234.50", 123_450),
            ("￥１，２３４．５０", 123_450),
            (" 0 ", 0),
            ("0.01", 1),
            ("999,999,999,999.99", Fen::MAX.0),
            ("000123", 12_300),
        ] {
            assert_eq!(Fen::parse(text), Ok(Fen(fen)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for (text, error) in [
            ("", MoneyError::Empty),
            ("¥", MoneyError::Empty),
            ("abc", MoneyError::NotANumber),
            ("1e5", MoneyError::NotANumber),
            ("1.", MoneyError::NotANumber),
            (".5", MoneyError::NotANumber),
            ("1,23", MoneyError::NotANumber),
            ("1.2.3", MoneyError::NotANumber),
            ("-1", MoneyError::Sign),
            ("+1", MoneyError::Sign),
            ("12.345", MoneyError::TooManyDecimals),
            ("12.300", MoneyError::TooManyDecimals),
            ("1000000000000", MoneyError::TooLarge),
        ] {
            assert_eq!(Fen::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn reads_what_documents_print() {
        for (text, fen) in [
            ("¥4449.00", 444_900),
            ("￥ -250.00", -25_000),
            ("-¥1,250.5", -125_050),
            ("0.120000", 12),
            ("2", 200),
            ("−0.05", -5),
        ] {
            assert_eq!(Fen::parse_printed(text), Ok(Fen(fen)), "{text}");
        }
        for (text, error) in [
            ("0.125", MoneyError::TooManyDecimals),
            ("--1", MoneyError::Sign),
            ("*", MoneyError::NotANumber),
            ("1.元", MoneyError::NotANumber),
            ("", MoneyError::Empty),
        ] {
            assert_eq!(Fen::parse_printed(text), Err(error), "{text}");
        }
    }

    #[test]
    fn prints_plain_and_grouped() {
        assert_eq!(Fen(123_456_789).to_string(), "1234567.89");
        assert_eq!(Fen(123_456_789).grouped(), "1,234,567.89");
        assert_eq!(Fen(-5).grouped(), "-0.05");
        assert_eq!(Fen(10_000).grouped(), "100.00");
    }
}
