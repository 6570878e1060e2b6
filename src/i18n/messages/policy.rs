//! The words for what policies say: their parameters, and what contradicts.

use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::{PolicyFault, PolicyProblem};
use crate::domain::tax::TaxRate;
use crate::i18n::faults::too_long;
use crate::i18n::phrase::{clauses, listed};
use crate::i18n::{Lang, Text, domain};

pub fn parameter(lang: Lang, field: &str) -> String {
    let (name, inside) = field.split_at(field.find(['.', '[']).unwrap_or(field.len()));
    let text = match name {
        "name_zh" => Text::new("中文名称", "Chinese name"),
        "name_en" => Text::new("英文名称", "English name"),
        "amount_basis" => Text::new("开票方式", "amount basis"),
        "invoice_types" => Text::new("可开发票类型", "invoice types"),
        "info_may_be_derived_for" => Text::new("可免填开票信息", "types whose info may be left out"),
        "qualification_review_working_days" => Text::new("专票资质审核期限", "review of qualifications"),
        "bill_age_limit_months" => Text::new("账单有效期", "age limit of bills"),
        "overdue_bill_blocks" => Text::new("逾期账单限制开票", "blocking by overdue bills"),
        "freezes_after_overdue_days" => Text::new("逾期自动冻结", "freezing of accounts"),
        "deliver_within_working_days" => Text::new("开具送达期限", "deadline to issue and deliver"),
        "delivery" => Text::new("送达方式", "delivery"),
        "freight_paid_from" => Text::new("开票方承担运费的金额", "freight"),
        "cancel_until" => Text::new("取消期限", "cancelling"),
        "corrections" => Text::new("开票后更正", "corrections"),
        "recurring_day" => Text::new("定期开票日", "day of recurring invoicing"),
        "deduction_days" => Text::new("抵扣期", "deduction period"),
        "items" => Text::new("发票项目", "invoice item"),
        _ => return field.to_owned(),
    };
    let text = text.get(lang);
    match part(lang, inside) {
        None => text.to_owned(),
        Some(part) => say!(lang, "{text}（{part}）", "{text} ({part})"),
    }
}

/// What a way into a parameter leads to: `[0].rates[1].from` is the second rate of the first item.
fn part(lang: Lang, inside: &str) -> Option<String> {
    let kind = match inside.trim_start_matches('.') {
        "individual" => Some(Text::new("个人", "individuals")),
        "enterprise" => Some(Text::new("企业", "enterprises")),
        "organisation" => Some(Text::new("组织", "organisations")),
        "per_calendar_year" => Some(Text::new("每年次数", "how many a year")),
        "within_months" => Some(Text::new("月数", "within how many months")),
        _ => None,
    };
    if let Some(kind) = kind {
        return Some(kind.get(lang).to_owned());
    }
    let (place, field) = inside.strip_prefix('[')?.split_once(']')?;
    let n = place.parse::<usize>().ok()? + 1;
    let field = match field.trim_start_matches('.').split('[').next()? {
        "name" => Text::new("名称", "name"),
        "short_name" => Text::new("税收分类简称", "short name of its tax class"),
        "tax_code" => Text::new("税收分类编码", "tax classification code"),
        "rates" => Text::new("税率", "rates"),
        _ => return Some(n.to_string()),
    };
    Some(say!(lang, "第 {n} 项{field}", "{field} of item {n}", field = field.get(lang)))
}

pub fn fault(lang: Lang, fault: PolicyFault) -> String {
    say!(lang, match fault {
        PolicyFault::Missing => "请填写", "required";
        PolicyFault::TooLong { max } => { too_long(lang, max) };
        PolicyFault::OutOfRange { min, max } => "应在 {min} 到 {max} 之间", "it must be from {min} to {max}";
        PolicyFault::Negative => "不能小于零", "it cannot be below zero";
        PolicyFault::TypeImpossible(kind) =>
            "这类账号不能开具{kind}", "such accounts can never have “{kind}”", kind = type_name(lang, kind);
        PolicyFault::NamedTwice => "重复", "duplicate";
        PolicyFault::TypeNobodyHas(kind) =>
            "该规则下没有账号可开{kind}",
            "no account may have “{kind}” under this policy",
            kind = type_name(lang, kind);
        PolicyFault::NotDerivable =>
            "专用发票的地址、电话和开户行须填写，不能免填",
            "special invoices need address, phone and bank, which cannot be derived";
        PolicyFault::NoSpecialInvoices =>
            "该规则下没有账号可开专用发票", "no account may have special invoices under this policy";
        PolicyFault::NothingIsPosted =>
            "发票不邮寄，没有运费可承担", "nothing is posted, so there is no freight to pay";
        PolicyFault::TaxCode => "应为 19 位数字", "it must have 19 digits";
        PolicyFault::RateNotLegal => {
            let rates = TaxRate::LEGAL.map(|rate| rate.to_string().trim_end_matches('%').to_owned());
            let rates = listed(lang, &rates);
            say!(lang, "法定税率和征收率只有 {rates} %", "the law has only the rates {rates} %")
        };
        PolicyFault::RatesNotInOrder =>
            "生效日期须由早到晚、不重复", "rates must be in the order of their dates, without duplicates";
    })
}

/// In Chinese the name in full, in English the short one.
fn type_name(lang: Lang, kind: InvoiceType) -> &'static str {
    lang.pick(domain::invoice_type(kind), domain::invoice_type_short(kind)).get(lang)
}

pub fn problems(lang: Lang, problems: &[PolicyProblem]) -> String {
    let one = |problem: &PolicyProblem| {
        let (name, fault) = (parameter(lang, &problem.field), fault(lang, problem.fault));
        say!(lang, "{name}：{fault}", "{name}: {fault}")
    };
    clauses(lang, problems.iter().map(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_named_down_to_the_item() {
        assert_eq!(parameter(Lang::Zh, "recurring_day"), "定期开票日");
        assert_eq!(parameter(Lang::Zh, "items[0].rates[1].from"), "发票项目（第 1 项税率）");
        assert_eq!(
            parameter(Lang::En, "items[1].tax_code"),
            "invoice item (tax classification code of item 2)"
        );
        assert_eq!(parameter(Lang::En, "corrections.within_months"), "corrections (within how many months)");
        assert_eq!(parameter(Lang::En, "colour"), "colour");
    }

    #[test]
    fn every_contradiction_is_listed() {
        let problems = [
            ("recurring_day", PolicyFault::OutOfRange { min: 1, max: 28 }),
            ("freight_paid_from", PolicyFault::NothingIsPosted),
        ]
        .map(|(field, fault)| PolicyProblem { field: field.to_owned(), fault });
        assert_eq!(
            super::problems(Lang::Zh, &problems),
            "定期开票日：应在 1 到 28 之间；开票方承担运费的金额：发票不邮寄，没有运费可承担"
        );
    }
}
