//! The words of recurring invoicing.

use chrono::{Datelike, NaiveDate};

use super::dates::date_short;
use super::phrase::{count, yuan};
use super::refusal::message;
use super::{Lang, Text};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// A button: makes a plan.
pub const ADD: Text = Text::new("新建计划", "New plan");
/// A button: changes a plan.
pub const CHANGE: Text = Text::new("修改", "Change");
/// A button: switches a plan off.
pub const SWITCH_OFF: Text = Text::new("停用", "Switch off");
/// A button: switches a plan on.
pub const SWITCH_ON: Text = Text::new("启用", "Switch on");
/// A button: runs what is due.
pub const RUN_NOW: Text = Text::new("立即执行", "Run now");
/// A plan was made.
pub const ADDED: Text = Text::new("定期开票计划已建立", "Plan made");
/// A plan was changed.
pub const CHANGED: Text = Text::new("定期开票计划已保存", "Plan saved");
/// A plan was switched off.
pub const SWITCHED_OFF: Text = Text::new("计划已停用", "Plan switched off");
/// A plan was switched on.
pub const SWITCHED_ON: Text = Text::new("计划已启用", "Plan switched on");

/// What is looked at: the plans.
pub const PLANS: Text = Text::new("计划", "Plans");
/// What is looked at: what came of them.
pub const RUNS: Text = Text::new("执行记录", "Past runs");
/// Both, for assistive technology.
pub const VIEW: Text = Text::new("查看内容", "View");
/// A filter.
pub const ALL: Text = Text::new("全部", "All");
/// A filter: plans whose next run applies.
pub const WILL_APPLY: Text = Text::new("将申请", "Will apply");
/// A filter: plans whose next run is skipped.
pub const WILL_SKIP: Text = Text::new("将跳过", "Will skip");
/// A filter, and the state of a plan.
pub const OFF: Text = Text::new("停用", "Off");
/// The state of a plan.
pub const ON: Text = Text::new("启用", "On");
/// The state of a plan: its policy offers recurring invoicing no longer.
pub const NO_LONGER: Text = Text::new("规则已不提供", "No longer offered");

/// A column.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A column, and a fact.
pub const LAST: Text = Text::new("上次执行", "Last run");
/// A column, and a heading.
pub const NEXT: Text = Text::new("下次执行", "Next run");
/// A column.
pub const FORECAST: Text = Text::new("预计", "Forecast");
/// A column.
pub const AMOUNT: Text = Text::new("金额", "Amount");
/// A column.
pub const MONTH: Text = Text::new("月份", "Month");
/// A column.
pub const OUTCOME: Text = Text::new("结果", "Outcome");
/// A column.
pub const APPLICATION_OR_WHY: Text = Text::new("申请 / 原因", "Application or reason");
/// A column.
pub const RAN_AT: Text = Text::new("执行时间", "Run at");
/// A month for which an application was made.
pub const APPLIED: Text = Text::new("已申请", "Applied");
/// A month that was skipped.
pub const SKIPPED: Text = Text::new("已跳过", "Skipped");
/// It was skipped for a reason that is no rule.
pub const OTHER_REASON: Text = Text::new("计划的资料有误", "The plan's data will not do");
/// A plan that has not run yet.
pub const NEVER: Text = Text::new("尚未执行", "Not yet");
/// A run that waits.
pub const DUE_NOW: Text = Text::new("待执行", "Due now");

/// A fact.
pub const STATE: Text = Text::new("状态", "State");
/// A fact.
pub const TYPE: Text = Text::new("发票类型", "Type");
/// A fact.
pub const SENT_TO: Text = Text::new("送达", "Delivery");
/// A fact.
pub const SINCE: Text = Text::new("启用日期", "On since");
/// There is no address to post to.
pub const NO_ADDRESS: Text =
    Text::new("没有默认地址，执行时会跳过", "No default address: it will be skipped");
/// There is no address to e-mail to.
pub const NO_EMAIL: Text = Text::new("没有接收邮箱，执行时会跳过", "No e-mail address: it will be skipped");
/// A fact about the forecast.
pub const FORECAST_NOTE: Text = Text::new(
    "按目前的账单和资料测算，以执行当日为准。",
    "As things stand now; what counts is the day of the run.",
);
/// Leads to the application.
pub const SEE_APPLICATION: Text = Text::new("查看申请", "See it");
/// Leads to the panel.
pub const LOOK: Text = Text::new("查看", "View");
/// A plan that is off.
pub const IS_OFF: Text = Text::new(
    "计划已停用，不会自动申请。重新启用后，从下一个执行日开始。",
    "The plan is off and applies for nothing. Switched on again, it begins with the next day.",
);
/// No plan is chosen.
pub const CHOOSE_PLAN: Text =
    Text::new("选择一个计划，查看下次执行和历史。", "Choose a plan to see its runs.");

