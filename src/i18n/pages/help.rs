//! The words of the help page.

use crate::i18n::{Text, month_end, seal};

texts! {
    NOTE = "按您要做的事查找", "By what you want to do";
    SEARCH = "搜索手册、规则和按键", "Search the handbook, rules and keys";
    CHAPTERS = "手册", "Handbook";
    OPEN_HANDBOOK = "打开手册", "Open the handbook";
    SEE_RULE = "查看规则", "View rule";
    BACK = "‹ 返回", "‹ Back";
    RULES = "全部规则", "Every rule";
    REFUSES = "什么情况", "Refuses";
    WHAT_TO_DO = "怎么办", "What to do";
    NONE = "没有找到", "Nothing found";
    NONE_HOW = "换一个词试试，例如“账单”“邮箱”“取消”。", "Try another word: bill, e-mail, cancel.";

    SEARCH_KEYS = "按键或用途", "A key, or what it does";
    NO_KEYS = "没有这样的按键", "No such key";
    NO_KEYS_HOW = "换一个词试试，例如“搜索”“下一页”。", "Try another word: search, next, copy.";
}

pub const KEYS_EVERYWHERE: &[(&str, Text)] = &[
    ("Ctrl 1 … Ctrl 9", Text::new("切换到左侧第 1 至 9 个页面", "Pages 1 to 9 on the left")),
    ("Ctrl ,", Text::new("设置", "Settings")),
    ("?", Text::new("此处可用的按键，同 F1", "The keys that work here, as F1")),
    ("Tab　Shift Tab", Text::new("下一项、上一项", "Next item, previous item")),
    ("Esc", Text::new("关闭弹窗、提示和右侧详情，返回列表", "Close a dialog, message or details")),
];

pub const LIST_KEYS: &[(&str, Text)] = &[
    ("Ctrl F　/", Text::new("在列表中查找，↓ 回到列表", "Search; ↓ returns to the list")),
    ("↑　↓　K　J", Text::new("上一行、下一行", "Previous row, next row")),
    ("Home　End", Text::new("第一行、最后一行", "First row, last row")),
    ("PgUp　PgDn", Text::new("上一页、下一页", "Page up, page down")),
    ("Enter", Text::new("打开所选的行", "Open the row")),
    ("Space", Text::new("勾选所选的行", "Select the row")),
    ("Shift ↑　Shift ↓", Text::new("连续选择", "Select a range")),
    ("Ctrl A　Esc", Text::new("全选、取消选择", "Select all, select none")),
    ("Ctrl C", Text::new("复制所选的行", "Copy the row")),
    ("Menu　Shift F10", Text::new("行的菜单，← → 换一格", "Menu of the row; ← → for another cell")),
];

pub const DIALOG_KEYS: &[(&str, Text)] = &[
    ("Enter", Text::new("下一步、保存", "Continue, save")),
    ("Ctrl Enter", Text::new("确认弹窗", "Confirm a dialog")),
    (
        "Ctrl R",
        Text::new("多件一起办时，请同事办理须由他人办理的", "Of many, ask a second person for theirs"),
    ),
    ("←　→", Text::new("邮件预览：上一封、下一封", "Preview of e-mails: previous, next")),
    ("Esc", Text::new("关闭弹窗", "Close a dialog")),
];

pub const OVERVIEW_KEYS: &[(&str, Text)] = &[
    ("←　→", Text::new("图表：上一项、下一项", "Chart: previous, next")),
    (
        "Enter",
        Text::new("办理这件事，或打开图表这一项的清单", "Go to what is to do, or to the list of a bar"),
    ),
    ("Delete", Text::new("丢弃所选的草稿", "Discard the draft")),
];

pub const APPLY_KEYS: &[(&str, Text)] =
    &[("Enter", Text::new("下一步", "Next step")), ("Esc", Text::new("上一步", "Previous step"))];

pub const INFO_KEYS: &[(&str, Text)] = &[
    ("Ctrl V", Text::new("粘贴整段开票资料", "Paste a whole block of details")),
    ("Ctrl Enter", Text::new("提交审核", "Submit for review")),
];

pub const FILES_KEYS: &[(&str, Text)] =
    &[("Ctrl V", Text::new("按粘贴的路径导入", "Import from a pasted path"))];

pub const REVIEW_KEYS: &[(&str, Text)] = &[
    ("↑　↓", Text::new("上一个、下一个字段", "Previous field, next field")),
    ("Enter", Text::new("单独核对当前字段", "Confirm the field by itself")),
    ("Ctrl Enter", Text::new("按写好的原因驳回", "Reject, for the reasons written")),
    ("1 … 4", Text::new("写驳回原因时，用常用语", "While a reason is written: a phrase")),
    ("1　2", Text::new("切换证明", "Switch document")),
    ("[　]", Text::new("旋转证明", "Rotate")),
    ("+　-　0", Text::new("放大、缩小、适合窗口", "Zoom in, zoom out, fit")),
    ("PgUp　PgDn", Text::new("证明翻页", "Turn pages")),
    ("←　→", Text::new("左右移动证明", "Move it sideways")),
    ("Shift ↑　Shift ↓", Text::new("上下移动证明", "Move it up and down")),
    ("O", Text::new("用系统程序打开证明", "Open it in the system's program")),
];

pub const ISSUING_KEYS: &[(&str, Text)] = &[
    ("J　K", Text::new("下一件、上一件", "Next, previous")),
    ("Enter", Text::new("修改并到下一件，或右侧的主要操作", "Correct and continue, or main action")),
    ("1 … 4", Text::new("切换列表", "Switch list")),
    ("Ctrl V", Text::new("按粘贴的路径导入", "Import from a pasted path")),
];

pub const MONTH_END_KEYS: &[(&str, Text)] = &[
    ("O", month_end::CHOOSE_LIST),
    ("Ctrl V", Text::new("按粘贴的路径选择清单", "Take the list at a pasted path")),
    ("1 … 4", Text::new("切换四类", "Switch between the four")),
    ("Enter", Text::new("右侧的主要操作", "Main action at the right")),
    ("E", month_end::EXPORT),
    ("P", month_end::REGISTER),
    ("Z", month_end::FILES),
    ("S", seal::SEAL),
    ("V", seal::VERIFY),
    ("Esc", month_end::BACK),
];

pub const DELIVERY_KEYS: &[(&str, Text)] = &[
    ("1　2", Text::new("待送达、发件箱", "To deliver, outbox")),
    ("Ctrl V", Text::new("按粘贴的路径导入快递清单", "Import a parcel list from a pasted path")),
];

pub const HELP_KEYS: &[(&str, Text)] = &[
    ("↑　↓", Text::new("上一章、下一章", "Previous chapter, next chapter")),
    ("PgUp　PgDn", Text::new("翻页", "Page up, page down")),
];
