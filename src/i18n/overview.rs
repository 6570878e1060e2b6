//! The words of the overview.

use chrono::{Datelike, NaiveDate};

use super::dates::date_short;
use super::phrase::{count, yuan};
use super::{Lang, Text};
use crate::domain::application::Step;
use crate::domain::money::Fen;

/// The button that leads to imports.
pub const IMPORT_BILLS: Text = Text::new("导入账单", "Import bills");

/// A figure: what can be invoiced.
pub const INVOICEABLE: Text = Text::new("可开票金额", "Invoiceable");
/// A figure: applications to be accepted or issued.
pub const TO_ISSUE: Text = Text::new("待开票申请", "Applications to issue");
/// A figure: invoices that are issued and not delivered yet.
pub const TO_DELIVER: Text = Text::new("待寄送发票", "Invoices to deliver");
/// A figure: what was issued this month.
pub const ISSUED_THIS_MONTH: Text = Text::new("本月已开票", "Issued this month");
/// Nothing waits.
pub const NOTHING_WAITS: Text = Text::new("暂无待办", "Nothing waiting");
/// Nothing is invoiceable.
pub const NOTHING_INVOICEABLE: Text = Text::new("暂无可开票的账单", "No bills to invoice");
/// No invoice was issued this month.
pub const NONE_ISSUED: Text = Text::new("本月还没有开票", "None so far this month");
/// A figure that is still being worked out.
pub const PENDING: &str = "…";

/// The list of what there is to do.
pub const TO_DO: Text = Text::new("要做的事", "To do");
/// A filter of it: everything.
pub const ALL: Text = Text::new("全部", "All");
/// A filter of it: about applications.
pub const APPLICATIONS: Text = Text::new("申请", "Applications");
/// A filter of it: bills that are about to be too old.
pub const BILLS: Text = Text::new("账单", "Bills");
/// A filter of it: qualifications to be reviewed.
pub const REVIEWS: Text = Text::new("资质", "Reviews");
/// A filter of it: corrections after issue.
pub const CORRECTIONS: Text = Text::new("更正", "Corrections");
/// A filter of it: accounts that are blocked.
pub const ACCOUNTS: Text = Text::new("逾期客户", "Overdue");
/// A column.
pub const WHAT: Text = Text::new("事项", "What");
/// A column.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A column.
pub const AMOUNT: Text = Text::new("金额", "Amount");
/// A column.
pub const DUE: Text = Text::new("期限", "Due");
/// There is nothing to do.
pub const ALL_DONE: Text = Text::new("没有待办事项", "Nothing to do");
/// When something will appear there.
pub const ALL_DONE_HOW: Text = Text::new(
    "待处理的申请、待审核的资质和更正，以及即将超过开票时限的账单会列在这里。",
    "Applications, qualifications and corrections that wait, and bills about to be too old to invoice, appear here.",
);

/// Leads to an application that waits.
pub const HANDLE: Text = Text::new("处理", "Handle");
/// Leads to where something can be looked at.
pub const LOOK: Text = Text::new("查看", "View");
/// Leads to a new application.
pub const APPLY: Text = Text::new("申请", "Apply");

/// An application can be cancelled today only.
pub const LAST_DAY_TO_CANCEL: Text = Text::new("取消截止", "Cancel by");
/// Until when that is.
pub const TONIGHT: Text = Text::new("今日 24:00", "Today 24:00");
/// Something was refunded of what an application holds.
pub const UNCOVERED: Text = Text::new("退款后不足", "Refunded");
/// It should be looked at soon.
pub const SOON: Text = Text::new("尽快处理", "Soon");
/// A special-invoice qualification waits to be reviewed.
pub const REVIEW: Text = Text::new("审核专票资质", "Review a qualification");
/// A correction waits to be decided on.
pub const DECIDE_CORRECTION: Text = Text::new("审批更正", "Correction");
/// The time to ask for a correction is about to end.
pub const CORRECTION_CLOSES: Text = Text::new("更正截止", "Correctable");
/// Leads to the applications that are late.
pub const SEE_LATE: Text = Text::new("查看逾期", "See late");
/// Overdue bills keep an account from being invoiced.
pub const BLOCKED: Text = Text::new("账单逾期，暂不能开票", "Blocked by overdue bills");

