//! What each parameter means for those who apply, in a sentence or two.

use chrono::{Days, NaiveDate};

use super::Param;
use crate::domain::calendar::plus_months;
use crate::domain::money::Fen;
use crate::domain::policy::{AmountBasis, CancelUntil, Corrections, Delivery, Policy};
use crate::i18n::Lang;
use crate::i18n::phrase::yuan;

/// What a parameter means, with today's example where there is one: `due_on` is the deadline of what is submitted
/// today.
pub fn effect(lang: Lang, policy: &Policy, param: Param, today: NaiveDate, due_on: NaiveDate) -> String {
    say!(lang, match param {
        Param::Names =>
            "显示在开票方和申请中；改名不影响申请。", "Shown with issuers and applications; it decides nothing.";
        Param::Basis => { basis(policy.amount_basis).get(lang).to_owned() };
        Param::Types => "申请其他类型会被拒绝。", "Any other type is refused.";
        Param::Derived if policy.info_may_be_derived_for.is_empty() =>
            "没有保存开票信息，就不能申请。", "Without saved invoice info nothing can be applied for.";
        Param::Derived =>
            "这些类型没有保存开票信息时，用实名认证的名称和税号开具。",
            "Where no info was saved, the verified name and tax ID are printed.";
        Param::Review => { review(lang, policy.qualification_review_working_days) };
        Param::Age => { age(lang, policy.bill_age_limit_months, today) };
        Param::Overdue if policy.overdue_bill_blocks =>
            "任何账单过了付款期限未付清，整个账号都不能申请；期限当天不算逾期。",
            "While any bill is past its due date, nothing of the account is invoiced; due today is not overdue.";
        Param::Overdue =>
            "逾期未付的账单不影响其他账单开票。", "Unpaid bills do not keep others from being invoiced.";
        Param::Freezing => { freezing(lang, policy.freezes_after_overdue_days) };
        Param::Deadline =>
            "今天提交的申请最晚 {due_on} 开具并送达，之后在总览标为逾期。",
            "What is submitted today is due on {due_on}; afterwards the overview shows it as late.";
        Param::Delivery => { delivery(policy.delivery).get(lang).to_owned() };
        Param::Freight => { freight(lang, policy.freight_paid_from) };
        Param::Cancelling => { cancelling(policy.cancel_until).get(lang).to_owned() };
        Param::Corrections => { corrections(lang, policy) };
        Param::Recurring => { recurring(lang, policy.recurring_day) };
        Param::Deduction => { deduction(lang, policy.deduction_days, today) };
        Param::SecondPerson => { second_person(lang, policy) };
        Param::Items =>
            "开票方没有自己的发票项目时印第一项，税率按开票日期生效的一档。",
            "An issuer without items of its own prints the first, at the rate in force on the date of issue.";
    })
}

names! {
    basis(AmountBasis) {
        FreeAmount = "客户可申请可开票金额以内的任意金额，从最早的账单开始抵用。",
            "Any amount up to the invoiceable amount, taken from the oldest bills first.";
        ChosenBills = "申请时选择账单，每张按剩余金额全部开具，不能填写金额。",
            "Bills are chosen and invoiced in full; no amount is given.";
    }
    delivery(Delivery) {
        Post = "申请时须有邮寄地址；寄送时登记快递公司和运单号。",
            "An application needs a mailing address; carrier and number are recorded.";
        Email = "申请时须填写邮箱；发票以邮件发送，也可下载。",
            "An application needs an e-mail address; the invoice is mailed there.";
    }
    cancelling(CancelUntil) {
        EndOfSubmissionDay = "过了提交当天 24:00 就不能取消，只能由受理人驳回，或开票后红冲。",
            "After 24:00 of that day it can only be rejected, or reversed once it is issued.";
        Issue = "开票前随时可以取消；开票后只能红冲。",
            "It can be cancelled at any time before issue, and only reversed after.";
    }
}

