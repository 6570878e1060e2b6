//! The words of what imports tell, ask and keep: notices, words of a file, batches, and undoing them.

use crate::domain::import::{Field, ImportKind, LeftOutReason, Meaning, Notice, NoticeKind};
use crate::i18n::phrase::{count, listed};
use crate::i18n::{Lang, Text, exchange};

texts! {
    VISIBLE_ONLY = "只导入可见行", "Visible rows only";
    VISIBLE_ONLY_NOTE = "不导入隐藏、被筛选掉和带删除线的行。",
        "Excludes hidden, filtered and struck-out rows.";

    NON_INVOICEABLE = "不可开票金额合计", "Non-invoiceable";
    TOTALS_NOTE = "将新增和更新的行的合计，可与原系统核对。",
        "Totals of the rows added and changed, to check against the source system.";

    NOTICES = "提示", "Notices";
    NOTICE = "提示", "Notice";
    ROWS = "行数", "Rows";
    IN_FULL = "说明", "In full";
    SEE_NOTICES = "查看提示", "View notices";

    LEFT_OUT = "未导入", "Left out";
    WHY_LEFT_OUT = "未导入的原因", "Reason left out";

    ASKED = "待确认", "To confirm";
    ASKED_NOTE = "选择每个用语的含义，它的所有行随即重新识别；导入后会为该开票方记住，可在“设置”中删除。",
        "Choose what each word means; it applies to all its rows. The import remembers it for the issuer; remove it in Settings.";
    SEEN_NOTE =
        "校验码不符的统一社会信用代码多半是录入错误。只有在登记证书上看到的就是这个代码（2015 年前发放的个别证书如此），才勾选“证书已核对”；导入时会记下操作人姓名，并一直显示。",
        "A credit code that fails its check was probably mistyped. Tick “Seen on the certificate” only where the certificate says just that, as a few issued before 2016 do; your name is recorded with it and shown from then on.";
    WORD = "文件中的内容", "In the file";
    MEANS = "含义", "Meaning";
    CHOOSE_MEANING = "请选择含义", "Choose what it means";
    SEEN = "证书已核对", "Seen on the certificate";
    ANSWER = "去确认", "Confirm";

    BATCHES = "导入记录", "Import history";
    SEARCH = "文件名、操作人或开票方", "File, person or issuer";
    UNDONE = "已撤销", "Undone";
    UNDONE_AT = "撤销", "Undone";
    NONE = "还没有导入过文件", "Nothing imported yet";
    NONE_HOW = "每次导入都会记在这里，可以核对，也可以整批撤销。",
        "Every import is listed here and can be checked and undone.";
    NONE_FOUND = "没有符合条件的导入记录", "No matches";

    UNDO_THIS = "撤销这次导入", "Undo this import";
    UNDO = "撤销导入", "Undo import";
    KEEP = "保留", "Keep";
    UNDOING = "正在撤销…", "Undoing…";
    UNDO_NOTE = "新增的记录将删除，更新的记录恢复原来的内容。撤销后可以重新导入正确的文件。",
        "Removes what it added and restores what it changed. You can then import the right file.";
    OBSTACLES = "导入之后又有了下面的变化，暂时不能撤销。请逐项处理后再撤销。",
        "Later changes prevent undoing this import. Resolve each, then undo it.";
    GONE = "这次导入已经撤销。", "This import was already undone.";
    LOST = "撤销意外中断。请重新打开程序后查看导入记录。",
        "Undo failed. Restart the program and check the import history.";

    REMEMBERED = "导入用语", "Import vocabulary";
    REMEMBERED_NOTE = "导入时指定过的用语含义和列，下次导入同一开票方的文件时沿用。",
        "Remembered words and columns, used for the issuer's next file.";
    NOTHING_REMEMBERED = "还没有记住任何用语。", "Nothing remembered yet.";
    FORGET = "删除", "Remove";
    FORGOTTEN = "已删除，下次导入时会重新询问", "Removed; the next import asks again";
}

pub fn asked(lang: Lang, open: usize) -> String {
    counted(ASKED.get(lang), open)
}

pub fn notices(lang: Lang, n: usize) -> String {
    counted(NOTICES.get(lang), n)
}

pub fn counted(name: &str, n: usize) -> String {
    format!("{name} {}", count(n as u64))
}

