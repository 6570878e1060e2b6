//! The words of the list of customers.

use chrono::{DateTime, Utc};

use super::phrase::{count, yuan};
use super::{Lang, Text};
use crate::domain::calendar::china_date;
use crate::domain::money::Fen;
use crate::domain::rules::RuleId;
use crate::i18n::rules::rule_text;

/// The search box.
pub const SEARCH: Text = Text::new("客户名称或编号", "Name or number");
/// The choice of an issuer.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// Every issuer.
pub const ALL_ISSUERS: Text = Text::new("全部开票方", "All issuers");
/// The choice of a kind.
pub const KIND: Text = Text::new("类别", "Kind");
/// Every kind.
pub const ALL_KINDS: Text = Text::new("全部类别", "All kinds");
/// A filter: no rule blocks the account.
pub const FREE: Text = Text::new("正常", "Not blocked");
/// A filter: a rule blocks the account.
pub const BLOCKED: Text = Text::new("受限", "Blocked");
/// A column: whether a rule blocks the account.
pub const STANDING: Text = Text::new("状态", "Status");
/// A column: how many applications are not done yet.
pub const OPEN: Text = Text::new("未完成申请", "In progress");

/// There are no customers.
pub const NONE: Text = Text::new("还没有客户", "No customers yet");
/// How customers come in.
pub const NONE_HOW: Text = Text::new(
    "导入客户资料后，这里会列出每位客户和可开票金额。",
    "Import the accounts, and every customer with what can be invoiced is listed here.",
);
/// Leads to imports.
pub const IMPORT: Text = Text::new("导入客户", "Import customers");
/// The filter lets nothing through.
pub const NONE_FOUND: Text = Text::new("没有符合条件的客户", "Nothing matches");
/// What to do then.
pub const NONE_FOUND_HOW: Text =
    Text::new("换一个状态、类别或关键字试试。", "Try another status, kind or search.");

/// Chooses the customer for the whole window.
pub const CHOOSE: Text = Text::new("选择此客户", "Choose this customer");
/// It is chosen already.
pub const IS_CHOSEN: Text = Text::new("当前已选择此客户", "This customer is chosen");
/// Leads to the customer's bills.
pub const SEE_BILLS: Text = Text::new("查看账单", "See bills");
/// What else can be done.
pub const MORE: Text = Text::new("更多操作", "More");
/// Closes the card of a customer.
pub const CLOSE: Text = Text::new("关闭详情", "Close details");

/// What can be applied for.
pub const INVOICEABLE: Text = Text::new("可开票金额", "Invoiceable");
/// What must be taken off first.
pub const NON_INVOICEABLE: Text = Text::new("不可开票金额", "Non-invoiceable");
/// Nothing can be applied for.
pub const NOTHING_INVOICEABLE: Text = Text::new("当前没有可开票金额", "Nothing can be invoiced now");
/// The heading of the sum.
pub const HOW_IT_COMES: Text = Text::new("可开票金额的构成", "How it comes about");
/// The heading of bills that cannot be invoiced.
pub const BARRED: Text = Text::new("未计入的账单", "Bills that do not count");
/// The heading of what is known of the customer.
pub const FACTS: Text = Text::new("客户资料", "Customer");
/// The policy of the issuer.
pub const POLICY: Text = Text::new("开票规则", "Policy");
/// Nothing was verified.
pub const NOT_VERIFIED: Text = Text::new("未认证", "Not verified");
/// A source that applications have offset in full.
pub const OFFSET_IN_FULL: Text = Text::new("已全部抵扣", "offset in full");
/// A bill that was refunded after it was invoiced.
pub const REFUNDED_AFTER_INVOICE: Text = Text::new("开票后退款", "Refunded after invoicing");

/// Freezes the account.
pub const FREEZE: Text = Text::new("冻结账号", "Freeze account");
/// Makes it active again.
pub const UNFREEZE: Text = Text::new("解除冻结", "Unfreeze account");
/// What freezing means.
pub const FREEZE_WHAT: Text = Text::new(
    "冻结后，该客户不能申请开票，直到解除冻结。已提交的申请不受影响。",
    "A frozen customer cannot apply until the account is active again. Applications that were made go on.",
);
/// What unfreezing means.
pub const UNFREEZE_WHAT: Text = Text::new(
    "解除冻结后，该客户可以再次申请开票。",
    "The customer can apply again once the account is active.",
);
/// Why the account is frozen or not any more.
pub const REASON: Text = Text::new("原因", "Reason");
/// It must be given.
pub const REASON_NEEDED: Text =
    Text::new("请填写原因，它会记入审计日志", "Give a reason; the audit log keeps it");
/// Done.
pub const FROZEN: Text = Text::new("账号已冻结", "The account is frozen");
/// Done.
pub const UNFROZEN: Text = Text::new("已解除冻结", "The account is active again");

