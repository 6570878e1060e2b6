//! Lines of totals among the rows of a table: they are neither read nor refused.

use super::words::simplified;
use crate::domain::money::half_width;
use crate::exchange::word_list::WordList;

/// What a line of totals adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Adds {
    /// All rows before it.
    All,
    /// Some of them: those of a page, a customer, a product.
    Some,
}

/// How plainly a text says that its line is one of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct SaysTotal {
    pub adds: Adds,
    /// Whether it says nothing else. `C1 小计` could be the number of a bill.
    pub is_all: bool,
}

const ALL: WordList = WordList(
    "合计, 总计, 共计, 累计, 总和, 总额, 总合计, 总共, 汇总, 合计数, total, \
     totals, grandtotal, sum",
);
const SOME: WordList = WordList("小计, subtotal, subtotals");

/// Whether a text says that its line is one of totals: 合计, 本月合计, 页小计, C1 小计, 共1笔, Grand total: 3 rows.
pub(in crate::exchange) fn says_total(text: &str) -> Option<SaysTotal> {
    let wide: String = text.chars().map(half_width).flat_map(char::to_lowercase).map(simplified).collect();
    let wide = wide.trim_start_matches(['(', '[', ' ']);
    let head = wide.split([':', '(', '[']).next().unwrap_or_default();
    let word: String = head.chars().filter(|c| c.is_alphanumeric()).collect();
    if is_name(&word) {
        return Some(SaysTotal { adds: Adds::All, is_all: true });
    }
    let word = without_tail(&word);
    if is_count(word) {
        return Some(SaysTotal { adds: Adds::All, is_all: true });
    }
    // The longest name first: 总合计 before 合计.
    let ending =
        |names: WordList| names.words().filter(|name| word.ends_with(name)).max_by_key(|name| name.len());
    let (name, adds) = match (ending(SOME), ending(ALL)) {
        (Some(name), _) => (name, Adds::Some),
        (None, Some(name)) => (name, Adds::All),
        (None, None) => return starting(wide),
    };
    let before = &word[..word.len() - name.len()];
    if is_page(before) {
        return Some(SaysTotal { adds: Adds::Some, is_all: true });
    }
    if before.is_empty() || is_span(before) {
        // What has added up since January is more than the file has.
        let is_running = name == "累计" || matches!(before, "本年" | "当年" | "全年" | "年");
        return Some(SaysTotal { adds: if is_running { Adds::Some } else { adds }, is_all: true });
    }
    // A word of letters must be one by itself: sum in lump-sum, total in subtotal.
    let is_apart =
        !name.is_ascii() || head.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next() == Some(name);
    is_apart.then_some(SaysTotal { adds: Adds::Some, is_all: false })
}

/// `Total for C1`, `合计-C1`, `小计 云服务器`.
fn starting(text: &str) -> Option<SaysTotal> {
    let text = text.trim();
    let names = WordList("合计, 总计, 小计, 汇总, total, subtotal, grand total");
    let found = names.words().find(|name| {
        text.strip_prefix(name).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
    })?;
    let is_grand = found == "grand total";
    Some(SaysTotal { adds: if is_grand { Adds::All } else { Adds::Some }, is_all: is_grand })
}

/// A word without what says in what the total is: 合计人民币, 合计金额, 总计元, total amount.
fn without_tail(word: &str) -> &str {
    const TAILS: WordList = WordList("人民币, 大写, 小写, 元, rmb, cny, 金额, amount, 总额, 数, due");
    let mut rest = word;
    loop {
        let shorter = TAILS.words().filter_map(|tail| rest.strip_suffix(tail));
        let shorter = shorter.into_iter().find(|shorter| {
            // More of what says in what the total is may stand before what was cut off.
            ALL.ends(shorter) || SOME.ends(shorter) || WordList("人民币, 金额, rmb, cny").ends(shorter)
        });
        match shorter {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
    }
}

/// 总笔数, 总金额, 合计笔数: the name of a total.
fn is_name(word: &str) -> bool {
    let of = WordList("笔数, 条数, 单数, 件数, 户数, 行数, 记录数, 金额");
    word.starts_with(['总', '共']) && of.ends(word)
}

/// 共1笔, 总共 3 条, 合计2笔, total 3 rows: how many, and nothing else.
fn is_count(word: &str) -> bool {
    const BEFORE: WordList = WordList("总共, 合计, 总计, 共计, 共有, 共, total");
    const OF: WordList = WordList(
        "笔, 条, 件, 单, 项, 张, 个, 行, 户, 家, 份, 笔账单, 条记录, 条数据, \
         张账单, 个账单, 笔交易, 笔订单, rows, items, records",
    );
    let rest = BEFORE.strip_prefix(word).unwrap_or(word);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let has_words = rest.len() < word.len();
    digits > 0 && has_words && OF.has(&rest[digits..])
}

/// Whether a word before the total names a page.
fn is_page(word: &str) -> bool {
    matches!(word, "页" | "本页" | "当页" | "每页" | "此页" | "page" | "thispage" | "pagesub")
        || (word.starts_with('第') && word.ends_with('页'))
}

/// Whether a word before the total names a span of time, or all: 本月, 本期, 2026年10月, 全部.
fn is_span(word: &str) -> bool {
    const SPANS: WordList = WordList(
        "本月, 本期, 本年, 本季, 本日, 本周, 本次, 本表, 本账期, 当月, 当期, \
         当日, 当年, 今日, 全年, 全部, 全月, 所有, 总, 月, 年, 期, 日, 季, 以上, grand, overall",
    );
    let is_date =
        word.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '季' | '度' | '第'));
    SPANS.has(word) || (is_date && word.ends_with(['年', '月', '日', '度']))
}

