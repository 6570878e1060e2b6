//! Invoices on their way to the customer.

sections! {
    "发邮件", "By e-mail" => {
        step "开好的发票在 [[交付]]（{Delivery}）等待送达。{空格} 选择，{Ctrl A} 全选。",
            "Issued invoices wait on [[Delivery]] ({Delivery}). {Space} selects, {Ctrl A} selects all.";
        step "{SendMail} 逐封预览；不能发送的写明原因。{Enter} 发送，在后台进行，可以随时停止。",
            "{SendMail} shows each e-mail first, and why some cannot be sent. {Enter} sends them in the background; it can be stopped.";
        step "[[发件箱]]（{2}）列出每封发给谁、何时、结果。失败或结果不明的按 {Enter} 处理，{RetryMail} 立即重试，{MailReceipt} 导出发送回执。",
            "The [[Outbox]] ({2}) lists each e-mail, when it went and what came of it. {Enter} decides on those that failed or whose outcome is unknown, {RetryMail} tries at once, {MailReceipt} exports a receipt.";
        picture Delivery "交付：等待送达的发票，发邮件或邮寄", "Delivery: invoices that wait, by e-mail or by post";
        note "邮件服务器、发件人和每个开票方的邮件内容，由管理员在 [[设置]] 的 [[发送邮件]] 里填写。",
            "An admin sets the mail server, the sender and each issuer's text in [[Settings]], [[E-mail]].";
        note "结果不明的不会自动重发，以免客户收到两封；从备份恢复的账套先暂停发送，核对后在 [[交付]] 点 [[恢复发送]]。",
            "What has no known outcome is not sent again by itself, lest it come twice. A store that was restored sends nothing until you choose [[Resume sending]] on [[Delivery]].";
    }
    "邮寄", "By post" => {
        step "{PrintLabels} 打印邮寄标签和寄送清单（A4，可裁开）。",
            "{PrintLabels} prints the labels and the list that goes with them (A4, to be cut).";
        step "快递公司的清单拖到这一页，或用 {Ctrl V} 粘贴它的路径：先预览，{Enter} 登记。",
            "Drop the carrier's list on this page, or paste its path with {Ctrl V}: a preview first, {Enter} records it.";
        step "一件一件地登记：{EnterTracking}，扫描或粘贴运单号；快递公司会记住。",
            "One by one: {EnterTracking}, then scan or paste the tracking number; the carrier is remembered.";
        plain "{PackChosen} 把所选的发票文件打包成 ZIP。按字母键办理所选的各件，没有选择时办当前一件。",
            "{PackChosen} packs the files of what is selected into a ZIP. Letters work on the selection, or on the current one where there is none.";
    }
}
