//! Words of the widgets themselves.

pub const SEAL: &str = "票";
texts! {
    CLEAR = "清除", "Clear";
    CLOSE = "关闭", "Close";
    COLUMNS = "选择列", "Columns";
    CHOOSE_ALL = "全选", "Select all";
}
