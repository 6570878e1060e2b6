//! The words of one application's page.

use chrono::NaiveDate;

use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::domain::red_letter::parse_form_note;
use crate::domain::timeline::EventKind;
use crate::i18n::phrase::yuan;
use crate::i18n::{Lang, Text, domain};

texts! {
    SNAPSHOT = "提交时的快照", "As submitted";
    INVOICES = "发票", "Invoices";
    PROGRESS = "进度", "Progress";

    FREIGHT_ISSUER = "开票方承担", "Paid by issuer";
    FREIGHT_RECEIVER = "收件方到付", "Paid by recipient";
    COPY_NUMBER = "复制申请编号", "Copy number";
    NUMBER_COPIED = "已复制申请编号", "Number copied";

    NET = "金额", "Net";
    TAX = "税额", "Tax";
    DEDUCT_BY = "抵扣期限", "Deduct by";

    ISSUE = "开具发票", "Issue";
    DELIVER = "送达", "Deliver";
    RECEIVE = "签收", "Receipt";
    UNCOVERED = "不再足额", "Not covered";
}

pub const fn event(event: EventKind) -> Text {
    match event {
        EventKind::Submitted => Text::new("提交申请", "Submitted"),
        EventKind::Accepted => Text::new("受理", "Accepted"),
        EventKind::Issued => Text::new("开具发票", "Issued"),
        EventKind::PartIssued => Text::new("部分开票", "Partly issued"),
        EventKind::Delivered => Text::new("寄送", "Sent"),
        EventKind::Received => Text::new("签收", "Received"),
        EventKind::AcceptanceUndone => Text::new("撤回受理", "Acceptance taken back"),
        EventKind::DeliveryUndone => Text::new("撤回寄送", "Sending taken back"),
        EventKind::ReceiptUndone => Text::new("撤回签收", "Receipt taken back"),
        EventKind::Cancelled => Text::new("取消申请", "Cancelled"),
        EventKind::Rejected => Text::new("驳回", "Rejected"),
        EventKind::Reversed => Text::new("红冲", "Reversed"),
        EventKind::CorrectionRequested => Text::new("申请更正", "Correction requested"),
        EventKind::CorrectionRejected => Text::new("驳回更正", "Correction rejected"),
        EventKind::RedNumbersEntered => Text::new("补登记红字发票", "Red invoices recorded"),
        EventKind::SentOut => Text::new("已写入批量开票表", "Exported in a bulk-issue form"),
        EventKind::RefusedAtBureau => Text::new("税务局退回", "Returned by the tax bureau"),
        EventKind::Amended => Text::new("按退回原因更正", "Corrected after return"),
        EventKind::Recalled => Text::new("撤回", "Recalled from the tax bureau"),
        EventKind::RedLetter => Text::new("红字确认单", "Red-letter form"),
        EventKind::StepRequested => Text::new("请同事办理", "Second person asked"),
        EventKind::RequestWithdrawn => Text::new("撤回请求", "Request withdrawn"),
        EventKind::RequestRefused => Text::new("不予办理", "Request declined"),
        EventKind::Uncovered => Text::new("账单退款", "Bill refunded"),
    }
}

names! {
    done(Step) {
        Accept = "已受理", "Accepted";
        Cancel = "已取消申请，占用的金额已退回", "Cancelled; the held amount is released";
        Reject = "已驳回，占用的金额已退回", "Rejected; the held amount is released";
        Issue = "已登记开票", "Issue recorded";
        Deliver = "已登记寄送", "Delivery recorded";
        Receive = "已登记签收", "Receipt recorded";
        Reverse = "已登记红冲，占用的金额已退回", "Reversed; the amount is released";
    }
}

pub fn deduction(lang: Lang, days: u32, last: Option<NaiveDate>) -> String {
    say!(lang, match last {
        None => "自开票之日起 {days} 天内", "within {days} days of issue";
        Some(last) =>
            "自开票之日起 {days} 天内，最后一天 {last}", "within {days} days of issue, until {last}";
    })
}

