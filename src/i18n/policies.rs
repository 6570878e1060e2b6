//! The words of the policies panel: what each parameter says, and what that means for applications.

mod effects;

use chrono::NaiveDate;

pub use self::effects::effect;
use super::phrase::{listed, yuan};
use super::{Lang, Text, domain};
use crate::domain::account::AccountKind;
use crate::domain::policy::{InvoiceItem, Policy};

/// What leads beyond the panel's title.
pub const NOTE: Text = Text::new(
    "规则决定能开多少、怎么开。修改只影响之后的申请，已提交的按提交时的版本办理。",
    "What can be invoiced, and how. A change is for new applications; those that were made keep their version.",
);
/// Lists the policies.
pub const LIST: Text = Text::new("全部规则", "All policies");
/// A column.
pub const NAME: Text = Text::new("规则", "Policy");
/// A column.
pub const VERSION: Text = Text::new("版本", "Version");
/// It came with the program.
pub const BUNDLED: Text = Text::new("随程序提供", "Bundled");
/// It is of the desk's own.
pub const OWN: Text = Text::new("自订", "Own");
/// Why one that came with the program cannot be changed.
pub const BUNDLED_STAYS: Text = Text::new(
    "随程序提供的规则不能修改。请先复制一份，再修改副本。",
    "A policy that came with the program is never changed. Copy it, and change the copy.",
);
/// A tab.
pub const RULES: Text = Text::new("规则内容", "What it says");
/// A tab.
pub fn versions(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("版本记录 {n}"),
        Lang::En => format!("Versions {n}"),
    }
}
/// Copies the chosen policy.
pub const COPY: Text = Text::new("复制为新规则", "Copy");
/// Changes its parameters.
pub const CHANGE: Text = Text::new("修改参数", "Change");
/// Drops what was typed.
pub const DISCARD: Text = Text::new("放弃修改", "Discard");
/// It was kept.
pub const SAVED: Text = Text::new("已保存为新版本", "Saved as a new version");
/// It was copied.
pub const COPIED: Text =
    Text::new("已复制。现在可以修改副本的参数。", "Copied. The copy can be changed now.");
/// Nothing was changed yet.
pub const NOTHING_CHANGED: Text = Text::new("还没有改动", "Nothing was changed yet");
/// Others are looked at afterwards.
pub const BUSY: Text = Text::new(
    "正在修改参数，保存或放弃后可查看其他规则",
    "Save or discard the changes to look at another policy",
);
/// What a number says is not a number.
pub const NOT_A_NUMBER: Text = Text::new("请填写整数", "Enter a whole number");
/// The version that new applications follow.
pub const IN_FORCE: Text = Text::new("现行", "In force");
/// Nobody works under it.
pub const NO_ISSUER: Text = Text::new("没有开票方使用", "No issuer works under it");
/// Leads to the issuers.
pub const TO_ISSUERS: Text = Text::new("管理开票方", "Issuers");

/// A field of the copy.
pub const CODE: Text = Text::new("编号", "Code");
/// What it is for.
pub const CODE_HINT: Text = Text::new("接口和命令行用它指定规则", "Names the policy on the command line");
/// A field of the copy.
pub const NAME_ZH: Text = Text::new("中文名称", "Chinese name");
/// A field of the copy.
pub const NAME_EN: Text = Text::new("英文名称", "English name");
/// The code is missing.
pub const CODE_MISSING: Text = Text::new("请填写编号和名称", "Enter code and names");

/// An invoice item's own name.
pub const ITEM_NAME: Text = Text::new("项目名称", "Item name");
/// The short name of its tax class.
pub const ITEM_SHORT: Text = Text::new("税收分类简称", "Tax class");
/// Its code.
pub const ITEM_CODE: Text = Text::new("税收分类编码（19 位）", "Classification code (19 digits)");
/// A date.
pub const RATE_FROM: Text = Text::new("生效日期", "In force from");
/// A rate.
pub const RATE: Text = Text::new("税率", "Rate");
/// Adds one.
pub const ADD_ITEM: Text = Text::new("添加项目", "Add an item");
/// Removes one.
pub const REMOVE_ITEM: Text = Text::new("删除项目", "Remove the item");
/// Adds one.
pub const ADD_RATE: Text = Text::new("添加税率", "Add a rate");
/// Removes one.
pub const REMOVE_RATE: Text = Text::new("删除税率", "Remove the rate");
/// A rate that is none.
pub const BAD_RATE: Text = Text::new("请写成 6% 或 0.06，低于 100%", "Write 6% or 0.06, below 100%");
/// A date that is none.
pub const BAD_DATE: Text = Text::new("请写成 2026-01-31", "Write it like 2026-01-31");

