//! The words of qualification review: the queue, the evidence, the fields to check, the decision.

use chrono::NaiveDate;

use super::phrase::listed;
use super::{Lang, Text, dates};

/// The panel's title.
pub const TITLE: Text = Text::new("专票资质审核", "Special-invoice qualifications");
/// The list of submissions.
pub const QUEUE: Text = Text::new("队列", "Queue");
/// How the list is sorted.
pub const BY_DUE: Text = Text::new("按期限", "By due date");
/// Nothing waits.
pub const EMPTY: Text = Text::new("没有待审的资质", "Nothing to review");
/// Where submissions come from.
pub const EMPTY_HOW: Text = Text::new(
    "财务专员在“开票信息”中保存专票信息并提交证明后，会出现在这里。",
    "Submissions appear here once a clerk has saved special-invoice info and submitted its proofs.",
);
/// A key.
pub const NEXT: Text = Text::new("下一件", "Next");
/// A key, and the button.
pub const APPROVE: Text = Text::new("通过", "Approve");
/// A key.
pub const REJECT: Text = Text::new("驳回", "Reject");
/// The button: it asks for reasons.
pub const REJECT_ASK: Text = Text::new("驳回…", "Reject…");

/// A tool.
pub const TURN_LEFT: Text = Text::new("向左旋转 [", "Rotate left [");
/// A tool.
pub const TURN_RIGHT: Text = Text::new("向右旋转 ]", "Rotate right ]");
/// A tool.
pub const SMALLER: Text = Text::new("缩小 −", "Zoom out −");
/// A tool.
pub const LARGER: Text = Text::new("放大 +", "Zoom in +");
/// A tool.
pub const FIT: Text = Text::new("适合窗口", "Fit");
/// A PDF is not drawn here.
pub const DOCUMENT: Text = Text::new("PDF 文件，请用系统程序查看", "A PDF; look at it in another program");
/// Turns a page.
pub const PAGE_BACK: Text = Text::new("上一页 PageUp", "Page back, PageUp");
/// Turns a page.
pub const PAGE_ON: Text = Text::new("下一页 PageDown", "Page on, PageDown");
/// A key.
pub const TICK: Text = Text::new("勾选", "Tick");
/// The key that ticks.
pub const SPACE_KEY: Text = Text::new("空格", "Space");
/// Opens a scan outside.
pub const OPEN_OUTSIDE: Text = Text::new("用系统程序打开", "Open in another program");
/// A scan of this kind is not there.
pub const NO_SCAN: Text = Text::new("没有提交这种证明", "No such proof was submitted");
/// A scan cannot be shown.
pub const SCAN_BAD: Text = Text::new("证明无法查看，不能通过", "The proof cannot be seen, so not approved");
/// No program could be started.
pub const NOT_OPENED: Text =
    Text::new("系统没有能打开此文件的程序。", "No program could be started for the file.");

/// The card of fields.
pub const FIELDS: Text = Text::new("核对字段", "Fields to check");
/// Shows a masked number.
pub const SHOW: Text = Text::new("显示", "Show");
/// Masks a number.
pub const HIDE: Text = Text::new("隐藏", "Hide");
/// A note at a field.
pub const SAME_AS_VERIFIED: Text = Text::new("与实名认证一致", "As verified");
/// A note at a field.
pub const NOT_AS_VERIFIED: Text = Text::new("与实名认证不一致", "Not as verified");
/// A note at a field.
pub const CHECK_CHARACTER_RIGHT: Text = Text::new("校验位正确", "Check character is right");
/// A field was blank in the submission before.
pub const WAS_BLANK: Text = Text::new("未填写", "blank");

/// The card of earlier submissions.
pub const HISTORY: Text = Text::new("以往提交", "Earlier submissions");

/// Why nothing can be decided.
pub const NOT_PERMITTED: Text = Text::new(
    "当前用户不是审核员，只能查看。请由审核员办理。",
    "The current user is no reviewer and can only look.",
);
/// Why nothing can be decided.
pub const OWN: Text = Text::new(
    "这是你本人提交的，须由另一位审核员审核。",
    "You submitted this yourself; another reviewer has to decide.",
);
/// Why nothing can be decided.
pub const CHANGED_BY_YOU: Text = Text::new(
    "这份开票信息是你本人最后修改的，须由另一位审核员审核。",
    "You changed this info last; another reviewer has to decide.",
);
/// Who last changed what was submitted.
pub const CHANGED_BY: Text = Text::new("最后修改人", "Changed last by");
/// Takes a submission from another reviewer.
pub const TAKE_OVER: Text = Text::new("接手", "Take over");
/// Why it cannot be approved yet.
pub const TICK_ALL: Text = Text::new("请先逐项核对并勾选", "Tick every field first");
/// Why it cannot be approved yet.
pub const SCANS_LOADING: Text = Text::new("正在读取证明", "The proofs are being read");
/// A decision is under way.
pub const DECIDING: Text = Text::new("正在保存", "Being saved");

