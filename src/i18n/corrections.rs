//! The words of corrections after issue.

use chrono::NaiveDate;

use super::{Lang, Text};

/// The card.
pub const CORRECTION: Text = Text::new("更正", "Correction");
/// Asks for one; also the title of the dialog.
pub const REQUEST: Text = Text::new("申请更正", "Ask for a correction");
/// Approves one; also the title of the dialog.
pub const APPROVE: Text = Text::new("批准更正", "Approve");
/// Refuses one; also the title of the dialog.
pub const REJECT: Text = Text::new("驳回更正", "Reject the correction");
/// Refuses one, beside the other button.
pub const REJECT_SHORT: Text = Text::new("驳回", "Reject");

/// A request waits to be decided on.
pub const WAITING: Text = Text::new("待审批", "To be decided");
/// A request was approved.
pub const APPROVED: Text = Text::new("已批准", "Approved");
/// A request was refused.
pub const REJECTED: Text = Text::new("已驳回", "Rejected");

/// The invoice was reversed before a request was decided on.
pub const LAPSED: Text = Text::new("已失效（原发票已红冲）", "Lapsed: the invoice was reversed");

/// A fact: until when one can be asked for.
pub const UNTIL: Text = Text::new("提出期限", "Ask until");
/// A fact.
pub const REASON: Text = Text::new("更正原因", "Reason");
/// A fact: what is to be changed.
pub const CHANGES: Text = Text::new("更正内容", "Changes");
/// A fact: the application in whose place this one came.
pub const REPLACES: Text = Text::new("原申请", "In the place of");
/// A fact: the application that took the place of this one.
pub const REPLACED_BY: Text = Text::new("更正后申请", "Replaced by");
/// A value that was blank.
pub const BLANK: Text = Text::new("（空）", "(blank)");
/// Nothing is to be changed.
pub const NO_CHANGES: Text = Text::new("未改动字段", "No field is changed");

/// What asking for a correction leads to.
pub const REQUEST_NOTE: Text = Text::new(
    "由另一人审批。批准后原发票红冲，并按更正后的内容为同一批账单生成新申请。",
    "Another person decides. On approval the invoice is reversed, and a new application opens over the same bills with the corrected content.",
);
/// What belongs in the reason.
pub const REASON_HINT: Text =
    Text::new("例如：抬头少字、税号有误", "For example: a word is missing in the name");
/// The reason is missing.
pub const REASON_MISSING: Text = Text::new("请填写更正原因", "Enter the reason first");
/// Nothing was changed.
pub const CHANGE_SOMETHING: Text = Text::new("还没有改动任何内容", "Nothing is changed yet");
/// The replacement is posted where the application was.
pub const SAME_ADDRESS: Text = Text::new("与原申请相同", "As before");
/// The replacement is posted to the customer's default address.
pub const DEFAULT_ADDRESS: Text = Text::new("默认邮寄地址", "The default address");
/// What approving does.
pub const APPROVE_NOTE: Text = Text::new(
    "请先在税务平台开具红字发票（原因 01 开票有误），再在此批准。批准后不能撤回：原申请红冲，并生成更正后的新申请。",
    "Issue the red invoice on the tax platform first (reason 01, wrong invoice), then approve here. It cannot be undone: the application is reversed, and a corrected one is opened.",
);
/// A field of the approval.
pub const OPINION: Text = Text::new("审批意见", "Comment");
/// What stands in it until somebody writes something else.
pub const AGREED: Text = Text::new("同意", "Agreed");
/// It is blank.
pub const OPINION_MISSING: Text = Text::new("请填写审批意见", "Write a comment");
/// What rejecting does.
pub const REJECT_NOTE: Text = Text::new(
    "驳回后原发票不变，不占用本年的更正次数。",
    "The invoice stays as it is, and the request does not count against the year.",
);
/// What belongs in the reason of a refusal.
pub const REJECT_HINT: Text = Text::new("写明不予更正的原因", "Say why it is not corrected");

/// It was asked for.
pub const REQUESTED: Text = Text::new("已提交更正申请，等待另一人审批", "Asked for; another person decides");
/// It was refused.
pub const REFUSED: Text = Text::new("已驳回更正，原发票不变", "Rejected; the invoice stays");

/// A fact: how many corrections of a year are used and left.
pub fn quota_of(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year} 年次数"),
        Lang::En => format!("In {year}"),
    }
}

/// How many corrections are used, and how many are left.
pub fn quota(lang: Lang, used: u32, left: u32) -> String {
    match lang {
        Lang::Zh => format!("已用 {used} 次，还剩 {left} 次"),
        Lang::En => format!("{used} used, {left} left"),
    }
}

/// How many days are left to ask for a correction; negative once its last day is over.
pub fn days_left(lang: Lang, days: i64) -> String {
    match (lang, days) {
        (Lang::Zh, ..=-1) => "已过期".to_owned(),
        (Lang::En, ..=-1) => "Over".to_owned(),
        (Lang::Zh, 0) => "今日 24:00 截止".to_owned(),
        (Lang::En, 0) => "Until 24:00 today".to_owned(),
        (Lang::Zh, n) => format!("还有 {n} 天"),
        (Lang::En, 1) => "1 day left".to_owned(),
        (Lang::En, n) => format!("{n} days left"),
    }
}

/// What is left, before a clerk asks.
pub fn before_asking(lang: Lang, year: i32, used: u32, left: u32, last_day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!(
            "该账号 {year} 年已用 {used} 次更正，还剩 {left} 次，本次占用 1 次；最晚可在 {last_day} 提出。"
        ),
        Lang::En => format!(
            "Of {year} the account has used {used} and has {left} left; this takes one. It can be asked for until {last_day}."
        ),
    }
}

/// What a field held before.
pub fn was(lang: Lang, text: &str) -> String {
    match (lang, text.is_empty()) {
        (Lang::Zh, true) => "原为空".to_owned(),
        (Lang::Zh, false) => format!("原为：{text}"),
        (Lang::En, true) => "Was blank".to_owned(),
        (Lang::En, false) => format!("Was: {text}"),
    }
}

/// It was approved, and this application took the place.
pub fn approved(lang: Lang, replacement: &str) -> String {
    match lang {
        Lang::Zh => format!("已批准更正，新申请 {replacement}"),
        Lang::En => format!("Approved; the new application is {replacement}"),
    }
}

/// Who did it, and when.
pub fn by(name: &str, when: &str) -> String {
    format!("{name} · {when}")
}
