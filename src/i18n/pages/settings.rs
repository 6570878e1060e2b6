//! The words of the settings.

use crate::domain::account::AccountKind;
use crate::domain::policy::{Corrections, Policy};
use crate::domain::role::Role;
use crate::i18n::phrase::{clauses, count, listed, yuan};
use crate::i18n::{Lang, domain};

texts! {
    APPEARANCE = "界面", "Appearance";
    LANGUAGE = "语言", "Language";

    LOOK = "外观", "Theme";
    AS_SYSTEM = "跟随系统", "Follow system";
    LIGHT = "浅色", "Light";
    DARK = "深色", "Dark";

    ISSUERS = "开票方", "Issuers";
    NO_ISSUER = "还没有开票方", "No issuer yet";
    NO_ISSUER_HOW = "开票方是为客户开具发票的公司。先添加开票方，再导入客户和账单。",
        "An issuer is the company that invoices its customers. Add one, then import customers and bills.";
    ISSUER_ADDED = "已添加开票方", "Issuer added";
    CHANGE_ISSUER = "修改开票方", "Edit issuer";
    ISSUER_CHANGED = "已保存开票方", "Issuer saved";
    ITEMS = "发票项目", "Invoice items";
    OWN_ITEMS = "使用自己的发票项目", "Use own invoice items";
    ITEMS_NOTE = "新申请印第一项；开票时按开票日期生效的税率计税。",
        "New applications use the first item; tax is calculated at the rate in force on the issue date.";
    ITEM_MISSING = "请添加项目，或取消使用自己的项目", "Add an item, or use the policy's items";
    OTHER_POLICY = "更换规则只影响之后的申请，已提交的按提交时的规则办理。",
        "A new policy applies to new applications only; existing ones keep theirs.";
    NOW_IMPORT = "开票方已就绪。接下来请导入客户和账单。",
        "The issuer is set up. Import its customers and bills next.";
    TO_IMPORT = "去导入", "Import";
    CODE_HINT = "导入账单时用它指定开票方", "Identifies the issuer when bills are imported";
    ADDRESS = "注册地址", "Address";
    PHONE = "注册电话", "Phone";
    MAX_INVOICE = "单张发票限额", "Invoice limit";
    MAX_INVOICE_HINT = "税务机关核定的单张最高开票限额；留空表示不限",
        "Maximum amount per invoice as approved by the tax bureau; blank for no limit";
    TAXPAYER = "纳税人类型", "Taxpayer type";
    FULL_RATE_REASON = "3% 专用发票的原因", "Reason for 3% special invoices";
    NOT_SAID = "未说明", "Not specified";
    TAX_ID_RIGHT = "校验通过", "Check digit valid";

    USERS = "用户", "Users";
    ADD_USER = "添加用户", "Add user";
    USER_ADDED = "已添加用户", "User added";
    CHANGE_ROLES = "修改角色", "Change roles";
    USER_CHANGED = "已修改角色", "Roles changed";
    DISABLE_USER = "停用", "Disable";
    ENABLE_USER = "启用", "Enable";
    USER_DISABLED = "已停用：不能登录，也不能以其名义办理；做过的都在", "Disabled: nobody is let in under the name; what was done stays";
    USER_ENABLED = "已启用", "Enabled";
    DISABLED = "已停用", "Disabled";
    HAS_PASSWORD = "已设", "Set";
    MUST_CHANGE = "待本人修改", "To be changed";
    NO_PASSWORD = "未设", "None";
    SIGN_IN = "登录", "Sign-in";
    REQUIRE_SIGN_IN = "须用密码登录", "Everybody signs in with a password";
    REQUIRED_NOTE = "每人用自己的密码登录，命令行也要；忘记密码的由管理员重新设置。",
        "Everybody signs in with their own password, on the command line too. An admin sets another for whoever forgets it.";
    FREE_NOTE = "现在谁都可以选任何人的名字办理，日志证明不了是谁做的。",
        "Anybody can act under any name now, and the log proves nobody's doing.";
    SIGN_IN_ON = "已启用登录，请登录", "Sign-in is on: sign in to go on";
    SIGN_IN_OFF = "已停用登录", "Sign-in is off";
    LOCK_AFTER = "无操作多久后锁定（这台电脑）", "Lock after, on this computer";
    NEVER = "从不", "Never";
    NEW_CODE = "生成恢复码…", "New recovery code…";
    HAS_CODE = "您有恢复码。重新生成后，原来的作废。", "You have a recovery code. A new one takes its place.";
    NO_CODE = "您还没有恢复码：忘了密码就没有办法登录。", "You have no recovery code, so there is no way back in if you forget the password.";
    CHOOSE_USER = "请先在下方选择用户", "Choose a user below first";
    AT_THE_DESK = "当前操作人", "Current user";
    AT_THE_DESK_NOTE = "在此窗口中的操作都以此人的名义记入审计日志。",
        "Actions in this window are recorded in the audit log under this name.";
    DEFAULT_USER = "默认操作人", "Default user";
    DEFAULT_USER_NOTE = "命令行中没有写明操作人（by）的命令以此人的名义办理，由管理员指定。",
        "Command-line commands that name no user run as this user; set by an administrator.";
    DEFAULT_USER_NAMED = "已更改默认操作人", "Default user changed";
    USER_SWITCHED = "已切换操作人", "Current user changed";
    USER_NAME = "姓名", "Name";
    ROLES = "角色", "Roles";
    CHOOSE_ROLE = "请至少选择一个角色", "Choose at least one role";

    HOLIDAYS = "节假日与调休", "Holidays";
    HOLIDAYS_NOTE = "开票期限按工作日计算，以国务院公布的放假安排为准。",
        "Deadlines are counted in working days, per the State Council's holiday schedule.";
    IMPORT_HOLIDAYS = "导入放假安排文件…", "Import holiday schedule…";
    HOLIDAY_FILES = "放假安排（JSON）", "Holidays (JSON)";
    READING = "正在读取文件…", "Reading the file…";
    BUNDLED = "已内置", "Built in";

    STORE = "数据文件", "Data file";
    DISCARD_ASK = "丢弃演示数据…", "Throw the demo away…";
    DISCARD_TITLE = "丢弃演示数据", "Throw the demo away";
    DISCARD = "丢弃", "Throw away";
    DISCARD_NOTE = "删除这个演练账套的数据文件、附件和旁边未加密的备份，回到第一次打开的页面。加密的、放在其他文件夹的备份，恢复时另存的旧数据文件，以及备份密码不会删除。正式的数据文件不受影响。",
        "Removes the sandbox, its scans and its unencrypted backups beside it, and goes back to the first page. Backups that are encrypted or in another folder, what earlier restores kept, and the backup password stay. No other data file is touched.";
    SANDBOX_NOTE = "这是演练用的数据文件，其中的数据不是真实业务。",
        "This is a sandbox with sample data only.";
    OPEN_STORE = "打开其他数据文件…", "Open another data file…";
    NEW_STORE = "新建数据文件…", "New data file…";
    COPY_PATH = "复制路径", "Copy path";
    PATH_COPIED = "已复制路径", "Path copied";
}
pub const LANGUAGES: [(Lang, &str); 2] = [(Lang::Zh, "中文"), (Lang::En, "English")];

