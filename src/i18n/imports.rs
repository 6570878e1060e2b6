//! The words of what imports tell, ask and keep: notices, words of a file, batches, and the way back.

use super::phrase::{count, listed};
use super::{Lang, Text, exchange};
use crate::domain::import::{Field, ImportKind, LeftOutReason, Meaning, Notice, NoticeKind};

/// Rows that are hidden or struck out are left out.
pub const VISIBLE_ONLY: Text = Text::new("只导入可见行", "Visible rows only");
/// What that means.
pub const VISIBLE_ONLY_NOTE: Text = Text::new(
    "不导入隐藏、被筛选掉和带删除线的行。",
    "Leaves out rows that are hidden, filtered out or struck out.",
);

/// A control total: what was charged.
pub const AMOUNT: Text = Text::new("金额合计", "Amount");
/// A control total: what cannot be invoiced.
pub const NON_INVOICEABLE: Text = Text::new("不可开票金额合计", "Non-invoiceable");
/// A control total: what was refunded.
pub const REFUNDED: Text = Text::new("已退款合计", "Refunded");
/// A control total: what was invoiced before the desk.
pub const OPENING: Text = Text::new("期初已开票合计", "Invoiced before the desk");
/// What control totals are.
pub const TOTALS_NOTE: Text = Text::new(
    "将新增和更新的行的合计，可与原系统核对。",
    "The sums of the rows that are added and changed, to be held against the other system.",
);

/// A table: what a person should know.
pub const NOTICES: Text = Text::new("提示", "Notices");
/// A column: what a notice is about.
pub const NOTICE: Text = Text::new("提示", "Notice");
/// A column: how many rows it is about.
pub const ROWS: Text = Text::new("行数", "Rows");
/// A column: the whole notice.
pub const IN_FULL: Text = Text::new("说明", "In full");
/// Leads to the notices.
pub const SEE_NOTICES: Text = Text::new("查看提示", "See the notices");

/// Rows that were neither taken nor refused: a figure, a segment, a table.
pub const LEFT_OUT: Text = Text::new("未导入", "Left out");
/// A column: why a row was left out.
pub const WHY_LEFT_OUT: Text = Text::new("未导入的原因", "Why it was left out");
/// A column: what stands in the row.
pub const CONTENT: Text = Text::new("内容", "Content");

/// A table: what is to be confirmed.
pub const ASKED: Text = Text::new("待确认", "To confirm");
/// What is done with a word.
pub const ASKED_NOTE: Text = Text::new(
    "选择每个用语的含义，它的所有行随即重新识别；导入后会为该开票方记住，可在“设置”中删除。",
    "Say what each word means; all of its rows follow at once. Importing remembers it for the issuer, until it is forgotten in the settings.",
);
/// What confirming a code means.
pub const SEEN_NOTE: Text = Text::new(
    "校验码不符的统一社会信用代码多半是录入错误。只有在登记证书上看到的就是这个代码（2015 年前发放的个别证书如此），才勾选“证书已核对”；导入时会记下操作人姓名，并一直显示。",
    "A credit code that fails its check was probably mistyped. Tick “Seen on the certificate” only where the certificate says just that, as a few issued before 2016 do; your name is recorded with it and shown from then on.",
);
/// A column: the word or code as it stands in the file.
pub const WORD: Text = Text::new("文件中的内容", "In the file");
/// A column: what it means.
pub const MEANS: Text = Text::new("含义", "Meaning");
/// No meaning is chosen yet.
pub const CHOOSE_MEANING: Text = Text::new("请选择含义", "Choose what it means");
/// A person has seen the certificate.
pub const SEEN: Text = Text::new("证书已核对", "Seen on the certificate");
/// Leads to what is to be confirmed.
pub const ANSWER: Text = Text::new("去确认", "Confirm");

