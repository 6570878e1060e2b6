//! Tax: one gross amount split into net and tax (RULES section 2).

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::money::{Fen, half_width};
use super::reading;

/// A VAT rate of at least 0 and below 1, in thousandths: 6 % is 60, 1.5 % is 15.
///
/// In files it is text like `"0.06"`; people see `6%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxRate(u16);

impl TaxRate {
    /// The kind of a rate, see [`reading::text`].
    pub const KIND: &str = "TaxRate";

    /// Reads `0.06`, `0.060000` or `6%`.
    ///
    /// # Errors
    /// Says why the text is not a rate; nothing is rounded.
    pub fn parse(text: &str) -> Result<Self, TaxRateError> {
        let plain: String = text.trim().chars().map(half_width).collect();
        let (number, decimals) = match plain.strip_suffix('%') {
            Some(percentage) => (percentage.trim_end(), 1),
            None => (plain.as_str(), 3),
        };
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(TaxRateError::NotANumber);
        }
        let number = Decimal::from_str_exact(number).map_err(|_| TaxRateError::NotANumber)?.normalize();
        if number.scale() > decimals {
            return Err(TaxRateError::TooManyDecimals);
        }
        let unit = Decimal::new(1, decimals);
        if number >= Decimal::from(1000) * unit {
            return Err(TaxRateError::TooLarge);
        }
        (number / unit).to_u16().map(Self).ok_or(TaxRateError::TooLarge)
    }

    /// The rates that the law has (征收率 and 税率, RULES.md section 3), from low to high.
    pub const LEGAL: [Self; 9] =
        [Self(0), Self(10), Self(15), Self(20), Self(30), Self(50), Self(60), Self(90), Self(130)];

    /// The levy of small-scale taxpayers, who may issue at 1 % instead.
    pub const FULL_LEVY: Self = Self(30);

    /// Whether it is one of [`Self::LEGAL`].
    pub fn is_legal(self) -> bool {
        Self::LEGAL.contains(&self)
    }

    /// The rate as a fraction of the net amount: 6 % is 0.06.
    pub fn fraction(self) -> Decimal {
        Decimal::new(i64::from(self.0), 3).normalize()
    }
}

/// How many invoices, and what they come to; red ones are below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the sums are called as on an invoice")]
pub struct Count {
    /// How many.
    pub count: u32,
    pub net: Fen,
    pub tax: Fen,
    pub gross: Fen,
}

impl Count {
    /// Counts one more.
    pub fn add(&mut self, split: TaxSplit) {
        self.count = self.count.saturating_add(1);
        self.net += split.net;
        self.tax += split.tax;
        self.gross += split.gross;
    }

    /// Counts what others come to as well.
    pub fn add_all(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.net += other.net;
        self.tax += other.tax;
        self.gross += other.gross;
    }
}

/// Why a text is not a tax rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum TaxRateError {
    /// It is neither a fraction nor a percentage, or it has a sign.
    #[error("not a rate")]
    NotANumber,
    /// More than a tenth of a per cent in detail.
    #[error("more than three decimals")]
    TooManyDecimals,
    /// 100 % or more.
    #[error("not below 100 %")]
    TooLarge,
}

/// One amount split by a rate, so that net + tax = gross.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxSplit {
    /// Without tax (金额).
    pub net: Fen,
    /// The tax (税额).
    pub tax: Fen,
    /// With tax (价税合计).
    pub gross: Fen,
}

impl TaxSplit {
    /// Whether |net × rate − tax| ≤ 0.06, as the tax platform demands of each line.
    pub fn is_within_tolerance(&self, rate: TaxRate) -> bool {
        const TOLERANCE: Fen = Fen(6);
        let expected = Decimal::from(self.net.0) * rate.fraction();
        (expected - Decimal::from(self.tax.0)).abs() <= Decimal::from(TOLERANCE.0)
    }
}

/// Splits an amount that contains tax: net = gross / (1 + rate), rounded half up to the fen, and the rest is tax.
///
/// A negative amount (a discount, a reversal) is split as the positive one is, with the signs turned.
pub fn split(gross: Fen, rate: TaxRate) -> TaxSplit {
    let net = Decimal::from(gross.0) / (Decimal::ONE + rate.fraction());
    let net = net.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    // Dividing by one or more makes nothing larger, so it still fits.
    let net = Fen(net.to_i64().unwrap_or(gross.0));
    TaxSplit { net, tax: gross - net, gross }
}

impl fmt::Display for TaxRate {
    /// As a percentage: `6%`, `1.5%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", Decimal::new(i64::from(self.0), 1).normalize())
    }
}

impl FromStr for TaxRate {
    type Err = TaxRateError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for TaxRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.fraction())
    }
}

