//! The words of the search over everything, and of what it does.

use super::{Lang, Text};

/// What opens it.
pub const OPEN: Text = Text::new("搜索", "Search");
/// Its field.
pub const HINT: Text =
    Text::new("搜索客户、账单、申请、命令", "Search customers, bills, applications, commands");
/// A group of what was found.
pub const CUSTOMERS: Text = Text::new("客户", "Customers");
/// A group of what was found.
pub const BILLS: Text = Text::new("账单", "Bills");
/// A group of what was found.
pub const APPLICATIONS: Text = Text::new("申请", "Applications");
/// A group of what was found.
pub const COMMANDS: Text = Text::new("命令", "Commands");
/// Nothing was found.
pub const NONE: Text = Text::new("没有找到", "Nothing found");
/// What to try then.
pub const NONE_HOW: Text = Text::new(
    "客户按名称或编号查找，账单、申请和发票按号码开头查找。",
    "Customers are found by name or number; bills, applications and invoices by the beginning of their number.",
);
/// It is being looked for.
pub const LOOKING: Text = Text::new("正在查找…", "Looking…");
/// What the keys do.
pub const KEYS: Text = Text::new("↑ ↓ 选择　Enter 打开　Esc 关闭", "↑ ↓ choose · Enter open · Esc close");

/// Begins an application.
pub const NEW_APPLICATION: Text = Text::new("新建开票申请", "New application");
/// Leads to the import.
pub const IMPORT: Text = Text::new("导入客户、账单、退款", "Import customers, bills, refunds");
/// Leads to what was imported.
pub const IMPORTS: Text = Text::new("查看或撤销导入", "Past imports, and undoing one");
/// Leads to the export.
pub const EXPORT: Text = Text::new("导出清单", "Export lists");
/// Lists what is overdue.
pub const OVERDUE_BILLS: Text = Text::new("查看逾期账单", "Show overdue bills");
/// Lists what is late.
pub const LATE_APPLICATIONS: Text = Text::new("查看逾期申请", "Show late applications");
/// Leads to a place of the navigation.
pub const GO: Text = Text::new("前往", "Go to");
/// Speaks the other language; found by its name in either.
pub const OTHER_LANGUAGE: Text = Text::new("切换语言：English", "Switch language: 中文");
/// Wears the other look.
pub const LIGHT: Text = Text::new("切换到浅色", "Switch to light");
/// Wears the other look.
pub const DARK: Text = Text::new("切换到深色", "Switch to dark");

/// More of a group could be listed.
pub fn first(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("仅前 {n} 项，继续输入可缩小范围"),
        Lang::En => format!("The first {n}; type more to narrow them down"),
    }
}

/// A place to go to.
pub fn go(lang: Lang, place: &str) -> String {
    format!("{} {place}", GO.get(lang))
}

/// What is spoken of a command: its name, and the keys that do the same.
pub fn command(name: &str, keys: &str) -> String {
    if keys.is_empty() { name.to_owned() } else { format!("{name}　{keys}") }
}

/// The number of an invoice of an application.
pub fn invoice(lang: Lang, number: &str) -> String {
    format!("{} {number}", lang.pick("发票", "Invoice"))
}
