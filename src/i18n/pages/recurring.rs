//! The words of recurring invoicing.

use chrono::{Datelike, NaiveDate};

use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::Lang;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::refusal::message;

texts! {
    ADD = "新建计划", "New plan";
    SWITCH_OFF = "停用", "Switch off";
    SWITCH_ON = "启用", "Switch on";
    RUN_NOW = "立即执行", "Run now";
    ADDED = "定期开票计划已建立", "Plan created";
    CHANGED = "定期开票计划已保存", "Plan saved";
    SWITCHED_OFF = "计划已停用", "Plan switched off";
    SWITCHED_ON = "计划已启用", "Plan switched on";

    PLANS = "计划", "Plans";
    RUNS = "执行记录", "Past runs";
    VIEW = "查看内容", "View";
    WILL_APPLY = "将申请", "Will apply";
    WILL_SKIP = "将跳过", "Will skip";
    OFF = "停用", "Off";
    ON = "启用", "On";
    NO_LONGER = "规则已不提供", "No longer offered";

    LAST = "上次执行", "Last run";
    NEXT = "下次执行", "Next run";
    FORECAST = "预计", "Forecast";
    MONTH = "月份", "Month";
    APPLICATION_OR_WHY = "申请 / 原因", "Application or reason";
    RAN_AT = "执行时间", "Run at";
    APPLIED = "已申请", "Applied";
    SKIPPED = "已跳过", "Skipped";
    OTHER_REASON = "计划的资料有误", "The plan's data is invalid";
    NEVER = "尚未执行", "Not yet";
    DUE_NOW = "待执行", "Due now";

    SINCE = "启用日期", "On since";
    NO_ADDRESS = "没有默认地址，执行时会跳过", "No default address: it will be skipped";
    NO_EMAIL = "没有接收邮箱，执行时会跳过", "No e-mail address: it will be skipped";
    FORECAST_NOTE = "按目前的账单和资料测算，以执行当日为准。",
        "Based on current data; the run day decides.";
    IS_OFF = "计划已停用，不会自动申请。重新启用后，从下一个执行日开始。",
        "The plan is off. When switched on, it starts on the next run day.";

    NONE = "还没有定期开票计划", "No plans yet";
    NONE_HOW = "先选择一位客户，为其建立计划。之后每月到执行日，系统自动申请全部可开票金额，每月一次。",
        "Choose a customer and create a plan. Each month on the policy's run day it applies for the full invoiceable amount.";
    NONE_OF_CUSTOMER = "该客户还没有定期开票计划", "This customer has no plan yet";
    NOT_OFFERED = "该客户不能使用定期开票", "Not offered to this customer";
    NONE_FOUND = "没有符合条件的计划", "No such plans";
    NO_RUNS = "还没有执行记录", "No runs yet";
    NO_RUNS_HOW = "到执行日后，每个计划当月的结果会记在这里：申请的编号，或跳过的原因。",
        "After the policy's day, what came of each plan's month is kept here: the application, or why it was skipped.";
    CHOOSE_FIRST = "请先在上方选择客户", "Choose a customer above first";
    HAS_ONE = "该客户已有计划，可在右侧修改", "This customer has a plan; edit it on the right";
    NOTHING_DUE = "没有到期的计划", "No plan is due";

    ADD_TITLE = "新建定期开票计划", "New recurring plan";
    CHANGE_TITLE = "修改定期开票计划", "Edit plan";
    DEFAULT_ADDRESS = "默认地址（以执行时为准）", "Default address at run time";
    ENABLED = "启用计划", "The plan is on";
    NO_ADDRESS_YET = "该客户还没有邮寄地址。可以先保存计划，但在添加地址之前，每月执行时会跳过。",
        "This customer has no mailing address. The plan can be saved, but is skipped until there is one.";
    NOT_QUALIFIED = "专票资质尚未审核通过。通过之前，每月执行时会跳过。",
        "The qualification is not approved. Until it is, the plan is skipped.";
    NO_INFO = "这种发票的开票信息还没有填写，或有误。改好之前，每月执行时会跳过。",
        "The invoice info of this type is missing or wrong. Until it is right, the plan is skipped.";
    RUNS_TODAY = "今天是执行日：保存后立即申请全部可开票金额。",
        "Today is the day: saved, it applies for all that is invoiceable at once.";

    NOTHING_INVOICEABLE = "无可开票金额", "Nothing invoiceable";
}

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

