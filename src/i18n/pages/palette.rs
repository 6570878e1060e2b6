//! The words of the search over everything, and of what it does.

use crate::i18n::Lang;

texts! {
    HINT = "搜索客户、账单、申请、金额和命令", "Search customers, bills, applications, amounts, commands";
    COMMANDS = "命令", "Commands";
    NONE = "没有找到", "Nothing found";
    NONE_HOW = "客户按名称、拼音或编号查找，账单、申请和发票按号码或金额查找。",
        "Customers are found by name, pinyin or number; bills, applications and invoices by number or amount.";
    LOOKING = "正在查找…", "Looking…";
    KEYS = "↑ ↓ 选择　Enter 打开　Esc 关闭", "↑ ↓ choose · Enter open · Esc close";

    GO = "前往", "Go to";
}

sentences! {
    first(lang, n: usize) = "仅前 {n} 项，继续输入可缩小范围", "First {n}; type more to narrow down";
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