/// The page of what was imported.
pub const BATCHES: Text = Text::new("导入记录", "Past imports");
/// The search box.
pub const SEARCH: Text = Text::new("文件名、操作人或开票方", "File, person or issuer");
/// A filter.
pub const ALL: Text = Text::new("全部", "All");
/// A state.
pub const IN_FORCE: Text = Text::new("已导入", "Imported");
/// A state.
pub const UNDONE: Text = Text::new("已撤销", "Undone");
/// A column.
pub const NUMBER: Text = Text::new("批次", "Import");
/// A column.
pub const WHEN: Text = Text::new("时间", "When");
/// A column.
pub const WHO: Text = Text::new("操作人", "Who");
/// A column.
pub const KIND: Text = Text::new("内容", "Holds");
/// A column.
pub const FILE: Text = Text::new("文件", "File");
/// A column.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// A column.
pub const ADDED: Text = Text::new("新增", "Added");
/// A column.
pub const CHANGED: Text = Text::new("更新", "Changed");
/// A column.
pub const REFUSED: Text = Text::new("有问题", "Wrong");
/// A column.
pub const STATE: Text = Text::new("状态", "State");
/// A fact.
pub const READ: Text = Text::new("读取", "Read");
/// A fact.
pub const UNCHANGED: Text = Text::new("无变化", "Unchanged");
/// A fact: the fingerprint of the file.
pub const SHA256: Text = Text::new("SHA-256", "SHA-256");
/// A fact: when and by whom an import was undone.
pub const UNDONE_AT: Text = Text::new("撤销", "Undone");
/// Nothing was imported yet.
pub const NONE: Text = Text::new("还没有导入过文件", "Nothing was imported yet");
/// What will stand here.
pub const NONE_HOW: Text = Text::new(
    "每次导入都会记在这里，可以核对，也可以整批撤销。",
    "Every import is listed here, to be checked and, where need be, taken back whole.",
);
/// Nothing passes the filters.
pub const NONE_FOUND: Text = Text::new("没有符合条件的导入记录", "Nothing matches");
/// What to do then.
pub const NONE_FOUND_HOW: Text = Text::new("换一个状态或关键字试试。", "Try another state or search.");
/// Takes all filters away.
pub const CLEAR_FILTERS: Text = Text::new("清除筛选", "Clear the filters");
/// Puts the card away.
pub const CLOSE_CARD: Text = Text::new("收起", "Close");

/// Takes back what has just been imported.
pub const UNDO_THIS: Text = Text::new("撤销这次导入", "Undo this import");
/// Takes back an import; also the title of the dialog.
pub const UNDO: Text = Text::new("撤销导入", "Undo the import");
/// Keeps it.
pub const KEEP: Text = Text::new("保留", "Keep it");
/// It is being taken back.
pub const UNDOING: Text = Text::new("正在撤销…", "Undoing…");
/// What undoing does.
pub const UNDO_NOTE: Text = Text::new(
    "新增的记录将删除，更新的记录恢复原来的内容。撤销后可以重新导入正确的文件。",
    "What it added goes, and what it changed gets its old values back. The right file can be imported afterwards.",
);
/// Something stands in the way.
pub const IN_THE_WAY: Text = Text::new(
    "导入之后又有了下面的变化，暂时不能撤销。请逐项处理后再撤销。",
    "These have happened since, so the import cannot be undone yet. Deal with each, then undo it.",
);
/// There is no such import, or it was undone by somebody else.
pub const GONE: Text = Text::new("这次导入已经撤销。", "This import was undone already.");
/// The thread that wrote is gone.
pub const LOST: Text = Text::new(
    "撤销意外中断。请重新打开程序后查看导入记录。",
    "Undoing broke off. Restart the program and look at the past imports.",
);

/// A card of the settings: what imports have learnt.
pub const REMEMBERED: Text = Text::new("导入用语", "Words of imports");
/// What it is.
pub const REMEMBERED_NOTE: Text = Text::new(
    "导入时指定过的用语含义和列，下次导入同一开票方的文件时沿用。",
    "What was said of words and columns; it is used again for the next file of the issuer.",
);
/// Nothing is remembered.
pub const NOTHING_REMEMBERED: Text = Text::new("还没有记住任何用语。", "Nothing is remembered yet.");
/// Forgets one.
pub const FORGET: Text = Text::new("删除", "Forget");
/// It was forgotten.
pub const FORGOTTEN: Text =
    Text::new("已删除，下次导入时会重新询问", "Forgotten; the next import asks again");

/// The segment of what is to be confirmed.
pub fn asked(lang: Lang, open: usize) -> String {
    counted(ASKED.get(lang), open)
}

/// The segment of notices.
pub fn notices(lang: Lang, n: usize) -> String {
    counted(NOTICES.get(lang), n)
}