sentences! {
    every_month(lang, day: u32) =
        "每月 {day} 日自动申请全部可开票金额",
        "Applies for the full invoiceable amount on day {day} of each month";
    none_of_customer(lang, day: u32) =
        "建立计划后，每月 {day} 日自动申请全部可开票金额，每月一次；没有可开票金额的月份会跳过并记下原因。",
        "With a plan, all that is invoiceable is applied for on day {day} of each month, once; a month that is skipped says why.";
    not_offered(lang, policy: &str) =
        "所属开票方适用的“{policy}”不提供定期开票，请手动申请。",
        "The issuer's policy, {policy}, does not offer recurring invoicing. Apply by hand.";
    next_day(lang, day: NaiveDate) =
        "没有到期的计划，下次执行日：{day}",
        "No plan is due; the next day is {day}";
    due(lang, plans: usize) =
        "{plans} 个计划已到执行日，还没有执行。",
        "1 plan is due and has not run.",
        "{plans} plans are due and have not run.";
    totals(lang, plans: usize, apply: usize, amount: Fen, skip: usize) =
        "{plans} 个计划：下次将申请 {apply} 家，合计 {amount}；跳过 {skip} 家",
        "1 plan: {apply} to apply for, {amount}; {skip} to skip",
        "{plans} plans: {apply} to apply for, {amount}; {skip} to skip",
        amount = yuan(amount);
    month_totals(lang, applied: u64, amount: Fen, skipped: u64) =
        "已申请 {applied} 家，合计 {amount}；跳过 {skipped} 家",
        "{applied} applied for, {amount}; {skipped} skipped",
        applied = count(applied), skipped = count(skipped), amount = yuan(amount);
    runs(lang, n: usize) = "共 {n} 条记录", "1 run", "{n} runs";
    from_bills(lang, bills: usize) = "取用 {bills} 张账单", "from 1 bill", "from {bills} bills";
    next_run(lang, of: &str, day: NaiveDate) =
        "{of}（{day}）", "{of} ({day})", of = month(lang, of);
    runs_first(lang, day: NaiveDate) =
        "下次执行：{day}，申请当时的全部可开票金额。",
        "The next run is on {day}, for all that is invoiceable then.";
    not_run(lang, why: &str) =
        "到期的定期开票计划没有执行：{why}", "The plans that are due were not run: {why}";
    made_by_plan(lang, of: &str) = "定期开票 · {of}", "Recurring invoicing, {of}", of = month(lang, of);
}

pub fn why(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AmountNotPositive { remaining: None, .. } => {
            lang.pick("目前没有可开票金额。", "Nothing is invoiceable at present.").to_owned()
        }
        other => message(lang, other),
    }
}

pub fn ran(lang: Lang, applied: usize, amount: Fen, skipped: usize) -> String {
    let amount = yuan(amount);
    say!(lang, match (applied, skipped) {
        (0, s) =>
            "定期开票已执行：跳过 {s} 家，没有提交申请",
            "Recurring invoicing has run: {s} skipped, nothing applied for";
        (a, 0) =>
            "定期开票已执行：已申请 {a} 家，合计 {amount}",
            "Recurring invoicing has run: {a} applied for, {amount}";
        (a, s) =>
            "定期开票已执行：已申请 {a} 家，合计 {amount}；跳过 {s} 家",
            "Recurring invoicing has run: {a} applied for, {amount}; {s} skipped";
    })
}
