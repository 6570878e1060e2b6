//! Invoices that have to be taken back or made anew.

sections! {
    "红冲", "Reversing" => {
        step "打开已开票的申请，按 {Reverse}（[[红冲]]）。先看到红冲后可开票金额、退款和各项期限。",
            "Open the application and press {Reverse} ([[Reverse]]). What the balance, the refunds and the deadlines come to afterwards is shown first.";
        step "购买方已抵扣或入账的：在税务平台录入确认单，再点 [[登记红字确认单]]（一张或全部一次登记）。对方须在 72 小时内确认，剩余时间写在 [[红字确认单]] 里。",
            "Where the buyer has deducted or booked it: enter the form on the tax platform, then [[Record form]], one or all at once. It has to be confirmed within 72 hours; [[Red-letter forms]] shows the time left.";
        step "状态变了按 {ReportLetter} 登记，只列出此时可能的。", "When its state changes, {ReportLetter} records it; only what is possible is offered.";
        step "可以开具后，在税务平台开好红字发票，按 {Reverse} 登记每张的红字发票号码；不需要确认单的，直接登记号码。占用的金额退回账单。",
            "Once that is allowed, issue the red invoice on the tax platform and press {Reverse} to record the number of each; where no form is needed, record it at once. The amounts go back to the bills.";
        note "没办完的确认单列在 [[总览]] 的 [[要做的事]] 里。税务局返回的红字发票文件拖进窗口，也会对上。",
            "Forms that are not finished are in [[To do]] on the [[Overview]]. Red invoices that come back as files are matched, too.";
    }
    "更正后重开", "Correcting" => {
        step "规则允许更正的，打开已开票的申请点 [[申请更正]]。先看到今年还剩几次、最晚到哪一天，再写原因、改内容。",
            "Where the policy allows it, choose [[Request correction]] on the application: how many are left this year and until when, the reason, the new content.";
        step "另一位审核员或管理员 [[批准更正]]，并登记每张发票的红字发票号码：原发票随即红冲，并按更正后的内容生成新申请。",
            "Another reviewer or admin chooses [[Approve]] and records the red numbers: the invoices are reversed, and a corrected application is made.";
        note "账单已全部退款的不能更正，直接红冲。", "What was refunded altogether cannot be corrected: reverse it.";
    }
    "申请之后账单有退款", "Refunds after the application" => {
        plain "没开票的：驳回或取消，按退款后的金额重新申请。仍要全额开票，须勾选 [[仍按申请金额全额开票]] 并写明原因。",
            "Not issued yet: reject or cancel it, and apply for the rest. To issue the whole amount nevertheless, tick [[Issue the full amount anyway]] and say why.";
        plain "已开票的：红冲后按退款后的金额重新申请；不红冲的，退款成为不可开票金额，下次开票时抵扣。",
            "Issued: reverse it and apply for the rest; otherwise the refund is a non-invoiceable amount that is deducted from the next invoice.";
    }
}
