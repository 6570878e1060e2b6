//! The words of the overview.

use chrono::{Datelike, NaiveDate};

use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Lang, Text};

texts! {
    TO_ISSUE = "待开票申请", "Applications to issue";
    TO_DELIVER = "待寄送发票", "Invoices to deliver";
    ISSUED_THIS_MONTH = "本月已开票", "Issued this month";
    TO_REVIEW = "待审核资质", "Reviews pending";
    TO_DECIDE = "待审批更正", "Corrections pending";
    DRAFT = "草稿", "Draft";
    CHANGED_AT = "最后修改", "Last changed";
    GO_ON = "继续填写", "Continue";
    DISCARD = "× 丢弃", "× Discard";
    DISCARD_DRAFT = "丢弃草稿", "Discard draft";
    KNOWN = "只需知道", "For information";
    FOR_ANOTHER = "需另一位同事", "Another person";
    NOTHING_WAITS = "暂无待办", "Nothing pending";
    NOTHING_INVOICEABLE = "暂无可开票的账单", "No invoiceable bills";
    NONE_ISSUED = "本月还没有开票", "None yet this month";

    TO_DO = "要做的事", "To do";
    CHARTS = "图表", "Charts";
    HALVES = "总览的内容", "Contents of the overview";
    REVIEWS = "资质", "Reviews";
    CORRECTIONS = "更正", "Corrections";
    WHAT = "事项", "Task";
    DUE = "期限", "Due";
    ALL_DONE = "没有待办事项", "Nothing to do";
    ALL_DONE_HOW = "待处理的申请、待审核的资质和更正，以及即将超过开票时限的账单会列在这里。",
        "Applications, qualifications and corrections to process, and bills about to pass the age limit, appear here.";

    HANDLE = "处理", "Process";
    LAST_DAY_TO_CANCEL = "取消截止", "Cancel by";
    TONIGHT = "今日 24:00", "Today 24:00";
    UNCOVERED = "退款后不足", "Refunded";
    SOON = "尽快处理", "As soon as possible";
    REVIEW = "审核专票资质", "Review qualification";
    DECIDE_CORRECTION = "审批更正", "Correction";
    RED_LETTER_AWAITS = "红字待确认", "Red letter";
    RED_LETTER_READY = "待开红字发票", "Red invoice";
    CORRECTION_CLOSES = "更正截止", "Correct until";
    SEE_LATE = "查看逾期", "View overdue";
    BLOCKED = "账单逾期，暂不能开票", "Blocked by overdue bills";

    BY_MONTH = "每月开票", "Issued";
    ON_TIME = "按时率", "On time";
    CHART_OF_MONTHS = "按月", "By month";
    TEN_THOUSAND = "万元，不含已红冲", "CNY 10,000, reversed excluded";
    ON_TIME_HOW = "按期限送达的申请占当月开票的比例（%）", "Delivered by the due date, % of those issued";
    GENERAL = "普票", "General";
    SPECIAL = "专票", "Special";
    AGES = "账龄", "Age";
    REJECTIONS = "驳回原因", "Rejections";
    CHART_OF_PARTS = "账龄和驳回原因", "Age and rejections";
    NONE_REJECTED = "近 12 个月没有驳回申请。", "No application was rejected in the last 12 months.";
    COPY_PICTURE = "复制为图片", "Copy as picture";
    COPY_DATA = "复制数据", "Copy data";
    PICTURE_COPIED = "已复制图片", "Picture copied";
    DATA_COPIED = "已复制数据", "Data copied";
    MONTH = "月份", "Month";
    INVOICES = "张数", "Invoices";
    IN_TIME = "按时件数", "On time";
    ISSUED_APPLICATIONS = "开票件数", "Issued";
    REASON = "驳回原因", "Reason";
    COUNT = "件数", "Applications";

    START = "开始使用", "Getting started";
    START_HOW = "五步完成第一次开票申请，用您自己的文件。",
        "Five steps to your first application, with files of your own.";
    COME_BACK = "随时可以离开，Ctrl 1 回到这里；已完成的自动打勾。",
        "Leave whenever you like; Ctrl 1 leads back here. What is done gets a tick by itself.";
    PUT_GUIDE_AWAY = "收起引导，看总览", "Put the guide away";
    SHOW_GUIDE = "新手引导", "Guide";
    ENTER_INFO = "填写开票信息", "Enter invoice info";
    ENTER_INFO_HOW = "选择一位客户，粘贴对方发来的开票资料；需邮寄的再填邮寄地址。",
        "Choose a customer and paste their title block; add an address where invoices go by post.";
    GO_ENTER_INFO = "去填写", "Enter";
    FIRST_APPLICATION = "提交第一件申请", "Submit the first application";
    FIRST_APPLICATION_HOW = "选账单，核对发票内容，提交。提交前会完整预览。",
        "Choose bills, look over the invoice, submit. Everything is shown before.";
    GO_APPLY = "去申请", "Apply";
    DONE = "已完成", "Done";
    ADD_ISSUER_HOW = "填写公司名称、税号，并选择适用的开票规则。",
        "Enter your company, its tax ID and its policy.";
    IMPORT_CUSTOMERS_HOW = "从计费系统导出客户清单（CSV 或 Excel），一次导入全部客户。",
        "Import the customer list from your billing system as CSV or Excel.";
    GO_ADD_ISSUER = "去添加", "Add";
    GO_IMPORT_CUSTOMERS = "导入客户清单", "Import customer list";
    GO_IMPORT_BILLS = "导入账单文件", "Import bills";
    IMPORT_BILLS_HOW = "导入账单后，系统按规则算出每位客户的可开票金额，精确到分。",
        "The invoiceable amount is calculated from the bills, to the fen.";
}
pub const PENDING: &str = "…";