/// A switch.
pub const HAS_LIMIT: Text = Text::new("有限制", "Limited");
/// A switch.
pub const REVIEWED: Text = Text::new("须审核", "Reviewed");
/// A switch.
pub const BLOCKS: Text = Text::new("有逾期账单时不能申请", "An overdue bill blocks the account");
/// A switch.
pub const FREEZES: Text = Text::new("自动冻结", "Freeze by itself");
/// A switch.
pub const FREIGHT: Text = Text::new("区分运费承担方", "Say who pays the freight");
/// A switch.
pub const CORRECTIONS: Text = Text::new("提供更正", "Corrections are offered");
/// A switch.
pub const RECURRING: Text = Text::new("提供定期开票", "Recurring invoicing is offered");
/// A switch.
pub const SHOWN: Text = Text::new("显示抵扣期", "Show the period");
/// A number.
pub const REVIEW_DAYS: Text = Text::new("审核工作日数", "Working days to review");
/// A number.
pub const DEADLINE_DAYS: Text = Text::new("工作日数", "Working days");
/// A number.
pub const AGE_MONTHS: Text = Text::new("有效月数", "Months");
/// A number.
pub const OVERDUE_DAYS: Text = Text::new("逾期天数", "Days overdue");
/// A number.
pub const DEDUCTION_DAYS: Text = Text::new("抵扣天数", "Days to deduct");
/// A number.
pub const DAY_OF_MONTH: Text = Text::new("每月几日（1–28）", "Day (1–28)");
/// A number.
pub const A_YEAR: Text = Text::new("每年次数", "A year");
/// A number.
pub const WITHIN_MONTHS: Text = Text::new("开票后月数", "Months after issue");
/// An amount.
pub const FROM_AMOUNT: Text = Text::new("自该金额起由开票方承担", "Paid by the issuer from");

/// Something that a policy decides, as the panel lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Param {
    /// What people call it.
    Names,
    /// What an application asks for.
    Basis,
    /// The types of each kind of account.
    Types,
    /// The types whose info may be left out.
    Derived,
    /// The review of qualifications.
    Review,
    /// The age limit of bills.
    Age,
    /// Whether an overdue bill blocks.
    Overdue,
    /// When an overdue bill freezes.
    Freezing,
    /// The deadline.
    Deadline,
    /// How invoices reach the customer.
    Delivery,
    /// Who pays the freight.
    Freight,
    /// Until when an application can be cancelled.
    Cancelling,
    /// Corrections after issue.
    Corrections,
    /// Recurring invoicing.
    Recurring,
    /// The deduction period.
    Deduction,
    /// The invoice items.
    Items,
}

impl Param {
    /// Everything, in the order of RULES.md section 3.
    pub const ALL: [Self; 16] = [
        Self::Names,
        Self::Basis,
        Self::Types,
        Self::Derived,
        Self::Review,
        Self::Age,
        Self::Overdue,
        Self::Freezing,
        Self::Deadline,
        Self::Delivery,
        Self::Freight,
        Self::Cancelling,
        Self::Corrections,
        Self::Recurring,
        Self::Deduction,
        Self::Items,
    ];

    /// Its name.
    pub const fn title(self) -> Text {
        match self {
            Self::Names => Text::new("名称", "Name"),
            Self::Basis => Text::new("开票方式", "Amount basis"),
            Self::Types => Text::new("可开发票类型", "Invoice types"),
            Self::Derived => Text::new("免填开票信息", "Info left out"),
            Self::Review => Text::new("专票资质审核", "Special invoices"),
            Self::Age => Text::new("账单有效期", "Age of bills"),
            Self::Overdue => Text::new("逾期账单", "Overdue bills"),
            Self::Freezing => Text::new("逾期冻结", "Freezing"),
            Self::Deadline => Text::new("开具送达期限", "Deadline"),
            Self::Delivery => Text::new("送达方式", "Delivery"),
            Self::Freight => Text::new("运费", "Freight"),
            Self::Cancelling => Text::new("取消期限", "Cancelling"),
            Self::Corrections => Text::new("开票后更正", "Corrections"),
            Self::Recurring => Text::new("定期开票", "Recurring"),
            Self::Deduction => Text::new("抵扣期", "Deduction period"),
            Self::Items => Text::new("发票项目", "Invoice items"),
        }
    }

