//! The QR code of an invoice: `01,32,,26112000000000100029,20670.00,20260604,,9F3A`.
//!
//! The fields are a version, the type, the code of an older invoice, the number, an amount, the date, the check code
//! of an older invoice, and four hexadecimal digits.

use chrono::NaiveDate;

use super::invoice_number::InvoiceNumber;
use super::money::Fen;

/// What the QR code of an invoice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceCode {
    /// The invoice.
    pub number: InvoiceNumber,
    /// Whether it is a special VAT invoice.
    pub is_special: bool,
    /// Its amount: with tax on e-invoices, without on older ones.
    pub amount: Fen,
    /// The day of issue.
    pub issued_on: NaiveDate,
}

/// The types of e-invoices, and whether they are special.
const TYPES: [(&str, bool); 2] = [("31", true), ("32", false)];
/// The types of older invoices: on paper (01, 04, rolls 11) and electronic (08, 10).
const OLDER_TYPES: [(&str, bool); 5] =
    [("01", true), ("04", false), ("08", true), ("10", false), ("11", false)];

impl InvoiceCode {
    /// Reads the text of a code; nothing where it is that of something else.
    pub fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.trim().trim_end_matches(',').split(',').map(str::trim).collect();
        let &["01", kind, code, number, amount, day, check_code, proof] = fields.as_slice() else {
            return None;
        };
        let is_proof = proof.len() == 4 && proof.bytes().all(|digit| digit.is_ascii_hexdigit());
        let is_check_code = check_code.bytes().all(|digit| digit.is_ascii_digit());
        if !is_proof || !is_check_code {
            return None;
        }
        let (number, types) = if code.is_empty() {
            (InvoiceNumber::parse(number)?, TYPES.as_slice())
        } else {
            (InvoiceNumber::parse_older(code, number)?, OLDER_TYPES.as_slice())
        };
        let (_, is_special) = *types.iter().find(|(known, _)| *known == kind)?;
        let amount = Fen::parse_printed(amount).ok()?;
        Some(Self { number, is_special, amount, issued_on: day_of(day)? })
    }

    /// Whether its amount is with tax.
    pub fn is_gross(&self) -> bool {
        self.number.code().is_none()
    }
}

/// `YYYYMMDD`.
fn day_of(text: &str) -> Option<NaiveDate> {
    let is_day = text.len() == 8 && text.bytes().all(|digit| digit.is_ascii_digit());
    let digits: u32 = text.parse().ok().filter(|_| is_day)?;
    let year = i32::try_from(digits / 10_000).ok()?;
    NaiveDate::from_ymd_opt(year, digits / 100 % 100, digits % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_an_e_invoice_says_number_gross_day_and_type() {
        let code = InvoiceCode::parse("01,31,,26112000000000100029,20670.00,20260604,,9F3a").unwrap();
        assert_eq!(code.number.number(), "26112000000000100029");
        assert!(code.is_special && code.is_gross());
        assert_eq!(code.amount, Fen(2_067_000));
        assert_eq!(code.issued_on.to_string(), "2026-06-04");
        let red = InvoiceCode::parse("01,32,,26112000000000100030,-250,20260604,,0000,").unwrap();
        assert!(!red.is_special && red.amount == Fen(-25_000));
    }

    #[test]
    fn that_of_an_older_invoice_says_its_net() {
        let text = "01,10,033002000211,83089647,510.68,20200723,16197833567414507415,0941,";
        let code = InvoiceCode::parse(text).unwrap();
        assert_eq!(code.number.to_string(), "03300200021183089647");
        assert!(!code.is_special && !code.is_gross() && code.amount == Fen(51_068));
    }

    #[test]
    fn any_other_code_is_that_of_something_else() {
        for text in [
            "",
            "https://example.com/?a=01,32,,26112000000000100029,20670.00,20260604,,9F3A",
            "01,32,,26112000000000100029,20670.00,20260604,",
            "01,32,,26112000000000100029,20670.00,20260604,,9F3",
            "01,51,,26112000000000100029,20670.00,20260604,,9F3A",
            "01,10,,26112000000000100029,20670.00,20260604,,9F3A",
            "01,32,,2611200000000010002,20670.00,20260604,,9F3A",
            "01,32,,26112000000000100029,20670.001,20260604,,9F3A",
            "01,32,,26112000000000100029,20670.00,20260231,,9F3A",
            "02,32,,26112000000000100029,20670.00,20260604,,9F3A",
        ] {
            assert_eq!(InvoiceCode::parse(text), None, "{text}");
        }
    }
}
