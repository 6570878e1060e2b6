//! Numbers that are known by their shape: phone numbers, credit codes, and the long ones of bank accounts.

use super::words::folded;
use crate::domain::tax_id::TaxId;

/// A number at some place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As a field takes it.
    pub value: String,
    /// Where the text goes on.
    pub end: usize,
    pub is_sure: bool,
}

fn at(chars: &[char], place: usize) -> char {
    chars.get(place).map_or('\n', |c| folded(*c))
}

fn is_digit(chars: &[char], place: usize) -> bool {
    at(chars, place).is_ascii_digit()
}

/// Whether a number can begin here: not inside of another one, or of a Latin word.
pub(super) fn begins(chars: &[char], place: usize) -> bool {
    let before = |count: usize| place.checked_sub(count).map(|place| at(chars, place));
    let is_alphanumeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // A room behind its building: E5-1203.
    let is_room = before(1) == Some('-') && is_alphanumeric(before(2));
    !is_alphanumeric(before(1)) && !is_room
}

/// So many digits from here, with single blanks or hyphens among them; the digits as they are kept, with their hyphens,
/// and where the text goes on.
fn grouped(chars: &[char], from: usize, count: usize) -> Option<(String, usize)> {
    let (mut value, mut place, mut found) = (String::new(), from, 0);
    while found < count {
        match at(chars, place) {
            digit if digit.is_ascii_digit() => {
                value.push(digit);
                found += 1;
                place += 1;
            }
            sign @ ('-' | ' ') if found > 0 && is_digit(chars, place + 1) => {
                if sign == '-' {
                    value.push('-');
                }
                place += 1;
            }
            _ => return None,
        }
    }
    Some((value, place))
}

fn blanks(chars: &[char], mut place: usize) -> usize {
    while at(chars, place) == ' ' {
        place += 1;
    }
    place
}

/// Behind the country's number, if it stands here.
fn behind_country(chars: &[char], from: usize) -> Option<usize> {
    let opens = usize::from(at(chars, from) == '(');
    let mut place = from + opens;
    let is_certain = match (at(chars, place), at(chars, place + 1)) {
        ('+', _) => {
            place += 1;
            true
        }
        ('0', '0') => {
            place += 2;
            true
        }
        _ => false,
    };
    if (at(chars, place), at(chars, place + 1)) != ('8', '6') {
        return None;
    }
    place += 2;
    if opens == 1 {
        if at(chars, place) != ')' {
            return None;
        }
        place += 1;
    }
    let after = place;
    place = blanks(chars, place);
    if at(chars, place) == '-' {
        place = blanks(chars, place + 1);
    }
    let is_apart = place > after || opens == 1;
    let is_mobile = mobile(chars, place).is_some();
    (is_certain || is_mobile || (is_apart && landline(chars, place, true).is_some())).then_some(place)
}

fn mobile(chars: &[char], from: usize) -> Option<(String, usize)> {
    let (value, end) = grouped(chars, from, 11)?;
    let mut digits = value.chars().filter(char::is_ascii_digit);
    let is_it = digits.next() == Some('1') && digits.next().is_some_and(|c| ('3'..='9').contains(&c));
    (is_it && !is_digit(chars, end)).then_some((value, end))
}

/// A number with its area's, in brackets or not; abroad without the 0 before it.
fn landline(chars: &[char], from: usize, without_zero: bool) -> Option<(String, usize, bool)> {
    let opens = at(chars, from) == '(';
    let start = from + usize::from(opens);
    let has_zero = at(chars, start) == '0';
    if !has_zero && !without_zero {
        return None;
    }
    let first = start + usize::from(has_zero);
    // Areas of three digits are Beijing's and those from 020 to 029; the others have four.
    let length = match (at(chars, first), at(chars, first + 1)) {
        ('1', '0') | ('2', '0'..='9') => 2,
        ('3'..='9', '0'..='9') => 3,
        _ => return None,
    };
    let area: String = (first..first + length).map(|place| at(chars, place)).collect();
    if !area.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut place = first + length;
    let mut sign = "";
    if opens {
        if at(chars, place) != ')' {
            return None;
        }
        place = blanks(chars, place + 1);
    } else {
        place = blanks(chars, place);
    }
    if at(chars, place) == '-' {
        sign = "-";
        place = blanks(chars, place + 1);
    }
    let own = [8, 7].into_iter().filter(|count| *count == 8 || length == 3);
    let whole = |count| grouped(chars, place, count).filter(|(_, end)| !is_digit(chars, *end));
    let (number, end) = own.into_iter().find_map(whole)?;
    let area = if opens { format!("(0{area})") } else { format!("0{area}") };
    Some((format!("{area}{sign}{number}"), end, has_zero))
}