    /// The parameters of the policy's file that it is about.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Names => &["name_zh", "name_en"],
            Self::Basis => &["amount_basis"],
            Self::Types => &["invoice_types"],
            Self::Derived => &["info_may_be_derived_for"],
            Self::Review => &["qualification_review_working_days"],
            Self::Age => &["bill_age_limit_months"],
            Self::Overdue => &["overdue_bill_blocks"],
            Self::Freezing => &["freezes_after_overdue_days"],
            Self::Deadline => &["deliver_within_working_days"],
            Self::Delivery => &["delivery"],
            Self::Freight => &["freight_paid_from"],
            Self::Cancelling => &["cancel_until"],
            Self::Corrections => &["corrections"],
            Self::Recurring => &["recurring_day"],
            Self::Deduction => &["deduction_days"],
            Self::Items => &["items"],
        }
    }
}

/// What a policy says about something, in a few words.
pub fn value(lang: Lang, policy: &Policy, param: Param) -> String {
    let none = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    match param {
        Param::Names => format!("{} / {}", policy.name_zh, policy.name_en),
        Param::Basis => domain::amount_basis(policy.amount_basis).get(lang).to_owned(),
        Param::Types => types(lang, policy),
        Param::Derived if policy.info_may_be_derived_for.is_empty() => none("不可免填", "never"),
        Param::Derived => {
            let types = policy.info_may_be_derived_for.iter();
            let types: Vec<&str> = types.map(|t| domain::invoice_type_short(*t).get(lang)).collect();
            listed(lang, &types)
        }
        Param::Review => match (lang, policy.qualification_review_working_days) {
            (Lang::Zh, Some(n)) => format!("{n} 个工作日内审核"),
            (Lang::En, Some(n)) => format!("reviewed within {n} working days"),
            (_, None) => none("不审核", "no review"),
        },
        Param::Age => match (lang, policy.bill_age_limit_months) {
            (Lang::Zh, Some(n)) => format!("{n} 个月"),
            (Lang::En, Some(n)) => format!("{n} months"),
            (_, None) => none("不限", "no limit"),
        },
        Param::Overdue if policy.overdue_bill_blocks => none("不能申请", "block the account"),
        Param::Overdue => none("不影响申请", "do not block"),
        Param::Freezing => match (lang, policy.freezes_after_overdue_days) {
            (Lang::Zh, Some(n)) => format!("逾期超过 {n} 天"),
            (Lang::En, Some(n)) => format!("more than {n} days overdue"),
            (_, None) => none("不自动冻结", "never by itself"),
        },
        Param::Deadline => match lang {
            Lang::Zh => format!("{} 个工作日", policy.deliver_within_working_days),
            Lang::En => format!("{} working days", policy.deliver_within_working_days),
        },
        Param::Delivery => domain::delivery(policy.delivery).get(lang).to_owned(),
        Param::Freight => match (lang, policy.freight_paid_from) {
            (Lang::Zh, Some(from)) => format!("满 {} 由开票方承担", yuan(from)),
            (Lang::En, Some(from)) => format!("paid by the issuer from {}", yuan(from)),
            (_, None) => none("无", "none"),
        },
        Param::Cancelling => domain::cancel_until(policy.cancel_until).get(lang).to_owned(),
        Param::Corrections => match (lang, policy.corrections) {
            (Lang::Zh, Some(c)) => {
                format!("每年 {} 次，开票后 {} 个月内", c.per_calendar_year, c.within_months)
            }
            (Lang::En, Some(c)) => {
                format!("{} a year, within {} months of issue", c.per_calendar_year, c.within_months)
            }
            (_, None) => none("不提供", "not offered"),
        },
        Param::Recurring => match (lang, policy.recurring_day) {
            (Lang::Zh, Some(day)) => format!("每月 {day} 日"),
            (Lang::En, Some(day)) => format!("on day {day} of each month"),
            (_, None) => none("不提供", "not offered"),
        },
        Param::Deduction => match (lang, policy.deduction_days) {
            (Lang::Zh, Some(n)) => format!("自开票日起 {n} 天"),
            (Lang::En, Some(n)) => format!("{n} days from issue"),
            (_, None) => none("不显示", "not shown"),
        },
        Param::Items => items(lang, &policy.items),
    }
}

/// Items with their rates, as the history and the settings list them.
pub fn items(lang: Lang, items: &[InvoiceItem]) -> String {
    let one = |item: &InvoiceItem| {
        let rates = item.rates.iter().map(|rate| match (lang, item.rates.len()) {
            (_, 1) => rate.rate.to_string(),
            (Lang::Zh, _) => format!("{} 起 {}", rate.from, rate.rate),
            (Lang::En, _) => format!("{} from {}", rate.rate, rate.from),
        });
        format!("{} {}", item.printed(), listed(lang, &rates.collect::<Vec<_>>()))
    };
    items.iter().map(one).collect::<Vec<_>>().join(lang.pick("；", "; "))
}

