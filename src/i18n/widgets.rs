//! Words of the widgets themselves.

use super::Text;

/// What the seal says; it is not translated.
pub const SEAL: &str = "票";
/// Empties a search box.
pub const CLEAR: Text = Text::new("清除", "Clear");
/// Closes a dialog or message.
pub const CLOSE: Text = Text::new("关闭", "Close");
/// Stops work under way.
pub const CANCEL: Text = Text::new("取消", "Cancel");
/// Opens the list of columns.
pub const COLUMNS: Text = Text::new("选择列", "Columns");
/// The checkbox in a table's head.
pub const CHOOSE_ALL: Text = Text::new("全选", "Select all");
