//! Words of the widgets themselves.

pub const SEAL: &str = "票";
texts! {
    CLEAR = "清除", "Clear";
    CLOSE = "关闭", "Close";
    COLUMNS = "选择列", "Columns";
    CHOOSE_ALL = "全选", "Select all";
    FIT_COLUMNS = "列宽适合内容", "Fit widths to content";
    RESET_COLUMNS = "恢复默认列", "Reset columns";
}

sentences! {
    column_before(lang, title: &str) = "{title} 前移", "Move {title} left";
    column_behind(lang, title: &str) = "{title} 后移", "Move {title} right";
}