impl<'de> Deserialize<'de> for TaxRate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        reading::text(deserializer, Self::KIND, Self::parse)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rate(text: &str) -> TaxRate {
        TaxRate::parse(text).unwrap()
    }

    #[test]
    fn splits_the_known_amounts() {
        for (gross, percent, net, tax) in [
            (659_800, "13%", 583_894, 75_906),
            (52_320_653, "3%", 50_796_750, 1_523_903),
            (100, "0", 100, 0),
            (0, "6%", 0, 0),
            (1, "6%", 1, 0),
        ] {
            let split = split(Fen(gross), rate(percent));
            assert_eq!(
                (split.net, split.tax, split.gross),
                (Fen(net), Fen(tax), Fen(gross)),
                "{gross} at {percent}"
            );
        }
    }

    #[test]
    fn half_a_fen_of_net_rounds_up() {
        // 0.15 / 1.2 is 0.125 exactly.
        assert_eq!(split(Fen(15), rate("0.2")).net, Fen(13));
        assert_eq!(split(Fen(-15), rate("0.2")).net, Fen(-13));
    }

    #[test]
    fn the_tolerance_ends_at_six_fen() {
        let of = |tax| TaxSplit { net: Fen(10_000), tax: Fen(tax), gross: Fen(10_000 + tax) };
        for (tax, is_within) in [(593, false), (594, true), (600, true), (606, true), (607, false)] {
            assert_eq!(of(tax).is_within_tolerance(rate("0.06")), is_within, "{tax}");
        }
    }

    #[test]
    fn reads_the_shapes_in_which_rates_are_written() {
        for text in ["0.06", "0.060000", "6%", " 6.0 % ", "６％"] {
            assert_eq!(TaxRate::parse(text), Ok(rate("0.06")), "{text}");
        }
        assert_eq!(rate("0.015"), rate("1.5%"));
        assert_eq!(rate("0.000"), rate("0%"));
        assert_eq!(rate("0.999").to_string(), "99.9%");
    }

    #[test]
    fn nine_rates_are_legal_and_their_neighbours_are_not() {
        let legal: Vec<String> =
            (0..1000).map(TaxRate).filter(|r| r.is_legal()).map(|r| r.to_string()).collect();
        assert_eq!(legal, ["0%", "1%", "1.5%", "2%", "3%", "5%", "6%", "9%", "13%"]);
    }

    #[test]
    fn refuses_what_is_no_rate() {
        for (text, error) in [
            ("", TaxRateError::NotANumber),
            ("%", TaxRateError::NotANumber),
            ("免税", TaxRateError::NotANumber),
            ("-0.06", TaxRateError::NotANumber),
            ("+0.06", TaxRateError::NotANumber),
            ("1e-2", TaxRateError::NotANumber),
            ("1_0%", TaxRateError::NotANumber),
            ("0.0.6", TaxRateError::NotANumber),
            ("0.0155", TaxRateError::TooManyDecimals),
            ("1.55%", TaxRateError::TooManyDecimals),
            ("1", TaxRateError::TooLarge),
            ("100%", TaxRateError::TooLarge),
            ("6", TaxRateError::TooLarge),
        ] {
            assert_eq!(TaxRate::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn prints_a_percentage_and_stores_a_fraction() {
        for (text, percentage, stored) in [
            ("13%", "13%", "\"0.13\""),
            ("1.5%", "1.5%", "\"0.015\""),
            ("0.10", "10%", "\"0.1\""),
            ("0", "0%", "\"0\""),
        ] {
            assert_eq!(rate(text).to_string(), percentage);
            assert_eq!(serde_json::to_string(&rate(text)).unwrap(), stored);
            assert_eq!(serde_json::from_str::<TaxRate>(stored).unwrap(), rate(text));
        }
        assert!(serde_json::from_str::<TaxRate>("\"1.2\"").is_err());
    }

    proptest! {
        #[test]
        fn net_and_tax_are_the_gross_and_within_tolerance(
            gross in -Fen::MAX.0..=Fen::MAX.0,
            thousandths in 0_u16..1000,
        ) {
            let rate = TaxRate(thousandths);
            let split = split(Fen(gross), rate);
            prop_assert_eq!(split.net + split.tax, Fen(gross));
            prop_assert!(split.is_within_tolerance(rate));
        }

        #[test]
        fn a_negative_amount_is_the_mirror_of_the_positive(gross in 0..=Fen::MAX.0, thousandths in 0_u16..1000) {
            let (there, back) = (split(Fen(gross), TaxRate(thousandths)), split(Fen(-gross), TaxRate(thousandths)));
            prop_assert_eq!((there.net, there.tax), (-back.net, -back.tax));
        }

        #[test]
        fn the_net_is_the_nearest_fen(gross in 0..=Fen::MAX.0, thousandths in 0_u16..1000) {
            // In whole numbers: 2·(gross·1000 − net·d) lies in [−d, d), its lower end the half that rounds up.
            let d = 1000 + i128::from(thousandths);
            let rest = 2 * (i128::from(gross) * 1000 - i128::from(split(Fen(gross), TaxRate(thousandths)).net.0) * d);
            prop_assert!(-d <= rest && rest < d);
        }
    }
}
