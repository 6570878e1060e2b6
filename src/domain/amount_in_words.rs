//! Amounts in capital words (大写), as they are printed on invoices and read out in agreements.

use super::money::Fen;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads the words back by another way than they were written: by place value, ignoring every 零.
    fn read(words: &str) -> i128 {
        let (sign, words) = words.strip_prefix("（负数）").map_or((1, words), |rest| (-1, rest));
        let (mut done, mut section, mut last) = (0, 0, 0);
        let mut fen = 0;
        for c in words.chars() {
            match c {
                '拾' => (section, last) = (section + last * 10, 0),
                '佰' => (section, last) = (section + last * 100, 0),
                '仟' => (section, last) = (section + last * 1000, 0),
                '万' => {
                    done += (section + last) * 10_000;
                    (section, last) = (0, 0);
                }
                '亿' => {
                    done = (done + section + last) * 100_000_000;
                    (section, last) = (0, 0);
                }
                '元' => {
                    fen += (done + section + last) * 100;
                    (done, section, last) = (0, 0, 0);
                }
                '角' => {
                    fen += last * 10;
                    last = 0;
                }
                '分' => {
                    fen += last;
                    last = 0;
                }
                '整' => {}
                _ => last = DIGITS.iter().position(|d| *d == c).unwrap() as i128,
            }
        }
        sign * fen
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

    proptest! {
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
