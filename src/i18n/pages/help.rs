//! The words of the help page.

use crate::i18n::Text;

texts! {
    NOTE = "开票台按这些规则判断", "The rules applied";
    SEARCH = "搜索规则", "Search rules";
    SEE_RULE = "查看规则", "View rule";
    BACK = "‹ 返回", "‹ Back";
    REFUSES = "什么情况", "Refuses";
    WHAT_TO_DO = "怎么办", "What to do";
    NONE = "没有找到规则", "No rule found";
    NONE_HOW = "换一个词试试，例如“账单”“邮箱”“取消”。", "Try another word: bill, e-mail, cancel.";

    KEYS = "快捷键", "Keyboard";
}
pub const WHAT_KEYS_DO: [&[(&str, Text)]; 6] = [
    &[
        ("Ctrl 1 … Ctrl 9", Text::new("切换到左侧第 1 至 9 个页面", "The pages at the left, from the top")),
        ("Ctrl ,", Text::new("设置", "Settings")),
        ("Ctrl K", Text::new("搜索客户、账单、申请、命令", "Find any customer, bill, application, command")),
        ("Ctrl N", Text::new("申请开票", "Apply")),
        ("Esc", Text::new("关闭弹窗、提示和右侧详情，返回列表", "Close dialogs, messages, details; back")),
        ("Tab　Shift Tab", Text::new("下一项、上一项", "The next thing, the one before")),
    ],
    &[
        ("Ctrl F", Text::new("在列表中查找", "Search the list")),
        ("↑　↓", Text::new("上一行、下一行", "Up and down the rows")),
        ("Home　End", Text::new("第一行、最后一行", "The first row, the last one")),
        ("PgUp　PgDn", Text::new("上一页、下一页", "A page up, a page down")),
        ("Enter", Text::new("打开所选的行", "Open the row")),
        ("Space", Text::new("勾选所选的行", "Tick the row")),
        ("Ctrl C", Text::new("复制所选的行", "Copy the row")),
        ("Delete", Text::new("删除所选的邮寄地址", "Remove mailing address")),
    ],
    &[
        ("Enter", Text::new("下一步、保存", "Go on, save")),
        ("Ctrl Enter", Text::new("提交申请、确认弹窗", "Submit, confirm a dialog")),
        ("Ctrl S", Text::new("保存开票信息", "Save invoice info")),
    ],
    &[
        ("J　K", Text::new("资质审核：下一件、上一件", "Reviews: the next one, the one before")),
        ("A　R", Text::new("资质审核：通过、驳回", "Reviews: approve, reject")),
        ("Space", Text::new("资质审核：勾选下一字段", "Reviews: tick the next field")),
        ("1　2", Text::new("资质审核：切换证明", "Reviews: the one proof, the other")),
        ("[　]", Text::new("资质审核：旋转证明", "Reviews: turn the proof")),
        ("+　-　0", Text::new("资质审核：放大、缩小、适合窗口", "Reviews: larger, smaller, fit")),
        ("PgUp　PgDn", Text::new("资质审核：证明翻页", "Reviews: pages of the proof")),
    ],
    &[
        ("R", Text::new("申请：红冲", "Application: reverse")),
        ("U", Text::new("申请：登记红字确认单的状态", "Application: the state of a red-letter form")),
        ("O　Z", Text::new("申请：打开发票文件、另存为 ZIP", "Application: open a file, save all as ZIP")),
        ("P", Text::new("申请：打印办理单", "Application: print the sheet")),
    ],
    &[
        ("J　K", Text::new("开票处理：下一件、上一件", "Issuing: the next one, the one before")),
        (
            "Enter",
            Text::new(
                "开票处理：修改并到下一件，或右侧的主要操作",
                "Issuing: correct and go on, or the first button",
            ),
        ),
        ("M", Text::new("开票处理：一键修改", "Issuing: correct all whose rate is known")),
        ("E", Text::new("开票处理：导出批量开票文件", "Issuing: export for the bureau")),
        ("1 … 4", Text::new("开票处理：切换列表", "Issuing: the four lists")),
        ("Ctrl V", Text::new("开票处理：按粘贴的路径导入", "Issuing: import by a pasted path")),
    ],
];
