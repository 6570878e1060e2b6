//! The words of corrections after issue.

use chrono::NaiveDate;

use crate::i18n::Lang;

texts! {
    CORRECTION = "更正", "Correction";
    REQUEST = "申请更正", "Request correction";
    APPROVE = "批准更正", "Approve";
    REJECT = "驳回更正", "Reject correction";

    WAITING = "待审批", "Pending approval";
    APPROVED = "已批准", "Approved";
    REJECTED = "已驳回", "Rejected";

    LAPSED = "已失效（原发票已红冲）", "Lapsed: invoice reversed";

    UNTIL = "提出期限", "Request by";
    REASON = "更正原因", "Reason";
    REPLACES = "原申请", "Replaces";
    REPLACED_BY = "更正后申请", "Replaced by";
    BLANK = "（空）", "(blank)";
    NO_CHANGES = "未改动字段", "No fields changed";

    REQUEST_NOTE = "由另一人审批。批准后原发票红冲，并按更正后的内容为同一批账单生成新申请。",
        "Another person must approve. On approval, the invoice is reversed and a corrected application is created from the same bills.";
    REASON_HINT = "例如：抬头少字、税号有误", "e.g. a word is missing from the name";
    REASON_MISSING = "请填写更正原因", "Enter a reason first";
    CHANGE_SOMETHING = "还没有改动任何内容", "No changes yet";
    SAME_ADDRESS = "与原申请相同", "As before";
    DEFAULT_ADDRESS = "默认邮寄地址", "Default address";
    APPROVE_NOTE =
        "请先在税务平台开具红字发票（原因 01 开票有误），再在此批准：原申请红冲，并生成更正后的新申请。",
        "Issue the red invoice on the tax platform first (reason 01, invoicing error), then approve here: the application is reversed and a corrected one is created.";
    OPINION = "审批意见", "Comment";
    AGREED = "同意", "Agreed";
    OPINION_MISSING = "请填写审批意见", "Enter a comment";
    REJECT_NOTE = "驳回后原发票不变，不占用本年的更正次数。",
        "The invoice is unchanged, and the request does not count towards the yearly limit.";
    REJECT_HINT = "写明不予更正的原因", "Explain why it is not corrected";

    REQUESTED = "已提交更正申请，等待另一人审批", "Requested; another person must approve";
    CORRECTION_REJECTED = "已驳回更正，原发票不变", "Rejected; the invoice is unchanged";
}

sentences! {
    quota_of(lang, year: i32) = "{year} 年次数", "In {year}";
    quota(lang, used: u32, left: u32) = "已用 {used} 次，还剩 {left} 次", "{used} used, {left} left";
    before_asking(lang, year: i32, used: u32, left: u32, last_day: NaiveDate) =
        "该账号 {year} 年已用 {used} 次更正，还剩 {left} 次，本次占用 1 次；最晚可在 {last_day} 提出。",
        "{used} of this account's corrections for {year} are used, {left} left; this uses one. Request by {last_day}.";
    approved(lang, replacement: &str) =
        "已批准更正，新申请 {replacement}", "Approved; new application {replacement}";
}

/// How many days are left to ask for a correction; negative once its last day is over.
pub fn days_left(lang: Lang, days: i64) -> String {
    say!(lang, match days {
        i64::MIN..=-1 => "已过期", "Expired";
        0 => "今日 24:00 截止", "Until 24:00 today";
        1 => "还有 1 天", "1 day left";
        n => "还有 {n} 天", "{n} days left";
    })
}

pub fn was(lang: Lang, text: &str) -> String {
    say!(lang, match text.is_empty() {
        true => "原为空", "Previously blank";
        false => "原为：{text}", "Previously: {text}";
    })
}

pub fn by(name: &str, when: &str) -> String {
    format!("{name} · {when}")
}