/// A card: what was issued in each month.
pub const BY_MONTH: Text = Text::new("每月开票金额", "Issued by month");
/// Its unit, and what is left out.
pub const TEN_THOUSAND: Text = Text::new("万元 · 不含已红冲", "CNY 10,000 · not reversed");
/// A series: general invoices.
pub const GENERAL: Text = Text::new("普票", "General");
/// A series: special invoices.
pub const SPECIAL: Text = Text::new("专票", "Special");
/// A card: the age of what can be invoiced.
pub const AGES: Text = Text::new("可开票金额的账龄", "Age of what is invoiceable");
/// The ages, youngest first.
pub const AGE_BANDS: [Text; 5] = [
    Text::new("0–3 个月", "0–3 mo."),
    Text::new("3–6 个月", "3–6 mo."),
    Text::new("6–9 个月", "6–9 mo."),
    Text::new("9–12 个月", "9–12 mo."),
    Text::new("12 个月以上", "Over 12 mo."),
];

/// The first page of an empty store.
pub const START: Text = Text::new("开始使用", "Getting started");
/// What it takes.
pub const START_HOW: Text = Text::new(
    "完成下面三步，就可以看到每位客户的可开票金额，并开始申请开票。",
    "Three steps, and you see what each customer can be invoiced for.",
);
/// A step is done.
pub const DONE: Text = Text::new("已完成", "Done");
/// The first step.
pub const ADD_ISSUER: Text = Text::new("添加开票方", "Add an issuer");
/// What it is for.
pub const ADD_ISSUER_HOW: Text = Text::new(
    "填写公司名称、税号，并选择适用的开票规则。",
    "Your company, its tax ID, and the policy it invoices under.",
);
/// The second step.
pub const IMPORT_CUSTOMERS: Text = Text::new("导入客户", "Import customers");
/// What it is for.
pub const IMPORT_CUSTOMERS_HOW: Text = Text::new(
    "从计费系统导出客户清单（CSV 或 Excel），一次导入全部客户。",
    "The customer list of your billing system, as CSV or Excel, all at once.",
);
/// The button of the first step.
pub const GO_ADD_ISSUER: Text = Text::new("去添加", "Add one");
/// The button of the second step.
pub const GO_IMPORT_CUSTOMERS: Text = Text::new("导入客户清单", "Import a customer list");
/// The button of the third step.
pub const GO_IMPORT_BILLS: Text = Text::new("导入账单文件", "Import a bill file");
/// What the third step is for.
pub const IMPORT_BILLS_HOW: Text = Text::new(
    "导入账单后，系统按规则算出每位客户的可开票金额，精确到分。",
    "From the bills, the desk works out what can be invoiced, to the fen.",
);

/// How many customers an amount belongs to, and how much of it is about to be too old.
pub fn invoiceable_of(lang: Lang, customers: u64, ages_out: Fen, months: Option<u32>) -> String {
    let whose = match (lang, customers) {
        (Lang::Zh, n) => format!("{} 家客户", count(n)),
        (Lang::En, 1) => "1 customer".to_owned(),
        (Lang::En, n) => format!("{} customers", count(n)),
    };
    if ages_out.is_positive() {
        format!("{whose} · {}", ages_out_soon(lang, ages_out, months))
    } else {
        whose
    }
}

/// How much is about to be too old, and after how many months that is, where it is the same for all.
pub fn ages_out_soon(lang: Lang, amount: Fen, months: Option<u32>) -> String {
    let amount = yuan(amount);
    match (lang, months) {
        (Lang::Zh, Some(months)) => format!("其中 {amount} 将在 30 天内超过 {months} 个月"),
        (Lang::Zh, None) => format!("其中 {amount} 将在 30 天内超过开票时限"),
        (Lang::En, Some(months)) => format!("{amount} of it passes {months} months within 30 days"),
        (Lang::En, None) => format!("{amount} of it gets too old within 30 days"),
    }
}

