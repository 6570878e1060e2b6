//! The words of support tickets.

use super::{Lang, Text};
use crate::domain::ids::TicketId;

/// Opens a ticket from a refusal; also the title of the dialog.
pub const OPEN: Text = Text::new("提交工单", "Open a ticket");
/// What a ticket is for.
pub const OPEN_NOTE: Text = Text::new(
    "规则不允许直接办理的事项，用工单记录和跟进；提交工单不改变任何金额和申请。",
    "A ticket records and follows up what the rules do not allow. It changes no amount and no application.",
);
/// A fact: why the ticket is opened.
pub const WHY: Text = Text::new("事由", "About");
/// A field: what the customer wants.
pub const WISH: Text = Text::new("客户的诉求", "What the customer wants");
/// What belongs there.
pub const WISH_HINT: Text =
    Text::new("例如：需要形式发票，或需要更正哪一项", "For example: a pro forma invoice, or what to correct");

/// The search box.
pub const SEARCH: Text = Text::new("工单号、申请编号或客户", "Ticket, application or customer");
/// A column.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A column.
pub const APPLICATION: Text = Text::new("开票申请", "Application");
/// A column.
pub const OPENED: Text = Text::new("提交时间", "Opened");
/// A column.
pub const OPENED_BY: Text = Text::new("提交人", "Opened by");
/// A column.
pub const STATE: Text = Text::new("状态", "State");
/// A list of those of an application.
pub const TICKETS: Text = Text::new("工单", "Tickets");

/// There are none at all.
pub const NONE: Text = Text::new("还没有工单", "No tickets yet");
/// How there come to be some.
pub const NONE_HOW: Text = Text::new(
    "境外账号申请开票、或更正不予受理时，可在提示旁提交工单，在这里跟进。",
    "Where an account outside the mainland or a late correction is refused, a ticket can be opened beside the refusal. It is followed up here.",
);
/// None pass the filters.
pub const NONE_FOUND: Text = Text::new("没有符合条件的工单", "Nothing matches");
/// What to do then.
pub const NONE_FOUND_HOW: Text = Text::new("换一个状态或关键字试试。", "Try another state or search.");
/// Puts the card away.
pub const CLOSE_CARD: Text = Text::new("收起", "Close");

/// The notes.
pub const NOTES: Text = Text::new("处理记录", "What was done");
/// There are no notes.
pub const NO_NOTES: Text = Text::new("没有备注", "Nothing was noted");
/// A field.
pub const NOTE: Text = Text::new("备注", "Note");
/// What belongs there.
pub const NOTE_HINT: Text = Text::new("写明进展或处理结果", "Say how far it is, or what came of it");
/// Why it cannot be sent: nothing was written.
pub const NOTE_MISSING: Text = Text::new("请先填写备注", "Write a note first");
/// The note was added.
pub const NOTED: Text = Text::new("已添加备注", "Note added");
/// The ticket was closed.
pub const CLOSED: Text = Text::new("工单已关闭", "Ticket closed");
/// The ticket was opened again.
pub const REOPENED: Text = Text::new("工单已重新打开", "Ticket open again");

/// A ticket by its number.
pub fn number(lang: Lang, id: TicketId) -> String {
    match lang {
        Lang::Zh => format!("工单 {}", id.0),
        Lang::En => format!("Ticket {}", id.0),
    }
}

/// A ticket was opened.
pub fn opened(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Zh => format!("已提交工单 {number}"),
        Lang::En => format!("Ticket {number} opened"),
    }
}

/// There is an open ticket about the same, which is shown.
pub fn there_already(lang: Lang, id: TicketId) -> String {
    match lang {
        Lang::Zh => format!("此事已有未关闭的工单 {}", id.0),
        Lang::En => format!("Ticket {} about this is open already", id.0),
    }
}

/// How many are shown.
pub fn total(lang: Lang, n: u64) -> String {
    match lang {
        Lang::Zh => format!("共 {n} 件"),
        Lang::En => format!("{n} in all"),
    }
}
