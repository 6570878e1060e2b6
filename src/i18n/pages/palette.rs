//! The words of the search over everything, and of what it does.

use crate::i18n::Lang;

texts! {
    OPEN = "搜索", "Search";
    HINT = "搜索客户、账单、申请、命令", "Search customers, bills, applications, commands";
    COMMANDS = "命令", "Commands";
    NONE = "没有找到", "Nothing found";
    NONE_HOW = "客户按名称或编号查找，账单、申请和发票按号码开头查找。",
        "Customers are found by name or number; bills, applications and invoices by the beginning of their number.";
    LOOKING = "正在查找…", "Looking…";
    KEYS = "↑ ↓ 选择　Enter 打开　Esc 关闭", "↑ ↓ choose · Enter open · Esc close";

    NEW_APPLICATION = "新建开票申请", "New application";
    IMPORT = "导入客户、账单、退款", "Import customers, bills, refunds";
    IMPORTS = "查看或撤销导入", "Past imports, and undoing one";
    EXPORT = "导出清单", "Export lists";
    OVERDUE_BILLS = "查看逾期账单", "Show overdue bills";
    LATE_APPLICATIONS = "查看逾期申请", "Show late applications";
    GO = "前往", "Go to";
    OTHER_LANGUAGE = "切换语言：English", "Switch language: 中文";
    LIGHT = "切换到浅色", "Switch to light";
    DARK = "切换到深色", "Switch to dark";
}

sentences! {
    first(lang, n: usize) = "仅前 {n} 项，继续输入可缩小范围", "The first {n}; type more to narrow them down";
}

pub fn go(lang: Lang, place: &str) -> String {
    format!("{} {place}", GO.get(lang))
}

pub fn command(name: &str, keys: &str) -> String {
    if keys.is_empty() { name.to_owned() } else { format!("{name}　{keys}") }
}

pub fn invoice(lang: Lang, number: &str) -> String {
    format!("{} {number}", lang.pick("发票", "Invoice"))
}
