//! The words of the window's frame.

use chrono::NaiveDate;

use super::{Lang, Text};

/// The program's name.
pub const APP: Text = Text::new("开票台", "fapiao-desk");
/// A sandbox store, in the title.
pub const SANDBOX: Text = Text::new("演练", "sandbox");

/// A heading of the navigation.
pub const WORK: Text = Text::new("工作", "Work");
/// A heading of the navigation.
pub const CUSTOMER: Text = Text::new("客户", "Customers");
/// A heading of the navigation.
pub const MANAGE: Text = Text::new("管理", "Manage");

/// A panel.
pub const OVERVIEW: Text = Text::new("总览", "Overview");
/// A panel.
pub const APPLY: Text = Text::new("申请开票", "Apply");
/// A panel.
pub const APPLICATIONS: Text = Text::new("申请记录", "Applications");
/// A panel.
pub const REVIEW: Text = Text::new("资质审核", "Reviews");
/// A panel.
pub const RECURRING: Text = Text::new("定期开票", "Recurring");
/// A panel.
pub const TICKETS: Text = Text::new("工单", "Tickets");
/// A panel.
pub const CUSTOMERS: Text = Text::new("客户", "Customers");
/// A panel.
pub const BILLS: Text = Text::new("账单", "Bills");
/// A panel.
pub const INVOICE_INFO: Text = Text::new("开票信息", "Invoice info");
/// A panel.
pub const ADDRESSES: Text = Text::new("邮寄地址", "Mailing addresses");
/// A panel.
pub const FILES: Text = Text::new("导入导出", "Import and export");
/// A panel.
pub const POLICIES: Text = Text::new("开票规则", "Policies");
/// A panel.
pub const SETTINGS: Text = Text::new("设置", "Settings");

/// A panel.
pub const HELP: Text = Text::new("规则与帮助", "Rules and help");

/// No customer is chosen.
pub const ALL_CUSTOMERS: Text = Text::new("全部客户", "All customers");
/// Unchooses the customer.
pub const SHOW_ALL_CUSTOMERS: Text = Text::new("显示全部客户", "Show all customers");
/// The search for a customer.
pub const FIND_CUSTOMER: Text = Text::new("按名称或编号查找客户", "Find a customer by name or number");
/// Nothing was found.
pub const NO_CUSTOMER_FOUND: Text = Text::new("没有找到客户", "No customer found");
/// A panel that needs a customer.
pub const CHOOSE_CUSTOMER: Text = Text::new("请先选择客户", "Choose a customer first");
/// How to choose a customer.
pub const CHOOSE_CUSTOMER_HOW: Text = Text::new(
    "此页显示一位客户的资料。请在上方选择客户。",
    "This page is about one customer. Choose one above.",
);
/// The button that leads to the customers.
pub const TO_CUSTOMERS: Text = Text::new("选择客户", "Choose a customer");
/// The switch of languages.
pub const OTHER_LANGUAGE: Text = Text::new("English", "中文");
/// The switch between light and dark.
pub const LIGHT_OR_DARK: Text = Text::new("浅色 / 深色", "Light / dark");
/// It is being read.
pub const LOADING: Text = Text::new("正在读取…", "Loading…");
/// It could not be read.
pub const FAILED: Text = Text::new("读取失败", "Could not be read");

/// It could not be read, and why.
pub fn failed(lang: Lang, why: &str) -> String {
    let failed = FAILED.get(lang);
    match lang {
        Lang::Zh => format!("{failed}：{why}"),
        Lang::En => format!("{failed}: {why}"),
    }
}

/// The user's roles stand behind the name.
pub fn user(name: &str, roles: &str) -> String {
    format!("{name} · {roles}")
}

/// A customer in the list: the name, then number, kind and standing.
pub fn choice(name: &str, details: &str) -> String {
    format!("{name}　{details}")
}

/// How many customers there are.
pub fn customers(lang: Lang, n: u64) -> String {
    match lang {
        Lang::Zh => format!("{n} 家"),
        Lang::En => format!("{n} in all"),
    }
}

/// The list of customers ends here, though there are more.
pub fn only_so_many(lang: Lang, n: u32) -> String {
    match lang {
        Lang::Zh => format!("只列出前 {n} 家，请输入更多文字缩小范围。"),
        Lang::En => format!("Only the first {n} are listed; type more to narrow them down."),
    }
}

/// How much waits behind a place of the navigation.
pub fn waiting(lang: Lang, open: u64, late: u64) -> String {
    match (lang, late) {
        (Lang::Zh, 0) => format!("{open} 件待处理"),
        (Lang::Zh, late) => format!("{open} 件待处理，其中 {late} 件已逾期"),
        (Lang::En, 0) => format!("{open} waiting"),
        (Lang::En, late) => format!("{open} waiting, {late} of them overdue"),
    }
}

/// How many requests for a correction wait behind the applications.
pub fn corrections_waiting(lang: Lang, n: u64) -> String {
    match lang {
        Lang::Zh => format!("{n} 件更正待审批"),
        Lang::En if n == 1 => "1 correction to decide on".to_owned(),
        Lang::En => format!("{n} corrections to decide on"),
    }
}

/// The day in the status bar: today, the weekday, and whether it is worked.
pub fn today(lang: Lang, date: NaiveDate, weekday: &str, works: bool) -> String {
    match (lang, works) {
        (Lang::Zh, true) => format!("今日 {date} {weekday} · 工作日"),
        (Lang::Zh, false) => format!("今日 {date} {weekday} · 非工作日"),
        (Lang::En, true) => format!("Today {date}, {weekday}, a working day"),
        (Lang::En, false) => format!("Today {date}, {weekday}, not a working day"),
    }
}

/// Whose desk it is, and the file it is kept in.
pub fn place(lang: Lang, issuers: &[String], file: &str, sandbox: bool) -> String {
    let whose = match (lang, issuers) {
        (_, []) => String::new(),
        (_, [one]) => format!("{one} · "),
        (Lang::Zh, many) => format!("{} 家开票方 · ", many.len()),
        (Lang::En, many) => format!("{} issuers · ", many.len()),
    };
    let note = if sandbox { format!(" · {}", SANDBOX.get(lang)) } else { String::new() };
    format!("{whose}{file}{note}")
}

/// How many bills there are.
pub fn bills(lang: Lang, n: u64) -> String {
    let n = super::phrase::count(n);
    match lang {
        Lang::Zh => format!("共 {n} 张账单"),
        Lang::En => format!("{n} bills"),
    }
}

/// The window's title.
pub fn title(lang: Lang, store: &str, sandbox: bool) -> String {
    let app = APP.get(lang);
    if sandbox {
        format!("{store}（{}）— {app}", SANDBOX.get(lang))
    } else {
        format!("{store} — {app}")
    }
}
