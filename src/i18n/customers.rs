//! The words of the customers panel.

use chrono::NaiveDate;

use super::{Lang, Text, phrase};
use crate::domain::money::Fen;

/// The search.
pub const SEARCH: Text = Text::new("搜索客户名称或编号", "Search by name or number");
/// The filter: everybody.
pub const ALL: Text = Text::new("全部", "All");
/// The filter: those who can apply.
pub const OPEN: Text = Text::new("可申请", "Can apply");
/// The filter: those who are blocked.
pub const BLOCKED: Text = Text::new("不可申请", "Blocked");
/// The filter of kinds: every kind.
pub const EVERY_KIND: Text = Text::new("全部类型", "Every kind");
/// What that filter is called.
pub const KIND_FILTER: Text = Text::new("客户类型", "Kind of customer");

/// A column.
pub const CODE: Text = Text::new("客户编号", "Number");
/// A column.
pub const NAME: Text = Text::new("客户名称", "Name");
/// A column.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// A column.
pub const KIND: Text = Text::new("类型", "Kind");
/// A column.
pub const STATE: Text = Text::new("状态", "Standing");
/// A column.
pub const BILLS: Text = Text::new("账单", "Bills");
/// A column, and the amount that can be invoiced.
pub const INVOICEABLE: Text = Text::new("可开票金额", "Invoiceable");
/// A column.
pub const NON_INVOICEABLE: Text = Text::new("不可开票金额", "Non-invoiceable");
/// A column.
pub const IN_ARREARS: Text = Text::new("欠票", "In arrears");
/// A column.
pub const APPLICATIONS: Text = Text::new("在办申请", "Open applications");

/// Nobody was found.
pub const NONE_FOUND: Text = Text::new("没有符合条件的客户", "No customer matches");
/// What to do then.
pub const NONE_FOUND_HOW: Text =
    Text::new("换一个词，或清除筛选。", "Try another word, or clear the filters.");
/// Clears the filters.
pub const CLEAR: Text = Text::new("清除筛选", "Clear the filters");
/// There is nobody.
pub const NONE: Text = Text::new("还没有客户", "No customers yet");
/// What to do then.
pub const NONE_HOW: Text =
    Text::new("从计费系统导出的文件导入客户。", "Import customers from the billing system's export.");
/// Leads to the import.
pub const IMPORT: Text = Text::new("导入客户", "Import customers");

/// The card of one customer while none is selected.
pub const SELECT: Text = Text::new("选中一位客户查看资料", "Select a customer to see more");
/// What that card shows.
pub const SELECT_HOW: Text =
    Text::new("这里显示资料，以及可开票金额的由来。", "Facts, and how the invoiceable amount comes about.");
/// Chooses the customer on top.
pub const CHOOSE: Text = Text::new("设为当前客户", "Choose");
/// The facts.
pub const FACTS: Text = Text::new("客户资料", "Facts");
/// A fact.
pub const REGION: Text = Text::new("地区", "Region");
/// A fact.
pub const VERIFIED_NAME: Text = Text::new("实名", "Verified name");
/// A fact.
pub const VERIFIED_TAX_ID: Text = Text::new("税号", "Tax id");
/// A fact.
pub const CONTACT: Text = Text::new("联系人", "Contact");
/// A fact.
pub const EMAIL: Text = Text::new("邮箱", "E-mail");
/// How the invoiceable amount comes about.
pub const WHY: Text = Text::new("可开票金额的由来", "Why this amount");
/// Leads to the bills.
pub const SEE_BILLS: Text = Text::new("查看账单", "See the bills");
/// Freezes the account.
pub const FREEZE: Text = Text::new("冻结账号", "Freeze");
/// Makes the account active again.
pub const UNFREEZE: Text = Text::new("解除冻结", "Unfreeze");
/// It was frozen.
pub const FROZEN_DONE: Text = Text::new("账号已冻结", "The account is frozen");
/// It was made active.
pub const UNFROZEN_DONE: Text = Text::new("账号已解除冻结", "The account is active");
/// What freezing does.
pub const FREEZE_NOTE: Text = Text::new(
    "冻结后，该客户不能申请开票；已提交的申请不受影响。",
    "A frozen account cannot apply; applications that were made go on.",
);
/// Why.
pub const REASON: Text = Text::new("原因", "Reason");
/// Why is needed.
pub const REASON_HINT: Text = Text::new("请填写原因", "Say why");
/// Adds to the non-invoiceable ledger.
pub const ADD_ENTRY: Text = Text::new("登记不可开票金额", "Add a non-invoiceable amount");
/// What that does.
pub const ENTRY_NOTE: Text = Text::new(
    "登记后不能修改或删除，会从可开票金额中扣除。",
    "It is never changed or removed, and is taken off the invoiceable amount.",
);
/// A field.
pub const AMOUNT: Text = Text::new("金额", "Amount");
/// A field.
pub const NOTE: Text = Text::new("说明", "Note");
/// The amount is needed.
pub const AMOUNT_HINT: Text = Text::new("请填写大于 0 的金额", "Enter an amount above zero");
/// It was added.
pub const ENTRY_DONE: Text = Text::new("已登记不可开票金额", "The amount was added");
/// Confirms.
pub const CONFIRM: Text = Text::new("确定", "OK");
/// Cancels.
pub const CANCEL: Text = Text::new("取消", "Cancel");

/// What remains of so many bills.
pub fn remaining(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("可开票账单剩余（{n} 张）"),
        Lang::En => format!("Left of {n} eligible bills"),
    }
}

/// A bill that was refunded after it was invoiced.
pub fn refunded(lang: Lang, bill_no: &str) -> String {
    match lang {
        Lang::Zh => format!("账单 {bill_no} 开票后退款"),
        Lang::En => format!("Bill {bill_no} refunded after it was invoiced"),
    }
}

/// Who entered a ledger entry, when, and what was said with it.
pub fn entered(lang: Lang, by: &str, on: NaiveDate, note: Option<&str>) -> String {
    let note = note.map(|note| format!(" · {note}")).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{by} 于 {on} 登记{note}"),
        Lang::En => format!("Entered by {by} on {on}{note}"),
    }
}

/// What of a source was offset before.
pub fn offset(lang: Lang, amount: Fen) -> String {
    let amount = phrase::yuan(amount);
    match lang {
        Lang::Zh => format!("其中已抵扣 {amount}"),
        Lang::En => format!("{amount} of it is offset"),
    }
}

/// How many there are, and how many of them are blocked.
pub fn totals(lang: Lang, all: u64, blocked: u64) -> String {
    let (all, blocked) = (phrase::count(all), phrase::count(blocked));
    match lang {
        Lang::Zh => format!("共 {all} 家客户，其中 {blocked} 家不可申请"),
        Lang::En => format!("{all} customers, {blocked} of them blocked"),
    }
}
