//! The words of the policies panel: what each parameter says, and what that means for applications.

mod effects;

use chrono::NaiveDate;

pub use self::effects::effect;
use crate::domain::account::AccountKind;
use crate::domain::application::Step;
use crate::domain::policy::{Corrections, InvoiceItem, Policy};
use crate::i18n::phrase::{clauses, listed, yuan};
use crate::i18n::{Lang, Text, domain};

texts! {
    TO_CORRECT = "需改正", "To correct";
    CHANGED_SO_FAR = "已修改", "Changed";
    NOTE = "规则决定能开多少、怎么开。已提交的申请按提交时的版本办理，“他人办理”除外。",
        "What can be invoiced and how. Applications keep their version, but for the second person.";
    LIST = "全部规则", "All policies";
    NAME = "规则", "Policy";
    BUNDLED = "随程序提供", "Built in";
    OWN = "自订", "Own";
    BUNDLED_STAYS = "随程序提供的规则不能修改。请先复制一份，再修改副本。",
        "Built-in policies cannot be changed. Copy one and change the copy.";
    RULES = "规则内容", "Terms";

    COPY = "复制为新规则", "Copy";
    CHANGE = "修改参数", "Change";
    DISCARD = "放弃修改", "Discard";
    SAVED = "已保存为新版本", "Saved as a new version";
    COPIED = "已复制。现在可以修改副本的参数。", "Copied. You can now edit the copy.";
    BUSY = "正在修改参数，保存或放弃后可查看其他规则",
        "Save or discard changes before viewing another policy";
    NOT_A_NUMBER = "请填写整数", "Enter a whole number";
    IN_FORCE = "现行", "In force";
    NO_ISSUER = "没有开票方使用", "Not used by any issuer";
    TO_ISSUERS = "管理开票方", "Issuers";

    CODE_HINT = "接口和命令行用它指定规则", "Identifies the policy on the command line";
    NAME_ZH = "中文名称", "Chinese name";
    NAME_EN = "英文名称", "English name";

    ITEM_NAME = "项目名称", "Item name";
    ITEM_SHORT = "税收分类简称", "Tax category";
    ITEM_CODE = "税收分类编码（19 位）", "Classification code (19 digits)";
    RATE_FROM = "生效日期", "Effective from";
    ADD_ITEM = "添加项目", "Add item";
    REMOVE_ITEM = "删除项目", "Remove item";
    ADD_RATE = "添加税率", "Add rate";
    REMOVE_RATE = "删除税率", "Remove rate";
    BAD_RATE = "请写成 6% 或 0.06，低于 100%", "Use 6% or 0.06, below 100%";
    BAD_DATE = "请写成 2026-01-31", "Use the form 2026-01-31";

    HAS_LIMIT = "有限制", "Limited";
    REVIEWED = "须审核", "Reviewed";
    BLOCKS = "有逾期账单时不能申请", "Overdue bills block applications";
    FREEZES = "自动冻结", "Freeze automatically";
    FREIGHT = "区分运费承担方", "State who pays postage";
    CORRECTIONS = "提供更正", "Offer corrections";
    RECURRING = "提供定期开票", "Offer recurring invoicing";
    DUTIES_AT_ONCE = "“他人办理”保存后立即生效，包括已提交的申请", "The second person is needed at once, also for earlier applications";
    TO_ISSUE = "登记开票须由他人办理", "Another person records the issue";
    TO_REVERSE = "红冲须由他人办理", "Another person reverses";
    SHOWN = "显示抵扣期", "Show deduction period";
    REVIEW_DAYS = "审核工作日数", "Working days to review";
    DEADLINE_DAYS = "工作日数", "Working days";
    AGE_MONTHS = "有效月数", "Months";
    OVERDUE_DAYS = "逾期天数", "Days overdue";
    DEDUCTION_DAYS = "抵扣天数", "Days to deduct";
    DAY_OF_MONTH = "每月几日（1–28）", "Day (1–28)";
    A_YEAR = "每年次数", "Per year";
    WITHIN_MONTHS = "开票后月数", "Months after issue";
    FROM_AMOUNT = "自该金额起由开票方承担", "Paid by issuer from";
}
sentences! {
    versions(lang, n: usize) = "版本记录 {n}", "Versions {n}";
    save(lang, version: u32) = "保存为第 {version} 版", "Save as version {version}";
    version(lang, version: u32) = "第 {version} 版", "Version {version}";
    based_on(lang, version: u32) = "基于第 {version} 版", "Based on version {version}";
    overtaken(lang, version: u32, by: &str, at: &str, base: u32) =
        "{by} 已于 {at} 保存第 {version} 版，这里的修改基于第 {base} 版，不能直接保存。",
        "{by} saved version {version} on {at}. These changes are based on version {base} and cannot be saved as they are.";
    go_on_from(lang, version: u32) = "改为基于第 {version} 版", "Apply them to version {version}";
    made(lang, by: &str, at: &str) = "{by} 于 {at}", "{by}, {at}";
    copied_from(lang, name: &str, version: u32) =
        "复制自{name}第 {version} 版", "Copied from version {version} of {name}";
    changed(lang, title: &str, before: &str, after: &str) =
        "{title}：{before} → {after}", "{title}: {before} → {after}";
    copy_name(lang, name: &str) = "{name}（副本）", "{name} (copy)";
    copy_of(lang, name: &str) = "复制{name}", "Copy {name}";
    from_now_on(lang, today: NaiveDate) =
        "{today} 起的新申请按新版本办理，已提交的不变", "Applies to applications from {today}; earlier ones are unchanged";
}