/// A number of 400 or 800, for which the callee pays.
fn service(chars: &[char], from: usize) -> Option<(String, usize)> {
    let is_one = matches!((at(chars, from), at(chars, from + 1), at(chars, from + 2)), ('4' | '8', '0', '0'));
    grouped(chars, from, 10).filter(|(_, end)| is_one && !is_digit(chars, *end))
}

/// A number of an unnamed area: 7 or 8 digits.
fn local(chars: &[char], from: usize) -> Option<(String, usize)> {
    let whole = |count| grouped(chars, from, count).filter(|(_, end)| !is_digit(chars, *end));
    let is_one = ('2'..='9').contains(&at(chars, from));
    [8, 7].into_iter().find_map(whole).filter(|_| is_one)
}

/// A phone number, without the country's and without blanks; an extension stands behind a hyphen. `takes_local`: one of
/// 7 or 8 digits is one, too.
pub(super) fn phone_at(chars: &[char], from: usize, takes_local: bool) -> Option<Number> {
    let country = behind_country(chars, from);
    let start = country.unwrap_or(from);
    if country.is_none() && !(is_digit(chars, from) || at(chars, from) == '(') {
        return None;
    }
    let found = mobile(chars, start)
        .map(|(value, end)| (value, end, true))
        .or_else(|| service(chars, start).map(|(value, end)| (value, end, true)))
        .or_else(|| landline(chars, start, country.is_some()))
        .or_else(|| local(chars, start).filter(|_| takes_local).map(|(value, end)| (value, end, true)));
    let (mut value, mut end, is_sure) = found?;
    if at(chars, end).is_ascii_alphabetic() && extension(chars, end).is_none() {
        return None;
    }
    if let Some((digits, behind)) = extension(chars, end) {
        value = format!("{value}-{digits}");
        end = behind;
    }
    Some(Number { value, end, is_sure })
}

/// The digits of an extension, and where the text goes on.
fn extension(chars: &[char], from: usize) -> Option<(String, usize)> {
    const WORDS: [&str; 10] = ["转分机", "分机号", "分机", "内线", "转", "EXT.", "EXT", "X", "#", "-"];
    let mut place = blanks(chars, from);
    let opens = at(chars, place) == '(';
    place = blanks(chars, place + usize::from(opens));
    let is_there = |word: &&&str| word.chars().enumerate().all(|(i, c)| at(chars, place + i) == c);
    let word = WORDS.iter().find(is_there)?;
    place = blanks(chars, place + word.chars().count());
    if at(chars, place) == ':' || (at(chars, place) == '-' && *word != "-") {
        place = blanks(chars, place + 1);
    }
    let mut digits = String::new();
    while is_digit(chars, place) {
        digits.push(at(chars, place));
        place += 1;
    }
    if opens {
        if at(chars, place) != ')' {
            return None;
        }
        place += 1;
    }
    let most = if *word == "-" { 5 } else { 8 };
    ((1..=most).contains(&digits.len()) && !at(chars, place).is_ascii_alphanumeric())
        .then_some((digits, place))
}

/// A credit code: 18 characters in one, or in groups where its check character is right; else any older id with letters.
pub(super) fn tax_code_at(chars: &[char], from: usize) -> Option<Number> {
    let mut end = from;
    while at(chars, end).is_ascii_alphanumeric() {
        end += 1;
    }
    let run: String = (from..end).map(|place| at(chars, place)).collect();
    let has_digits = run.chars().filter(char::is_ascii_digit).count() >= 8;
    let has_letters = run.chars().any(|c| c.is_ascii_uppercase());
    let read = TaxId::parse(&run);
    match run.len() {
        18 if read.is_ok() && (has_letters || is_of_registry(&run)) => {
            Some(Number { value: run, end, is_sure: true })
        }
        15 | 17 | 18 | 20 if has_digits && has_letters => Some(Number { value: run, end, is_sure: false }),
        2..=17 => grouped_code_at(chars, from),
        _ => None,
    }
}

/// Whether a code of digits alone begins as those of companies, institutions and shops do.
fn is_of_registry(code: &str) -> bool {
    ["91", "92", "93", "51", "52", "53", "54", "11", "12", "13", "19"]
        .iter()
        .any(|start| code.starts_with(start))
}

