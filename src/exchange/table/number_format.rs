//! What a number format of a workbook says that the number does not: another currency, leading zeros, a unit.

use super::cell::{Cell, Shown, ShownBy, number_text};
use crate::exchange::currency::{Currency, currency, names_another_currency};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StyleMeaning {
    pub adds: Option<FormatAdds>,
    pub is_struck: bool,
}

/// What a number format adds to its numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FormatAdds {
    /// Another currency than CNY, by its sign or name.
    Currency(String),
    /// A unit such as 万元 behind the number.
    Unit(String),
    /// Digits, each a zero where the number has none, and letters among them.
    Digits(Vec<Place>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// A digit, or zero.
    Zero,
    /// A character that is always there.
    Fixed(char),
}

/// A piece of the first section of a format, which is the one for positive numbers.
enum Piece {
    /// Characters of the format's own language: `0`, `#`, `,`, `.` …
    Code(char),
    /// Text that is shown as it is.
    Text(char),
    /// `[$¥-804]`: a currency's sign, and where it is used.
    Sign(String, String),
}

/// What the format with this code adds to its numbers. A built-in format, which is not written down in the file, is
/// shown with the currency of whoever looks at it, so it says nothing.
pub(super) fn format_adds(code: &str, id: Option<u32>) -> Option<FormatAdds> {
    const LOCAL_CURRENCIES: [u32; 8] = [5, 6, 7, 8, 41, 42, 43, 44];
    let is_builtin = id.is_some_and(|id| LOCAL_CURRENCIES.contains(&id)) && code.starts_with("_($* ");
    if is_builtin || code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
        return None;
    }
    let pieces = pieces(code);
    if let Some(sign) = another_currency(&pieces) {
        return Some(FormatAdds::Currency(sign));
    }
    let text: String = pieces.iter().filter_map(Piece::text).collect();
    let is_scaled = is_scaled(&pieces);
    let is_unit = ["万", "亿", "千元", "百万"].iter().any(|unit| text.contains(unit));
    if is_unit || ["分", "角", "千"].contains(&text.trim()) {
        let unit: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        return (!is_scaled).then_some(FormatAdds::Unit(unit));
    }
    digits(&pieces).map(FormatAdds::Digits)
}

impl Piece {
    fn text(&self) -> Option<char> {
        match self {
            Self::Text(c) => Some(*c),
            Self::Code(_) | Self::Sign(..) => None,
        }
    }
}

fn pieces(code: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            '"' => pieces.extend(rest.by_ref().take_while(|c| *c != '"').map(Piece::Text)),
            '\\' | '!' => pieces.extend(rest.next().map(Piece::Text)),
            // The width of a character, or one that fills the cell.
            '_' | '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                // Others are colours, conditions, and hours.
                if let Some(sign) = inside.strip_prefix('$') {
                    let (sign, place) = sign.split_once('-').unwrap_or((sign, ""));
                    pieces.push(Piece::Sign(sign.to_owned(), place.to_owned()));
                }
            }
            '0' | '#' | '?' | '.' | ',' | '%' | '@' | '/' => pieces.push(Piece::Code(c)),
            // Letters that are not quoted mean dates and exponents, but programs write currencies so, too.
            other => pieces.push(Piece::Text(other)),
        }
    }
    pieces
}

fn another_currency(pieces: &[Piece]) -> Option<String> {
    for piece in pieces {
        let Piece::Sign(sign, place) = piece else { continue };
        let of_japan = place.eq_ignore_ascii_case("411") || place.to_ascii_lowercase().starts_with("ja");
        let is_yuan = sign.trim().is_empty() || currency(sign) == Some(Currency::Cny);
        let is_yen = of_japan && is_yuan && !sign.trim().is_empty();
        // Whatever else stands there is the sign of some currency: kr, zł, Rs.
        if is_yen || !is_yuan {
            return Some(if is_yen { format!("JP{sign}") } else { sign.clone() });
        }
    }
    let text: String = pieces.iter().map(|piece| piece.text().unwrap_or(' ')).collect();
    let is_other = names_another_currency(&text) || currency(&text) == Some(Currency::Other);
    is_other.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether the format shows the number divided by a thousand or more: a comma behind the last digit, or a decimal
/// point that is only drawn (`0!.0,`).
fn is_scaled(pieces: &[Piece]) -> bool {
    let code = |piece: &Piece| match piece {
        Piece::Code(c) => Some(*c),
        Piece::Text(_) | Piece::Sign(..) => None,
    };
    let codes: Vec<char> = pieces.iter().filter_map(code).collect();
    codes.last() == Some(&',') || pieces.iter().any(|piece| matches!(piece, Piece::Text('.')))
}

/// The places of a format that has only zeros and fixed characters, and says more than a plain number by it.
fn digits(pieces: &[Piece]) -> Option<Vec<Place>> {
    let mut places = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Code('0') => places.push(Place::Zero),
            // Optional digits before the first zero show nothing of their own.
            Piece::Code('#') if places.is_empty() => {}
            Piece::Text(c) => places.push(Place::Fixed(*c)),
            Piece::Sign(sign, _) if sign.is_empty() => {}
            Piece::Code(_) | Piece::Sign(..) => return None,
        }
    }
    let zeros = places.iter().filter(|place| **place == Place::Zero).count();
    let fixed: String = places.iter().filter_map(|place| place.fixed()).collect();
    // ¥0 and 0元 are amounts, and letters without a digit are dates.
    let is_amount = currency(fixed.trim()).is_some();
    let says_more = zeros >= 2 || (zeros == 1 && fixed.chars().any(char::is_alphanumeric));
    (says_more && !is_amount).then_some(places)
}