/// The parameters in the order of RULES.md section 3, each with its title and its fields in the policy's file.
macro_rules! params {
    ($($param:ident = $zh:literal, $en:literal, [$($field:literal),+];)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Param {
            $($param,)*
        }

        impl Param {
            pub const ALL: [Self; [$($zh),*].len()] = [$(Self::$param),*];

            pub const fn title(self) -> Text {
                match self {
                    $(Self::$param => Text::new($zh, $en),)*
                }
            }

            pub const fn fields(self) -> &'static [&'static str] {
                match self {
                    $(Self::$param => &[$($field),+],)*
                }
            }
        }
    };
}

params! {
    Names = "名称", "Name", ["name_zh", "name_en"];
    Basis = "开票方式", "Amount basis", ["amount_basis"];
    Types = "可开发票类型", "Invoice types", ["invoice_types"];
    Derived = "免填开票信息", "Invoice info optional", ["info_may_be_derived_for"];
    Review = "专票资质审核", "Special invoices", ["qualification_review_working_days"];
    Age = "账单有效期", "Bill age limit", ["bill_age_limit_months"];
    Overdue = "逾期账单", "Overdue bills", ["overdue_bill_blocks"];
    Freezing = "逾期冻结", "Freezing", ["freezes_after_overdue_days"];
    Deadline = "开具送达期限", "Deadline", ["deliver_within_working_days"];
    Delivery = "送达方式", "Delivery", ["delivery"];
    Freight = "运费", "Postage", ["freight_paid_from"];
    Cancelling = "取消期限", "Cancel until", ["cancel_until"];
    Corrections = "开票后更正", "Corrections", ["corrections"];
    Recurring = "定期开票", "Recurring", ["recurring_day"];
    Deduction = "抵扣期", "Deduction period", ["deduction_days"];
    SecondPerson = "他人办理", "Second person", ["second_person_to_issue", "second_person_to_reverse"];
    Items = "发票项目", "Invoice items", ["items"];
}

