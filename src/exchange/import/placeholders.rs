//! The words by which programs and people say that there is nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::money::half_width;
use crate::exchange::word_list::WordList;

/// Whether a text only says that there is none.
pub(super) fn is_nothing(text: &str) -> bool {
    const LONGEST: usize = 24;
    let Some(first) = text.bytes().next() else { return true };
    // Most texts begin otherwise than any of these, or are longer.
    let may_be =
        matches!(first, b'n' | b'N' | b'u' | b'(' | b'<' | b'[' | b'\\' | b'/' | b'-' | b'_' | 0x80..);
    if !may_be || text.len() > LONGEST {
        return false;
    }
    if text
        .chars()
        .all(|c| matches!(half_width(c), '-' | '—' | '–' | '―' | '−' | '─' | '_' | '/' | '\\' | ' '))
    {
        return true;
    }
    const WORDS: WordList = WordList(
        "null, NULL, Null, (null), (NULL), <null>, <NULL>, [null], [NULL], \
         None, none, NONE, nil, NIL, <nil>, nan, NaN, NAN, NaT, <NA>, \\N, N/A, n/a, N／A, N.A., n.a., \
         NA, undefined, (blank), (空白), (空), （空）, （空白）, 无, 暂无, 無, 空, 没有, 不适用, 未填, \
         未填写, 未提供, 无数据, 暂无数据",
    );
    static FOUND: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.words().collect());
    FOUND.contains(text)
}

/// Whether a text in a column of days stands for none: what programs write when they have no date.
pub(super) fn is_no_day(text: &str) -> bool {
    const LONGEST: usize = 40;
    if text.len() > LONGEST || !text.starts_with(['0', '1']) {
        return false;
    }
    let day: String = text
        .chars()
        .map(half_width)
        .take_while(|c| !matches!(c, 'T' | ' '))
        .map(|c| if matches!(c, '/' | '.' | '年' | '月') { '-' } else { c })
        .filter(|c| *c != '日')
        .collect();
    const DAYS: WordList = WordList(
        "0, 00000000, 0000-00-00, 0000-0-0, 0001-01-01, 0001-1-1, 1899-12-30, \
         1899-12-31, 1900-01-00, 1900-1-0, 1900-01-01, 1900-1-1, 1970-01-01, 1970-1-1",
    );
    DAYS.has(&day)
}

/// Whether words in a column of days of payment say that there was none yet.
pub(super) fn says_unpaid(text: &str) -> bool {
    const WORDS: WordList = WordList(
        "未支付, 未付款, 未付, 未缴费, 未缴, 未结算, 未结清, 未收款, 未到账, \
         未回款, 未核销, 尚未支付, 待支付, 待付款, 待付, 待缴费, 待收款, 待结算, unpaid, not paid, \
         notpaid, outstanding, pending, not yet paid",
    );
    // Nearly all are days.
    !text.starts_with(|c: char| c.is_ascii_digit()) && WORDS.has(&text.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing() {
        for text in [
            "",
            "-",
            "－",
            "—",
            "——",
            "--",
            "/",
            "N/A",
            "无",
            "None",
            "nan",
            "\\N",
            "NULL",
            "(null)",
            "不适用",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["0", "无锡公司", "Nan", "B-1", "Noneworthy", "N"] {
            assert!(!is_nothing(text), "{text}");
        }
    }

    #[test]
    fn days_that_stand_for_none() {
        for text in [
            "0000-00-00",
            "0000-00-00 00:00:00",
            "1900-01-00",
            "1900/1/0",
            "0001-01-01T00:00:00",
            "1970-01-01 08:00:00",
        ] {
            assert!(is_no_day(text), "{text}");
        }
        for text in ["2026-10-01", "1990-01-01", "10", "1900-01-02", "01-Oct-2026"] {
            assert!(!is_no_day(text), "{text}");
        }
        assert!(says_unpaid("未支付") && says_unpaid("Unpaid") && !says_unpaid("已支付"));
    }
}