names! {
    role_note(Role) {
        Clerk = "导入账单、维护开票信息、申请和办理开票",
            "Imports bills, maintains invoice info, submits and issues applications";
        Reviewer = "审核专票资质和开票后的更正", "Reviews qualifications and corrections";
        Admin = "管理用户、开票方和开票规则，也可办理开票",
            "Manages users, issuers and policies; can also do clerk work";
        Service = "供计费系统等程序登录，以他人名义办理财务专员的事",
            "Lets a program such as the billing system sign in and do clerk work for others";
    }
}

sentences! {
    policys_items(lang, items: &str) =
        "目前使用开票规则的项目：{items}", "Using the policy's items: {items}";
    without_password(lang, users: &str) =
        "还没有密码：{users}。先为他们设置密码（P），或停用（D）。",
        "Without a password: {users}. Set theirs (P), or disable them (D) first.";
    one_person(lang, name: &str) =
        "{name}一个人有全部角色，没有第二个人核对。请添加一位审核员。",
        "{name} alone has every role, and nobody checks their work. Add a reviewer.";
    minutes(lang, n: u32) = "{n} 分钟", "{n} min";
    year_added(lang, year: i32, days: usize) =
        "已导入 {year} 年放假安排（{days} 天）",
        "Holidays of {year} imported ({days} days)",
        days = count(days as u64);
}

pub fn policy_name(lang: Lang, policy: &Policy) -> &str {
    match lang {
        Lang::Zh => &policy.name_zh,
        Lang::En => &policy.name_en,
    }
}

pub fn policy_in_short(lang: Lang, policy: &Policy) -> String {
    let basis = domain::amount_basis(policy.amount_basis).get(lang);
    let delivery = domain::delivery(policy.delivery).get(lang);
    let days = policy.deliver_within_working_days;
    let age = say!(lang, match policy.bill_age_limit_months {
        Some(n) => "账单 {n} 个月内有效", "bills valid for {n} months";
        None => "账单不限期", "no age limit on bills";
    });
    say!(
        lang,
        "{basis}，{days} 个工作日内开具并送达，{delivery}，{age}",
        "{basis}, within {days} working days, {delivery}, {age}"
    )
}