pub fn value(lang: Lang, policy: &Policy, param: Param) -> String {
    let none = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    match param {
        Param::Names => format!("{} / {}", policy.name_zh, policy.name_en),
        Param::Basis => domain::amount_basis(policy.amount_basis).get(lang).to_owned(),
        Param::Types => types(lang, policy),
        Param::Derived if policy.info_may_be_derived_for.is_empty() => none("不可免填", "Never"),
        Param::Derived => {
            let types = policy.info_may_be_derived_for.iter();
            listed(lang, types.map(|t| domain::invoice_type_short(*t).get(lang)))
        }
        Param::Review => say!(lang, match policy.qualification_review_working_days {
            Some(n) => "{n} 个工作日内审核", "Reviewed within {n} working days";
            None => { none("不审核", "No review") };
        }),
        Param::Age => say!(lang, match policy.bill_age_limit_months {
            Some(n) => "{n} 个月", "{n} months";
            None => { none("不限", "No limit") };
        }),
        Param::Overdue if policy.overdue_bill_blocks => none("不能申请", "Block applications"),
        Param::Overdue => none("不影响申请", "Do not block applications"),
        Param::Freezing => say!(lang, match policy.freezes_after_overdue_days {
            Some(n) => "逾期超过 {n} 天", "After {n} days overdue";
            None => { none("不自动冻结", "Never automatically") };
        }),
        Param::Deadline => {
            say!(lang, "{days} 个工作日", "{days} working days", days = policy.deliver_within_working_days)
        }
        Param::Delivery => domain::delivery(policy.delivery).get(lang).to_owned(),
        Param::Freight => say!(lang, match policy.freight_paid_from {
            Some(from) => "满 {from} 由开票方承担", "Paid by issuer from {from}", from = yuan(from);
            None => { none("无", "None") };
        }),
        Param::Cancelling => domain::cancel_until(policy.cancel_until).get(lang).to_owned(),
        Param::Corrections => say!(lang, match policy.corrections {
            Some(Corrections { per_calendar_year, within_months }) =>
                "每年 {per_calendar_year} 次，开票后 {within_months} 个月内",
                "{per_calendar_year} a year, within {within_months} months of issue";
            None => { none("不提供", "Not offered") };
        }),
        Param::Recurring => say!(lang, match policy.recurring_day {
            Some(day) => "每月 {day} 日", "Day {day} of each month";
            None => { none("不提供", "Not offered") };
        }),
        Param::Deduction => say!(lang, match policy.deduction_days {
            Some(n) => "自开票日起 {n} 天", "{n} days from issue";
            None => { none("不显示", "Not shown") };
        }),
        Param::SecondPerson => {
            let steps =
                [Step::Issue, Step::Reverse].into_iter().filter(|step| policy.needs_second_person(*step));
            let steps: Vec<&str> = steps.map(|step| domain::step(step).get(lang)).collect();
            if steps.is_empty() { none("不要求", "Not needed") } else { listed(lang, steps) }
        }
        Param::Items => items(lang, &policy.items),
    }
}

pub fn items(lang: Lang, items: &[InvoiceItem]) -> String {
    let one = |item: &InvoiceItem| {
        let rates = item.rates.iter().map(|rate| {
            say!(lang, match item.rates.len() {
                1 => { rate.rate.to_string() };
                _ => "{from} 起 {rate}", "{rate} from {from}", from = rate.from, rate = rate.rate;
            })
        });
        format!("{} {}", item.printed(), listed(lang, rates))
    };
    clauses(lang, items.iter().map(one))
}

fn types(lang: Lang, policy: &Policy) -> String {
    let of_kind = |kind: AccountKind| {
        let types = policy.types_for(kind);
        let types = match types {
            [] => lang.pick("无", "none").to_owned(),
            _ => listed(lang, types.iter().map(|t| domain::invoice_type_short(*t).get(lang))),
        };
        let kind = domain::account_kind(kind).get(lang);
        say!(lang, "{kind}：{types}", "{kind}: {types}")
    };
    clauses(lang, AccountKind::ALL.map(of_kind))
}

pub fn version_short(lang: Lang, version: u32) -> String {
    match lang {
        Lang::Zh => self::version(lang, version),
        Lang::En => version.to_string(),
    }
}

pub fn used_by(lang: Lang, issuers: &[String]) -> String {
    if issuers.is_empty() {
        return NO_ISSUER.get(lang).to_owned();
    }
    let issuers = listed(lang, issuers);
    say!(lang, "开票方 {issuers} 使用", "Used by {issuers}")
}

/// That these persons alone do a clerk's work, who are too few.
pub fn nobody_but(lang: Lang, only: &[String]) -> String {
    let who = listed(lang, only);
    say!(lang, match only {
        [] =>
            "目前没有人能办理，须由他人办理的都会停下。请先在设置里添加财务专员。",
            "Nobody could do it at present, so what needs a second person comes to a stop: add clerks in the settings first.";
        _ =>
            "目前能办理的只有 {who}，人数不够，须由他人办理的会停下：只要求一项的要有两个人，两项都要求的要有三个人。请先在设置里添加财务专员。",
            "Only {who} could do it at present, which is too few, so it comes to a stop: one duty takes two persons, both together three. Add clerks in the settings first.";
    })
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
