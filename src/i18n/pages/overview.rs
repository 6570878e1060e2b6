//! The words of the overview.

use chrono::{Datelike, NaiveDate};

use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::i18n::dates::date_short;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Lang, Text};

texts! {
    TO_ISSUE = "待开票申请", "Applications to issue";
    TO_DELIVER = "待寄送发票", "Invoices to deliver";
    ISSUED_THIS_MONTH = "本月已开票", "Issued this month";
    NOTHING_WAITS = "暂无待办", "Nothing waiting";
    NOTHING_INVOICEABLE = "暂无可开票的账单", "No bills to invoice";
    NONE_ISSUED = "本月还没有开票", "None so far this month";

    TO_DO = "要做的事", "To do";
    REVIEWS = "资质", "Reviews";
    CORRECTIONS = "更正", "Corrections";
    ACCOUNTS = "逾期客户", "Overdue";
    WHAT = "事项", "What";
    DUE = "期限", "Due";
    ALL_DONE = "没有待办事项", "Nothing to do";
    ALL_DONE_HOW = "待处理的申请、待审核的资质和更正，以及即将超过开票时限的账单会列在这里。",
        "Applications, qualifications and corrections that wait, and bills about to be too old to invoice, appear here.";

    HANDLE = "处理", "Handle";
    APPLY = "申请", "Apply";

    LAST_DAY_TO_CANCEL = "取消截止", "Cancel by";
    TONIGHT = "今日 24:00", "Today 24:00";
    UNCOVERED = "退款后不足", "Refunded";
    SOON = "尽快处理", "Soon";
    REVIEW = "审核专票资质", "Review a qualification";
    DECIDE_CORRECTION = "审批更正", "Correction";
    RED_LETTER_AWAITS = "红字待确认", "To be confirmed";
    RED_LETTER_READY = "待开红字发票", "Red invoice";
    CORRECTION_CLOSES = "更正截止", "Correctable";
    SEE_LATE = "查看逾期", "See late";
    BLOCKED = "账单逾期，暂不能开票", "Blocked by overdue bills";

    BY_MONTH = "每月开票金额", "Issued by month";
    TEN_THOUSAND = "万元 · 不含已红冲", "CNY 10,000 · not reversed";
    GENERAL = "普票", "General";
    SPECIAL = "专票", "Special";
    AGES = "可开票金额的账龄", "Age of what is invoiceable";

    START = "开始使用", "Getting started";
    START_HOW = "完成下面三步，就可以看到每位客户的可开票金额，并开始申请开票。",
        "Three steps, and you see what each customer can be invoiced for.";
    DONE = "已完成", "Done";
    ADD_ISSUER_HOW = "填写公司名称、税号，并选择适用的开票规则。",
        "Your company, its tax ID, and the policy it invoices under.";
    IMPORT_CUSTOMERS_HOW = "从计费系统导出客户清单（CSV 或 Excel），一次导入全部客户。",
        "The customer list of your billing system, as CSV or Excel, all at once.";
    GO_ADD_ISSUER = "去添加", "Add one";
    GO_IMPORT_CUSTOMERS = "导入客户清单", "Import a customer list";
    GO_IMPORT_BILLS = "导入账单文件", "Import a bill file";
    IMPORT_BILLS_HOW = "导入账单后，系统按规则算出每位客户的可开票金额，精确到分。",
        "From the bills, the desk works out what can be invoiced, to the fen.";
}
pub const PENDING: &str = "…";

pub const AGE_BANDS: [Text; 5] = [
    Text::new("0–3 个月", "0–3 mo."),
    Text::new("3–6 个月", "3–6 mo."),
    Text::new("6–9 个月", "6–9 mo."),
    Text::new("9–12 个月", "9–12 mo."),
    Text::new("12 个月以上", "Over 12 mo."),
];

pub fn invoiceable_of(lang: Lang, customers: u64, ages_out: Fen, months: Option<u32>) -> String {
    let whose = say!(
        lang,
        customers,
        "{customers} 家客户",
        "1 customer",
        "{customers} customers",
        customers = count(customers)
    );
    if ages_out.is_positive() {
        format!("{whose} · {}", ages_out_soon(lang, ages_out, months))
    } else {
        whose
    }
}

pub fn ages_out_soon(lang: Lang, amount: Fen, months: Option<u32>) -> String {
    let amount = yuan(amount);
    say!(lang, match months {
        Some(months) =>
            "其中 {amount} 将在 30 天内超过 {months} 个月",
            "{amount} of it passes {months} months within 30 days";
        None => "其中 {amount} 将在 30 天内超过开票时限", "{amount} of it gets too old within 30 days";
    })
}

sentences! {
    after_offsets(lang, remaining: Fen, non_invoiceable: Fen) =
        "账单剩余 {remaining}，扣除不可开票 {off}",
        "{remaining} left of bills, less {off} non-invoiceable",
        remaining = yuan(remaining), off = yuan(non_invoiceable);
    in_arrears(lang, amount: Fen) = "欠票 {amount}", "{amount} in arrears", amount = yuan(amount);
    once_unblocked(lang, amount: Fen) =
        "解除后可开 {amount}", "{amount} once that is settled", amount = yuan(amount);
    late(lang, n: u64) = "{n} 件已逾期", "{n} late", n = count(n);
    due_today(lang, n: u64) = "{n} 件今日到期", "{n} due today", n = count(n);
    next_due(lang, date: NaiveDate) = "最早到期 {date}", "next due {date}", date = date_short(lang, date);
    ages_out(lang, bills: u32) =
        "{bills} 张账单将过开票时限", "1 bill about to be too old", "{bills} bills about to be too old";
    overdue_for(lang, days: i64) = "账单逾期 {days} 天", "Overdue 1 day", "Overdue {days} days";
    month_detail(lang, first: NaiveDate, general: Fen, special: Fen, invoices: u64) =
        "{month}，{n} 张\n普票 {general}\n专票 {special}",
        "{month}, {n} issued\nGeneral {general}\nSpecial {special}",
        month = first.format(lang.pick("%Y 年 %-m 月", "%B %Y")),
        general = yuan(general), special = yuan(special), n = count(invoices);
}

/// How many invoices were issued, and how many applications of a thousand were delivered in time.
pub fn issued(lang: Lang, invoices: u64, in_time: Option<u64>) -> String {
    let issued = say!(lang, invoices, "{n} 张", "1 invoice", "{n} invoices", n = count(invoices));
    say!(lang, match in_time {
        None => { issued };
        Some(rate) =>
            "{issued} · 按时率 {whole}.{tenths}%",
            "{issued} · {whole}.{tenths}% in time",
            whole = rate / 10, tenths = rate % 10;
    })
}

pub const fn step(step: Step) -> Text {
    match step {
        Step::Accept => Text::new("受理申请", "Accept"),
        Step::Issue => Text::new("开具发票", "Issue"),
        Step::Deliver => Text::new("寄送发票", "Deliver"),
        other => crate::i18n::domain::step(other),
    }
}

/// A month below its bar: `11`.
pub fn month(first: NaiveDate) -> String {
    first.month().to_string()
}
