//! The words about what is typed and not saved.

use crate::i18n::{Lang, Text};

texts! {
    TITLE = "有未保存的内容", "Unsaved changes";
    NOTE = "离开后，下列内容会丢失：", "These changes will be lost:";
    KEEP = "继续编辑", "Keep editing";
    CLOSE = "放弃并关闭", "Discard and close";
    OPEN = "放弃并打开其他文件", "Discard and open the other file";
    MOVE = "放弃并移动数据文件", "Discard and move the data file";
    THROW_AWAY = "放弃并丢弃演示数据", "Discard and throw the demo away";
    RESTORE = "放弃并恢复备份", "Discard and restore the backup";

    PROOFS = "已附上、未提交的资质证明", "Scans not submitted";
    PLAN = "定期开票计划", "Recurring invoicing";
    TICKET = "工单备注", "Note on a ticket";
    NEW_TICKET = "新工单", "New ticket";
    USER = "用户", "User";
    REJECTION = "资质驳回原因", "Rejection reasons";
    REVOCATION = "资质撤销原因", "Revocation reason";
}

pub fn named(lang: Lang, what: Text, of: &str) -> String {
    let what = what.get(lang);
    if of.is_empty() { what.to_owned() } else { format!("{what} · {of}") }
}
