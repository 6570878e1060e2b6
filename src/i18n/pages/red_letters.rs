//! The words of red letters: what a reversal would come to, the confirmation forms at the tax bureau, and their states.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::money::Fen;
use crate::domain::red_letter::FormState;
use crate::domain::rule_id::RuleId;
use crate::i18n::phrase::yuan;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, domain};

texts! {
    FORMS = "红字确认单", "Red-letter forms";
    WAY = "怎样红冲", "How to reverse";
    BY_FORM = "登记红字确认单", "Record form";
    BY_NUMBER = "红字发票已开具", "Red invoice issued";
    BEGIN = "登记确认单", "Record form";
    BEGUN = "已登记红字确认单", "Form recorded";
    BEGIN_NOTE = "请先在税务平台录入红字发票信息确认单，再在此登记。登记确认单不动金额，红冲完成后才退回。",
        "Enter the form on the tax platform first, then record it here. It moves no money; the reversal does.";
    FIRST_STATE = "录入后的状态", "Status when recorded";
    FORM_NO = "确认单编号", "Form no.";
    FORM_NO_HINT = "16 至 24 位数字，可以稍后补登", "16 to 24 digits; may follow later";
    FORM_NO_WRONG = "确认单编号是 16 至 24 位数字", "The number of a form has 16 to 24 digits";
    ENTERED_AT = "录入时间", "Entered at";
    TIME_HINT = "留空为现在；或 2026-01-31 09:30", "Blank for now, or 2026-01-31 09:30";
    TIME_WRONG = "请写成 2026-01-31 09:30 这样", "Use the form 2026-01-31 09:30";
    CHOOSE_INVOICE = "请选择发票", "Choose an invoice";

    REPORT = "登记状态…", "Update status…";
    REPORT_TITLE = "登记确认单的状态", "Update form status";
    REPORTED = "已登记确认单的状态", "Status updated";
    INVOICE = "发票", "Invoice";
    STATE_NOW = "当前状态", "Current status";
    NEXT_STATE = "新状态", "New status";
    HAPPENED_AT = "发生时间", "Time";
    NOTE = "说明", "Note";
    FORM_NO_MISSING = "请填写确认单编号，或选择新状态", "Enter the number or choose a new status";

    COPY_REMARK = "复制备注", "Copy remark";
    REMARK_COPIED = "已复制备注", "Remark copied";
    REMARK = "红票备注", "Red remark";
    RED_NUMBER = "红字发票", "Red invoice";
    READY = "所有发票的确认单都可以开具红字发票。开好后按“红冲”登记号码，或导入返回的红字发票。",
        "The forms let every invoice be reversed. Issue the red ones, then enter their numbers by “Reverse”, or import what comes back.";
    IS_OVERDUE = "已超过 72 小时。没有按时确认的，登记为 07 作废；按时确认的，登记确认时间。",
        "The 72 hours are over. It is void (07) unless it was confirmed in time; then enter when.";

    SIMULATION = "红冲后", "After reversal";
    RESTORED = "退回账单", "Released to bills";
    REFUNDED = "其中已退款，不能再开票", "Refunded, not invoiced again";
    REMAINING = "账单剩余", "Remaining on bills";
    IN_ARREARS = "欠票", "In arrears";
}

sentences! {
    forms(lang, n: usize) = "{n} 份", "1 form", "{n} forms";
    form_no_of(lang, invoice: &str) = "发票 {invoice} 的确认单编号", "Form of invoice {invoice}";
    change(lang, before: Fen, after: Fen) =
        "{before} → {after}", "{before} → {after}", before = before.grouped(), after = after.grouped();
    invoice_again(lang, bills: usize, last_day: NaiveDate) =
        "退回的 {bills} 张账单中，最早的一张到 {last_day} 止可以重新开票。",
        "Of the {bills} bills, the first can be invoiced again until {last_day}.";
    not_again(lang, bills: usize, amount: Fen, rule: RuleId) =
        "{bills} 张账单的 {amount} 不能重新开票：{why}。",
        "{amount} of {bills} bills cannot be invoiced again: {why}.",
        amount = yuan(amount), why = rule_text(rule).title.get(lang);
    correct_by(lang, day: NaiveDate) =
        "到 {day} 止可以改为“申请更正”，红冲后按更正内容重开。",
        "Until {day} it can be corrected instead: reversed, and issued anew with the corrected content.";
    deduct_by(lang, day: NaiveDate) =
        "购买方按规则到 {day} 止可以抵扣。", "The buyer can deduct it until {day}, by the policy.";
    confirm_by(lang, when: &str) = "{when} 前须确认", "To be confirmed by {when}";
    until(lang, when: &str) = "最晚 {when}。", " Until {when}.";
    stays(lang, now: FormState) =
        "{now}（不变，只登记编号）", "{now} (as it is; its number alone)", now = domain::form_state(now).get(lang);
}

/// What follows where a form is entered like this.
pub fn follows(lang: Lang, first: FormState) -> String {
    say!(lang, match first {
        FormState::AwaitingBuyer =>
            "购买方已抵扣或入账：购买方须在 72 小时内确认，确认后才能开具红字发票。",
            "The buyer has deducted or booked it, and has to confirm within 72 hours before it is reversed.";
        FormState::AwaitingSeller =>
            "购买方录入：我方须在 72 小时内确认，确认后才能开具红字发票。",
            "The buyer has entered it; it has to be confirmed here within 72 hours before it is reversed.";
        _ =>
            "购买方没有抵扣、没有入账：销方录入后即可开具红字发票。",
            "The buyer has neither deducted nor booked it: the red invoice can be issued at once.";
    })
}

/// How long there is to confirm a form; none: the time is over.
pub fn time_left(lang: Lang, left: TimeDelta) -> String {
    say!(lang, match (left.num_hours(), left.num_minutes()) {
        _ if left < TimeDelta::zero() => "已超过 72 小时", "over 72 hours";
        (0, minutes) => "还剩 {minutes} 分钟", "{minutes} minutes left";
        (hours, _) => "还剩 {hours} 小时", "{hours} hours left";
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_in_whole_hours_and_at_the_end_in_minutes() {
        let left = |minutes| time_left(Lang::Zh, TimeDelta::minutes(minutes));
        assert_eq!([72 * 60, 71 * 60 + 59, 60].map(left), ["还剩 72 小时", "还剩 71 小时", "还剩 1 小时"]);
        assert_eq!([59, 0, -1].map(left), ["还剩 59 分钟", "还剩 0 分钟", "已超过 72 小时"]);
    }
}