/// The dialog of a rejection.
pub const REJECT_TITLE: Text = Text::new("驳回资质", "Reject the qualification");
/// What the reasons are for.
pub const REJECT_NOTE: Text = Text::new(
    "在有问题的项目下写明原因和改法，提交人会在对应字段旁看到。",
    "Say what is wrong where it is wrong; the submitter sees it beside the field.",
);
/// Why it cannot be rejected yet.
pub const REASON_MISSING: Text = Text::new("请至少写明一项原因", "Give at least one reason");
/// Leaves a dialog.
pub const NOT_NOW: Text = Text::new("暂不", "Not now");

/// How many wait, and how many of them are late.
pub fn waiting(lang: Lang, n: usize, late: usize) -> String {
    match (lang, late) {
        (Lang::Zh, 0) => format!("{n} 件待审 · 应在 2 个工作日内完成"),
        (Lang::Zh, late) => format!("{n} 件待审 · {late} 件已逾期"),
        (Lang::En, 0) => format!("{n} waiting · due within 2 working days"),
        (Lang::En, late) => format!("{n} waiting · {late} late"),
    }
}

/// Who submitted, and on which day.
pub fn submitted(lang: Lang, by: &str, on: NaiveDate) -> String {
    let day = dates::date_short(lang, on);
    match lang {
        Lang::Zh => format!("{by} · {day}提交"),
        Lang::En => format!("{by} · {day}"),
    }
}

/// The same, where there is little room.
pub fn submitted_short(lang: Lang, by: &str, on: NaiveDate) -> String {
    format!("{by} · {}", dates::date_short(lang, on))
}

/// Submitted again: the how-manieth time.
pub fn again(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("再次提交 · 第 {count} 次"),
        Lang::En => format!("Again · no. {count}"),
    }
}

/// Somebody else works on it.
pub fn held_by(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name} 正在审核这一件。"),
        Lang::En => format!("{name} is working on this."),
    }
}

/// What a field held in the submission before.
pub fn changed_from(lang: Lang, earlier: &str) -> String {
    match lang {
        Lang::Zh => format!("有改动，上次提交：{earlier}"),
        Lang::En => format!("Changed; before: {earlier}"),
    }
}

/// Why a field was rejected the last time.
pub fn rejected_before(lang: Lang, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("上次驳回原因：{reason}"),
        Lang::En => format!("Rejected before: {reason}"),
    }
}

/// A reason with what it is about.
pub fn reason(lang: Lang, of: &str, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("{of}：{reason}"),
        Lang::En => format!("{of}: {reason}"),
    }
}

/// Who decided.
pub fn decided_by(lang: Lang, by: &str, at: &str) -> String {
    match lang {
        Lang::Zh => format!("{by} · {at}审核"),
        Lang::En => format!("{by} · decided {at}"),
    }
}

/// It was approved.
pub fn approved(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name} 的专票资质已通过"),
        Lang::En => format!("Approved: {name}"),
    }
}

/// It was rejected.
pub fn rejected(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name} 的专票资质已驳回"),
        Lang::En => format!("Rejected: {name}"),
    }
}

/// A scan cannot be seen, and why.
pub fn scan_bad(lang: Lang, of: &str, why: &str) -> String {
    match lang {
        Lang::Zh => format!("{of}：{why}。不能通过。"),
        Lang::En => format!("{of}: {why}. It cannot be approved."),
    }
}

/// Which page of how many.
pub fn page(lang: Lang, page: u32, pages: u32) -> String {
    match lang {
        Lang::Zh => format!("第 {page} / {pages} 页"),
        Lang::En => format!("Page {page} of {pages}"),
    }
}

/// A scan that was submitted the last time, too.
pub fn scan_same(lang: Lang, file: &str) -> String {
    match lang {
        Lang::Zh => format!("{file} · 与上次提交的相同"),
        Lang::En => format!("{file} · the same as last time"),
    }
}

/// A scan that is another than the last time.
pub fn scan_new(lang: Lang, file: &str) -> String {
    match lang {
        Lang::Zh => format!("{file} · 本次新换"),
        Lang::En => format!("{file} · not the one of last time"),
    }
}

/// The fields that were changed in an earlier submission.
pub fn changed_then(lang: Lang, fields: &[&str]) -> String {
    let fields = listed(lang, fields);
    match lang {
        Lang::Zh => format!("当时的改动：{fields}"),
        Lang::En => format!("Changed then: {fields}"),
    }
}

/// Name and size of a file.
pub fn file(name: &str, bytes: i64) -> String {
    let kib = bytes.max(0) as f64 / 1024.0;
    if kib < 1024.0 {
        format!("{name} · {:.0} KB", kib.max(1.0))
    } else {
        format!("{name} · {:.1} MB", kib / 1024.0)
    }
}
