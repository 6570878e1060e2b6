//! Customers, bills and what else comes from the billing system.

sections! {
    "导入一个文件", "Importing a file" => {
        step "在任何一页按 {Import}，再点 [[选择文件…]]、拖入文件，或复制文件的路径按 {Ctrl V}。支持 CSV、XLSX 和旧版 XLS。",
            "Press {Import} on any page, then [[Choose a file…]], drop it, or copy its path and press {Ctrl V}. CSV, XLSX and old XLS are read.";
        step "看预览。先导客户，再导账单。有问题的行写明原因；缺什么（开票方、没认出的列、不认识的用语），光标就在哪里。",
            "Look at the preview: customers first, then bills. Rows with errors say why; where something is missing (the issuer, a column, a word), the cursor is there.";
        step "没认出的列手工指定，不认识的用语（如支付状态）选一次含义。下次自动沿用，可在 [[设置]] 的 [[导入用语]] 中删除。",
            "Assign a column that was not recognised, and choose once what an unknown word means. Both are remembered; [[Import vocabulary]] in [[Settings]] forgets them.";
        step "核对合计和 [[提示]]，按 {Enter} 导入。重复导入不会多出账单。",
            "Check the totals and the [[Notices]], then press {Enter}. Importing a file again adds nothing twice.";
        step "没导入的行点 [[保存有问题的行…]] 另存，改好再导。",
            "[[Save rejected rows…]] keeps the rows that were left out, to be corrected and imported.";
        picture Import "导入与导出：选择文件、列的对应、预览", "Import and export: the file, its columns, the preview";
        note "导错了，点 [[撤销这次导入]]。以前的每次导入都在 [[导入记录]] 里，也可整批撤销；有申请用到的会逐项列出，{ImportHistory} 看这一批的操作记录。",
            "If it was the wrong file, choose [[Undo this import]]. Every import is in the [[Import history]] and can be undone as a whole; what applications use is listed, and {ImportHistory} shows its history.";
    }
    "一位客户的资料", "The record of a customer" => {
        plain "[[客户]]（{Customers}）右侧是这位客户的可开票金额和资料。单张登错的账单、退款、不可开票金额，由管理员在详情里更正或删除。",
            "[[Customers]] ({Customers}) shows the balance and the record of a customer at the right. An admin corrects or removes a wrong bill, refund or non-invoiceable amount in its details.";
        plain "[[更多操作]] 里有 [[登记不可开票金额]]、[[登记充值]]、[[冻结账号]] 和邮件语言、抄送。",
            "[[More]] has [[Add non-invoiceable amount]], [[Record top-up]], [[Freeze account]], and the language and copies of e-mails.";
        plain "[[开票信息]]：按发票类型各存一份，{SaveInfo} 保存。客户发来的整段开票资料直接 {Ctrl V}：各就各位，拿不准的标出，没用上的列出，可以 [[撤销粘贴]]。",
            "[[Invoice info]] keeps one set for each type of invoice; {SaveInfo} saves. Paste a whole block from the customer with {Ctrl V}: it is taken apart, guesses are marked, the rest is listed, and [[Undo the paste]] takes it back.";
        plain "[[邮寄地址]]：{AddAddress} 新增，{EditAddress} 修改，{DefaultAddress} 设为默认，{RemoveAddress} 删除。整段地址也可粘贴。",
            "[[Mailing addresses]]: {AddAddress} adds one, {EditAddress} edits, {DefaultAddress} makes it the default, {RemoveAddress} removes it. A whole address can be pasted, too.";
    }
    "列表", "Lists" => {
        plain "{Ctrl F} 或 {/} 到搜索框，{↓} 回到列表。单击列标题排序，拖动换位置，拖右边改宽；常用的筛选可以起名保存。",
            "{Ctrl F} or {/} goes to the search, {↓} back to the list. Click a heading to sort, drag it to move it, drag its edge for the width; filters can be saved by name.";
        plain "右上角 [[导出]] 导出列表当前的内容，[[导入导出]] 页导出整份清单。给人看选 XLSX；CSV 给其他程序，用 Excel 打开时长号码会显示成 1.23E+19。完整的账单清单连同不可开票金额清单导入另一个账套，可开票金额分文不差。",
            "[[Export]] at the top right writes the list as it is shown; [[Import and export]] writes whole lists. XLSX is for people; CSV is for programs (Excel shows its long numbers as 1.23E+19). The whole list of bills and that of non-invoiceable amounts, imported elsewhere, give the same balances to the fen.";
        plain "电话和银行账号在列表里只显示首尾，复制出来的也是这样（[[交付]] 页复制的收件人是完整的）；输入全部或末几位仍能找到客户。",
            "Lists show the ends of phones and bank accounts only, and copy them so (but for the recipients on [[Delivery]], which are copied whole); the whole number or its last digits still find the customer.";
    }
}
