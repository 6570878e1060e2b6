//! From an application to an invoice that is recorded.

sections! {
    "一件申请", "One application" => {
        plain "在 [[申请记录]]（{Applications}）打开一件。右侧写着谁在何时做了什么、期限还有几个工作日；按 {Enter} 即办理下一步。",
            "Open one in [[Applications]] ({Applications}). At the right is who did what and when, and how many working days are left; {Enter} takes the next step.";
        step "{AcceptStep} [[受理]]；有误的 {RejectStep} [[驳回]] 并写明原因。", "{AcceptStep} is [[Accept]]; {RejectStep} is [[Reject]], with the reason.";
        step "在税务平台开好后 {IssueStep} [[登记开票]]：填 20 位数电发票号码，多张可一次粘贴。",
            "Once it is issued on the tax platform, {IssueStep} is [[Record issue]]: the number has 20 digits; several can be pasted at once.";
        step "{DeliverStep} [[登记寄送]]（快递公司、运单号），送到后 {ReceiveStep} [[登记签收]]。",
            "{DeliverStep} is [[Record delivery]] (carrier and tracking number), and {ReceiveStep} [[Record receipt]] once it has arrived.";
        picture Application "一件申请：内容、账单、发票，右侧是进度", "An application: its content, bills and invoices, and its progress at the right";
        plain "受理、寄送、签收可以撤回：提示里的 [[撤销]]、{Undo}，或 {UndoStep}。不能撤回的，弹窗里写明。",
            "Acceptance, delivery and receipt can be taken back: [[Undo]] in the message, {Undo}, or {UndoStep}. Dialogs say what cannot.";
        plain "{OpenFile} 打开发票文件，{PackFiles} 另存为 ZIP，{PrintSheet} 打印办理单，{NextApplication} {ApplicationBefore} 看下一件、上一件。",
            "{OpenFile} opens an invoice file, {PackFiles} saves them as ZIP, {PrintSheet} prints a sheet, {NextApplication} and {ApplicationBefore} go to the next and the previous one.";
    }
    "多件一起办", "Many at once" => {
        step "在列表里用 {空格}、{Shift ↓} 或 {Ctrl A} 选好，下方的按钮写明能办几件。",
            "Select them with {Space}, {Shift ↓} or {Ctrl A}; the buttons below say how many each step is for.";
        step "{AcceptChosen} 受理、{IssueChosen} 登记开票、{DeliverChosen} 登记寄送、{ReceiveChosen} 登记签收、{RejectChosen} 驳回、{MailChosen} 发邮件、{LabelsChosen} 打印标签、{FilesChosen} 打包发票、{ExportChosen} 导出所选。",
            "{AcceptChosen} accepts, {IssueChosen} records issue, {DeliverChosen} delivery, {ReceiveChosen} receipt, {RejectChosen} rejects, {MailChosen} sends e-mails, {LabelsChosen} prints labels, {FilesChosen} packs the files, {ExportChosen} exports.";
        step "登记开票时从表格粘贴一列号码，可带开票日期、快递公司、运单号各列；逐行核对后再登记。没有表头的运单号，只认看得出快递公司的（SF、JD、JT、YT、ZT 开头，或 EMS 的 13 位）。",
            "For the issue, paste a column of numbers from a spreadsheet, with or without dates, carriers and tracking numbers; each row is checked first. Tracking numbers without a heading are taken where they tell the carrier: SF, JD, JT, YT or ZT before them, or 13 characters of EMS.";
        plain "每件各自办理，没办成的逐件说明。未登记的号码留作草稿。",
            "Each is done by itself, and each that was not is explained. Numbers that were not recorded are kept as a draft.";
    }
    "批量开票：导出给税务局", "In bulk, by the tax bureau's form" => {
        step "受理后的申请在 [[开票处理]]（{Issuing}）等待。按 {ExportForms}，第一次选电子税务局下载的《数电发票批量开票导入模板》，再按 {Enter} 写入文件。",
            "Accepted applications wait on [[Issuing]] ({Issuing}). Press {ExportForms}; choose the form that the tax bureau offers for download the first time, and {Enter} writes the file.";
        step "把文件上传到税务平台。退回清单拖到这一页：每条原因对到申请、行和栏。",
            "Upload it to the tax platform. Drop the list of what it returns on this page: each reason is led back to its application, row and column.";
        step "被退回的税率由管理员按 {Enter} 修改，{CorrectAll} 一次改完；其他内容在右侧更正。再按 {ExportForms} 只重新导出这几件。",
            "An admin corrects a rate that was returned with {Enter}, and all known ones with {CorrectAll}; other contents are corrected at the right. {ExportForms} then exports these alone again.";
        step "税务局返回的发票（XML、OFD、PDF、ZIP、文件夹）拖到窗口任何一处。与申请一致的自动登记开票；有差异的左右对照，由人 [[认定…]]。",
            "Drop the invoices that come back (XML, OFD, PDF, ZIP, folders) anywhere on the window. What matches is recorded by itself; what differs is shown side by side, for a person to [[Decide…]].";
        picture Export "导出批量开票文件：模板、保存位置、张数与合计", "Exporting for the tax bureau: the form, the place, how many and how much";
        note "金额不同的谁也不能认定。没有交给税务局的可以 [[撤回…]] 并写明原因。",
            "Nobody can decide on another amount. What was never uploaded can be taken back by [[Recall…]], with the reason.";
    }
    "须由他人办理", "When a second person is needed" => {
        plain "规则要求登记开票或红冲由他人办理的，按钮变成 [[请同事登记开票]] 或 [[请同事红冲]]（字母不变）。请求列入同事的 [[要做的事]]。",
            "Where the policy wants a second person, the button becomes [[Ask to record issue]] or [[Ask to reverse]] (by the same letter), and the request is in the colleagues' [[To do]].";
        plain "{EndRequest}：提出的人 [[撤回请求]]；同事写明原因 [[不予办理]]，提出的人看到后再按它，表示 [[知道了]]。",
            "{EndRequest}: who asked can [[Withdraw request]]; a colleague can [[Decline]] with the reason, and who asked presses it once more for [[Got it]].";
        plain "多件一起办时，须由他人办理的不在其中，{Ctrl R} 一次全部请同事办理。",
            "Of many at once, those that need a second person are left out; {Ctrl R} asks for all of them.";
        note "税务局返回的发票由提交申请的人读入的，不登记，号码写进请求，由同事再读入同一个文件或登记。登记之前，这件申请不能取消、驳回或撤回请求；不予办理须在原因里写明每个号码的去向。",
            "Invoices that the applicant reads in are not recorded: their numbers go into a request, and a colleague reads the same file or records them. Until then the application is neither cancelled nor rejected and the request not withdrawn; to decline it, the reason has to say what became of each number.";
    }
}
