//! The words of the end of a month: the tax bureau's list against the store's, the register, the files.

use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::returned::{Colour, Sums};
use crate::i18n::Lang;
use crate::i18n::phrase::{count, yuan};

texts! {
    OPEN = "月末对账", "Month-end";
    BACK = "返回开票处理", "Back to issuing";
    MONTH = "月份", "Month";
    CHOOSE_LIST = "选择清单…", "Choose the list…";
    LIST_TITLE = "选择税务局的已开发票清单", "Choose the bureau's list of issued invoices";
    LIST_FILE = "已开发票清单（Excel、CSV）", "Lists of issued invoices (Excel, CSV)";
    EXPORT = "导出核对结果", "Export the result";
    REGISTER = "登记簿…", "Register…";
    FILES = "打包发票文件…", "Invoice files…";
    HOLD_FIRST = "请先选择清单", "Choose the list first";

    NO_LIST = "还没有选择税务局的清单", "No bureau list chosen yet";
    NO_LIST_HOW = "从电子税务局导出当月的已开发票清单，选择它、拖到这里，或复制它的路径后按 Ctrl V。本页只核对，不改动任何数据。",
        "Export the month's issued-invoice list from the electronic tax bureau, then choose it, drop it here, or copy its path and press Ctrl V. Comparing changes nothing.";
    NOT_A_LIST = "这个文件不能核对", "This file cannot be compared";
    NONE_OF_THESE = "没有这样的发票", "None";
    NOT_FOUND = "没有找到符合条件的发票", "No invoice found";
    SEARCH = "发票号码、购买方、申请编号", "Invoice, buyer or application";

    ALL_EQUAL = "金额和内容一致", "Amounts and contents match";
    SAME_MONEY = "金额相同，内容不同", "Amounts match";
    MISSING_HERE = "本账套没有记录", "Not recorded here";
    MISSING_THERE = "清单中没有", "Not in the list";
    NOTHING = "没有", "None";
    THERE = "税务平台", "Tax platform";
    HERE = "本账套", "Here";
    DELTA = "差额", "Difference";
    DIFFERS_IN = "不同之处", "What differs";
    LIST_ROW = "清单行号", "Row of the list";
    IMPORT_LIST = "把清单导入对票", "Import the list";
    ONLY_THERE_HOW = "导入清单，与开票中的申请对票；对不上的再逐张查明。",
        "Import the list to match it with issuing applications, then check what remains.";
    ONLY_HERE_HOW = "核对清单是否完整、是否导出了当月全部发票，再核对这张发票是否作废或号码有误。",
        "Check that the list has the whole month, then whether this invoice is void or its number is wrong.";
}

names! {
    colour(Colour) {
        BothEqual = "一致", "Matched";
        BothDifferent = "不一致", "Different";
        OnlyThere = "仅税务平台有", "Tax platform only";
        OnlyHere = "仅本账套有", "Here only";
    }
}

sentences! {
    month(lang, month: Month) = "{year} 年 {number} 月", "{year}-{number:02}", year = month.parts().0, number = month.parts().1;
    holding(lang, name: &str) = "正在核对 {name}…", "Comparing {name}…";
    invoices(lang, n: usize) = "{n} 张", "{n}", n = count(n as u64);
    differ_by(lang, amount: Fen) = "相差 {amount}", "Difference {amount}", amount = yuan(amount);
    place_of(lang, at: usize, of: usize) = "第 {at} / {of} 张", "{at} of {of}";
    unread(lang, n: usize, row: u32, why: &str) =
        "清单有 {n} 行无法读取，未计入核对。第 {row} 行：{why}",
        "{n} rows of the list cannot be read and are in no sum. Row {row}: {why}";
}

/// Which list it is, and what of it is not looked at.
pub fn of_list(lang: Lang, name: &str, of_other_months: usize) -> String {
    say!(lang, match of_other_months {
        0 => "清单：{name}", "List: {name}";
        1 => "清单：{name}，其中 1 张是其他月份的，没有核对",
            "List: {name}; 1 row is of another month and was left out";
        n => "清单：{name}，其中 {n} 张是其他月份的，没有核对",
            "List: {name}; {n} rows are of other months and were left out";
    })
}

/// What both lists come to.
pub fn sums(lang: Lang, Sums { there, here }: Sums) -> String {
    let delta = there.gross - here.gross;
    say!(
        lang,
        "税务平台 {n} 张 {there}，本账套 {m} 张 {here}，相差 {delta}",
        "Tax platform {n}, {there}; here {m}, {here}; difference {delta}",
        n = count(there.count as u64),
        m = count(here.count as u64),
        there = yuan(there.gross),
        here = yuan(here.gross),
        delta = yuan(delta)
    )
}