fn types(lang: Lang, policy: &Policy) -> String {
    let of_kind = |kind: AccountKind| {
        let types: Vec<&str> =
            policy.types_for(kind).iter().map(|t| domain::invoice_type_short(*t).get(lang)).collect();
        let types = if types.is_empty() { lang.pick("无", "none").to_owned() } else { listed(lang, &types) };
        let kind = domain::account_kind(kind).get(lang);
        match lang {
            Lang::Zh => format!("{kind}：{types}"),
            Lang::En => format!("{kind}: {types}"),
        }
    };
    AccountKind::ALL.map(of_kind).join(lang.pick("；", "; "))
}

/// Saves what was typed.
pub fn save(lang: Lang, version: u32) -> String {
    match lang {
        Lang::Zh => format!("保存为第 {version} 版"),
        Lang::En => format!("Save as version {version}"),
    }
}

/// A version by its number.
pub fn version(lang: Lang, version: u32) -> String {
    match lang {
        Lang::Zh => format!("第 {version} 版"),
        Lang::En => format!("Version {version}"),
    }
}

/// A version in a column of them.
pub fn version_short(lang: Lang, version: u32) -> String {
    match lang {
        Lang::Zh => self::version(lang, version),
        Lang::En => version.to_string(),
    }
}

/// Who works under a policy.
pub fn used_by(lang: Lang, issuers: &[String]) -> String {
    if issuers.is_empty() {
        return NO_ISSUER.get(lang).to_owned();
    }
    let issuers = listed(lang, issuers);
    match lang {
        Lang::Zh => format!("开票方 {issuers} 使用"),
        Lang::En => format!("Used by {issuers}"),
    }
}

/// Who made a version, and when.
pub fn made(lang: Lang, by: &str, at: &str) -> String {
    match lang {
        Lang::Zh => format!("{by} 于 {at}"),
        Lang::En => format!("{by}, {at}"),
    }
}

/// What a first version was copied from.
pub fn copied_from(lang: Lang, name: &str, version: u32) -> String {
    match lang {
        Lang::Zh => format!("复制自{name}第 {version} 版"),
        Lang::En => format!("Copied from version {version} of {name}"),
    }
}

/// A parameter that a version changed.
pub fn changed(lang: Lang, title: &str, before: &str, after: &str) -> String {
    match lang {
        Lang::Zh => format!("{title}：{before} → {after}"),
        Lang::En => format!("{title}: {before} → {after}"),
    }
}

/// The name that a copy is offered.
pub fn copy_name(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}（副本）"),
        Lang::En => format!("{name} (copy)"),
    }
}

/// The title of the dialog that copies.
pub fn copy_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("复制{name}"),
        Lang::En => format!("Copy {name}"),
    }
}

/// What saving a version means.
pub fn from_now_on(lang: Lang, today: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{today} 起的新申请按新版本办理，已提交的不变"),
        Lang::En => format!("For applications from {today} on; earlier ones stay"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_of_a_policy_is_put_in_words() {
        let policy = serde_json::to_value(&Policy::bundled().unwrap()[0]).unwrap();
        let named: Vec<&str> = Param::ALL.iter().flat_map(|param| param.fields()).copied().collect();
        for field in
            policy.as_object().unwrap().keys().filter(|key| !["code", "version"].contains(&key.as_str()))
        {
            assert!(named.contains(&field.as_str()), "{field}");
        }
    }

    #[test]
    fn every_value_and_effect_is_of_its_language() {
        let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let today = "2026-11-22".parse().unwrap();
        for policy in Policy::bundled().unwrap() {
            for param in Param::ALL {
                let (zh, en) = (
                    effect(Lang::Zh, &policy, param, today, today),
                    effect(Lang::En, &policy, param, today, today),
                );
                assert!(zh.ends_with('。') && en.ends_with('.') && !en.contains(is_han), "{zh} {en}");
                let names = [Param::Names, Param::Items].contains(&param);
                assert!(names || !value(Lang::En, &policy, param).contains(is_han), "{param:?}");
            }
        }
    }

    #[test]
    fn an_item_with_one_rate_has_no_date_and_one_with_two_has_both() {
        let mut item = Policy::bundled().unwrap()[0].items.remove(0);
        assert_eq!(items(Lang::Zh, &[item.clone()]), "*信息系统服务*云服务费 6%");
        let mut later = item.rates[0];
        later.from = "2027-01-01".parse().unwrap();
        item.rates.push(later);
        assert_eq!(items(Lang::Zh, &[item]), "*信息系统服务*云服务费 2016-05-01 起 6%、2027-01-01 起 6%");
    }
}