pub fn policy_rules(lang: Lang, policy: &Policy) -> [(&'static str, String); 10] {
    let types = AccountKind::ALL.map(|kind| {
        listed(lang, policy.types_for(kind).iter().map(|t| domain::invoice_type_short(*t).get(lang)))
    });
    let review = say!(lang, match policy.qualification_review_working_days {
        Some(n) => "须审核，{n} 个工作日内", "Reviewed within {n} working days";
        None => "不审核", "No review";
    });
    let age = say!(lang, match policy.bill_age_limit_months {
        Some(n) => "{n} 个月内", "up to {n} months";
        None => "不限", "No limit";
    });
    let days = policy.deliver_within_working_days;
    let deadline = say!(lang, "{days} 个工作日内开具并送达", "issued and delivered in {days} working days");
    let corrections = say!(lang, match &policy.corrections {
        Some(Corrections { per_calendar_year, within_months }) =>
            "每年最多 {per_calendar_year} 次，开票后 {within_months} 个月内",
            "{per_calendar_year} a year, within {within_months} months of issue";
        None => "不能重开", "Not offered";
    });
    let items = policy.items.iter().map(|item| {
        let rate =
            item.rates.last().map_or(lang.pick("无", "none").to_owned(), |rate| rate.rate.to_string());
        format!("{} {rate}", item.printed())
    });
    let (basis, cancelling) =
        (domain::amount_basis(policy.amount_basis), domain::cancel_until(policy.cancel_until));
    [
        (lang.pick("开票方式", "Amount basis"), basis.get(lang).to_owned()),
        (lang.pick("发票类型", "Invoice types"), clauses(lang, types)),
        (lang.pick("专票资质", "Qualification"), review),
        (lang.pick("账单期限", "Bill age limit"), age),
        (lang.pick("欠费", "Overdue bills"), overdue(lang, policy)),
        (lang.pick("开票期限", "Deadline"), deadline),
        (lang.pick("送达", "Delivery"), delivery(lang, policy)),
        (lang.pick("取消", "Cancel until"), cancelling.get(lang).to_owned()),
        (lang.pick("开票后更正", "Corrections"), corrections),
        (lang.pick("发票项目", "Invoice items"), clauses(lang, items)),
    ]
}

fn overdue(lang: Lang, policy: &Policy) -> String {
    say!(lang, match (policy.overdue_bill_blocks, policy.freezes_after_overdue_days) {
        (true, Some(n)) =>
            "有逾期账单不能申请，逾期超过 {n} 天冻结账号", "Block applications; account frozen after {n} days";
        (true, None) => "有逾期账单不能申请", "Block applications";
        (false, Some(n)) => "逾期超过 {n} 天冻结账号", "Account frozen after {n} days";
        (false, None) => "不影响申请", "Do not block applications";
    })
}

fn delivery(lang: Lang, policy: &Policy) -> String {
    let way = domain::delivery(policy.delivery).get(lang);
    say!(lang, match policy.freight_paid_from {
        Some(from) =>
            "{way}，满 {from} 由开票方付运费",
            "{way}; issuer pays postage from {from}",
            from = yuan(from);
        None => { way.to_owned() };
    })
}

pub fn missing_year(lang: Lang, year: i32, is_reached: bool) -> String {
    say!(lang, match is_reached {
        false =>
            "还没有 {year} 年的放假安排。国务院一般在 11 月公布，公布后请导入，否则跨年的期限可能算错。",
            "The {year} holiday schedule is missing. It is usually published in November; import it, or deadlines in the new year may be wrong.";
        true =>
            "有期限已落在 {year} 年，但还没有该年的放假安排，目前按周一至周五推算，可能有误。请尽快导入。",
            "Some deadlines fall in {year}, whose holiday schedule is missing; they are counted Monday to Friday and may be wrong. Import the schedule.";
    })
}

/// Years, oldest first, those that follow each other as one: `2021–2026、2028`.
pub fn years(lang: Lang, years: &[i32]) -> String {
    let spans = years.chunk_by(|year, next| year + 1 == *next);
    let spans = spans.filter_map(|span| match (span.first()?, span.last()?) {
        (first, last) if first == last => Some(first.to_string()),
        (first, last) => Some(format!("{first}–{last}")),
    });
    listed(lang, spans)
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
