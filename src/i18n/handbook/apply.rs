//! Applications, one by one, for many, and by themselves.

sections! {
    "为一位客户申请", "For one customer" => {
        step "按 {NewApplication} 进入向导；没有选客户时先输入名称、{Enter}。",
            "{NewApplication} opens the wizard; where no customer is chosen, type the name first, {Enter}.";
        step "{空格} 选账单，{Ctrl A} 全选；按金额开票的填写金额，或点 [[全部金额]]。{GoOn} 或 [[下一步]] 继续。",
            "{Space} selects bills, {Ctrl A} all of them; where the policy is by amount, enter it or choose [[Full amount]]. {GoOn} or [[Next]] goes on.";
        step "核对发票类型、开票信息、邮箱或邮寄地址：已按上次的申请填好，缺什么光标就在哪里。",
            "Check the type, the invoice info, the e-mail or address: they are filled in as last time, and the cursor is where something is missing.";
        step "看完整的预览，{GoOn} [[提交申请]]。按该规则提交后能否修改，这里会提醒。",
            "Look at the whole preview; {GoOn} is [[Submit]]. It says whether the policy allows changes later.";
        picture Wizard "申请的向导：选择账单，右侧是本次开票的金额", "The wizard: bills at the left, this invoice at the right";
        note "提交后按提交时的规则和资料办理，之后改规则、改资料都不影响这一件。没做完的自动存为草稿，列在 [[总览]]。",
            "An application keeps the policy and the details that it was submitted with. What is not finished is kept as a draft on the [[Overview]].";
    }
    "为多位客户申请", "For many customers" => {
        plain "在 [[客户]] 页用 {空格} 选好客户，按 {ApplyForChosen}：为每家各申请全部可开票金额，先列出金额和不能申请的原因。",
            "Select customers with {Space} on [[Customers]] and press {ApplyForChosen}: one application each for everything, after the amounts and who is left out were shown.";
    }
    "定期开票", "Recurring invoicing" => {
        step "先选择一位客户（{ChooseCustomer}），规则提供定期开票的，在 [[定期开票]] 页按 {AddPlan}（[[新建计划]]），填好类型和送达。",
            "Choose a customer first ({ChooseCustomer}); where the policy offers it, press {AddPlan} ([[New plan]]) on [[Recurring]] and fill in the type and the delivery.";
        step "每月到执行日，程序打开时自动申请全部可开票金额；执行前写着 [[将申请]] 多少、[[将跳过]] 哪些和原因。",
            "On its day of each month, the program applies for everything when it is open; before that it says what it [[Will apply]] for, what it [[Will skip]] and why.";
        step "{RunPlans} 立即执行到期的，{ChangePlan} 修改，{SwitchPlan} 停用；每月的结果在 [[执行记录]]。",
            "{RunPlans} runs what is due, {ChangePlan} edits, {SwitchPlan} switches off; what came of each month is in [[Past runs]].";
    }
}
