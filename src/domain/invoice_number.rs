//! Numbers of invoices: 20 digits of an e-invoice, or a code of 10 or 12 digits and a number of 8 on older ones.

use std::fmt;

use super::lost_digits::is_rounded;
use super::money::half_width;

/// What an invoice is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InvoiceNumber {
    code: Option<String>,
    number: String,
}

/// The codes of provinces (GB/T 2260), which stand third and fourth in the number of an e-invoice. Five cities whose
/// tax offices stand beside those of the provinces have codes above 90.
const PROVINCES: [(u32, u32); 8] =
    [(11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (91, 95)];
/// The year of the first e-invoices of 20 digits: 2021.
const FIRST_YEAR: u32 = 21;

impl InvoiceNumber {
    /// Reads the number of an e-invoice; blanks are dropped and full-width digits become half-width.
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, &[20]).map(|number| Self { code: None, number })
    }

    /// Reads code and number of an invoice that is older than e-invoices of 20 digits.
    pub fn parse_older(code: &str, number: &str) -> Option<Self> {
        let code = Some(digits(code, &[10, 12])?);
        digits(number, &[8]).map(|number| Self { code, number })
    }

    /// The code of an older invoice.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The number by itself, without the code of an older invoice.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Whether an e-invoice may have it: its year and its province are possible. It is for texts that are not said to
    /// be a number, such as the name of a file.
    pub fn is_plausible(&self) -> bool {
        let two = |at: usize| self.number.get(at..at + 2).and_then(|two| two.parse::<u32>().ok());
        let (Some(year), Some(province)) = (two(0), two(2)) else { return false };
        let is_province = PROVINCES.iter().any(|(first, last)| (*first..=*last).contains(&province));
        self.code.is_none() && year >= FIRST_YEAR && is_province
    }
}

impl fmt::Display for InvoiceNumber {
    /// As the desk keeps it: the code of an older invoice, then its number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.code.as_deref().unwrap_or_default(), self.number)
    }
}

/// Whether an invoice may be entered under this number: 20 digits, or 8 with a code of 10 or 12 before it or none.
pub fn is_invoice_number(text: &str) -> bool {
    matches!(text.len(), 8 | 18 | 20) && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Why a text is not the number of an e-invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// It has so many digits, not 20.
    Length(usize),
    /// It has a character that is no digit.
    Character(char),
    /// A spreadsheet has rounded it (2.6112E+19): its last digits are lost.
    DigitsLost,
    /// The row of this place, from 1, has it too.
    SameAs(usize),
    /// It is in the store already.
    Taken,
}

/// The 20 digits of an e-invoice, as they are typed or copied from a spreadsheet: blanks and the mark that keeps them a
/// text are dropped, full-width digits become half-width.
///
/// # Errors
/// What is wrong with the text by itself.
pub fn e_invoice_number(text: &str) -> Result<String, NumberFault> {
    let is_dress = |c: &char| c.is_whitespace() || matches!(c, '\'' | '`' | '\u{FEFF}' | '\u{200B}');
    let number: String = text.chars().map(half_width).filter(|c| !is_dress(c)).collect();
    if is_rounded(&number) {
        return Err(NumberFault::DigitsLost);
    }
    match number.chars().find(|c| !c.is_ascii_digit()) {
        Some(character) => Err(NumberFault::Character(character)),
        None if number.len() == 20 => Ok(number),
        None => Err(NumberFault::Length(number.len())),
    }
}

fn digits(text: &str, lengths: &[usize]) -> Option<String> {
    let digits: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let is_number = lengths.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_e_invoice_has_20_digits_and_an_older_one_a_code() {
        let number = InvoiceNumber::parse(" 2611 2000000000100029").unwrap();
        assert_eq!((number.number(), number.code()), ("26112000000000100029", None));
        assert_eq!(InvoiceNumber::parse("２６１１２０００００００００１０００２９"), Some(number));
        let older = InvoiceNumber::parse_older("033002000211", "83089647").unwrap();
        assert_eq!((older.number(), older.code()), ("83089647", Some("033002000211")));
        assert_eq!(older.to_string(), "03300200021183089647");
        for text in ["", "83089647", "2611200000000010002", "2611200000000010002X", "261120000000001000290"] {
            assert_eq!(InvoiceNumber::parse(text), None, "{text}");
        }
        assert_eq!(InvoiceNumber::parse_older("0330020002", "8308964"), None);
        assert_eq!(InvoiceNumber::parse_older("03300200021", "83089647"), None);
    }

    #[test]
    fn an_invoice_is_entered_under_8_18_or_20_digits() {
        for (length, is_one) in
            [(0, false), (7, false), (8, true), (10, false), (18, true), (19, false), (20, true), (21, false)]
        {
            assert_eq!(is_invoice_number(&"2".repeat(length)), is_one, "{length}");
        }
        assert!(!is_invoice_number("2611200000000010002X") && !is_invoice_number("２６１１２０００"));
    }

    #[test]
    fn what_is_wrong_with_the_number_of_an_e_invoice_is_said() {
        let number = "26112000000812345601";
        for text in [number, " 2611 2000 0008 1234 5601 ", "'26112000000812345601", "２6112000000812345601"]
        {
            assert_eq!(e_invoice_number(text).as_deref(), Ok(number), "{text}");
        }
        assert_eq!(e_invoice_number("2611200000081234560"), Err(NumberFault::Length(19)));
        assert_eq!(e_invoice_number("2611200000081234560X"), Err(NumberFault::Character('X')));
        for lost in ["2.6112E+19", "2.6112e19", "２.6112E+19"] {
            assert_eq!(e_invoice_number(lost), Err(NumberFault::DigitsLost), "{lost}");
        }
    }

    #[test]
    fn year_and_province_of_a_number_are_possible_or_it_is_none_by_chance() {
        let is_plausible = |text: &str| InvoiceNumber::parse(text).is_some_and(|n| n.is_plausible());
        assert!(is_plausible("26112000000000100029") && is_plausible("23440000000000100001"));
        assert!(!is_plausible("20260604093855000000"), "a time is no number");
        assert!(!is_plausible("26992000000000100029") && !is_plausible("19112000000000100029"));
    }
}