/// There are no plans.
pub const NONE: Text = Text::new("还没有定期开票计划", "No plans yet");
/// How to make one.
pub const NONE_HOW: Text = Text::new(
    "先选择一位客户，为其建立计划。之后每月到执行日，系统自动申请全部可开票金额，每月一次。",
    "Choose a customer and make a plan. Every month on the policy's day it applies for all that is invoiceable, once.",
);
/// The chosen customer has no plan.
pub const NONE_OF_CUSTOMER: Text = Text::new("该客户还没有定期开票计划", "This customer has no plan yet");
/// The chosen customer's policy offers none.
pub const NOT_OFFERED: Text = Text::new("该客户不能使用定期开票", "Not offered to this customer");
/// The filter leaves none.
pub const NONE_FOUND: Text = Text::new("没有符合条件的计划", "No such plans");
/// Nothing has run.
pub const NO_RUNS: Text = Text::new("还没有执行记录", "Nothing has run yet");
/// When something will.
pub const NO_RUNS_HOW: Text = Text::new(
    "到执行日后，每个计划当月的结果会记在这里：申请的编号，或跳过的原因。",
    "After the policy's day, what came of each plan's month is kept here: the application, or why it was skipped.",
);
/// Why no plan can be made.
pub const CHOOSE_FIRST: Text = Text::new("请先在上方选择客户", "Choose a customer above first");
/// Why no plan can be made.
pub const HAS_ONE: Text =
    Text::new("该客户已有计划，可在右侧修改", "This customer has a plan; change it at the right");
/// Why nothing can be run.
pub const NOTHING_DUE: Text = Text::new("没有到期的计划", "No plan is due");

/// The title of the form.
pub const ADD_TITLE: Text = Text::new("新建定期开票计划", "New plan of recurring invoicing");
/// The title of the form.
pub const CHANGE_TITLE: Text = Text::new("修改定期开票计划", "Change the plan");
/// A choice of address.
pub const DEFAULT_ADDRESS: Text = Text::new("默认地址（以执行时为准）", "The default address of the day");
/// An input.
pub const ADDRESS: Text = Text::new("邮寄地址", "Post to");
/// An input.
pub const EMAIL: Text = Text::new("接收邮箱", "E-mail");
/// A checkbox.
pub const ENABLED: Text = Text::new("启用计划", "The plan is on");
/// There is no address yet.
pub const NO_ADDRESS_YET: Text = Text::new(
    "该客户还没有邮寄地址。可以先保存计划，但在添加地址之前，每月执行时会跳过。",
    "This customer has no mailing address. The plan can be saved, but is skipped until there is one.",
);
/// A special invoice needs a qualification.
pub const NOT_QUALIFIED: Text = Text::new(
    "专票资质尚未审核通过。通过之前，每月执行时会跳过。",
    "The qualification is not approved. Until it is, the plan is skipped.",
);
/// There is no invoice info.
pub const NO_INFO: Text = Text::new(
    "这种发票的开票信息还没有填写，或有误。改好之前，每月执行时会跳过。",
    "The invoice info of this type is missing or wrong. Until it is right, the plan is skipped.",
);
/// The plan runs at once.
pub const RUNS_TODAY: Text = Text::new(
    "今天是执行日：保存后立即申请全部可开票金额。",
    "Today is the day: saved, it applies for all that is invoiceable at once.",
);

/// A month: `2026-11`.
pub fn month(lang: Lang, month: &str) -> String {
    let first = format!("{month}-01").parse::<NaiveDate>();
    match (lang, first) {
        (Lang::Zh, Ok(first)) => first.format("%Y 年 %-m 月").to_string(),
        (Lang::En, Ok(first)) => first.format("%b %Y").to_string(),
        (_, Err(_)) => month.to_owned(),
    }
}

/// A month and what came of it, as short as can be: the year is named where it is not `today`'s.
pub fn last(lang: Lang, month: &str, applied: bool, today: NaiveDate) -> String {
    let what = if applied { APPLIED } else { SKIPPED }.get(lang);
    match (lang, format!("{month}-01").parse::<NaiveDate>()) {
        (Lang::Zh, Ok(first)) if first.year() == today.year() => format!("{} 月{what}", first.month()),
        (Lang::En, Ok(first)) if first.year() == today.year() => {
            format!("{} {}", first.format("%b"), what.to_lowercase())
        }
        _ => format!("{month} {what}"),
    }
}

/// What plans do, where they all run on the same day.
pub fn every_month(lang: Lang, day: u32) -> String {
    match lang {
        Lang::Zh => format!("每月 {day} 日自动申请全部可开票金额"),
        Lang::En => format!("applies for all that is invoiceable on day {day} of each month"),
    }
}

/// How to make the customer's first plan.
pub fn none_of_customer(lang: Lang, day: u32) -> String {
    match lang {
        Lang::Zh => {
            format!(
                "建立计划后，每月 {day} 日自动申请全部可开票金额，每月一次；没有可开票金额的月份会跳过并记下原因。"
            )
        }
        Lang::En => format!(
            "With a plan, all that is invoiceable is applied for on day {day} of each month, once; a month that is skipped says why."
        ),
    }
}

