//! The words of the settings.

use super::phrase::{count, listed, yuan};
use super::{Lang, Text, domain};
use crate::domain::account::AccountKind;
use crate::domain::policy::Policy;
use crate::domain::refusal::Role;

/// A card: language and look.
pub const APPEARANCE: Text = Text::new("界面", "Appearance");
/// A choice.
pub const LANGUAGE: Text = Text::new("语言", "Language");
/// The languages, each by its own name.
pub const LANGUAGES: [(Lang, &str); 2] = [(Lang::Zh, "中文"), (Lang::En, "English")];
/// A choice.
pub const LOOK: Text = Text::new("外观", "Look");
/// A look.
pub const AS_SYSTEM: Text = Text::new("跟随系统", "As the system");
/// A look.
pub const LIGHT: Text = Text::new("浅色", "Light");
/// A look.
pub const DARK: Text = Text::new("深色", "Dark");

/// A card: the issuers.
pub const ISSUERS: Text = Text::new("开票方", "Issuers");
/// Adds one.
pub const ADD_ISSUER: Text = Text::new("添加开票方", "Add an issuer");
/// There is none.
pub const NO_ISSUER: Text = Text::new("还没有开票方", "No issuer yet");
/// What to do then.
pub const NO_ISSUER_HOW: Text = Text::new(
    "开票方是为客户开具发票的公司。先添加开票方，再导入客户和账单。",
    "An issuer is the company that invoices its customers. Add one, then import customers and bills.",
);
/// It was added.
pub const ISSUER_ADDED: Text = Text::new("已添加开票方", "Issuer added");
/// Changes one.
pub const CHANGE_ISSUER: Text = Text::new("修改开票方", "Change the issuer");
/// It was changed.
pub const ISSUER_CHANGED: Text = Text::new("已保存开票方", "Issuer saved");
/// Saves it.
pub const SAVE: Text = Text::new("保存", "Save");
/// Nothing was changed yet.
pub const NOTHING_CHANGED: Text = Text::new("还没有改动", "Nothing was changed yet");
/// A part of the form.
pub const ITEMS: Text = Text::new("发票项目", "Invoice items");
/// A switch.
pub const OWN_ITEMS: Text = Text::new("使用自己的发票项目", "Items of its own");
/// What items are for.
pub const ITEMS_NOTE: Text = Text::new(
    "新申请印第一项；开票时按开票日期生效的税率计税。",
    "New applications print the first; tax is at the rate in force on the date of issue.",
);
/// A switch that is on wants an item.
pub const ITEM_MISSING: Text =
    Text::new("请添加项目，或取消使用自己的项目", "Add an item, or use the policy's");
/// What another policy means.
pub const OTHER_POLICY: Text = Text::new(
    "更换规则只影响之后的申请，已提交的按提交时的规则办理。",
    "Another policy is for new applications; those that were made keep theirs.",
);
/// What to do next.
pub const NOW_IMPORT: Text = Text::new(
    "开票方已就绪。接下来请导入客户和账单。",
    "The issuer is ready. Import its customers and bills next.",
);
/// Leads there.
pub const TO_IMPORT: Text = Text::new("去导入", "Import");
/// A field, a column.
pub const CODE: Text = Text::new("编号", "Code");
/// What it is for.
pub const CODE_HINT: Text = Text::new("导入账单时用它指定开票方", "Names the issuer when bills are imported");
/// A field, a column.
pub const NAME: Text = Text::new("名称", "Name");
/// A field, a column.
pub const POLICY: Text = Text::new("开票规则", "Policy");
/// A field, a column.
pub const TAX_ID: Text = Text::new("纳税人识别号", "Tax ID");
/// A field.
pub const ADDRESS: Text = Text::new("注册地址", "Address");
/// A field.
pub const PHONE: Text = Text::new("注册电话", "Phone");
/// A field.
pub const BANK: Text = Text::new("开户银行", "Bank");
/// A field.
pub const BANK_ACCOUNT: Text = Text::new("银行账号", "Bank account");
/// A field, a column.
pub const MAX_INVOICE: Text = Text::new("单张发票限额", "Invoice limit");
/// What it is for.
pub const MAX_INVOICE_HINT: Text = Text::new(
    "税务机关核定的单张最高开票限额；留空表示不限",
    "The most that one invoice may be of, as set by the tax bureau; empty: no limit",
);
/// What must be filled in is not.
pub const FILL_IN: Text = Text::new("请填写编号和名称", "Enter code and name");
/// A field is missing.
pub const REQUIRED: Text = Text::new("请填写", "Required");
/// A number is right.
pub const TAX_ID_RIGHT: Text = Text::new("校验通过", "The check character is right");