fn grouped_code_at(chars: &[char], from: usize) -> Option<Number> {
    let (mut value, mut place) = (String::new(), from);
    while value.len() < 18 {
        match at(chars, place) {
            c if c.is_ascii_alphanumeric() => value.push(c),
            ' ' | '-' if at(chars, place + 1).is_ascii_alphanumeric() => {}
            _ => return None,
        }
        place += 1;
    }
    let is_one =
        !at(chars, place).is_ascii_alphanumeric() && is_of_registry(&value) && TaxId::parse(&value).is_ok();
    is_one.then_some(Number { value, end: place, is_sure: true })
}

/// A long number in groups, without the blanks: at least `least` digits. It ends where a phone number begins.
pub(super) fn digits_at(chars: &[char], from: usize, least: usize) -> Option<Number> {
    let (mut value, mut place) = (String::new(), from);
    let mut count = 0;
    loop {
        match at(chars, place) {
            c if c.is_ascii_digit() => {
                value.push(c);
                count += 1;
            }
            sign @ (' ' | '-') if count > 0 && is_digit(chars, place + 1) => {
                // The number of a room before a phone number is no part of it.
                if count <= 5 && sign == ' ' && is_clear_phone(chars, place + 1) {
                    return None;
                }
                let is_whole = count >= 12 && (sign == ' ' && group(chars, place + 1) >= 7);
                if is_whole || (count >= 9 && sign == ' ' && phone_at(chars, place + 1, false).is_some()) {
                    break;
                }
                if sign == '-' {
                    value.push('-');
                }
            }
            _ => break,
        }
        place += 1;
    }
    let is_apart = !at(chars, place).is_ascii_alphabetic();
    (count >= least && is_apart).then_some(Number { value, end: place, is_sure: true })
}

/// Six digits that are no part of a longer number, nor of the number of a house or a room.
pub(super) fn postcode_at(chars: &[char], from: usize) -> Option<Number> {
    let end = from + 6;
    let is_house = at(chars, end) == '-' || "号室楼层栋座房幢单期元".contains(at(chars, end));
    let is_one = group(chars, from) == 6
        && at(chars, from) < '9'
        && !is_house
        && !at(chars, end).is_ascii_alphabetic();
    is_one.then(|| Number { value: (from..end).map(|place| at(chars, place)).collect(), end, is_sure: true })
}

/// Whether what stands here can be nothing but a phone number.
fn is_clear_phone(chars: &[char], from: usize) -> bool {
    let digits = group(chars, from);
    let is_area = (3..=4).contains(&digits) && at(chars, from) == '0' && at(chars, from + digits) == '-';
    (is_area || digits == 11) && phone_at(chars, from, false).is_some()
}

/// How many digits stand here in one.
fn group(chars: &[char], from: usize) -> usize {
    (from..).take_while(|place| is_digit(chars, *place)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        phone_at(&chars, 0, false).filter(|number| number.end == chars.len()).map(|number| number.value)
    }

    #[test]
    fn a_phone_number_loses_its_country_and_its_blanks() {
        for (text, wanted) in [
            ("13800000000", "13800000000"),
            ("138 0000 0000", "13800000000"),
            ("138-0000-0000", "138-0000-0000"),
            ("+86 138 0000 0000", "13800000000"),
            ("+8613800000000", "13800000000"),
            ("(+86)13800000000", "13800000000"),
            ("86-13800000000", "13800000000"),
            ("8613800000000", "13800000000"),
            ("0086 13800000000", "13800000000"),
            ("+86-755-12345678", "0755-12345678"),
            ("0755-22345678", "0755-22345678"),
            ("0755 - 2234 5678", "0755-22345678"),
            ("（0755）２２３４５６７８", "(0755)22345678"),
            ("075522345678", "075522345678"),
            ("010 6234 5678", "01062345678"),
            ("0571-2345678", "0571-2345678"),
            ("0755-22345678转801", "0755-22345678-801"),
            ("0755-22345678-801", "0755-22345678-801"),
            ("0755-22345678 ext. 801", "0755-22345678-801"),
            ("0755-22345678（分机801）", "0755-22345678-801"),
            ("400-800-1234", "400-800-1234"),
            ("4008001234", "4008001234"),
            ("13800000000转1234", "13800000000-1234"),
        ] {
            assert_eq!(phone(text).as_deref(), Some(wanted), "{text}");
        }
    }
}