sentences! {
    due_on(lang, due_on: NaiveDate) = "期限 {due_on}", "Due {due_on}";
    deadline(lang, due_on: NaiveDate, working_days: u32) =
        "期限 {due_on}（{working_days} 个工作日）", "Due {due_on} ({working_days} working days)";
    to_be_done_by(lang, due_on: NaiveDate) =
        "应于 {due_on} 24:00 前", "By 24:00 on {due_on}";
    assumed_year(lang, year: i32) =
        "尚未导入 {year} 年放假安排，暂按周一至周五推算",
        "{year} holiday schedule missing; counted Monday to Friday";
    bills(lang, n: usize, amount: Fen) =
        "{n} 张，合计 {amount}", "1 bill, {amount}", "{n} bills, {amount}", amount = amount.grouped();
    invoices(lang, n: usize, amount: Fen) =
        "{n} 张，价税合计 {amount}", "1 invoice, {amount}", "{n} invoices, {amount}", amount = amount.grouped();
    replaces(lang, number: &str) = "更正 {number} 后重开", "Replaces {number}";
    refunded(lang, bill_no: &str, amount: &str) =
        "账单 {bill_no} 退款 {amount}", "{amount} refunded on bill {bill_no}";
    reversal(lang, on: NaiveDate, red_number: &str, reason: &str) =
        "已于 {on} 红冲，红字发票 {red_number}，原因：{reason}",
        "Reversed on {on} by red invoice {red_number}: {reason}";
    reversals(lang, on: NaiveDate, n: usize, reason: &str) =
        "已于 {on} 红冲 {n} 张发票，原因：{reason}", "Reversed on {on} by {n} red invoices: {reason}";
    /// An older version reversed the invoices without the numbers of all red invoices.
    numbers_missing(lang, n: usize) =
        "由旧版本红冲，还有 {n} 张发票没有红字发票号码。请用“红冲”补登记。",
        "An older version reversed it without recording the red invoices of {n}. Record them with “Reverse”.";
    given_back(lang, amount: Fen) =
        "其中 {amount} 已退回账单", "{amount} released to the bill", amount = yuan(amount);
}

/// The note of a red-letter form's event.
pub fn red_letter(lang: Lang, note: &str) -> String {
    match parse_form_note(note) {
        None => note.to_owned(),
        Some((number, state)) => {
            say!(
                lang,
                "发票 {number}：{state}",
                "Invoice {number}: {state}",
                state = domain::form_state(state).get(lang)
            )
        }
    }
}

pub fn days_left(lang: Lang, working_days: i64) -> String {
    say!(lang, match working_days {
        0 => "今日到期", "due today";
        1 => "还剩 1 个工作日", "1 working day left";
        n => "还剩 {n} 个工作日", "{n} working days left";
    })
}

pub fn days_late(lang: Lang, working_days: i64) -> String {
    say!(lang, match working_days {
        i64::MIN..=0 => "已逾期", "overdue";
        1 => "逾期 1 个工作日", "1 working day overdue";
        n => "逾期 {n} 个工作日", "{n} working days overdue";
    })
}

pub fn invoice_numbers(lang: Lang, numbers: &[&str]) -> String {
    say!(lang, match numbers {
        [] => { String::new() };
        [one] => "发票 {one}", "Invoice {one}";
        [first, more @ ..] =>
            "发票 {first} 等 {all} 张", "Invoice {first} and {more} more", all = numbers.len(), more = more.len();
    })
}

/// The bills were refunded while the application held them; `issued`: invoices stand for it.
pub fn uncovered(lang: Lang, amount: Fen, issued: bool) -> String {
    let amount = yuan(amount);
    say!(lang, match issued {
        false =>
            "本申请的账单有退款，其中 {amount} 不再足额。请驳回或取消，按退款后的金额重新申请。",
            "Bills in this application were refunded, so {amount} is no longer covered. Reject or cancel it and reapply for the remainder.";
        true =>
            "本申请的账单有退款，发票金额比实际消费多 {amount}。请红冲后按退款后的金额重新申请。",
            "Bills in this application were refunded, so its invoices exceed them by {amount}. Reverse them and reapply for the remainder.";
    })
}
