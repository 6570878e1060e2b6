//! The words of one application's page.

use chrono::NaiveDate;

use super::dates::date_short;
use super::phrase::yuan;
use super::{Lang, Text};
use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::domain::timeline::EventKind;

/// A card: what was applied for.
pub const CONTENT: Text = Text::new("申请内容", "What was applied for");
/// That it is what was submitted, whatever was changed since.
pub const SNAPSHOT: Text = Text::new("提交时的快照", "As it was submitted");
/// A card: the bills.
pub const BILLS: Text = Text::new("账单", "Bills");
/// A card: the invoices.
pub const INVOICES: Text = Text::new("发票", "Invoices");
/// A card: the timeline.
pub const PROGRESS: Text = Text::new("进度", "Progress");

/// A fact.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A fact.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// A fact.
pub const TYPE: Text = Text::new("发票类型", "Type");
/// A fact.
pub const AMOUNT: Text = Text::new("开票金额", "Amount");
/// A fact.
pub const ITEM: Text = Text::new("发票项目", "Item");
/// A fact.
pub const REMARK: Text = Text::new("备注", "Remark");
/// A fact.
pub const CONTACT: Text = Text::new("联系人", "Contact");
/// A fact.
pub const DELIVERED_TO: Text = Text::new("送达", "Delivery");
/// A fact.
pub const CARRIER: Text = Text::new("快递", "Carrier");
/// A fact.
pub const FREIGHT: Text = Text::new("邮费", "Freight");
/// Who pays the freight.
pub const FREIGHT_ISSUER: Text = Text::new("开票方承担", "Paid by the issuer");
/// Who pays the freight.
pub const FREIGHT_RECEIVER: Text = Text::new("收件方到付", "Paid by the receiver");
/// A fact: how long the buyer can deduct the tax.
pub const DEDUCTION: Text = Text::new("抵扣期限", "Deduction");
/// Shows a masked number.
pub const SHOW: Text = Text::new("显示", "Show");
/// Masks it again.
pub const HIDE: Text = Text::new("隐藏", "Hide");
/// Copies the application's number.
pub const COPY_NUMBER: Text = Text::new("复制申请编号", "Copy the number");
/// It was copied.
pub const NUMBER_COPIED: Text = Text::new("已复制申请编号", "Number copied");

/// A column.
pub const BILL_NO: Text = Text::new("账单号", "Bill");
/// A column.
pub const BILL_KIND: Text = Text::new("类型", "Kind");
/// A column.
pub const BILLED_ON: Text = Text::new("账单日", "Bill date");
/// A column.
pub const BILL_AMOUNT: Text = Text::new("账单金额", "Bill amount");
/// A column.
pub const ABSORBED: Text = Text::new("抵扣", "Offset");
/// A column.
pub const INVOICED: Text = Text::new("本次开票", "Invoiced here");
/// A column.
pub const INVOICE_NUMBER: Text = Text::new("发票号码", "Invoice number");
/// A column.
pub const ISSUED_ON: Text = Text::new("开票日期", "Issued on");
/// A column.
pub const NET: Text = Text::new("金额", "Net");
/// A column.
pub const RATE: Text = Text::new("税率", "Rate");
/// A column.
pub const TAX: Text = Text::new("税额", "Tax");
/// A column.
pub const GROSS: Text = Text::new("价税合计", "Gross");
/// A column.
pub const DEDUCT_BY: Text = Text::new("抵扣期限", "Deduct by");

/// The next step while it has no name of its own.
pub const ISSUE: Text = Text::new("开具发票", "Issue");
/// A step to come.
pub const DELIVER: Text = Text::new("送达", "Deliver");
/// A step to come.
pub const RECEIVE: Text = Text::new("签收", "Receipt");
/// It is late.
pub const OUT_OF_TIME: Text = Text::new("逾期", "late");
/// The money no longer covers it.
pub const UNCOVERED: Text = Text::new("不再足额", "Not covered");

