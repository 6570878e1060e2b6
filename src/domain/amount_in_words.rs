//! Amounts in capital words (大写), as they are printed on invoices and read out in agreements.

use super::money::{Fen, half_width};

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// The amount in capital words: `伍拾贰万叁仟贰佰零陆元伍角叁分`, `壹拾元零伍分`, `伍元整`.
///
/// An amount without fen ends in 整 (also after 角), one below a yuan does not name the yuan, nothing is 零元整, and
/// a negative amount begins with （负数）.
pub fn amount_in_words(amount: Fen) -> String {
    let fen = amount.0.unsigned_abs();
    let mut words = String::new();
    if amount.0 < 0 {
        words.push_str("（负数）");
    }
    let yuan = fen / 100;
    let (jiao, fen_digit) = (fen / 10 % 10, fen % 10);
    let has_cents = jiao > 0 || fen_digit > 0;
    if yuan > 0 || !has_cents {
        push_whole(&mut words, yuan);
        words.push('元');
    }
    if jiao > 0 {
        words.push(digit(jiao));
        words.push('角');
    } else if fen_digit > 0 && yuan > 0 {
        words.push('零');
    }
    if fen_digit > 0 {
        words.push(digit(fen_digit));
        words.push('分');
    } else {
        words.push('整');
    }
    words
}

/// Any whole number: what stands before 亿 is itself such a number, so 万亿 needs no rule of its own.
fn push_whole(words: &mut String, number: u64) {
    const WAN: u64 = 10_000;
    const YI: u64 = WAN * WAN;
    if number >= YI {
        push_whole(words, number / YI);
        words.push('亿');
        push_rest(words, number % YI, YI);
    } else if number >= WAN {
        push_section(words, number / WAN);
        words.push('万');
        push_rest(words, number % WAN, WAN);
    } else {
        push_section(words, number);
    }
}

/// What follows a unit. One 零 stands for the empty places at its head, however many there are.
fn push_rest(words: &mut String, rest: u64, unit: u64) {
    if rest == 0 {
        return;
    }
    if rest < unit / 10 {
        words.push('零');
    }
    push_whole(words, rest);
}

/// A number below 10,000, with one 零 for each gap between its digits.
fn push_section(words: &mut String, number: u64) {
    if number == 0 {
        words.push('零');
        return;
    }
    let mut is_begun = false;
    let mut has_gap = false;
    for (weight, name) in [(1000, Some('仟')), (100, Some('佰')), (10, Some('拾')), (1, None)] {
        let value = number / weight % 10;
        if value == 0 {
            has_gap = is_begun;
            continue;
        }
        if has_gap {
            words.push('零');
        }
        words.push(digit(value));
        words.extend(name);
        is_begun = true;
        has_gap = false;
    }
}

fn digit(value: u64) -> char {
    DIGITS[(value % 10) as usize]
}

/// No amount takes more words, of three bytes a character.
const MOST_BYTES: usize = 300;

/// Reads an amount in capital words by place value: with 元 or 圆, with or without 整 or 正, below zero with （负数）
/// before it. Nothing where the words are no amount, or one that nobody would write so.
pub fn read_amount_in_words(words: &str) -> Option<Fen> {
    if words.len() > MOST_BYTES {
        return None;
    }
    let plain: String = words.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    // A crossed circle keeps anything from being written before the words.
    let plain = plain.trim_start_matches(['⊗', 'ⓧ', '¥']);
    let (sign, plain) = plain.strip_prefix("(负数)").map_or((1, plain), |rest| (-1, rest));
    let rest = plain.strip_suffix(['整', '正']).unwrap_or(plain);
    let (yuan, rest) = match rest.split_once(['元', '圆']) {
        Some((yuan, rest)) => (read_whole(yuan)?, rest),
        None => (0, rest),
    };
    let (jiao, rest) = read_place(rest, '角')?;
    let (fen, rest) = read_place(rest, '分')?;
    // Words without any unit of money are no amount.
    let has_unit = plain.contains(['元', '圆', '角', '分']);
    let amount = i128::from(yuan) * 100 + i128::from(jiao * 10 + fen);
    (has_unit && rest.is_empty()).then(|| i64::try_from(sign * amount).ok().map(Fen)).flatten()
}

/// The digit before a unit, if the words begin with one; 零 before it stands for an empty place.
fn read_place(words: &str, unit: char) -> Option<(u64, &str)> {
    let Some((digit, rest)) = words.split_once(unit) else { return Some((0, words)) };
    let mut digits = digit.trim_start_matches('零').chars();
    match (digits.next(), digits.next()) {
        (Some(digit), None) => Some((value_of(digit)?, rest)),
        (None, _) if !digit.is_empty() => Some((0, rest)),
        _ => None,
    }
}

/// A whole number; what stands before 亿 is itself such a number.
fn read_whole(words: &str) -> Option<u64> {
    match words.rsplit_once('亿') {
        Some((high, low)) => {
            let (high, low) = (read_whole(high)?, read_below_yi(low)?);
            high.checked_mul(100_000_000)?.checked_add(low).filter(|_| high > 0)
        }
        None if words.is_empty() => None,
        None => read_below_yi(words),
    }
}

fn read_below_yi(words: &str) -> Option<u64> {
    match words.split_once('万') {
        Some((high, low)) => {
            read_section(high).filter(|high| *high > 0).zip(read_section(low)).map(|(h, l)| h * 10_000 + l)
        }
        None => read_section(words),
    }
}

