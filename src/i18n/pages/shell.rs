//! The words of the window's frame.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::store_place::UnsafePlace;
use crate::i18n::{Lang, dates, faults};

texts! {
    APP = "开票台", "fapiao-desk";
    SANDBOX = "演练", "sandbox";

    WORK = "工作", "Work";
    MANAGE = "管理", "Manage";

    OVERVIEW = "总览", "Overview";
    APPLY = "申请开票", "Apply";
    APPLICATIONS = "申请记录", "Applications";
    REVIEW = "资质审核", "Reviews";
    RECURRING = "定期开票", "Recurring";
    TICKETS = "工单", "Tickets";
    ADDRESSES = "邮寄地址", "Mailing addresses";
    FILES = "导入导出", "Import and export";
    POLICIES = "开票规则", "Policies";
    SETTINGS = "设置", "Settings";

    HELP = "规则与帮助", "Rules and help";

    ALL_CUSTOMERS = "全部客户", "All customers";
    SHOW_ALL_CUSTOMERS = "显示全部客户", "Show all customers";
    FIND_CUSTOMER = "按名称、编号或拼音查找客户", "Find a customer by name, number or pinyin";
    NO_CUSTOMER_FOUND = "没有找到客户", "No customer found";
    CHOOSE_CUSTOMER = "请先选择客户", "Choose a customer first";
    CHOOSE_CUSTOMER_HOW = "此页显示一位客户的资料。请在上方选择客户。",
        "This page shows one customer. Choose one at the top.";
    TO_CUSTOMERS = "选择客户", "Choose a customer";
    OTHER_LANGUAGE = "English", "中文";
    LIGHT_OR_DARK = "浅色 / 深色", "Light / dark";
    BROKE_OFF = "开票台意外关闭。请重新打开；还是打不开的，请重新安装，账套和设置都会保留。",
        "fapiao-desk has closed unexpectedly. Open it again; if it does not open, reinstall it. The store and your settings stay.";
    WAITING = "另一个程序正在写入数据文件，它写完后自动继续",
        "Another program is writing to the data file; this continues when it has finished";
    SERVER_SILENT = "服务器没有回应，恢复后自动刷新",
        "The server does not answer; what is shown is brought up to date when it does";
    CLOCK_WENT_BACK = "请校准电脑时间", "Set the computer's clock";
    ONE_PERSON = "没有第二个人核对", "Nobody checks";
    LOOK_AT_LOG = "核对日志", "Look at the log";
    MOVE_STORE = "移到安全的位置", "Move to a safe place";
    LOADING = "正在读取…", "Loading…";
    DIALOG_FAILED = "文件对话框没有打开。要导入文件，请复制它的路径并按 Ctrl V 粘贴，或把文件拖进窗口；要另存，请让管理员安装 zenity。",
        "The file dialog did not open. To import a file, copy its path and press Ctrl V, or drop it on the window; to save one, have zenity installed.";
    FAILED = "读取失败", "Could not load";
}

sentences! {
    /// The store is where it is not safe.
    only_read(lang, place: UnsafePlace) =
        "数据文件在{place}里，只能查看，以免同步或几台电脑同时写入时损坏。",
        "The data file is on {place} and is only read, lest it be damaged while it is synchronised or written to by two computers.",
        place = faults::unsafe_place(place).get(lang);
    /// The store is not the one that this machine saw last, or its log was written anew.
    lost_head(lang, entry: i64, seen_at: DateTime<Utc>) =
        "这台电脑在 {seen} 见过的第 {entry} 条操作日志不在这个数据文件里了：它被换成了较早的一份（例如直接复制了备份），或日志被改写。请先不要办理，到“审计日志”按 C 核对，再由管理员用“从备份恢复”换回正确的一份。",
        "Entry {entry} of the log, which this machine saw on {seen}, is not in this data file any more: an earlier copy took its place (a backup that was copied by hand, say), or the log was rewritten. Do nothing yet: check it in the audit log (C), and have an admin restore the right backup.",
        seen = dates::moment(seen_at);
    /// The clock of the computer is behind the newest entry of the log.
    clock_went_back(lang, now: DateTime<Utc>, newest: DateTime<Utc>) =
        "电脑时间（{now}）早于上一次操作（{newest}），申请编号和日期会出错。请先校准电脑时间，再继续办理。",
        "The computer's clock ({now}) is behind the last action ({newest}): numbers and dates would be wrong. Set the clock before you go on.",
        now = dates::moment(now), newest = dates::moment(newest);
    failed(lang, why: &str) = "{failed}：{why}", "{failed}: {why}", failed = FAILED.get(lang);
    customers(lang, n: u64) = "{n} 家", "{n} total";
    only_so_many(lang, n: u32) =
        "只列出前 {n} 家，请输入更多文字缩小范围。",
        "Only the first {n} are listed; type more to narrow them down.";
    corrections_waiting(lang, n: u64) =
        "{n} 件更正待审批", "1 correction to approve", "{n} corrections to approve";
    bills(lang, n: u64) = "共 {n} 张账单", "{n} bills", n = crate::i18n::phrase::count(n);
}

pub fn user(name: &str, roles: &str) -> String {
    format!("{name} · {roles}")
}

pub fn choice(name: &str, details: &str) -> String {
    format!("{name}　{details}")
}

pub fn waiting(lang: Lang, open: u64, late: u64) -> String {
    say!(lang, match late {
        0 => "{open} 件待处理", "{open} open";
        late => "{open} 件待处理，其中 {late} 件已逾期", "{open} open, {late} overdue";
    })
}

pub fn today(lang: Lang, date: NaiveDate, weekday: &str, works: bool) -> String {
    say!(lang, match works {
        true => "今日 {date} {weekday} · 工作日", "Today {date}, {weekday} · working day";
        false => "今日 {date} {weekday} · 非工作日", "Today {date}, {weekday} · non-working day";
    })
}

pub fn place(lang: Lang, issuers: &[String], file: &str, sandbox: bool) -> String {
    let whose = say!(lang, match issuers {
        [] => { String::new() };
        [one] => { format!("{one} · ") };
        many => "{many} 家开票方 · ", "{many} issuers · ", many = many.len();
    });
    let note = if sandbox { format!(" · {}", SANDBOX.get(lang)) } else { String::new() };
    format!("{whose}{file}{note}")
}

pub fn title(lang: Lang, store: &str, sandbox: bool) -> String {
    let app = APP.get(lang);
    if sandbox {
        format!("{store}（{}）— {app}", SANDBOX.get(lang))
    } else {
        format!("{store} — {app}")
    }
}