pub const fn event(event: EventKind) -> Text {
    match event {
        EventKind::Submitted => Text::new("提交申请", "Submitted"),
        EventKind::Accepted => Text::new("受理", "Accepted"),
        EventKind::Issued => Text::new("开具发票", "Issued"),
        EventKind::Delivered => Text::new("寄送", "Sent"),
        EventKind::Received => Text::new("签收", "Received"),
        EventKind::Cancelled => Text::new("取消申请", "Cancelled"),
        EventKind::Rejected => Text::new("驳回", "Rejected"),
        EventKind::Reversed => Text::new("红冲", "Reversed"),
        EventKind::CorrectionRequested => Text::new("申请更正", "Correction asked for"),
        EventKind::CorrectionRejected => Text::new("驳回更正", "Correction rejected"),
        EventKind::RedNumbersEntered => Text::new("补登记红字发票", "Red invoices entered"),
        EventKind::Uncovered => Text::new("账单退款", "Bill refunded"),
    }
}

/// What the window says when a step was taken.
pub const fn done(step: Step) -> Text {
    match step {
        Step::Accept => Text::new("已受理", "Accepted"),
        Step::Cancel => Text::new("已取消申请，占用的金额已退回", "Cancelled; what it held is given back"),
        Step::Reject => Text::new("已驳回，占用的金额已退回", "Rejected; what it held is given back"),
        Step::Issue => Text::new("已登记开票", "Issue recorded"),
        Step::Deliver => Text::new("已登记寄送", "Delivery recorded"),
        Step::Receive => Text::new("已登记签收", "Receipt recorded"),
        Step::Reverse => Text::new("已登记红冲，占用的金额已退回", "Reversed; what it held is given back"),
    }
}

/// How long the buyer can deduct the tax, and its last day once the invoice is issued.
pub fn deduction(lang: Lang, days: u32, last: Option<NaiveDate>) -> String {
    match (lang, last) {
        (Lang::Zh, None) => format!("自开票之日起 {days} 天内"),
        (Lang::Zh, Some(last)) => format!("自开票之日起 {days} 天内，最后一天 {last}"),
        (Lang::En, None) => format!("within {days} days of issue"),
        (Lang::En, Some(last)) => format!("within {days} days of issue, until {last}"),
    }
}

/// The head of the timeline: until when, and how many working days that was.
pub fn deadline(lang: Lang, due_on: NaiveDate, working_days: u32) -> String {
    let day = date_short(lang, due_on);
    match lang {
        Lang::Zh => format!("期限 {day}（{working_days} 个工作日）"),
        Lang::En => format!("Due {day} ({working_days} working days)"),
    }
}

/// Until when a step to come is to be taken.
pub fn to_be_done_by(lang: Lang, due_on: NaiveDate) -> String {
    let day = date_short(lang, due_on);
    match lang {
        Lang::Zh => format!("应于 {day} 24:00 前"),
        Lang::En => format!("by 24:00 on {day}"),
    }
}

/// How many working days are left.
pub fn days_left(lang: Lang, working_days: i64) -> String {
    match (lang, working_days) {
        (Lang::Zh, 0) => "今日到期".to_owned(),
        (Lang::En, 0) => "due today".to_owned(),
        (Lang::Zh, n) => format!("还剩 {n} 个工作日"),
        (Lang::En, 1) => "1 working day left".to_owned(),
        (Lang::En, n) => format!("{n} working days left"),
    }
}

/// By how many working days something is or was late.
pub fn days_late(lang: Lang, working_days: i64) -> String {
    match (lang, working_days) {
        (Lang::Zh, ..=0) => "已逾期".to_owned(),
        (Lang::En, ..=0) => "overdue".to_owned(),
        (Lang::Zh, n) => format!("逾期 {n} 个工作日"),
        (Lang::En, 1) => "1 working day late".to_owned(),
        (Lang::En, n) => format!("{n} working days late"),
    }
}

/// The due date was counted without knowing a year's holidays.
pub fn assumed_year(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("尚未导入 {year} 年放假安排，暂按周一至周五推算"),
        Lang::En => format!("The holidays of {year} are not known; counted as Monday to Friday"),
    }
}