/// A name with how many there are.
pub fn counted(name: &str, n: usize) -> String {
    format!("{name} {}", count(n as u64))
}

/// What is to be confirmed before all rows can be read.
pub fn to_answer(lang: Lang, n: usize, rows: u64) -> String {
    let (n, rows) = (count(n as u64), count(rows));
    match lang {
        Lang::Zh => format!("有 {n} 项内容需要您确认，涉及 {rows} 行。"),
        Lang::En => format!("{n} things are to be confirmed, in {rows} rows."),
    }
}

/// The choice of what a word means, by name.
pub fn meaning_of(lang: Lang, word: &str) -> String {
    match lang {
        Lang::Zh => format!("“{word}”的含义"),
        Lang::En => format!("Meaning of “{word}”"),
    }
}

/// The confirmation of a code, by name.
pub fn seen_of(lang: Lang, code: &str) -> String {
    match lang {
        Lang::Zh => format!("{code} 证书已核对"),
        Lang::En => format!("{code} seen on the certificate"),
    }
}

/// Several notices in one line.
pub fn notices_in_short(lang: Lang, notices: &[&Notice]) -> String {
    let names: Vec<String> = notices.iter().map(|notice| notice_in_short(lang, notice)).collect();
    let names = listed(lang, &names);
    match lang {
        Lang::Zh => format!("请注意：{names}。"),
        Lang::En => format!("Please note: {names}."),
    }
}

/// A notice in a few words, with the number of its rows.
fn notice_in_short(lang: Lang, notice: &Notice) -> String {
    let name = notice_name(lang, &notice.kind);
    let rows = count(notice.rows.len() as u64);
    match (notice.rows.is_empty(), lang) {
        (true, _) => name,
        (false, Lang::Zh) => format!("{name}（{rows} 行）"),
        (false, Lang::En) => format!("{name} ({rows} rows)"),
    }
}

/// What a notice is about, in a few words.
pub fn notice_name(lang: Lang, kind: &NoticeKind) -> String {
    let name = match kind {
        NoticeKind::HiddenRows => Text::new("含隐藏的行", "hidden rows"),
        NoticeKind::StruckRows => Text::new("含带删除线的行", "struck-out rows"),
        NoticeKind::UnitApplied(unit) => {
            let unit = exchange::unit(*unit).get(lang);
            return match lang {
                Lang::Zh => format!("金额由{unit}换算"),
                Lang::En => format!("amounts in {unit}"),
            };
        }
        NoticeKind::GrossFromNet => Text::new("不含税金额已加税额", "tax was added"),
        NoticeKind::TotalDiffers { .. } => Text::new("合计行不符", "total line differs"),
        NoticeKind::MoneyNotRead => Text::new("有金额列未读取", "a money column not read"),
        NoticeKind::DueBeforeBilled => Text::new("应付日期早于账单日期", "due before billed"),
        NoticeKind::BilledInFuture => Text::new("账单日期晚于今天", "billed in the future"),
        NoticeKind::PaidInFuture => Text::new("支付日期晚于今天", "paid in the future"),
        NoticeKind::PaidBeforeBilled => Text::new("支付日期早于账单日期", "paid before billed"),
        NoticeKind::MeantByTotal => Text::new("按合计采用的行", "taken by the total"),
        NoticeKind::XlsLimited => Text::new("旧版 xls，格式不可见", "old xls, formats not seen"),
    };
    name.get(lang).to_owned()
}

/// Why a row was left out, as a sentence.
pub const fn why_left_out(reason: LeftOutReason) -> Text {
    match reason {
        LeftOutReason::Void => Text::new(
            "文件中已作废、关闭、取消或没有成功，不再算数。",
            "Void, closed, cancelled or failed in the file: it does not count.",
        ),
        LeftOutReason::Hidden => Text::new(
            "在表格中隐藏或被筛选掉；已选择只导入可见行。",
            "Hidden or filtered out in the sheet, and only visible rows are wanted.",
        ),
        LeftOutReason::Struck => Text::new(
            "带删除线；已选择只导入可见行。",
            "Struck out in the sheet, and only visible rows are wanted.",
        ),
    }
}