/// Adds to the non-invoiceable ledger.
pub const ADD_ENTRY: Text = Text::new("登记不可开票金额", "Add a non-invoiceable amount");
/// What that means.
pub const ADD_ENTRY_WHAT: Text = Text::new(
    "登记的金额会先从以后的开票中抵扣。登记后不能修改；登错的，由管理员删除。",
    "The amount is taken off what is invoiced next. It cannot be changed later; an admin removes a wrong one.",
);
/// How much.
pub const AMOUNT: Text = Text::new("金额（元）", "Amount (CNY)");
/// The amount must be given.
pub const AMOUNT_NEEDED: Text = Text::new("请填写大于零的金额", "Give an amount above zero");
/// Why an amount is not invoiceable.
pub const WHY: Text = Text::new("类型", "Reason");
/// The explanation of an entry.
pub const NOTE: Text = Text::new("说明", "Explanation");
/// It must be given with other reasons.
pub const NOTE_NEEDED: Text = Text::new("选择“其他”时请填写说明", "Explain what “other” is");
/// Done.
pub const ENTRY_ADDED: Text = Text::new("已登记不可开票金额", "Non-invoiceable amount added");

/// Records money paid in.
pub const ADD_TOP_UP: Text = Text::new("登记充值", "Record a top-up");
/// What that means.
pub const ADD_TOP_UP_WHAT: Text = Text::new(
    "充值只作记录，不会增加可开票金额；消费产生账单并付款后才能开票。",
    "A top-up is only recorded; what is spent of it becomes invoiceable with the bills it pays.",
);
/// The day of payment.
pub const PAID_ON: Text = Text::new("到账日期", "Paid on");
/// Done.
pub const TOP_UP_ADDED: Text = Text::new("已登记充值", "Top-up recorded");
/// It is being carried out.
pub const SENDING: Text = Text::new("正在提交…", "On its way…");
/// Leaves a dialog.
pub const NOT_NOW: Text = Text::new("取消", "Cancel");

/// The line of totals.
pub fn totals(lang: Lang, all: u64, blocked: u64) -> String {
    let is_one = all == 1;
    let (all, blocked) = (count(all), count(blocked));
    match lang {
        Lang::Zh => format!("共 {all} 家客户，其中受限 {blocked} 家"),
        Lang::En => format!("{all} {}, {blocked} blocked", if is_one { "customer" } else { "customers" }),
    }
}

/// What remains, and of how many bills.
pub fn remaining_of(lang: Lang, bills: usize) -> String {
    let n = count(bills as u64);
    match lang {
        Lang::Zh => format!("可开票账单剩余（{n} 张）"),
        Lang::En => format!("Remaining of {n} {}", if bills == 1 { "bill" } else { "bills" }),
    }
}

/// What was invoiced of bills before they came to the desk.
pub fn opening(lang: Lang, opening: Fen) -> String {
    let opening = opening.grouped();
    match lang {
        Lang::Zh => format!("期初已开票 {opening}，已从账单中扣除"),
        Lang::En => format!("{opening} was invoiced before it came to the desk, and is taken off"),
    }
}

/// Bills that do not count: how many, and the rule.
pub fn barred(lang: Lang, rule: RuleId, bills: u64) -> String {
    let (title, n) = (rule_text(rule).title.get(lang), count(bills));
    match lang {
        Lang::Zh => format!("{title}（{n} 张）"),
        Lang::En => format!("{title} ({n})"),
    }
}

/// Who entered a ledger entry, and when.
pub fn entered(lang: Lang, by: &str, at: DateTime<Utc>) -> String {
    let on = china_date(at);
    match lang {
        Lang::Zh => format!("{by} 于 {on} 录入"),
        Lang::En => format!("entered by {by} on {on}"),
    }
}

/// What of a source has been taken off already.
pub fn offset(lang: Lang, amount: Fen, offset: Fen) -> String {
    let (amount, offset) = (yuan(amount), yuan(offset));
    match lang {
        Lang::Zh => format!("共 {amount}，已抵扣 {offset}"),
        Lang::En => format!("{amount} in all, {offset} offset"),
    }
}

/// How far below zero the sum is.
pub fn in_arrears(lang: Lang, amount: Fen) -> String {
    let amount = yuan(amount);
    match lang {
        Lang::Zh => format!("欠票 {amount}：不可开票金额大于剩余金额，等有新的已付账单抵扣后才能开票。"),
        Lang::En => format!(
            "In arrears by {amount}: more must be taken off than remains. New paid bills make up for it."
        ),
    }
}

/// What could be applied for if nothing blocked the account.
pub fn once_free(lang: Lang, amount: Fen) -> String {
    let amount = yuan(amount);
    match lang {
        Lang::Zh => format!("解除限制后可开票 {amount}"),
        Lang::En => format!("{amount} once it is not blocked"),
    }
}
