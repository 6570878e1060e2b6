//! Where what can be invoiced comes from.

sections! {
    "看一位客户能开多少", "What a customer can have invoiced" => {
        step "在 [[客户]] 页选中客户，右侧写着可开票金额；不能申请时写明是哪条规则、该怎么办。",
            "Select the customer on [[Customers]]: the balance is at the right, and where nothing can be applied for, which rule says so and what to do.";
        step "按 {CustomerBalance}（[[查看可开票金额]]）：从已付账单起，减去退款、期初已开票、已开票或已占用、抵扣、超期、不可开票金额，加起来分文不差。",
            "Press {CustomerBalance} ([[View breakdown]]): from the paid bills down, less refunds, what was invoiced before, invoiced or held, offsets, what is too old and non-invoiceable amounts. It adds up to the fen.";
        step "{↑} {↓} 选一行，右侧列出它的账单，{Enter} 打开。",
            "{↑} {↓} choose a line, its bills are at the right, {Enter} opens one.";
        picture Balance "可开票金额：逐行相减，右侧是所选一行的账单", "The breakdown: line by line, with the bills of the chosen one";
    }
    "以前的一天，变化", "A past day, and what changed" => {
        plain "[[截至]] 选以前任何一天，看当日的余额；[[相比]] 选一天，看哪些账单、申请变了。",
            "[[As of]] shows the balance of any past day; [[Compared with]] shows which bills and applications changed since one.";
        plain "{Ctrl C} 复制成表格，{ExportBalance} 导出成 XLSX。",
            "{Ctrl C} copies the table, {ExportBalance} exports it as XLSX.";
        plain "任何一页的金额：按 {ExplainAmount} 说明当前行的金额由什么组成，再按看下一个；也可以按住它不放。",
            "Of an amount on any page: {ExplainAmount} says what that of the current row is made up of, again for the next one; or hold the pointer down on it.";
    }
    "名词", "Words" => {
        plain "[[不可开票金额]]：[[2022-10-08 前充值时已开票]]、开票后的退款，或写明原因的 [[其他]]；下次开票时先从账单中抵扣。",
            "[[Non-invoiceable]]: [[Invoiced on top-up before 2022-10-08]], refunds after the invoice, or [[Other]] with its reason; taken off the bills first when the next application is made.";
        plain "[[欠票]]：不可开票金额比可开票账单剩余多出的部分，等新的已付账单抵扣，抵扣完之前没有可开的金额。",
            "[[In arrears]]: more is to be taken off than remains of the bills. New paid bills make up for it, and until then nothing can be invoiced.";
        plain "[[已开票或已占用]]：申请一提交就占用账单；取消、驳回或红冲后退回。",
            "[[Invoiced or held]]: an application holds its bills as soon as it is submitted, and releases them when it is cancelled, rejected or reversed.";
        plain "[[超过开票期限]]：账单太旧，按开票规则不能再开票。快到期的列在总览里。",
            "[[Too old]]: the policy allows no invoice for them any more. The overview lists what is about to become so.";
    }
}