/// Where a field comes from: the column, whether it is hidden, the unit of its amounts and its first value.
pub fn source(
    lang: Lang,
    letters: &str,
    is_hidden: bool,
    sample: Option<&str>,
    unit: Option<&str>,
) -> String {
    let mut parts = vec![match lang {
        Lang::Zh => format!("{letters} 列"),
        Lang::En => format!("Column {letters}"),
    }];
    if is_hidden {
        parts.push(lang.pick("隐藏列", "hidden").to_owned());
    }
    if let Some(unit) = unit {
        parts.push(match lang {
            Lang::Zh => format!("单位：{unit}"),
            Lang::En => format!("in {unit}"),
        });
    }
    if let Some(sample) = sample {
        parts.push(match lang {
            Lang::Zh => format!("例：{sample}"),
            Lang::En => format!("e.g. {sample}"),
        });
    }
    parts.join(" · ")
}

/// The number of an import.
pub fn number(lang: Lang, number: i64) -> String {
    match lang {
        Lang::Zh => format!("批次 {number}"),
        Lang::En => format!("Import {number}"),
    }
}

/// How many imports are listed.
pub fn total(lang: Lang, n: usize) -> String {
    let n = count(n as u64);
    match lang {
        Lang::Zh => format!("共 {n} 次导入"),
        Lang::En => format!("{n} imports"),
    }
}

/// What undoing an import is about.
pub fn to_undo(lang: Lang, file: &str, kind: ImportKind, added: u32, changed: u32) -> String {
    let (added, changed) = (count(u64::from(added)), count(u64::from(changed)));
    let kind = exchange::import_kind(kind).get(lang);
    match lang {
        Lang::Zh => format!("{file}（{kind}）：删除新增的 {added} 条，恢复更新的 {changed} 条。"),
        Lang::En => format!("{file} ({kind}): {added} added rows go, {changed} changed ones are as before."),
    }
}

/// An import was undone: what went, and how many records are as before.
pub fn was_undone(lang: Lang, file: &str, gone: &[(ImportKind, usize)], restored: usize) -> String {
    let mut parts: Vec<String> = gone
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| {
            let (kind, n) = (exchange::import_kind(*kind).get(lang), count(*n as u64));
            match lang {
                Lang::Zh => format!("删除{kind} {n} 条"),
                Lang::En => format!("{kind} removed: {n}"),
            }
        })
        .collect();
    if restored > 0 {
        parts.push(match lang {
            Lang::Zh => format!("恢复 {} 条", count(restored as u64)),
            Lang::En => format!("restored: {}", count(restored as u64)),
        });
    }
    let parts = listed(lang, &parts);
    match lang {
        Lang::Zh => format!("已撤销导入 {file}：{parts}。"),
        Lang::En => format!("The import of {file} was undone. {parts}."),
    }
}

/// An import could not be undone, and why.
pub fn not_undone(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Zh => format!("没有撤销：{why}"),
        Lang::En => format!("Not undone: {why}"),
    }
}

/// The link to something that stands in the way, by name.
pub fn see(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Zh => format!("查看 {what}"),
        Lang::En => format!("See {what}"),
    }
}

/// How many things stand in the way.
pub fn obstacles(lang: Lang, n: usize) -> String {
    let n = count(n as u64);
    match lang {
        Lang::Zh => format!("共 {n} 项"),
        Lang::En => format!("{n} in all"),
    }
}

/// What a word means, with the sort of column it stands in.
pub fn word_means(lang: Lang, meaning: Meaning) -> String {
    let sort = match meaning {
        Meaning::State(_) => Text::new("账单状态", "State of a bill"),
        Meaning::BillKind(_) => Text::new("计费类型", "Kind of bill"),
        Meaning::AccountKind(_) => Text::new("客户类型", "Kind of customer"),
        Meaning::Region(_) => Text::new("地区", "Region"),
        Meaning::Status(_) => Text::new("客户状态", "Status of a customer"),
    };
    let means = exchange::meaning(meaning).get(lang);
    format!("{}{}{means}", sort.get(lang), lang.pick("：", ": "))
}

/// Which field a column is.
pub fn column_is(lang: Lang, kind: ImportKind, field: Field) -> String {
    let field = exchange::field(kind, field).get(lang);
    match lang {
        Lang::Zh => format!("列：{field}"),
        Lang::En => format!("Column: {field}"),
    }
}

/// Forgets something, by name.
pub fn forget(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Zh => format!("删除 {what}"),
        Lang::En => format!("Forget {what}"),
    }
}