pub const AGE_BANDS: [Text; 5] = [
    Text::new("0–30 天", "0–30 days"),
    Text::new("31–90 天", "31–90 days"),
    Text::new("91–180 天", "91–180 days"),
    Text::new("180 天以上", "Over 180 days"),
    Text::new("30 天内过期限", "Expiring in 30 days"),
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
            "{amount} of it passes the {months}-month limit within 30 days";
        None => "其中 {amount} 将在 30 天内超过开票时限", "{amount} of it passes the age limit within 30 days";
    })
}

sentences! {
    after_offsets(lang, remaining: Fen, non_invoiceable: Fen) =
        "账单剩余 {remaining}，扣除不可开票 {off}",
        "{remaining} remaining, less {off} non-invoiceable",
        remaining = yuan(remaining), off = yuan(non_invoiceable);
    in_arrears(lang, amount: Fen) = "欠票 {amount}", "{amount} in arrears", amount = yuan(amount);
    once_unblocked(lang, amount: Fen) =
        "解除后可开 {amount}", "{amount} once unblocked", amount = yuan(amount);
    late(lang, n: u64) = "{n} 件已逾期", "{n} overdue", n = count(n);
    due_today(lang, n: u64) = "{n} 件今日到期", "{n} due today", n = count(n);
    next_due(lang, date: NaiveDate) = "最早到期 {date}", "Next due {date}";
    chart(lang, name: &str) = "图表：{name}", "Chart: {name}";
    copy_of(lang, chart: &str) = "复制图表：{chart}", "Copy chart: {chart}";
    applications(lang, n: u64) = "{n} 件", "{n}", n = count(n);
    ages_out(lang, bills: u32) =
        "{bills} 张账单将过开票时限", "1 bill expiring", "{bills} bills expiring";
    overdue_for(lang, days: i64) = "账单逾期 {days} 天", "Overdue 1 day", "Overdue {days} days";
    month_detail(lang, first: NaiveDate, general: Fen, special: Fen, invoices: u64) =
        "{month}，{n} 张，{total}\n普票 {general}\n专票 {special}",
        "{month}, {n} issued, {total}\nGeneral {general}\nSpecial {special}",
        month = month_in_full(first), total = yuan(general + special),
        general = yuan(general), special = yuan(special), n = count(invoices);
    drafts(lang, n: u64, first: &str) =
        "{n} 份草稿还没有提交：{first}", "1 draft not submitted: {first}", "{n} drafts not submitted: {first}", n = count(n);
    known_blocked(lang, customers: u64, amount: Fen) =
        "{customers} 家客户账单逾期，暂不能开票，共 {amount}",
        "1 customer blocked by overdue bills, {amount}",
        "{customers} customers blocked by overdue bills, {amount}",
        customers = count(customers), amount = yuan(amount);
    known_others(lang, n: u64) =
        "{n} 件须由另一位同事办理", "1 for another person to decide", "{n} for another person to decide", n = count(n);
}

/// How many of the applications of a month were delivered in time, of which per mille.
pub fn prompt_detail(lang: Lang, first: NaiveDate, per_mille: Option<u64>, in_time: u64, all: u64) -> String {
    let first = month_in_full(first);
    say!(lang, match per_mille {
        None => "{first}，没有开票", "{first}, nothing issued";
        Some(rate) =>
            "{first}，按时率 {rate}%\n{in_time} / {all} 件按时",
            "{first}, {rate}% on time\n{in_time} of {all} on time",
            rate = percent(rate), in_time = count(in_time), all = count(all);
    })
}

/// A part of a thousand in percent: `99.4`.
pub fn percent(per_mille: u64) -> String {
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

/// An amount in units of ten thousand yuan, above its bar: `120.4`.
pub fn ten_thousands(amount: Fen) -> String {
    format!("{:.1}", amount.0 as f64 / 1_000_000.0)
}

/// How many invoices were issued, and how many applications of a thousand were delivered in time.
pub fn issued(lang: Lang, invoices: u64, in_time: Option<u64>) -> String {
    let issued = say!(lang, invoices, "{n} 张", "1 invoice", "{n} invoices", n = count(invoices));
    say!(lang, match in_time {
        None => { issued };
        Some(rate) =>
            "{issued} · 按时率 {rate}%",
            "{issued} · {rate}% on time",
            rate = percent(rate);
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

/// A month by itself: `2026-11`.
pub fn month_in_full(first: NaiveDate) -> String {
    first.format("%Y-%m").to_string()
}

/// A month below its bar: `11`.
pub fn month(first: NaiveDate) -> String {
    first.month().to_string()
}