/// A card: the users.
pub const USERS: Text = Text::new("用户", "Users");
/// Adds one.
pub const ADD_USER: Text = Text::new("添加用户", "Add a user");
/// One was added.
pub const USER_ADDED: Text = Text::new("已添加用户", "User added");
/// Gives one other roles.
pub const CHANGE_ROLES: Text = Text::new("修改角色", "Change roles");
/// They were changed.
pub const USER_CHANGED: Text = Text::new("已修改角色", "Roles changed");
/// Whose is not known.
pub const CHOOSE_USER: Text = Text::new("请先在下方选择用户", "Choose a user below first");
/// A choice: who sits at the desk.
pub const AT_THE_DESK: Text = Text::new("当前操作人", "At the desk");
/// What that means.
pub const AT_THE_DESK_NOTE: Text = Text::new(
    "在此窗口中的操作都以此人的名义记入审计日志。",
    "What is done in this window from now on is kept in the audit log under this name.",
);
/// A choice: who commands are done as that name nobody.
pub const DEFAULT_USER: Text = Text::new("默认操作人", "Default user");
/// What that means.
pub const DEFAULT_USER_NOTE: Text = Text::new(
    "命令行中没有写明操作人（by）的命令以此人的名义办理，由管理员指定。",
    "Commands of the command line that name nobody are done as this user, whom an admin names.",
);
/// One was named.
pub const DEFAULT_USER_NAMED: Text = Text::new("已更改默认操作人", "Default user changed");
/// The desk was handed over.
pub const HANDED_OVER: Text = Text::new("已切换操作人", "The desk was handed over");
/// A field, a column.
pub const USER_NAME: Text = Text::new("姓名", "Name");
/// A field, a column.
pub const ROLES: Text = Text::new("角色", "Roles");
/// None was chosen.
pub const CHOOSE_ROLE: Text = Text::new("请至少选择一个角色", "Choose a role at least");

/// A card: the holidays.
pub const HOLIDAYS: Text = Text::new("节假日与调休", "Holidays");
/// What they are for.
pub const HOLIDAYS_NOTE: Text = Text::new(
    "开票期限按工作日计算，以国务院公布的放假安排为准。",
    "Deadlines are counted in working days, by what the State Council declares.",
);
/// Brings a year in.
pub const IMPORT_HOLIDAYS: Text = Text::new("导入放假安排文件…", "Import a year's holidays…");
/// What such a file is called in the dialog.
pub const HOLIDAY_FILES: Text = Text::new("放假安排（JSON）", "Holidays (JSON)");
/// It is being read.
pub const READING: Text = Text::new("正在读取文件…", "Reading the file…");
/// The years that came with the program.
pub const BUNDLED: Text = Text::new("已内置", "Bundled");
/// The years that were brought in.
pub const ADDED: Text = Text::new("已导入", "Imported");

/// A card: the data file.
pub const STORE: Text = Text::new("数据文件", "Data file");
/// It is one to practise in.
pub const SANDBOX_NOTE: Text =
    Text::new("这是演练用的数据文件，其中的数据不是真实业务。", "This is a sandbox: nothing in it is real.");
/// Opens another.
pub const OPEN_STORE: Text = Text::new("打开其他数据文件…", "Open another data file…");
/// Makes another.
pub const NEW_STORE: Text = Text::new("新建数据文件…", "New data file…");
/// Those that were open before.
pub const RECENT: Text = Text::new("最近打开", "Opened lately");
/// Copies the place.
pub const COPY_PATH: Text = Text::new("复制路径", "Copy the path");
/// It was copied.
pub const PATH_COPIED: Text = Text::new("已复制路径", "Path copied");

