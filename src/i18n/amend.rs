//! Words of correcting and removing what was entered wrongly.

use chrono::NaiveDate;

use super::phrase::yuan;
use super::{Lang, Text};
use crate::domain::money::Fen;

/// Corrects a bill.
pub const CORRECT_BILL: Text = Text::new("更正账单", "Correct the bill");
/// Removes a bill.
pub const REMOVE_BILL: Text = Text::new("删除账单", "Remove the bill");
/// Removes a refund.
pub const REMOVE_REFUND: Text = Text::new("删除退款", "Remove the refund");
/// Removes a ledger entry.
pub const REMOVE_ENTRY: Text = Text::new("删除不可开票金额", "Remove the amount");
/// What correcting a bill means.
pub const CORRECT_BILL_WHAT: Text = Text::new(
    "只能更正没有被申请使用的账单。原来的内容连同原因记入审计日志。",
    "Only a bill that no application uses is corrected. What was there is kept in the audit log, with the reason.",
);
/// What removing a bill means.
pub const REMOVE_BILL_WHAT: Text = Text::new(
    "账单不再计入任何列表和余额，账单号可以重新使用。原来的内容连同原因记入审计日志。",
    "The bill counts in no list or balance any more, and its number is free. The audit log keeps what was there.",
);
/// What removing a refund means.
pub const REMOVE_REFUND_WHAT: Text = Text::new(
    "账单恢复退款前的金额；因这笔退款抵扣的部分会退回。原因记入审计日志。",
    "The bill is worth what it was before, and what was offset for this refund is given back.",
);
/// What removing a ledger entry means.
pub const REMOVE_ENTRY_WHAT: Text = Text::new(
    "删除后不再从开票中抵扣。已被申请抵扣的不能删除。原因记入审计日志。",
    "It is no longer taken off what is invoiced. One that an application offset is not removed.",
);
/// Why it is done.
pub const REASON: Text = Text::new("原因", "Reason");
/// It must be given.
pub const REASON_NEEDED: Text = Text::new("请填写原因", "Give a reason");
/// A number must be given.
pub const NUMBER_NEEDED: Text = Text::new("请填写编号", "Give a number");
/// An amount must be given.
pub const AMOUNT_NEEDED: Text = Text::new("请填写金额", "Give an amount");
/// A form that says what is there already.
pub const NOTHING_CHANGED: Text = Text::new("还没有改动", "Nothing was changed yet");
/// Done.
pub const CORRECTED: Text = Text::new("已更正账单", "The bill is corrected");
/// Done.
pub const REMOVED: Text = Text::new("已删除", "Removed");

/// What the refund was of.
pub fn refund(lang: Lang, bill_no: &str, amount: Fen, on: NaiveDate) -> String {
    let amount = yuan(amount);
    match lang {
        Lang::Zh => format!("账单 {bill_no}，{on} 退款 {amount}"),
        Lang::En => format!("Bill {bill_no}, {amount} refunded on {on}"),
    }
}
