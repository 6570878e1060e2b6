//! Reads amounts in the shapes that people and programs write, to the fen: nothing that anyone wrote is rounded.

use crate::domain::import::AmountUnit;
use crate::domain::money::{Fen, MoneyError, half_width};
use crate::exchange::currency::{Currency, currency, names_another_currency};
use crate::exchange::table::{Cell, ShownBy};
use crate::exchange::word_list::WordList;

/// Why a cell is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum AmountError {
    /// It is no number, or not one of whole fen.
    Money(MoneyError),
    Currency,
}

impl From<MoneyError> for AmountError {
    fn from(error: MoneyError) -> Self {
        Self::Money(error)
    }
}

/// The amount of a cell whose column counts in `unit`; below zero where it has a minus or stands in brackets.
pub(in crate::exchange) fn amount(cell: &Cell, unit: AmountUnit) -> Result<Fen, AmountError> {
    match cell {
        Cell::Number(number) => Ok(of_number(*number, unit)?),
        Cell::Shown(shown) => match shown.by {
            ShownBy::Digits => Ok(of_number(shown.number, unit)?),
            ShownBy::Currency => Err(AmountError::Currency),
            ShownBy::Unit => of_text(&shown.text, unit),
        },
        other => of_text(&other.text(), unit),
    }
}

/// The amount of a text whose column counts in `unit`.
pub(super) fn of_text(text: &str, unit: AmountUnit) -> Result<Fen, AmountError> {
    if unit == AmountUnit::Yuan
        && let Some(amount) = plain(text.as_bytes())
    {
        return Ok(amount);
    }
    let wide: String = text.chars().map(half_width).collect();
    let written = Written::of(wide.trim(), unit);
    let read = written.ok_or(MoneyError::NotANumber).and_then(|written| {
        let amount = decimal(written.number, written.unit)?;
        Ok(if written.is_negative { -amount } else { amount })
    });
    read.map_err(|error| match error {
        MoneyError::NotANumber if is_foreign(&wide) => AmountError::Currency,
        other => AmountError::Money(other),
    })
}

/// Whether a text has another currency before or behind its digits.
fn is_foreign(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let ends = (text.find(is_digit), text.rfind(is_digit));
    let (Some(first), Some(last)) = ends else { return names_another_currency(text) };
    let trimmed = |text: &str| currency(text.trim_matches([' ', '-', '(', ')', ':', '.']));
    trimmed(&text[..first]) == Some(Currency::Other)
        || trimmed(&text[last + 1..]) == Some(Currency::Other)
        || names_another_currency(text)
}

/// The amount of digits with at most a point and two decimals, which is how nearly all are written.
fn plain(text: &[u8]) -> Option<Fen> {
    let whole = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let decimals = match &text[whole..] {
        [] => &[][..],
        [b'.', decimals @ ..] if matches!(decimals.len(), 1 | 2) => decimals,
        _ => return None,
    };
    if !(1..=12).contains(&whole) || !decimals.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    let tenfold = if decimals.len() == 1 { 10 } else { 1 };
    Some(Fen(number(&text[..whole]) * 100 + number(decimals) * tenfold))
}

/// An amount as it is written: the digits with their separators, and what stands around them.
struct Written<'a> {
    number: &'a str,
    is_negative: bool,
    unit: AmountUnit,
}

impl<'a> Written<'a> {
    /// Nothing where something stands around the digits that no amount in yuan has.
    fn of(text: &'a str, unit: AmountUnit) -> Option<Self> {
        let mut written = Self { number: text, is_negative: false, unit };
        let mut own_unit = None;
        loop {
            let before = (written.number.len(), written.is_negative, own_unit);
            written.number = written.number.trim();
            if let Some(inside) = written.number.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                written.negate(inside)?;
            } else if let Some(rest) = written.number.strip_prefix(['-', '−', '–', '﹣']) {
                written.negate(rest)?;
            } else if let Some(rest) = written.number.strip_suffix(['-', '−']) {
                written.negate(rest)?;
            }
            written.number = without_currency(written.number.trim());
            if own_unit.is_none()
                && let Some((rest, unit)) = with_unit(written.number)
            {
                written.number = rest;
                own_unit = Some(unit);
            }
            if before == (written.number.len(), written.is_negative, own_unit) {
                break;
            }
        }
        // A column in 万元 with a cell in 元 contradicts itself.
        if let Some(own) = own_unit {
            if unit != AmountUnit::Yuan && unit != own {
                return None;
            }
            written.unit = own;
        }
        Some(written)
    }

    fn negate(&mut self, rest: &'a str) -> Option<()> {
        self.number = rest;
        (!std::mem::replace(&mut self.is_negative, true)).then_some(())
    }
}