/// What a role may do.
pub const fn role_note(role: Role) -> Text {
    match role {
        Role::Clerk => Text::new(
            "导入账单、维护开票信息、申请和办理开票",
            "Imports bills, keeps invoice info, applies and issues",
        ),
        Role::Reviewer => {
            Text::new("审核专票资质和开票后的更正", "Decides on qualifications and corrections")
        }
        Role::Admin => Text::new(
            "管理用户、开票方和开票规则，也可办理开票",
            "Keeps users, issuers and policies, and may do what a clerk does",
        ),
    }
}

/// The items that the policy has for an issuer without its own.
pub fn policys_items(lang: Lang, items: &str) -> String {
    match lang {
        Lang::Zh => format!("目前使用开票规则的项目：{items}"),
        Lang::En => format!("Those of the policy are used: {items}"),
    }
}

/// The name of a policy.
pub fn policy_name(lang: Lang, policy: &Policy) -> &str {
    match lang {
        Lang::Zh => &policy.name_zh,
        Lang::En => &policy.name_en,
    }
}

/// A policy in one sentence, for its choice.
pub fn policy_in_short(lang: Lang, policy: &Policy) -> String {
    let basis = domain::amount_basis(policy.amount_basis).get(lang);
    let delivery = domain::delivery(policy.delivery).get(lang);
    let days = policy.deliver_within_working_days;
    match lang {
        Lang::Zh => {
            let age = policy
                .bill_age_limit_months
                .map_or("账单不限期".to_owned(), |n| format!("账单 {n} 个月内有效"));
            format!("{basis}，{days} 个工作日内开具并送达，{delivery}，{age}")
        }
        Lang::En => {
            let age = policy
                .bill_age_limit_months
                .map_or("bills never grow too old".to_owned(), |n| format!("bills of the last {n} months"));
            format!("{basis}, within {days} working days, {delivery}, {age}")
        }
    }
}

/// What a policy says, each part with its name.
pub fn policy_rules(lang: Lang, policy: &Policy) -> Vec<(&'static str, String)> {
    let none = lang.pick("无", "none");
    let types = AccountKind::ALL.map(|kind| {
        let types: Vec<&str> =
            policy.types_for(kind).iter().map(|t| domain::invoice_type_short(*t).get(lang)).collect();
        listed(lang, &types)
    });
    let mut rules = vec![
        (lang.pick("开票方式", "Basis"), domain::amount_basis(policy.amount_basis).get(lang).to_owned()),
        (lang.pick("发票类型", "Types"), types.join(lang.pick("；", "; "))),
        (
            lang.pick("专票资质", "Special"),
            match (lang, policy.qualification_review_working_days) {
                (Lang::Zh, Some(n)) => format!("须审核，{n} 个工作日内"),
                (Lang::En, Some(n)) => format!("reviewed within {n} working days"),
                (_, None) => lang.pick("不审核", "no review").to_owned(),
            },
        ),
        (
            lang.pick("账单期限", "Age of bills"),
            match (lang, policy.bill_age_limit_months) {
                (Lang::Zh, Some(n)) => format!("{n} 个月内"),
                (Lang::En, Some(n)) => format!("up to {n} months"),
                (_, None) => lang.pick("不限", "no limit").to_owned(),
            },
        ),
        (lang.pick("欠费", "Overdue bills"), overdue(lang, policy)),
        (
            lang.pick("开票期限", "Deadline"),
            match lang {
                Lang::Zh => format!("{} 个工作日内开具并送达", policy.deliver_within_working_days),
                Lang::En => {
                    format!("issued and delivered in {} working days", policy.deliver_within_working_days)
                }
            },
        ),
        (lang.pick("送达", "Delivery"), delivery(lang, policy)),
        (lang.pick("取消", "Cancelling"), domain::cancel_until(policy.cancel_until).get(lang).to_owned()),
        (
            lang.pick("开票后更正", "Corrections"),
            match (lang, policy.corrections) {
                (Lang::Zh, Some(c)) => {
                    format!("每年最多 {} 次，开票后 {} 个月内", c.per_calendar_year, c.within_months)
                }
                (Lang::En, Some(c)) => {
                    format!("{} a year, within {} months of issue", c.per_calendar_year, c.within_months)
                }
                (_, None) => lang.pick("不能重开", "not offered").to_owned(),
            },
        ),
    ];
    let items = policy.items.iter().map(|item| {
        let rate = item.rates.last().map_or(none.to_owned(), |rate| rate.rate.to_string());
        format!("{} {rate}", item.printed())
    });
    rules.push((lang.pick("发票项目", "Items"), items.collect::<Vec<_>>().join(lang.pick("；", "; "))));
    rules
}