/// How one customer's amount comes about.
pub fn after_offsets(lang: Lang, remaining: Fen, non_invoiceable: Fen) -> String {
    let (remaining, off) = (yuan(remaining), yuan(non_invoiceable));
    match lang {
        Lang::Zh => format!("账单剩余 {remaining}，扣除不可开票 {off}"),
        Lang::En => format!("{remaining} left of bills, less {off} non-invoiceable"),
    }
}

/// How far one customer is below zero.
pub fn in_arrears(lang: Lang, amount: Fen) -> String {
    match lang {
        Lang::Zh => format!("欠票 {}", yuan(amount)),
        Lang::En => format!("{} in arrears", yuan(amount)),
    }
}

/// What can be invoiced once an account is no longer blocked.
pub fn once_unblocked(lang: Lang, amount: Fen) -> String {
    match lang {
        Lang::Zh => format!("解除后可开 {}", yuan(amount)),
        Lang::En => format!("{} once that is settled", yuan(amount)),
    }
}

/// How many applications are late.
pub fn late(lang: Lang, n: u64) -> String {
    match lang {
        Lang::Zh => format!("{} 件已逾期", count(n)),
        Lang::En => format!("{} late", count(n)),
    }
}

/// How many applications are due today.
pub fn due_today(lang: Lang, n: u64) -> String {
    match lang {
        Lang::Zh => format!("{} 件今日到期", count(n)),
        Lang::En => format!("{} due today", count(n)),
    }
}

/// When the next application is due.
pub fn next_due(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("最早到期 {}", date_short(lang, date)),
        Lang::En => format!("next due {}", date_short(lang, date)),
    }
}

/// How many invoices were issued, and how many applications of a thousand were delivered in time.
pub fn issued(lang: Lang, invoices: u64, in_time: Option<u64>) -> String {
    let n = count(invoices);
    let issued = match lang {
        Lang::Zh => format!("{n} 张"),
        Lang::En => format!("{n} {}", if invoices == 1 { "invoice" } else { "invoices" }),
    };
    match (lang, in_time) {
        (_, None) => issued,
        (Lang::Zh, Some(rate)) => format!("{issued} · 按时率 {}.{}%", rate / 10, rate % 10),
        (Lang::En, Some(rate)) => format!("{issued} · {}.{}% in time", rate / 10, rate % 10),
    }
}

/// The next step of an application.
pub const fn step(step: Step) -> Text {
    match step {
        Step::Accept => Text::new("受理申请", "Accept"),
        Step::Issue => Text::new("开具发票", "Issue"),
        Step::Deliver => Text::new("寄送发票", "Deliver"),
        other => super::domain::step(other),
    }
}

/// Bills that are about to be too old.
pub fn ages_out(lang: Lang, bills: u32) -> String {
    match (lang, bills) {
        (Lang::Zh, n) => format!("{n} 张账单将过开票时限"),
        (Lang::En, 1) => "1 bill about to be too old".to_owned(),
        (Lang::En, n) => format!("{n} bills about to be too old"),
    }
}

/// For how many days bills have been overdue.
pub fn overdue_for(lang: Lang, days: i64) -> String {
    match (lang, days) {
        (Lang::Zh, n) => format!("账单逾期 {n} 天"),
        (Lang::En, 1) => "Overdue 1 day".to_owned(),
        (Lang::En, n) => format!("Overdue {n} days"),
    }
}

/// A month below its bar: `11`.
pub fn month(first: NaiveDate) -> String {
    first.month().to_string()
}

/// What was issued in a month, when its bar is hovered.
pub fn month_detail(lang: Lang, first: NaiveDate, general: Fen, special: Fen, invoices: u64) -> String {
    let (year, month) = (first.year(), first.month());
    let (general, special, n) = (yuan(general), yuan(special), count(invoices));
    match lang {
        Lang::Zh => format!("{year} 年 {month} 月，{n} 张\n普票 {general}\n专票 {special}"),
        Lang::En => format!("{}, {n} issued\nGeneral {general}\nSpecial {special}", first.format("%B %Y")),
    }
}
