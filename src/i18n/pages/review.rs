//! The words of qualification review: the queue, the evidence, the fields to check, the decision.

use chrono::NaiveDate;

use crate::i18n::phrase::{count, listed};
use crate::i18n::{Lang, Text};

texts! {
    TITLE = "专票资质审核", "Special-invoice qualifications";
    QUEUE = "队列", "Queue";
    BY_DUE = "按期限", "By due date";
    EMPTY = "没有待审的资质", "Nothing to review";
    EMPTY_HOW = "财务专员在“开票信息”中保存专票信息并提交证明后，会出现在这里。",
        "Submissions appear here when a clerk submits special invoice info with proofs.";
    PAGES = "待审或已审", "Waiting or decided";
    WAITING = "待审", "Waiting";
    DECIDED = "已审", "Decided";
    SEARCH = "客户或审核人", "Customer or reviewer";
    NONE_DECIDED = "还没有审核过的资质", "Nothing has been decided yet";
    NONE_DECIDED_HOW = "通过和驳回的资质都列在这里，证明可以随时再看。",
        "What was approved or rejected is listed here, with its proofs to look at again.";
    NONE_FOUND = "没有符合条件的审核记录", "No matching reviews";
    NONE_OPEN = "没有选中审核记录", "No review is selected";
    NONE_OPEN_HOW = "在左边选一件，即可再看它的证明。", "Choose one on the left to see its proofs again.";
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
    TICK = "核对本页各项", "Confirm what this scan proves";
    SPACE_KEY = "空格", "Space";
    OPEN_OUTSIDE = "用系统程序打开", "Open in another program";
    NO_SCAN = "没有提交这种证明", "No such proof was submitted";
    SCAN_BAD = "证明无法查看，不能通过", "The proof cannot be seen, so not approved";

    FIELDS = "核对字段", "Fields to check";
    NOT_AS_VERIFIED = "与实名认证不一致", "Differs from verified";
    CHECK_CHARACTER_RIGHT = "校验位正确", "Check digit valid";

    NOT_PERMITTED = "当前用户不是审核员，只能查看。请由审核员办理。",
        "The current user is not a reviewer and can only view.";
    OWN = "这是你本人提交的，须由另一位审核员审核。",
        "You submitted this; another reviewer must decide.";
    CHANGED_BY_YOU = "这份开票信息是你本人最后修改的，须由另一位审核员审核。",
        "You last changed this info; another reviewer must decide.";
    CHANGED_BY = "最后修改人", "Last changed by";
    TAKE_OVER = "接手", "Take over";
    SCANS_LOADING = "正在读取证明", "The proofs are being read";
    OPEN_FIRST = "请先用系统程序打开这份证明（O），看过再核对。",
        "Open this proof in another program first (O), then confirm what it proves.";
    HAS_REASON = "这一项写了驳回原因。清空原因后才能勾选。",
        "A reason is written here. Clear it before you confirm the field.";
    HAS_REASONS = "已写了驳回原因。要通过，请先清空原因。",
        "Reasons to reject are written. Clear them before you approve.";
    GO_ON = "知道了（Esc）", "Go on (Esc)";
    DECIDING = "正在保存", "Saving…";

    REJECT_NOTE = "提交人会在对应的项目旁看到原因。驳回后不能撤回，须由提交人补正后重新提交。",
        "The submitter sees each reason beside its field. A rejection cannot be undone; the info must be submitted again.";
    REASON_MISSING = "请至少写明一项原因", "Enter at least one reason";
    REASON_HINT = "写明原因和改法；按 1–4 用常用语", "What is wrong and what to do; 1–4 for a phrase";
}

/// What is often said of a field, and of a scan as a whole.
pub const FIELD_PHRASES: [Text; 4] = [
    Text::new("与证明不一致", "Not as on the proof"),
    Text::new("证明上没有这一项", "Not on the proof"),
    Text::new("证明上看不清", "Illegible on the proof"),
    Text::new("填写不完整", "Incomplete"),
];
pub const SCAN_PHRASES: [Text; 4] = [
    Text::new("看不清，请重新扫描", "Illegible; scan it again"),
    Text::new("没有盖章", "Not stamped"),
    Text::new("不是本单位的证明", "Of another company"),
    Text::new("缺页", "Pages are missing"),
];

pub fn waiting(lang: Lang, n: usize, late: usize) -> String {
    say!(lang, match late {
        0 => "{n} 件待审 · 应在 2 个工作日内完成", "{n} waiting · due within 2 working days";
        late => "{n} 件待审 · {late} 件已逾期", "{n} waiting · {late} late";
    })
}

sentences! {
    submitted(lang, by: &str, on: NaiveDate) = "{by} · {on} 提交", "{by} · {on}";
    again(lang, count: usize) = "再次提交 · 第 {count} 次", "Again · no. {count}";
    held_by(lang, name: &str) = "{name} 正在审核这一件。", "{name} is working on this.";
    changed_from(lang, earlier: &str) = "有改动，上次提交：{earlier}", "Changed; before: {earlier}";
    rejected_before(lang, reason: &str) = "上次驳回原因：{reason}", "Rejected before: {reason}";
    unconfirmed(lang, scan: &str, fields: &str) = "{fields}（{scan}）", "{fields} ({scan})";
    missing(lang, what: &str) = "还没有核对：{what}。", "Not confirmed yet: {what}.";
    write_reason(lang, of: &str) = "写驳回原因：{of}", "Write why: {of}";
    reason_for(lang, of: &str) = "{of}的驳回原因", "Why {of} is rejected";
    rejected_for(lang, reason: &str) = "驳回原因：{reason}", "To be rejected: {reason}";
    interrupted(lang, name: &str, reasons: &str) =
        "{name} 已由他人办理，正在写的驳回原因没有送出：{reasons}",
        "{name} was dealt with by someone else meanwhile; what you were writing was not sent: {reasons}";
    total(lang, n: u64) = "共 {n} 件", "1 review", "{n} reviews", n = count(n);
    reason(lang, of: &str, reason: &str) = "{of}：{reason}", "{of}: {reason}";
    decided_by(lang, by: &str, at: &str) = "{by} · {at} 审核", "{by} · decided {at}";
    approved(lang, name: &str) = "{name} 的专票资质已通过", "Approved: {name}";
    rejected(lang, name: &str) = "{name} 的专票资质已驳回", "Rejected: {name}";
    scan_bad(lang, of: &str, why: &str) = "{of}：{why}。不能通过。", "{of}: {why}. It cannot be approved.";
    page(lang, page: u32, pages: u32) = "第 {page} / {pages} 页", "Page {page} of {pages}";
    scan_same(lang, file: &str) = "{file} · 与上次提交的相同", "{file} · the same as last time";
    scan_new(lang, file: &str) = "{file} · 本次新换", "{file} · not the one of last time";
    changed_then(lang, fields: &[&str]) =
        "当时的改动：{fields}", "Changed then: {fields}", fields = listed(lang, fields);
}

pub fn file(name: &str, bytes: i64) -> String {
    let kib = bytes.max(0) as f64 / 1024.0;
    if kib < 1024.0 {
        format!("{name} · {:.0} KB", kib.max(1.0))
    } else {
        format!("{name} · {:.1} MB", kib / 1024.0)
    }
}
