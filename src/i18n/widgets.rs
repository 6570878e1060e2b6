//! Words of the widgets themselves.

use super::{Lang, Text};
use crate::domain::money::MoneyError;

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

/// What is wrong with an amount, and what to do.
pub fn money_error(lang: Lang, error: MoneyError) -> &'static str {
    let text = match error {
        MoneyError::Empty => Text::new("请填写金额", "Enter an amount"),
        MoneyError::NotANumber => Text::new("不是有效金额，请只填数字", "Not an amount: use digits only"),
        MoneyError::Sign => Text::new("金额不能带正负号", "An amount has no sign"),
        MoneyError::TooManyDecimals => {
            Text::new("最多两位小数，不会四舍五入", "Two decimals at most; nothing is rounded")
        }
        MoneyError::TooLarge => Text::new("金额不能超过 999,999,999,999.99", "At most 999,999,999,999.99"),
    };
    text.get(lang)
}
