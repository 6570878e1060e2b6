//! Numbers of which a spreadsheet has lost digits.

use super::money::half_width;

/// Whether a text is a number that a spreadsheet has rounded: 2.0261E+13, 6.22E-3. A number such as 12E5 may be what
/// somebody has written.
pub fn is_rounded(text: &str) -> bool {
    // Hardly any text is, so the rest is for those that may be.
    if !text.contains(['E', 'e', 'Ｅ', 'ｅ']) {
        return false;
    }
    let text: String = text.chars().map(half_width).collect();
    let Some((number, exponent)) = text.trim().split_once(['E', 'e']) else { return false };
    let number = number.strip_prefix(['-', '+']).unwrap_or(number);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let bare = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_scientific = are_digits(whole) && are_digits(decimals) && are_digits(bare);
    is_scientific && (number.contains('.') || bare.len() < exponent.len())
}

#[cfg(test)]
mod tests {
    use super::is_rounded;

    #[test]
    fn a_number_with_an_exponent_is_rounded_unless_somebody_may_have_written_it() {
        for text in ["2.6112E+19", "2.6112e19", "６．2E－3", "1E+05"] {
            assert!(is_rounded(text), "{text}");
        }
        for text in ["12E5", "SF1234567890", "26112000000812345601", "E+5", ""] {
            assert!(!is_rounded(text), "{text}");
        }
    }
}