/// A number without the signs and names of the yuan around it.
fn without_currency(text: &str) -> &str {
    let end = |c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | '.' | '−');
    let front = text.find(end).unwrap_or(0);
    let text = if is_yuan(&text[..front]) { &text[front..] } else { text };
    let back =
        text.rfind(|c: char| c.is_ascii_digit() || matches!(c, ')' | '.' | '-')).map_or(0, |at| at + 1);
    // 元 is the unit, and not cut off from 万元.
    if is_yuan(&text[back..]) && !text.ends_with(['元', '圆']) { &text[..back] } else { text }
}

fn is_yuan(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：']);
    !text.is_empty() && currency(text) == Some(Currency::Cny)
}

/// A number without the unit behind it, and that unit.
fn with_unit(text: &str) -> Option<(&str, AmountUnit)> {
    const UNITS: [(AmountUnit, WordList); 9] = [
        (AmountUnit::Fen, WordList("分")),
        (AmountUnit::Jiao, WordList("角")),
        (AmountUnit::Yuan, WordList("元人民币, 元整, 元正, 圆整, 圆正, 元, 圆")),
        (AmountUnit::HundredYuan, WordList("百元")),
        (AmountUnit::ThousandYuan, WordList("千元, 仟元, 千")),
        (AmountUnit::TenThousandYuan, WordList("万元整, 万圆, 万元, 万")),
        (AmountUnit::MillionYuan, WordList("百万元, 百万")),
        (AmountUnit::TenMillionYuan, WordList("千万元, 千万")),
        (AmountUnit::HundredMillionYuan, WordList("亿元, 亿")),
    ];
    let without = |(unit, names): (AmountUnit, WordList)| Some((names.strip_suffix(text)?, unit));
    // The longest name counts: 万元 before 元.
    UNITS.into_iter().filter_map(without).min_by_key(|(rest, _)| rest.len())
}

/// The fen of digits with at most one point, whose thousands may be set apart.
fn decimal(text: &str, unit: AmountUnit) -> Result<Fen, MoneyError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(MoneyError::Empty);
    }
    if text.starts_with(['+', '-']) {
        return Err(MoneyError::Sign);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let whole = without_groups(whole).ok_or(MoneyError::NotANumber)?;
    if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::NotANumber);
    }
    let decimals = decimals.trim_end_matches('0');
    let places = unit.places() as usize;
    if decimals.len() > places {
        return Err(MoneyError::TooManyDecimals);
    }
    let digits = format!("{whole}{decimals:0<places$}");
    let digits = digits.trim_start_matches('0');
    if digits.len() > 14 {
        return Err(MoneyError::TooLarge);
    }
    if digits.is_empty() {
        Ok(Fen::ZERO)
    } else {
        digits.parse().map(Fen).map_err(|_| MoneyError::NotANumber)
    }
}

/// The digits of a whole number whose thousands may be set apart by commas, blanks or apostrophes, or nothing if
/// they are set apart oddly.
fn without_groups(whole: &str) -> Option<String> {
    let is_blank = |c: char| c.is_whitespace();
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    let groups: Vec<&str> = match separator {
        None => vec![whole],
        Some(c) if is_blank(c) => whole.split(is_blank).collect(),
        Some(c @ (',' | '\'' | '’')) => whole.split(c).collect(),
        Some(_) => return None,
    };
    let digits =
        groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let grouped =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    (digits && grouped).then(|| groups.concat())
}

