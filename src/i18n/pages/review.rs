//! The words of qualification review: the queue, the evidence, the fields to check, the decision.

use chrono::NaiveDate;

use crate::i18n::phrase::listed;
use crate::i18n::{Lang, dates};

texts! {
    TITLE = "专票资质审核", "Special-invoice qualifications";
    QUEUE = "队列", "Queue";
    BY_DUE = "按期限", "By due date";
    EMPTY = "没有待审的资质", "Nothing to review";
    EMPTY_HOW = "财务专员在“开票信息”中保存专票信息并提交证明后，会出现在这里。",
        "Submissions appear here when a clerk submits special invoice info with proofs.";
    NEXT = "下一件", "Next";
    APPROVE = "通过", "Approve";
    REJECT_ASK = "驳回…", "Reject…";

    TURN_LEFT = "向左旋转 [", "Rotate left [";
    TURN_RIGHT = "向右旋转 ]", "Rotate right ]";
    SMALLER = "缩小 −", "Zoom out −";
    LARGER = "放大 +", "Zoom in +";
    FIT = "适合窗口", "Fit";
    DOCUMENT = "PDF 文件，请用系统程序查看", "A PDF; look at it in another program";
    PAGE_BACK = "上一页 PageUp", "Page back, PageUp";
    PAGE_ON = "下一页 PageDown", "Page on, PageDown";
    TICK = "勾选", "Tick";
    SPACE_KEY = "空格", "Space";
    OPEN_OUTSIDE = "用系统程序打开", "Open in another program";
    NO_SCAN = "没有提交这种证明", "No such proof was submitted";
    SCAN_BAD = "证明无法查看，不能通过", "The proof cannot be seen, so not approved";

    FIELDS = "核对字段", "Fields to check";
    NOT_AS_VERIFIED = "与实名认证不一致", "Differs from verified";
    CHECK_CHARACTER_RIGHT = "校验位正确", "Check character is valid";

    NOT_PERMITTED = "当前用户不是审核员，只能查看。请由审核员办理。",
        "The current user is not a reviewer and can only view.";
    OWN = "这是你本人提交的，须由另一位审核员审核。",
        "You submitted this; another reviewer must decide.";
    CHANGED_BY_YOU = "这份开票信息是你本人最后修改的，须由另一位审核员审核。",
        "You last changed this info; another reviewer must decide.";
    CHANGED_BY = "最后修改人", "Last changed by";
    TAKE_OVER = "接手", "Take over";
    TICK_ALL = "请先逐项核对并勾选", "Confirm every field first";
    SCANS_LOADING = "正在读取证明", "The proofs are being read";
    DECIDING = "正在保存", "Saving…";

    REJECT_TITLE = "驳回资质", "Reject qualification";
    REJECT_NOTE = "在有问题的项目下写明原因和改法，提交人会在对应字段旁看到。",
        "Enter the problem at each field; the submitter sees it there.";
    REASON_MISSING = "请至少写明一项原因", "Enter at least one reason";
}

pub fn waiting(lang: Lang, n: usize, late: usize) -> String {
    say!(lang, match late {
        0 => "{n} 件待审 · 应在 2 个工作日内完成", "{n} waiting · due within 2 working days";
        late => "{n} 件待审 · {late} 件已逾期", "{n} waiting · {late} late";
    })
}

sentences! {
    submitted(lang, by: &str, on: NaiveDate) =
        "{by} · {day}提交", "{by} · {day}", day = dates::date_short(lang, on);
    again(lang, count: usize) = "再次提交 · 第 {count} 次", "Again · no. {count}";
    held_by(lang, name: &str) = "{name} 正在审核这一件。", "{name} is working on this.";
    changed_from(lang, earlier: &str) = "有改动，上次提交：{earlier}", "Changed; before: {earlier}";
    rejected_before(lang, reason: &str) = "上次驳回原因：{reason}", "Rejected before: {reason}";
    reason(lang, of: &str, reason: &str) = "{of}：{reason}", "{of}: {reason}";
    decided_by(lang, by: &str, at: &str) = "{by} · {at}审核", "{by} · decided {at}";
    approved(lang, name: &str) = "{name} 的专票资质已通过", "Approved: {name}";
    rejected(lang, name: &str) = "{name} 的专票资质已驳回", "Rejected: {name}";
    scan_bad(lang, of: &str, why: &str) = "{of}：{why}。不能通过。", "{of}: {why}. It cannot be approved.";
    page(lang, page: u32, pages: u32) = "第 {page} / {pages} 页", "Page {page} of {pages}";
    scan_same(lang, file: &str) = "{file} · 与上次提交的相同", "{file} · the same as last time";
    scan_new(lang, file: &str) = "{file} · 本次新换", "{file} · not the one of last time";
    changed_then(lang, fields: &[&str]) =
        "当时的改动：{fields}", "Changed then: {fields}", fields = listed(lang, fields);
}

/// The same, where there is little room.
pub fn submitted_short(lang: Lang, by: &str, on: NaiveDate) -> String {
    format!("{by} · {}", dates::date_short(lang, on))
}

pub fn file(name: &str, bytes: i64) -> String {
    let kib = bytes.max(0) as f64 / 1024.0;
    if kib < 1024.0 {
        format!("{name} · {:.0} KB", kib.max(1.0))
    } else {
        format!("{name} · {:.1} MB", kib / 1024.0)
    }
}