sentences! {
    to_answer(lang, n: usize, rows: u64) =
        "有 {n} 项内容需要您确认，涉及 {rows} 行。",
        "{n} items to confirm, in {rows} rows.",
        n = count(n as u64), rows = count(rows);
    meaning_of(lang, word: &str) = "“{word}”的含义", "Meaning of “{word}”";
    seen_of(lang, code: &str) = "{code} 证书已核对", "{code} seen on the certificate";
    number(lang, number: i64) = "批次 {number}", "Import {number}";
    total(lang, n: usize) = "共 {n} 次导入", "{n} imports", n = count(n as u64);
    to_undo(lang, file: &str, kind: ImportKind, added: u32, changed: u32) =
        "{file}（{kind}）：删除新增的 {added} 条，恢复更新的 {changed} 条。",
        "{file} ({kind}): removes {added} added rows, restores {changed} changed rows.",
        added = count(u64::from(added)),
        changed = count(u64::from(changed)),
        kind = exchange::import_kind(kind).get(lang);
    not_undone(lang, why: &str) = "没有撤销：{why}", "Not undone: {why}";
    see(lang, what: &str) = "查看 {what}", "View {what}";
    obstacles(lang, n: usize) = "共 {n} 项", "{n} total", n = count(n as u64);
    column_is(lang, kind: ImportKind, field: Field) =
        "列：{field}", "Column: {field}", field = exchange::field(kind, field).get(lang);
    forget(lang, what: &str) = "删除 {what}", "Remove {what}";
}

pub fn notices_in_short(lang: Lang, notices: &[&Notice]) -> String {
    let names = listed(lang, notices.iter().map(|notice| notice_in_short(lang, notice)));
    say!(lang, "请注意：{names}。", "Please note: {names}.")
}

fn notice_in_short(lang: Lang, notice: &Notice) -> String {
    let name = notice_name(lang, &notice.kind);
    let rows = count(notice.rows.len() as u64);
    say!(lang, match notice.rows.is_empty() {
        true => { name };
        false => "{name}（{rows} 行）", "{name} ({rows} rows)";
    })
}

pub fn notice_name(lang: Lang, kind: &NoticeKind) -> String {
    say!(lang, match kind {
        NoticeKind::HiddenRows => "含隐藏的行", "hidden rows";
        NoticeKind::StruckRows => "含带删除线的行", "struck-out rows";
        NoticeKind::UnitApplied(unit) =>
            "金额由{unit}换算", "amounts in {unit}", unit = exchange::unit(*unit).get(lang);
        NoticeKind::GrossFromNet => "不含税金额已加税额", "tax was added";
        NoticeKind::TotalDiffers {.. } => "合计行不符", "total line differs";
        NoticeKind::MoneyNotRead => "有金额列未读取", "a money column not read";
        NoticeKind::DueBeforeBilled => "应付日期早于账单日期", "due before billed";
        NoticeKind::BilledInFuture => "账单日期晚于今天", "billed in the future";
        NoticeKind::PaidInFuture => "支付日期晚于今天", "paid in the future";
        NoticeKind::PaidBeforeBilled => "支付日期早于账单日期", "paid before billed";
        NoticeKind::MeantByTotal => "按合计采用的行", "taken by the total";
        NoticeKind::XlsLimited => "旧版 xls，格式不可见", "old xls, formats not seen";
    })
}

names! {
    why_left_out(LeftOutReason) {
        Void = "文件中已作废、关闭、取消或没有成功，不再算数。",
            "Void, closed, cancelled or failed in the file: it does not count.";
        Hidden = "在表格中隐藏或被筛选掉；已选择只导入可见行。",
            "Hidden or filtered out in the sheet, and only visible rows are wanted.";
        Struck = "带删除线；已选择只导入可见行。",
            "Struck out in the sheet, and only visible rows are wanted.";
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
    let mut parts = vec![say!(lang, "{letters} 列", "Column {letters}")];
    if is_hidden {
        parts.push(lang.pick("隐藏列", "hidden").to_owned());
    }
    if let Some(unit) = unit {
        parts.push(say!(lang, "单位：{unit}", "in {unit}"));
    }
    if let Some(sample) = sample {
        parts.push(say!(lang, "例：{sample}", "e.g. {sample}"));
    }
    parts.join(" · ")
}

/// An import was undone: what went, and how many records are as before.
pub fn was_undone(lang: Lang, file: &str, gone: &[(ImportKind, usize)], restored: usize) -> String {
    let mut parts: Vec<String> = gone
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| {
            let (kind, n) = (exchange::import_kind(*kind).get(lang), count(*n as u64));
            say!(lang, "删除{kind} {n} 条", "{kind} removed: {n}")
        })
        .collect();
    if restored > 0 {
        let n = count(restored as u64);
        parts.push(say!(lang, "恢复 {n} 条", "restored: {n}"));
    }
    let parts = listed(lang, &parts);
    say!(lang, "已撤销导入 {file}：{parts}。", "The import of {file} was undone. {parts}.")
}

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