/// How many bills there are and what is invoiced from them.
pub fn bills(lang: Lang, n: usize, amount: Fen) -> String {
    let amount = amount.grouped();
    match lang {
        Lang::Zh => format!("{n} 张，合计 {amount}"),
        Lang::En if n == 1 => format!("1 bill, {amount}"),
        Lang::En => format!("{n} bills, {amount}"),
    }
}

/// How many invoices there are and what they come to.
pub fn invoices(lang: Lang, n: usize, amount: Fen) -> String {
    let amount = amount.grouped();
    match lang {
        Lang::Zh => format!("{n} 张，价税合计 {amount}"),
        Lang::En if n == 1 => format!("1 invoice, {amount}"),
        Lang::En => format!("{n} invoices, {amount}"),
    }
}

/// The invoices of a step, by their numbers.
pub fn invoice_numbers(lang: Lang, numbers: &[&str]) -> String {
    match (lang, numbers) {
        (_, []) => String::new(),
        (Lang::Zh, [one]) => format!("发票 {one}"),
        (Lang::Zh, [first, ..]) => format!("发票 {first} 等 {} 张", numbers.len()),
        (Lang::En, [one]) => format!("Invoice {one}"),
        (Lang::En, [first, ..]) => format!("Invoice {first} and {} more", numbers.len() - 1),
    }
}

/// It took the place of a reversed application.
pub fn replaces(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Zh => format!("更正 {number} 后重开"),
        Lang::En => format!("In the place of {number}"),
    }
}

/// Money was given back on a bill while the application held it.
pub fn refunded(lang: Lang, bill_no: &str, amount: &str) -> String {
    match lang {
        Lang::Zh => format!("账单 {bill_no} 退款 {amount}"),
        Lang::En => format!("{amount} refunded on bill {bill_no}"),
    }
}

/// The invoices were reversed.
pub fn reversal(lang: Lang, on: NaiveDate, red_number: &str, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("已于 {on} 红冲，红字发票 {red_number}，原因：{reason}"),
        Lang::En => format!("Reversed on {on} by red invoice {red_number}: {reason}"),
    }
}

/// Several invoices were reversed.
pub fn reversals(lang: Lang, on: NaiveDate, n: usize, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("已于 {on} 红冲 {n} 张发票，原因：{reason}"),
        Lang::En => format!("Reversed on {on} by {n} red invoices: {reason}"),
    }
}

/// An older version reversed the invoices without the numbers of all red invoices.
pub fn numbers_missing(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("由旧版本红冲，还有 {n} 张发票没有红字发票号码。请用“红冲”补登记。"),
        Lang::En => {
            format!("An older version reversed it without the red invoices of {n}. Enter them by “Reverse”.")
        }
    }
}

/// What absorbed money was given back since.
pub fn given_back(lang: Lang, amount: Fen) -> String {
    match lang {
        Lang::Zh => format!("其中 {} 已退回账单", yuan(amount)),
        Lang::En => format!("{} of it was given back to the bill", yuan(amount)),
    }
}

/// The bills were refunded while the application held them; `issued`: invoices stand for it.
pub fn uncovered(lang: Lang, amount: Fen, issued: bool) -> String {
    let amount = yuan(amount);
    match (lang, issued) {
        (Lang::Zh, false) => {
            format!("本申请的账单有退款，其中 {amount} 不再足额。请驳回或取消，按退款后的金额重新申请。")
        }
        (Lang::Zh, true) => {
            format!("本申请的账单有退款，发票金额比实际消费多 {amount}。请红冲后按退款后的金额重新申请。")
        }
        (Lang::En, false) => format!(
            "Bills of this application were refunded, and {amount} of it is no longer covered. Reject or cancel it, and apply for what is left."
        ),
        (Lang::En, true) => format!(
            "Bills of this application were refunded, so its invoices are too high by {amount}. Reverse them, and apply for what is left."
        ),
    }
}
