//! Where a text may be broken into lines.

/// The longest number that is never cut: an amount of the largest size with its signs, or the number of an invoice.
const LONGEST_NUMBER: usize = 24;

/// The parts of a line between which it may be broken, blanks at the end of each. Chinese breaks anywhere but before a
/// closing mark and behind an opening one; everything else at blanks.
pub(super) fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut before) = (0, None);
    for (at, c) in line.char_indices() {
        if before.is_some_and(|before| breaks(before, c)) {
            parts.push(&line[from..at]);
            from = at;
        }
        before = Some(c);
    }
    parts.push(&line[from..]);
    parts
}

/// Whether a part may be cut where it is wider than a line: numbers are not, unless no amount is so long.
pub(super) fn may_cut(part: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "+-.,%¥￥ /:".contains(c);
    part.chars().count() > LONGEST_NUMBER || !part.chars().all(is_number)
}

/// Whether a line may end between these two characters.
pub(super) fn breaks(before: char, next: char) -> bool {
    if is_closing(next) || is_mark(next) || next == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    if is_opening(before) || (before.is_ascii_digit() && "元角分％".contains(next)) {
        return false;
    }
    is_wide(before) || is_wide(next)
}

/// Han, kana, hangul, and the full-width forms that stand among them.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_closing(c: char) -> bool {
    "，。、；：？！）》」』】〕〉”’…—％·,.;:?!)]}%".contains(c)
}

fn is_opening(c: char) -> bool {
    "（《「『【〔〈“‘￥¥$([{".contains(c)
}

/// A character that changes the one before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_between_characters_but_not_at_the_marks_that_belong_to_them() {
        assert_eq!(parts("云岭（北京）科技，有限"), ["云", "岭", "（北", "京）", "科", "技，", "有", "限"]);
        assert_eq!(parts("葛\u{E0100}城"), ["葛\u{E0100}", "城"]);
        assert_eq!(parts("O'Neil & Sons"), ["O'Neil ", "& ", "Sons"]);
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn an_amount_stays_whole_with_what_it_is_of() {
        assert_eq!(parts("合计¥1,234,567.89元整"), ["合", "计", "¥1,234,567.89元", "整"]);
        assert_eq!(parts("-1,234.50 5%"), ["-1,234.50 ", "5%"]);
    }

    #[test]
    fn numbers_are_not_cut_unless_no_amount_is_so_long() {
        for whole in ["-¥999,999,999,999.99", "26442000000000000001", "2026-11-22 "] {
            assert!(!may_cut(whole), "{whole}");
        }
        assert!(may_cut(&"1".repeat(LONGEST_NUMBER + 1)));
        assert!(may_cut("a@b.cn"));
    }
}
