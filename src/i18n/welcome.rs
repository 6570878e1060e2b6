//! The words of the first-start page.

use super::{Lang, Text};

/// The title.
pub const TITLE: Text = Text::new("欢迎使用开票台", "Welcome to fapiao-desk");
/// What the page is for.
pub const INTRO: Text = Text::new(
    "这里还没有数据文件。所有数据只保存在您电脑上的一个文件里，不会上传。",
    "There is no data file here yet. Everything is kept in one file on this computer and sent nowhere.",
);
/// The place of the store.
pub const PLACE: Text = Text::new("数据文件位置", "Data file");
/// Chooses another place.
pub const ELSEWHERE: Text = Text::new("换个位置…", "Elsewhere…");
/// The stores that were open before.
pub const RECENT: Text = Text::new("最近打开", "Opened lately");
/// Begin with nothing.
pub const START: Text = Text::new("新建空白账套", "Start empty");
/// What that does.
pub const START_NOTE: Text = Text::new(
    "从零开始：先添加开票方，再导入客户和账单。",
    "Begin with nothing: add an issuer, then import customers and bills.",
);
/// Look around.
pub const DEMO: Text = Text::new("先看看演示数据", "Look around in the demo");
/// What that does.
pub const DEMO_NOTE: Text = Text::new(
    "新建一个演练账套：两家开票方、约 60 位客户、18 个月账单。随便操作，不影响真实数据。",
    "Makes a sandbox with two issuers, about 60 customers and 18 months of bills. Try anything; nothing in it is real.",
);
/// Open another store.
pub const OPEN: Text = Text::new("打开已有数据文件…", "Open a data file…");
/// The demo is being made.
pub const MAKING_DEMO: Text = Text::new("正在生成演示数据…", "Making the demo…");
/// A store is being opened.
pub const OPENING: Text = Text::new("正在打开…", "Opening…");
/// What a store file is called in the dialog.
pub const STORE_FILE: Text = Text::new("开票台数据文件", "fapiao-desk data file");
/// It could not be opened, and why.
pub fn cannot_open(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Zh => format!("无法打开数据文件：{why}"),
        Lang::En => format!("The data file cannot be opened: {why}"),
    }
}
/// A store that was open before is not where it was.
pub fn missing(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Zh => format!("找不到数据文件 {path}。它可能已被移动或改名，或所在的磁盘没有连接。"),
        Lang::En => {
            format!(
                "The data file {path} is not there. It may have been moved or renamed, or its disk is not connected."
            )
        }
    }
}
/// Looks for it.
pub const LOOK_FOR: Text = Text::new("查找数据文件…", "Look for the data file…");
/// Looks once more in the same place.
pub const LOOK_AGAIN: Text = Text::new("在原位置再找一次", "Look in the same place again");
/// Begins with nothing in its place.
pub const START_HERE: Text =
    Text::new("不再查找，在原位置新建空白账套", "Give it up and start empty in its place");
/// Try again.
pub const AGAIN: Text = Text::new("重试", "Try again");
