//! What to do when something is refused. The rules come behind it.

sections! {
    "先看提示", "Read the message first" => {
        plain "办不成的事，提示写明是哪条规则、为什么、怎么办；点 [[查看规则]] 到这里。表单里的问题写在字段旁边。",
            "What cannot be done says by which rule, why, and what to do; [[View rule]] leads here. In a form, what is wrong stands beside the field.";
        plain "灰色的按钮：把指针停在上面，写着为什么现在不能办。", "A grey button says why when the pointer rests on it.";
        plain "别人先改了同一份资料：[[开票信息]] 写明是谁、何时，可以 [[载入对方内容]] 或 [[保留我的内容]]；其他表单按提示重新打开，在最新内容上再改。",
            "Where somebody changed the same thing first, [[Invoice info]] says who and when: [[Use theirs]] or [[Keep mine]]. Open other forms again, and change what is there now.";
    }
    "不能直接办理的事", "What cannot be done here" => {
        plain "境外账号、过了期限的更正等，在提示旁点 [[提交工单]]，到 [[工单]]（{Tickets}）跟进：{WriteNote} 写备注，{CloseTicket} 关闭。",
            "For an account abroad, a correction that is too late and the like choose [[Open ticket]] beside the message and follow it up in [[Tickets]] ({Tickets}): {WriteNote} writes a note, {CloseTicket} closes it.";
    }
    "几个常见的情况", "Some that are common" => {
        plain "客户有逾期账单：付清并导入付款后再申请。账号已冻结：自动冻结的，付清并导入付款即可；人工冻结的，核实后 [[解除冻结]]。",
            "Overdue bills: import the payment, then apply. A frozen account: one that was frozen by itself is free once the payment is imported; one that was frozen by hand needs [[Unfreeze account]].";
        plain "导出时说文件正被占用：在 Excel 里关闭它，再导出一次。", "An export whose file is in use: close it in Excel, and export again.";
        plain "提示电脑时间早于上一次操作：先校准时间，否则编号和日期会出错。", "A clock that is behind the last action: set it first, or numbers and dates would be wrong.";
    }
}