fn review(lang: Lang, days: Option<u32>) -> String {
    say!(lang, match days {
        Some(n) =>
            "申请专票前须提交资质，由提交人以外的审核员在提交后第 {n} 个工作日结束前审核。",
            "Special invoices need a qualification, decided by another person by the end of working day {n}.";
        None => "专票信息填写完整即可申请专票。", "Special invoices only need their info filled in.";
    })
}

fn age(lang: Lang, months: Option<u32>, today: NaiveDate) -> String {
    say!(lang, match months {
        Some(n) =>
            "今天的账单最晚 {today} 可申请；过期账单不计入可开票金额。",
            "A bill of today can be invoiced until {today}; older ones do not count.",
            today = plus_months(today, n);
        None => "账单不会因为时间久而不能开票。", "No bill grows too old to be invoiced.";
    })
}

fn freezing(lang: Lang, days: Option<u32>) -> String {
    say!(lang, match days {
        Some(n) =>
            "账单过付款期限超过 {n} 天未付清，账号视同冻结，不能申请；付清即恢复。",
            "An account counts as frozen while a bill is unpaid more than {n} days after its due date.";
        None => "只有人工冻结的账号不能申请。", "Only accounts frozen by hand are blocked.";
    })
}

fn freight(lang: Lang, paid_from: Option<Fen>) -> String {
    say!(lang, match paid_from {
        Some(from) =>
            "申请金额满 {from} 的运费由开票方承担，不足的由收件人承担。",
            "From {from} the issuer pays the freight, below that the receiver.",
            from = yuan(from);
        None => "申请时不提示运费。", "Nothing is said of freight.";
    })
}

fn corrections(lang: Lang, policy: &Policy) -> String {
    say!(lang, match policy.corrections {
        Some(Corrections { per_calendar_year, within_months }) =>
            "同一账号每个自然年最多 {per_calendar_year} 次，超过即拒绝；开票日起满 {within_months} 个月的当天仍可提出。",
            "At most {per_calendar_year} in a calendar year and account; {within_months} months after issue is still in time.";
        None =>
            "开票后不能修改重开，提交前会提醒客户核对。",
            "A wrong application cannot be reissued; the clerk is warned before submitting.";
    })
}

fn recurring(lang: Lang, day: Option<u32>) -> String {
    say!(lang, match day {
        Some(day) =>
            "每月 {day} 日（或之后首次打开程序时）为启用的客户申请全部可开票金额，每月一次。",
            "On day {day}, or at the next start after it, each plan applies for everything, once a month.";
        None => "不能为客户设置定期开票。", "No customer can have a recurring plan.";
    })
}

fn second_person(lang: Lang, policy: &Policy) -> String {
    say!(lang, match (policy.second_person_to_issue, policy.second_person_to_reverse) {
        (false, false) => "同一个人可以办完全程。", "One person may take an application all the way.";
        (true, false) =>
            "提交申请的人不能登记它的开票，要请同事办理；从保存起对所有申请生效，包括已提交的。",
            "Who applied cannot record the issue and asks a colleague. It holds for every application from now on, also those made before.";
        (false, true) =>
            "提交申请和登记开票的人不能红冲它，要请同事办理；从保存起对所有申请生效，包括已提交的。",
            "Neither who applied nor who recorded the issue can reverse; they ask a colleague. It holds for every application from now on, also those made before.";
        (true, true) =>
            "提交申请的人不能登记它的开票，提交和登记开票的人不能红冲它，要请同事办理；从保存起对所有申请生效，包括已提交的。",
            "Who applied cannot record the issue, and neither who applied nor who issued can reverse; they ask a colleague. It holds for every application from now on, also those made before.";
    })
}

fn deduction(lang: Lang, days: Option<u32>, today: NaiveDate) -> String {
    say!(lang, match days.and_then(|days| today.checked_add_days(Days::new(days.into()))) {
        Some(until) =>
            "今天开具的专票显示：可抵扣至 {until}。",
            "A special invoice of today is shown as deductible until {until}.";
        None => "专票上不显示抵扣期。", "Special invoices show no period.";
    })
}