/// A number below 10,000 whose places stand from high to low.
fn read_section(words: &str) -> Option<u64> {
    let (mut number, mut last, mut below) = (0, None, 10_000);
    for (i, c) in words.chars().enumerate() {
        let weight = match c {
            '仟' => 1_000,
            '佰' => 100,
            '拾' => 10,
            '零' if last.is_none() => continue,
            digit => {
                if last.replace(value_of(digit)?).is_some() {
                    return None;
                }
                continue;
            }
        };
        // Ten by itself may go without its one.
        let digit = last.take().or((i == 0 && weight == 10).then_some(1))?;
        if weight >= below {
            return None;
        }
        (number, below) = (number + digit * weight, weight);
    }
    Some(number + last.unwrap_or(0))
}

fn value_of(digit: char) -> Option<u64> {
    DIGITS.iter().position(|known| *known == digit).map(|value| value as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(words: &str) -> i128 {
        read_amount_in_words(words).map(|amount| i128::from(amount.0)).expect(words)
    }

    #[test]
    fn writes_amounts_as_invoices_print_them() {
        for (fen, words) in [
            (0, "零元整"),
            (5, "伍分"),
            (50, "伍角整"),
            (99, "玖角玖分"),
            (100, "壹元整"),
            (1_000, "壹拾元整"),
            (1_005, "壹拾元零伍分"),
            (1_050, "壹拾元伍角整"),
            (10_100, "壹佰零壹元整"),
            (100_100, "壹仟零壹元整"),
            (101_000, "壹仟零壹拾元整"),
            (52_320_653, "伍拾贰万叁仟贰佰零陆元伍角叁分"),
            (1_000_000, "壹万元整"),
            (1_000_100, "壹万零壹元整"),
            (10_500_000, "壹拾万伍仟元整"),
            (10_050_000, "壹拾万零伍佰元整"),
            (10_000_000_000, "壹亿元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_001_000_000, "壹亿零壹万元整"),
            (10_001_000_100, "壹亿零壹万零壹元整"),
            (1_000_000_000_000, "壹佰亿元整"),
            (Fen::MAX.0, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ] {
            assert_eq!(amount_in_words(Fen(fen)), words, "{fen}");
        }
    }

    #[test]
    fn a_negative_amount_says_so_first() {
        assert_eq!(amount_in_words(Fen(-1_005)), "（负数）壹拾元零伍分");
    }

    #[test]
    fn a_sum_of_more_than_one_amount_may_hold_is_still_written() {
        assert_eq!(amount_in_words(Fen(100_000_000_000_000)), "壹万亿元整");
        assert_eq!(read(&amount_in_words(Fen(i64::MAX))), i128::from(i64::MAX));
        assert_eq!(read(&amount_in_words(Fen(i64::MIN))), i128::from(i64::MIN));
    }

    #[test]
    fn reads_what_invoices_print() {
        for (words, fen) in [
            ("肆仟肆佰肆拾玖圆整", 444_900),
            ("壹拾玖圆整", 1_900),
            ("拾玖元正", 1_900),
            ("⊗贰万零陆佰柒拾圆整", 2_067_000),
            ("（负数）贰佰伍拾圆整", -25_000),
            ("(负数) 陆拾柒元肆角肆分", -6_744),
            ("壹佰元零伍分", 10_005),
            ("壹佰元伍分", 10_005),
            ("零元伍角整", 50),
            ("壹佰元零角伍分", 10_005),
        ] {
            assert_eq!(read_amount_in_words(words), Some(Fen(fen)), "{words}");
        }
    }

    #[test]
    fn what_is_no_amount_is_not_read() {
        for words in [
            "",
            "整",
            "壹",
            "元",
            "圆整",
            "壹佰",
            "合计",
            "开票人：",
            "壹贰元",
            "拾佰元",
            "佰元",
            "壹元角",
            "壹元整整",
            "万元",
            "壹拾万万元",
            "壹分角",
            "壹角壹",
            "亿元",
            "壹拾贰拾元",
            "玖玖分",
        ] {
            assert_eq!(read_amount_in_words(words), None, "{words}");
        }
        let endless = "玖亿".repeat(10_000);
        assert_eq!(read_amount_in_words(&format!("{endless}元")), None, "more than an amount holds");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(words in "[零壹贰玖拾佰仟万亿元圆角分整（负数）]{0,20}") {
            if let Some(amount) = read_amount_in_words(&words) {
                prop_assert_eq!(read_amount_in_words(&amount_in_words(amount)), Some(amount));
            }
        }

        #[test]
        fn what_is_written_reads_back(fen in -Fen::MAX.0..=Fen::MAX.0) {
            prop_assert_eq!(read(&amount_in_words(Fen(fen))), i128::from(fen));
        }

        #[test]
        fn round_amounts_read_back(head in 0..100_000_i64, zeros in 0_u32..9) {
            let fen = head * 10_i64.pow(zeros);
            prop_assert_eq!(read(&amount_in_words(Fen(fen))), i128::from(fen));
        }

        #[test]
        fn no_two_zeros_stand_together(fen in 0..=Fen::MAX.0) {
            prop_assert!(!amount_in_words(Fen(fen)).contains("零零"));
        }
    }
}