/// Why the chosen customer can have no plan.
pub fn not_offered(lang: Lang, policy: &str) -> String {
    match lang {
        Lang::Zh => format!("所属开票方适用的“{policy}”不提供定期开票，请手动申请。"),
        Lang::En => {
            format!("The issuer's policy, {policy}, does not offer recurring invoicing. Apply by hand.")
        }
    }
}

/// When nothing is due, when something will be.
pub fn next_day(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("没有到期的计划，下次执行日：{}", date_short(lang, day)),
        Lang::En => format!("No plan is due; the next day is {}", date_short(lang, day)),
    }
}

/// Plans wait to be run.
pub fn due(lang: Lang, plans: usize) -> String {
    match (lang, plans) {
        (Lang::Zh, n) => format!("{n} 个计划已到执行日，还没有执行。"),
        (Lang::En, 1) => "1 plan is due and has not run.".to_owned(),
        (Lang::En, n) => format!("{n} plans are due and have not run."),
    }
}

/// How many plans there are, and what their next runs come to.
pub fn totals(lang: Lang, plans: usize, apply: usize, amount: Fen, skip: usize) -> String {
    let amount = yuan(amount);
    match (lang, plans) {
        (Lang::Zh, n) => format!("{n} 个计划：下次将申请 {apply} 家，合计 {amount}；跳过 {skip} 家"),
        (Lang::En, 1) => format!("1 plan: {apply} to apply for, {amount}; {skip} to skip"),
        (Lang::En, n) => format!("{n} plans: {apply} to apply for, {amount}; {skip} to skip"),
    }
}

/// What came of a month.
pub fn month_totals(lang: Lang, applied: u64, amount: Fen, skipped: u64) -> String {
    let (applied, skipped, amount) = (count(applied), count(skipped), yuan(amount));
    match lang {
        Lang::Zh => format!("已申请 {applied} 家，合计 {amount}；跳过 {skipped} 家"),
        Lang::En => format!("{applied} applied for, {amount}; {skipped} skipped"),
    }
}

/// How many runs are listed.
pub fn runs(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("共 {n} 条记录"),
        (Lang::En, 1) => "1 run".to_owned(),
        (Lang::En, n) => format!("{n} runs"),
    }
}

/// From how many bills an application takes.
pub fn from_bills(lang: Lang, bills: usize) -> String {
    match (lang, bills) {
        (Lang::Zh, n) => format!("取用 {n} 张账单"),
        (Lang::En, 1) => "from 1 bill".to_owned(),
        (Lang::En, n) => format!("from {n} bills"),
    }
}

/// The next run: its month and its day.
pub fn next_run(lang: Lang, of: &str, day: NaiveDate) -> String {
    let (of, day) = (month(lang, of), date_short(lang, day));
    match lang {
        Lang::Zh => format!("{of}（{day}）"),
        Lang::En => format!("{of} ({day})"),
    }
}

/// Why a run would be skipped, as people read it there.
pub fn why(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AmountNotPositive { remaining: None, .. } => {
            lang.pick("目前没有可开票金额。", "Nothing is invoiceable at present.").to_owned()
        }
        other => message(lang, other),
    }
}

/// A few words for why a run would be skipped.
pub const NOTHING_INVOICEABLE: Text = Text::new("无可开票金额", "Nothing invoiceable");

/// When a plan that is saved runs first.
pub fn runs_first(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("下次执行：{day}，申请当时的全部可开票金额。"),
        Lang::En => format!("The next run is on {day}, for all that is invoiceable then."),
    }
}

/// Plans were run: how many applied, for how much, and how many were skipped.
pub fn ran(lang: Lang, applied: usize, amount: Fen, skipped: usize) -> String {
    let amount = yuan(amount);
    match (lang, applied, skipped) {
        (Lang::Zh, 0, s) => format!("定期开票已执行：跳过 {s} 家，没有提交申请"),
        (Lang::Zh, a, 0) => format!("定期开票已执行：已申请 {a} 家，合计 {amount}"),
        (Lang::Zh, a, s) => format!("定期开票已执行：已申请 {a} 家，合计 {amount}；跳过 {s} 家"),
        (Lang::En, 0, s) => format!("Recurring invoicing has run: {s} skipped, nothing applied for"),
        (Lang::En, a, 0) => format!("Recurring invoicing has run: {a} applied for, {amount}"),
        (Lang::En, a, s) => format!("Recurring invoicing has run: {a} applied for, {amount}; {s} skipped"),
    }
}

/// Plans are due and could not be run.
pub fn not_run(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Zh => format!("到期的定期开票计划没有执行：{why}"),
        Lang::En => format!("The plans that are due were not run: {why}"),
    }
}

/// An application that a plan made, on its timeline.
pub fn made_by_plan(lang: Lang, of: &str) -> String {
    let of = month(lang, of);
    match lang {
        Lang::Zh => format!("定期开票 · {of}"),
        Lang::En => format!("Recurring invoicing, {of}"),
    }
}