/// The fen of a number cell. A spreadsheet computes with binary fractions, so what is within a millionth of a yuan of
/// whole fen is meant to be those.
fn of_number(number: f64, unit: AmountUnit) -> Result<Fen, MoneyError> {
    /// A millionth of a yuan, in fen.
    const NOISE: f64 = 0.0001;
    let factor = unit.fen() as f64;
    let fen = (number * factor).round();
    if !fen.is_finite() {
        return Err(MoneyError::NotANumber);
    }
    if fen.abs() > Fen::MAX.0 as f64 {
        return Err(MoneyError::TooLarge);
    }
    let exact = fen / factor;
    let is_near = exact == number || (number - exact).abs() * factor <= NOISE;
    // Of a large number, fifteen digits are all that a spreadsheet shows.
    let looks_so = || format!("{number:.14e}").parse::<f64>().is_ok_and(|shown| shown == exact);
    if is_near || looks_so() { Ok(Fen(fen as i64)) } else { Err(MoneyError::TooManyDecimals) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<i64, AmountError> {
        of_text(text, AmountUnit::Yuan).map(|fen| fen.0)
    }

    fn number(number: f64, unit: AmountUnit) -> Result<i64, AmountError> {
        amount(&Cell::Number(number), unit).map(|fen| fen.0)
    }

    #[test]
    fn amounts_in_the_shapes_that_people_write() {
        for (written, fen) in [
            ("1234.56", 123_456),
            ("1234.5", 123_450),
            ("0", 0),
            ("12.500", 1_250),
            ("12.50000000", 1_250),
            ("1,234.5600", 123_456),
            ("1 234.56", 123_456),
            ("1\u{a0}234\u{202f}567", 123_456_700),
            ("1'234.56", 123_456),
            ("RMB 1,234.56", 123_456),
            ("rmb1234.56", 123_456),
            ("CN¥1,234.56", 123_456),
            ("CNY 12", 1_200),
            ("12 CNY", 1_200),
            ("人民币1234.56", 123_456),
            ("人民币：1234.56元", 123_456),
            ("1234.56元整", 123_456),
            ("1234.56 元", 123_456),
            ("￥１，２３４．５０", 123_450),
            ("¥ 5", 500),
            ("1.25万元", 1_250_000),
            ("1.25万", 1_250_000),
            ("3千元", 300_000),
            ("1234分", 1_234),
            ("0.5亿元", 5_000_000_000),
            ("-40.00", -4_000),
            ("−40", -4_000),
            ("(40.00)", -4_000),
            ("（1,234.00）", -123_400),
            ("¥-40.00", -4_000),
            ("-¥40.00", -4_000),
            ("¥(40.00)", -4_000),
            ("40.00-", -4_000),
            ("999999999999.99", 99_999_999_999_999),
        ] {
            assert_eq!(text(written), Ok(fen), "{written}");
        }
    }

    #[test]
    fn what_is_no_amount_or_none_of_whole_fen_is_refused() {
        for (written, error) in [
            ("12.345", MoneyError::TooManyDecimals),
            ("0.0699999999999932", MoneyError::TooManyDecimals),
            ("1,23", MoneyError::NotANumber),
            ("1.234,56", MoneyError::NotANumber),
            ("1 23", MoneyError::NotANumber),
            ("1 234,567.00", MoneyError::NotANumber),
            ("12E5", MoneyError::NotANumber),
            ("1.", MoneyError::NotANumber),
            ("abc", MoneyError::NotANumber),
            ("--5", MoneyError::NotANumber),
            ("+5", MoneyError::Sign),
            ("¥", MoneyError::Empty),
            ("1000000000000", MoneyError::TooLarge),
            ("12个", MoneyError::NotANumber),
        ] {
            assert_eq!(text(written), Err(AmountError::Money(error)), "{written}");
        }
    }

    #[test]
    fn another_currency_is_refused_as_one() {
        for written in ["$100", "US$ 1,234.00", "100 USD", "€5", "HKD 12", "12美元", "JP¥500", "100円"]
        {
            assert_eq!(text(written), Err(AmountError::Currency), "{written}");
        }
        let shown = crate::exchange::table::Shown { number: 1.0, text: "$1".into(), by: ShownBy::Currency };
        assert_eq!(amount(&Cell::Shown(Box::new(shown)), AmountUnit::Yuan), Err(AmountError::Currency));
    }

    #[test]
    fn units_are_applied_exactly() {
        let in_unit = |written: &str, unit| of_text(written, unit).map(|fen| fen.0);
        assert_eq!(in_unit("1.25", AmountUnit::TenThousandYuan), Ok(1_250_000));
        assert_eq!(in_unit("0.000001", AmountUnit::TenThousandYuan), Ok(1));
        assert_eq!(in_unit("1,234.567", AmountUnit::ThousandYuan), Ok(123_456_700));
        assert_eq!(in_unit("1234", AmountUnit::Fen), Ok(1_234));
        let too_fine = Err(AmountError::Money(MoneyError::TooManyDecimals));
        assert_eq!(in_unit("1234.5", AmountUnit::Fen), too_fine);
        assert_eq!(in_unit("0.0000001", AmountUnit::TenThousandYuan), too_fine);
        assert_eq!(in_unit("1.25万元", AmountUnit::TenThousandYuan), Ok(1_250_000));
        let contradicts = Err(AmountError::Money(MoneyError::NotANumber));
        assert_eq!(in_unit("1.25元", AmountUnit::TenThousandYuan), contradicts);
        assert_eq!(number(1.25, AmountUnit::TenThousandYuan), Ok(1_250_000));
        assert_eq!(number(0.07, AmountUnit::TenThousandYuan), Ok(70_000));
        assert_eq!(number(1_234.0, AmountUnit::Fen), Ok(1_234));
    }

    #[test]
    fn numbers_of_a_spreadsheet_lose_their_binary_noise_and_nothing_else() {
        for (value, fen) in [
            (0.069_999_999_999_993_18, 7),
            (434.999_999_999_999_9, 43_500),
            (0.200_000_000_000_002_8, 20),
            (0.1 + 0.2, 30),
            (-88.0, -8_800),
            (999_999_999_999.99, 99_999_999_999_999),
            (123_456_789_012.34, 12_345_678_901_234),
            (0.010_000_9, 1),
        ] {
            assert_eq!(number(value, AmountUnit::Yuan), Ok(fen), "{value}");
        }
        for value in [12.345, 0.001, 0.010_002, 1e-5] {
            assert_eq!(
                number(value, AmountUnit::Yuan),
                Err(AmountError::Money(MoneyError::TooManyDecimals)),
                "{value}"
            );
        }
        assert_eq!(number(1e13, AmountUnit::Yuan), Err(AmountError::Money(MoneyError::TooLarge)));
    }
}
