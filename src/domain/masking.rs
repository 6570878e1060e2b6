//! Bank accounts and phone numbers where many people may see them: in lists. Enough is shown to recognise one by, not
//! enough to use it. Forms, reviews, comparisons, what is printed and files for work have them whole.

/// What stands for the characters that are left out.
const HIDDEN: &str = "****";

/// A bank account (银行账号) by its first and last four characters: `6225****8842`. Of one with fewer than twelve the last
/// four alone, and of one with fewer than eight nothing.
pub fn masked_account(number: &str) -> String {
    let characters: Vec<char> = number.chars().filter(|c| !c.is_whitespace()).collect();
    let first = if characters.len() < 12 { 0 } else { 4 };
    let last = if characters.len() < 8 { 0 } else { 4 };
    joined(&characters[..first], "", &characters[characters.len() - last..])
}

/// A phone number by what says where it is, and its last four digits: `138****1234`, `0571-****6666`. Without its
/// country code and extension; nothing of one with too few digits for a phone.
pub fn masked_phone(number: &str) -> String {
    let number = number.trim();
    let local = ["+86", "0086"].iter().find_map(|code| number.strip_prefix(code)).unwrap_or(number);
    let mut groups = local.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).peekable();
    let (area, dash, least) = match groups.peek() {
        Some(first) if first.starts_with("01") || first.starts_with("02") => (3, "-", 10),
        Some(first) if first.starts_with('0') => (4, "-", 11),
        Some(first) if first.starts_with('1') => (3, "", 11),
        Some(first) if first.starts_with("400") || first.starts_with("800") => (3, "", 10),
        _ => (0, "", 7),
    };
    // What comes behind as many digits as a number has is the extension.
    let mut digits: Vec<char> = Vec::new();
    while digits.len() < least
        && let Some(group) = groups.next()
    {
        digits.extend(group.chars());
    }
    if digits.len() < least {
        return HIDDEN.to_owned();
    }
    joined(&digits[..area], dash, &digits[digits.len() - 4..])
}

fn joined(first: &[char], dash: &str, last: &[char]) -> String {
    let text = |characters: &[char]| characters.iter().collect::<String>();
    format!("{}{dash}{HIDDEN}{}", text(first), text(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_shown_by_its_first_and_last_four_characters() {
        for (number, shown) in [
            ("6225 8802 1234 8842", "6225****8842"),
            ("0200049609200090900", "0200****0900"),
            ("123456789012", "1234****9012"),
            ("12345678901", "****8901"),
            ("12345678", "****5678"),
            ("1234567", "****"),
            ("", "****"),
            ("NRA账户1202026209900012345", "NRA账****2345"),
        ] {
            assert_eq!(masked_account(number), shown, "{number}");
        }
    }

    #[test]
    fn a_phone_is_shown_by_where_it_is_and_its_last_four_digits() {
        for (number, shown) in [
            ("13800001234", "138****1234"),
            (" 138 0000 1234 ", "138****1234"),
            ("+86 138-0000-1234", "138****1234"),
            ("+8613800001234", "138****1234"),
            ("0086 13800001234", "138****1234"),
            ("010-62531188", "010-****1188"),
            ("(021) 6253 1188", "021-****1188"),
            ("0571-88886666", "0571-****6666"),
            ("0571 8888 6666", "0571-****6666"),
            ("057188886666", "0571-****6666"),
            ("0571-8888666", "0571-****8666"),
            ("0571-88886666-8001", "0571-****6666"),
            ("0571-88886666 转 801", "0571-****6666"),
            ("400-820-8820", "400****8820"),
            ("88886666", "****6666"),
            ("8888666", "****8666"),
            ("888866", "****"),
            ("1380000123", "****"),
            ("0571-888866", "****"),
            ("无", "****"),
        ] {
            assert_eq!(masked_phone(number), shown, "{number}");
        }
    }
}