fn overdue(lang: Lang, policy: &Policy) -> String {
    match (lang, policy.overdue_bill_blocks, policy.freezes_after_overdue_days) {
        (Lang::Zh, true, Some(n)) => format!("有逾期账单不能申请，逾期超过 {n} 天冻结账号"),
        (Lang::En, true, Some(n)) => format!("block the account, and freeze it after {n} days"),
        (_, true, None) => lang.pick("有逾期账单不能申请", "block the account").to_owned(),
        (Lang::Zh, false, Some(n)) => format!("逾期超过 {n} 天冻结账号"),
        (Lang::En, false, Some(n)) => format!("freeze the account after {n} days"),
        (_, false, None) => lang.pick("不影响申请", "do not matter").to_owned(),
    }
}

fn delivery(lang: Lang, policy: &Policy) -> String {
    let way = domain::delivery(policy.delivery).get(lang);
    match (lang, policy.freight_paid_from) {
        (Lang::Zh, Some(from)) => format!("{way}，满 {} 由开票方付运费", yuan(from)),
        (Lang::En, Some(from)) => format!("{way}; the issuer pays the freight from {}", yuan(from)),
        (_, None) => way.to_owned(),
    }
}

/// The next year's holidays are not known.
pub fn missing_year(lang: Lang, year: i32, is_reached: bool) -> String {
    match (lang, is_reached) {
        (Lang::Zh, false) => {
            format!(
                "还没有 {year} 年的放假安排。国务院一般在 11 月公布，公布后请导入，否则跨年的期限可能算错。"
            )
        }
        (Lang::Zh, true) => format!(
            "有期限已落在 {year} 年，但还没有该年的放假安排，目前按周一至周五推算，可能有误。请尽快导入。"
        ),
        (Lang::En, false) => format!(
            "The holidays of {year} are not known. They are declared each November; import them, or deadlines in the new year may be wrong."
        ),
        (Lang::En, true) => format!(
            "Deadlines fall into {year} already, whose holidays are not known; they are counted as Monday to Friday and may be wrong. Import them."
        ),
    }
}

/// Years, oldest first, those that follow each other as one: `2021–2026、2028`.
pub fn years(lang: Lang, years: &[i32]) -> String {
    let spans: Vec<String> = years
        .chunk_by(|year, next| year + 1 == *next)
        .filter_map(|span| match (span.first()?, span.last()?) {
            (first, last) if first == last => Some(first.to_string()),
            (first, last) => Some(format!("{first}–{last}")),
        })
        .collect();
    listed(lang, &spans)
}

/// A year was brought in.
pub fn year_added(lang: Lang, year: i32, days: usize) -> String {
    let days = count(days as u64);
    match lang {
        Lang::Zh => format!("已导入 {year} 年放假安排（{days} 天）"),
        Lang::En => format!("Holidays of {year} imported ({days} days)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_follow_each_other_are_one_span() {
        assert_eq!(years(Lang::Zh, &[2021, 2022, 2023, 2026, 2028, 2029]), "2021–2023、2026、2028–2029");
        assert_eq!(years(Lang::En, &[]), "");
    }
}