impl Place {
    fn fixed(self) -> Option<char> {
        match self {
            Self::Zero => None,
            Self::Fixed(c) => Some(c),
        }
    }
}

impl FormatAdds {
    pub(super) fn cell(&self, number: f64) -> Cell {
        let (text, by) = match self {
            Self::Currency(sign) => (format!("{sign}{}", number_text(number)), ShownBy::Currency),
            Self::Unit(unit) => (format!("{}{unit}", number_text(number)), ShownBy::Unit),
            Self::Digits(places) => match digits_text(places, number) {
                Some(text) => (text, ShownBy::Digits),
                None => return Cell::Number(number),
            },
        };
        Cell::Shown(Box::new(Shown { number, text, by }))
    }
}

/// The number in these places, or nothing where it is none that digits alone can show, or looks the same without.
fn digits_text(places: &[Place], number: f64) -> Option<String> {
    const MOST: f64 = 1e15;
    if number.fract() != 0.0 || !(0.0..MOST).contains(&number) {
        return None;
    }
    let plain = format!("{number:.0}");
    let mut digits: Vec<char> = plain.chars().collect();
    let mut shown = Vec::new();
    let first_zero = places.iter().position(|place| *place == Place::Zero)?;
    for (at, place) in places.iter().enumerate().rev() {
        match place {
            Place::Fixed(c) => shown.push(*c),
            Place::Zero => {
                shown.push(digits.pop().unwrap_or('0'));
                // The leftmost place takes all digits that are left.
                if at == first_zero {
                    while let Some(digit) = digits.pop() {
                        shown.push(digit);
                    }
                }
            }
        }
    }
    let text: String = shown.iter().rev().collect();
    let text = text.trim().to_owned();
    (text != plain).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> String {
        match format_adds(code, None) {
            Some(adds) => adds.cell(number).text().into_owned(),
            None => Cell::Number(number).text().into_owned(),
        }
    }

    fn is_foreign(code: &str) -> bool {
        matches!(format_adds(code, None), Some(FormatAdds::Currency(_)))
    }

    #[test]
    fn another_currency_is_told_by_the_format_alone() {
        for code in [
            "[$$-409]#,##0.00",
            "[$€-2]\\ #,##0.00",
            "[$HK$-C04]#,##0.00",
            "\"$\"#,##0.00",
            "$#,##0.00",
            "\"US$\"#,##0.00_);[Red](\"US$\"#,##0.00)",
            "#,##0.00\\ \"USD\"",
            "[$JPY]\\ #,##0",
            "[$¥-411]#,##0",
            "[$￥-ja-JP]#,##0",
            "#,##0.00\\ [$€-407]",
            "\"港币\"#,##0.00",
            "£#,##0.00",
            "_-[$£-809]* #,##0.00_-",
            "USD #,##0.00",
            "[$kr-41D] #,##0.00",
            "#,##0.00\\ \"kr\"",
            "_-* #,##0.00\\ \"zł\"_-",
            "\"R$ \"0.00",
        ] {
            assert!(is_foreign(code), "{code}");
        }
    }

    #[test]
    fn the_yuan_and_plain_formats_are_no_other_currency() {
        for code in [
            "General",
            "0.00",
            "#,##0.00",
            "[$¥-804]#,##0.00",
            "\"¥\"#,##0.00;[Red]\"¥\"\\-#,##0.00",
            "_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ",
            "[$CNY]\\ #,##0.00",
            "[$-804]#,##0.00",
            "[DBNum1][$-804]General",
            "#,##0.00\"元\"",
            "0.00%",
            "[Red]0.00",
            "yyyy\\-mm\\-dd",
        ] {
            assert!(!is_foreign(code), "{code}");
            assert_eq!(shown(code, 1234.5), "1234.5", "{code}");
        }
        assert_eq!(format_adds("_($* #,##0.00_);_($* (#,##0.00)", Some(44)), None);
    }

    #[test]
    fn zeros_and_letters_that_a_format_shows_belong_to_the_number() {
        for (code, number, text) in [
            ("00000", 123.0, "00123"),
            ("00000", 1_234_567.0, "1234567"),
            ("00000;-00000", 123.0, "00123"),
            ("\"INV-\"0000", 7.0, "INV-0007"),
            ("000\\-00\\-0000", 12_345_678.0, "012-34-5678"),
            ("\"C\"0", 12.0, "C12"),
            ("0", 12.0, "12"),
            ("00", 1.5, "1.5"),
            ("0000-00-00", 20_261_001.0, "2026-10-01"),
            ("\"¥\"0", 12.0, "12"),
        ] {
            assert_eq!(shown(code, number), text, "{code}");
        }
    }

    #[test]
    fn a_unit_that_a_format_writes_behind_the_number_is_told_unless_it_divides() {
        assert_eq!(shown("0.00\"万元\"", 1.25), "1.25万元");
        assert_eq!(shown("0!.0,\"万\"", 12_500.0), "12500");
        assert_eq!(shown("0\"分\"", 1_250.0), "1250分");
        assert_eq!(shown("0.0,\"千\"", 1_250.0), "1250");
    }
}
