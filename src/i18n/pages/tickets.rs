//! The words of support tickets.

use crate::domain::ids::TicketId;

texts! {
    OPEN = "提交工单", "Open ticket";
    OPEN_NOTE = "规则不允许直接办理的事项，用工单记录和跟进；提交工单不改变任何金额和申请。",
        "Tickets track requests the rules do not allow. They change no amounts or applications.";
    WISH = "客户的诉求", "Customer's request";
    WISH_HINT = "例如：需要形式发票，或需要更正哪一项",
        "e.g. a pro forma invoice, or what to correct";

    SEARCH = "工单号、申请编号或客户", "Ticket, application or customer";

    NONE = "还没有工单", "No tickets yet";
    NONE_HOW = "境外账号申请开票、或更正不予受理时，可在提示旁提交工单，在这里跟进。",
        "When an account outside the mainland or a late correction is refused, you can open a ticket there. It is tracked here.";
    NONE_FOUND = "没有符合条件的工单", "No matches";

    NOTES = "处理记录", "History";
    NO_NOTES = "没有备注", "No notes";
    NOTE = "备注", "Note";
    NOTE_HINT = "写明进展或处理结果", "Enter progress or the result";
    WRITE_NOTE = "写备注", "Write note";
    NOTE_MISSING = "请先填写备注", "Enter a note first";
    NOTED = "已添加备注", "Note added";
    CLOSED = "工单已关闭", "Ticket closed";
    REOPENED = "工单已重新打开", "Ticket reopened";
}

sentences! {
    number(lang, id: TicketId) = "工单 {id}", "Ticket {id}", id = id.0;
    opened(lang, number: &str) = "已提交工单 {number}", "Ticket {number} opened";
    there_already(lang, id: TicketId) =
        "此事已有未关闭的工单 {id}", "Ticket {id} on this is already open", id = id.0;
    total(lang, n: u64) = "共 {n} 件", "{n} total";
}