/// Whether the texts of a line are the names of totals, as of a second table below the first that has only those:
/// 总交易单数, 应结订单总金额, 退款总金额.
pub(super) fn names_totals<'a>(mut texts: impl Iterator<Item = &'a str>) -> bool {
    let is_name = |text: &str| {
        let lower = text.to_lowercase();
        !lower.starts_with(|c: char| c.is_ascii_digit())
            && WordList("总, 合计, 汇总, total, sum").is_in(&lower)
    };
    let mut names = 0;
    texts.all(|text| {
        names += 1;
        is_name(text)
    }) && names >= 3
}

/// The name of a total without what makes it one: 订单总金额 is of 订单金额.
pub(super) fn without_total(name: &str) -> String {
    name.replace("合计", "").replace("汇总", "").replace('总', "").replace("Total ", "").replace("total ", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_all(text: &str) -> Option<bool> {
        says_total(text).map(|says| says.is_all)
    }

    #[test]
    fn words_that_say_nothing_but_total() {
        for text in [
            "合计",
            "合 计",
            "合计：",
            "合计(元)",
            "合计人民币",
            "合计人民币（大写）：壹佰元整",
            "合计金额",
            "总合计",
            "总 计",
            "本期合计",
            "本月合计",
            "本年累计",
            "2026年10月合计",
            "10月小计",
            "页小计",
            "本页合计",
            "第1页小计",
            "共1笔",
            "共 3 条",
            "合计2笔",
            "总共3单",
            "Total",
            "TOTAL:",
            "Grand Total",
            "Sub-total",
            "Total amount",
            "Page total",
            "合计金额人民币",
            "总笔数：3",
            "总金额",
            "全部合计",
            "合計：",
            "總 計",
            "[合计]",
            "（小計）",
        ] {
            assert_eq!(is_all(text), Some(true), "{text}");
        }
    }

    #[test]
    fn words_that_may_be_something_else_too() {
        for text in
            ["C1 小计", "C1汇总", "甲公司合计", "C1 Total", "云服务器 小计", "Total for C1", "合计-C1"]
        {
            assert_eq!(is_all(text), Some(false), "{text}");
        }
        for text in [
            "B1",
            "S2026",
            "lumpsum",
            "Totalenergies",
            "合计科技有限公司",
            "共青城",
            "共1",
            "3笔",
            "总部",
            "200元",
        ] {
            assert_eq!(is_all(text), None, "{text}");
        }
    }

    #[test]
    fn a_total_of_some_rows_is_told_from_one_of_all() {
        let adds = |text: &str| says_total(text).unwrap().adds;
        for text in ["小计", "页小计", "本页合计", "C1 合计", "10月小计", "本年累计", "累计"]
        {
            assert_eq!(adds(text), Adds::Some, "{text}");
        }
        for text in ["合计", "总计", "本月合计", "Grand total", "共3笔"] {
            assert_eq!(adds(text), Adds::All, "{text}");
        }
    }

    #[test]
    fn a_second_table_of_totals_is_known_by_its_names() {
        assert!(names_totals(["总交易单数", "应结订单总金额", "退款总金额"].into_iter()));
        assert!(!names_totals(["总交易单数", "21.00", "退款总金额"].into_iter()));
        assert!(!names_totals(["合计", "总计"].into_iter()));
        assert_eq!(without_total("订单总金额"), "订单金额");
    }
}
