//! What an admin sets up, and what the log tells.

sections! {
    "开票规则", "Policies" => {
        plain "[[开票规则]] 逐条说明每套规则和它的影响。随程序提供的不能改：{CopyPolicy} 复制，{ChangePolicy} 改副本。每次保存是一个新版本。",
            "[[Policies]] explains each rule and what it does. Those that come with the program stay as they are: {CopyPolicy} copies one, {ChangePolicy} changes the copy. Each save is a version.";
        picture Policies "开票规则：每套规则的参数和影响", "Policies: the parameters of each and what they do";
        plain "已提交的申请始终按提交时的版本办理；只有税率按开票日期取最新版本的，“他人办理”从保存起对所有申请生效。",
            "Applications keep the version that they were submitted under; only the tax rate is that of the day of issue, and the duty of a second person counts for all from when it is saved.";
        plain "[[他人办理]]：可要求提交申请的人不能登记开票，提交和登记开票的人不能红冲。", "[[Second person]]: whoever applied may not record the issue; whoever applied or issued may not reverse.";
    }
    "开票方", "Issuers" => {
        plain "在 [[设置]] 选中开票方按 {ChangeIssuer}：税务信息、单张限额、自己的发票项目（税率按生效日期）、适用的规则。超过单张限额的申请按几张发票开具，合计分毫不差。",
            "Select one in [[Settings]] and press {ChangeIssuer}: tax details, the limit of an invoice, items of its own with rates by date, its policy. What exceeds the limit is issued as several invoices that add up.";
        plain "每年 11 月国务院公布放假安排后，在 [[设置]] 的 [[节假日与调休]] 导入 [[放假安排（JSON）]] 文件，期限才算得准。",
            "Each November, once the State Council has announced them, import the file of [[Holidays (JSON)]] in [[Settings]], [[Holidays]]; deadlines are counted by it.";
    }
    "用户与登录", "Users and signing in" => {
        plain "[[设置]] 的 [[用户]]：{AddUser} 添加，{ChangeRoles} 修改角色，{SetPassword} 设置密码（本人登录后须换成自己的），{SwitchUserOff} 停用或启用。停用后，那人开着的窗口随即锁定。",
            "[[Users]] in [[Settings]]: {AddUser} adds, {ChangeRoles} changes roles, {SetPassword} sets a password (to be changed at the next sign-in), {SwitchUserOff} disables or enables. A disabled user's window locks at once.";
        plain "每人都有密码后，勾选 [[须用密码登录]]。否则谁都可以用任何人的名义办理，日志证明不了是谁做的。",
            "Once everybody has a password, tick [[Everybody signs in with a password]]. Without it anybody can act under any name, and the log proves nobody's doing.";
        plain "[[财务专员]] 导入、申请、办理；[[审核员]] 审核资质和更正；[[管理员]] 管理用户、开票方和规则，也可办理；[[服务账号]] 给计费系统用。一个人有全部角色的，会提醒没有第二个人核对。",
            "A [[Finance clerk]] imports, applies and issues; a [[Reviewer]] reviews qualifications and corrections; an [[Administrator]] manages users, issuers and policies; [[Service]] is for a billing system. Where one person has every role, a warning says that nobody checks.";
    }
    "审计日志", "The audit log" => {
        plain "[[审计日志]] 列出每次操作：谁、何时、从哪里、办了什么，[[被拒绝]] 的也在其中；右侧写明改变了哪些字段、之前和之后。",
            "The [[Audit log]] lists everything that was done: who, when, from where, what, and what was [[Refused]]; at the right is what it changed, before and after.";
        plain "{CheckStore} 核对数据与日志是否一致，发现的问题逐条列出。在申请、客户、账单、工单上按 {ApplicationHistory}，只看它的操作记录。",
            "{CheckStore} compares the data with the log and lists what is wrong. {ApplicationHistory} on an application, customer, bill or ticket shows its history alone.";
        picture Audit "审计日志：每次操作，右侧是改变了什么", "The audit log, and at the right what an entry changed";
    }
}
