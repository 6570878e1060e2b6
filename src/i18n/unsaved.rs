//! The words about what is typed and not saved.

use super::{Lang, Text};

/// The question.
pub const TITLE: Text = Text::new("有未保存的内容", "Not everything is saved");
/// What is lost.
pub const NOTE: Text = Text::new("离开后，下列内容会丢失：", "What was typed here is lost when you leave:");
/// Goes back to it.
pub const KEEP: Text = Text::new("继续编辑", "Go on editing");
/// Closes the window all the same.
pub const CLOSE: Text = Text::new("放弃并关闭", "Discard and close");
/// Opens another data file all the same.
pub const OPEN: Text = Text::new("放弃并打开其他文件", "Discard and open the other file");

/// A half-made application.
pub const APPLICATION: Text = Text::new("开票申请", "Application");
/// Invoice info.
pub const INFO: Text = Text::new("开票信息", "Invoice info");
/// Scans that are attached and not submitted.
pub const PROOFS: Text = Text::new("已附上、未提交的资质证明", "Scans attached and not submitted");
/// A mailing address.
pub const ADDRESS: Text = Text::new("邮寄地址", "Mailing address");
/// A plan of recurring invoicing.
pub const PLAN: Text = Text::new("定期开票计划", "Recurring invoicing");
/// A note on a ticket.
pub const TICKET: Text = Text::new("工单备注", "Note on a ticket");
/// A ticket that is being opened.
pub const NEW_TICKET: Text = Text::new("新工单", "New ticket");
/// A policy.
pub const POLICY: Text = Text::new("开票规则", "Policy");
/// An issuer.
pub const ISSUER: Text = Text::new("开票方", "Issuer");
/// A user.
pub const USER: Text = Text::new("用户", "User");
/// Why a qualification is rejected.
pub const REJECTION: Text = Text::new("资质驳回原因", "Reasons of a rejection");
/// Why a qualification is revoked.
pub const REVOCATION: Text = Text::new("资质撤销原因", "Reason of a revocation");

/// Something that is not saved, and whose it is or what its number is, where that is known.
pub fn named(lang: Lang, what: Text, of: &str) -> String {
    let what = what.get(lang);
    if of.is_empty() { what.to_owned() } else { format!("{what} · {of}") }
}
