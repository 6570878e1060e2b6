//! What is done at the end of a month.

sections! {
    "与税务局核对", "Compared with the tax bureau" => {
        step "在 [[开票处理]] 按 {MonthEnd}（[[月末对账]]），点 [[选择清单…]]，或拖入、粘贴税务局当月的已开发票清单。",
            "On [[Issuing]] press {MonthEnd} ([[Month-end]]), then [[Choose the list…]], or drop or paste the bureau's list of what was issued in the month.";
        step "逐张核对，每一分钱都在其中一类：[[一致]]、[[不一致]]、[[仅税务平台有]]、[[仅本账套有]]。不一致的两边并列。",
            "Every invoice and every fen is in one of four: [[Matched]], [[Different]], [[Tax platform only]], [[Here only]]. What differs is shown side by side.";
        step "[[导出核对结果]] 存成表格；[[把清单导入对票]] 登记漏掉的发票。",
            "[[Export the result]] writes it as a table; [[Import the list]] records invoices that were missed.";
        step "[[登记簿…]] 打印当月的发票登记簿，[[打包发票文件…]] 打包当月的发票文件。写好后按 {Enter} 打开。",
            "[[Register…]] prints the month's register of invoices, [[Invoice files…]] packs its files. {Enter} opens what was written.";
        picture MonthEnd "月末对账：四类合计，选一行看两边", "Month-end: four sums, and a row with both sides";
    }
    "封账", "Sealing the month" => {
        step "月份结束后点 [[封账…]]，选一个存放的位置。登记簿、发票清单和文件、申请清单、每个客户的月末余额放进一个签了名的文件夹。",
            "When the month is over choose [[Seal…]] and a place. The register, the invoices and their files, the applications and every customer's balance go into one signed folder.";
        step "交给审计的人：装有本程序的任何一台电脑都能检查，不需要账套，命令行写 fapiao-desk verify 文件夹。自己检查，在 [[月末对账]] 按 {V}（[[验证封账文件夹…]]）。",
            "Hand it to the auditor: any computer with the program checks it without the data file, by the command fapiao-desk verify FOLDER. To check it yourself, press {V} on [[Month-end]] ([[Verify a seal…]]).";
        note "封账后照常办理。日期在封账月份之内或之前的操作会先提示，办理后在日志中标明为封账后录入。",
            "Work goes on. What is dated in a sealed month or before asks first, and the log says that it was entered after the seal.";
    }
}
