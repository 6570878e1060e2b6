//! The words of the audit log.

use crate::domain::log::{Attempt, LogArea, LogOp, ObjectKind};
use crate::domain::origin::Origin;
use crate::i18n::phrase;

texts! {
    TITLE = "审计日志", "Audit log";
    SEARCH = "客户、申请、账单、内容", "Customer, application, bill, content";
    PERIOD = "日期", "Date";
    NONE = "还没有记录", "Nothing yet";
    NONE_HOW = "每次操作都会记在这里。", "Everything that is done is written down here.";
    NONE_FOUND = "没有符合条件的记录", "No matches";
    REFUSED = "被拒绝", "Refused";
    TIME = "时间", "Time";
    USER = "操作人", "User";
    HISTORY = "操作记录", "History";
    ACTION = "操作", "Action";
    FROM = "从哪里", "From";
    SYSTEM_USER = "系统用户", "System user";
    CHANGED = "改变了什么", "What it changed";
    CHANGED_NOTHING = "没有改变数据", "It changed nothing";
    WAS_REFUSED = "被拒绝，没有改变数据", "Refused; it changed nothing";
    GONE = "（已删除）", "(removed)";
    NOTHING_TO_OPEN = "这一条没有可以打开的内容", "There is nothing to open from this entry";
    WHO = "操作人…", "User…";
    FINDINGS = "核对结果", "What the check found";
    SEE_FINDINGS = "查看", "View";
    FINDINGS_HOW = "请停止使用并留存一份数据文件，再从备份恢复。点一项可看到它的记录。",
        "Stop working with the store, keep a copy of it, and restore a backup. Each leads to what it is about.";
    NOTICES_HOW = "这些不是错误，但需要知道。点一项可看到它的记录。",
        "These are not wrong, but have to be known. Each leads to what it is about.";
    UNTOLD = "较早的记录没有留下改变前后的内容", "Older entries do not tell what they changed";
    FIELD = "字段", "Field";
    BEFORE = "之前", "Before";
    AFTER = "之后", "After";
    ADDED = "新增", "added";
    REMOVED = "删除", "removed";
    CHAINED = "与前一条相连", "chained to the one before";
    NOT_CHAINED = "与前一条不相连", "not chained to the one before";
    NOT_SIGNED = "没有签名", "Not signed";
    BY_MACHINE = "由这台电脑的密钥签名", "Signed with a machine's key";
    BAD_SIGNATURE = "签名不对", "The signature is wrong";
    CHECK = "核对", "Check";
    CHECK_HOW = "核对数据与日志是否一致", "See whether the store is as the log says";
    CHECKING = "正在核对…", "Checking…";
}

sentences! {
    entry(lang, n: i64) = "第 {n} 条", "Entry {n}", n = phrase::count(u64::try_from(n).unwrap_or_default());
    total(lang, n: u64) = "共 {n} 条", "{n} entries", n = phrase::count(n);
    more(lang, n: u64) = "还有 {n} 行", "{n} rows more", n = phrase::count(n);
    refused_by(lang, why: &str) = "被拒绝：{why}", "refused: {why}";
    signed_by(lang, user: &str) = "由{user}的密钥签名", "Signed with {user}'s key";
    history_of(lang, what: &str) = "{what} 的操作记录", "History of {what}";
    checked(lang, entries: i64, at: &str) =
        "数据与日志一致 · {n} 条 · {at} 核对", "Store as the log says · {n} entries · checked {at}",
        n = phrase::count(u64::try_from(entries).unwrap_or_default());
    found_wrong(lang, n: usize, at: &str) =
        "{n} 处不符 · {at} 核对", "{n} found wrong · checked {at}";
    noticed(lang, n: usize) = "{n} 条提示", "1 notice", "{n} notices";
    more_findings(lang, n: usize) = "还有 {n} 项", "{n} more";
    bad_day(lang, day: &str) =
        "日期“{day}”应写作 2026-11-22。", "“{day}” is no day; write it as in 2026-11-22.";
    unknown_op(lang, op: &str) =
        "没有“{op}”这种操作；名称与命令相同，如 approve_qualification。",
        "There is no op “{op}”; they are called as the commands, as in approve_qualification.";
}

names! {
    area(LogArea) {
        Qualification = "资质", "Qualifications";
        Application = "申请", "Applications";
        Bill = "账单", "Bills";
        Manage = "管理", "Administration";
    }
    origin(Origin) {
        Window = "窗口", "Window";
        CommandLine = "命令行", "Command line";
        Scheduler = "定时", "Scheduler";
    }
    attempt(Attempt) {
        FourEyes = "须由另一人办理", "a second person has to";
        NotPermitted = "没有权限", "not permitted";
        SignInFailed = "登录失败", "sign-in failed";
    }
    object_kind(ObjectKind) {
        Application = "申请", "Application";
        Bill = "账单", "Bill";
        Ticket = "工单", "Ticket";
        Batch = "导入批次", "Import";
        BureauBatch = "批量开票文件", "Bulk-issue file";
        Account = "客户", "Customer";
        User = "用户", "User";
        Policy = "开票规则", "Policy";
        Issuer = "开票方", "Issuer";
        Month = "封账月份", "Sealed month";
    }
    log_op(LogOp) {
        SaveInvoiceInfo = "保存开票信息", "Save invoice info";
        SubmitQualification = "提交专票资质", "Submit qualification";
        HoldQualification = "开始审核资质", "Begin review";
        ReleaseQualification = "放下资质审核", "Leave review";
        ApproveQualification = "通过专票资质", "Approve qualification";
        RejectQualification = "驳回专票资质", "Reject qualification";
        RevokeQualification = "撤销专票资质", "Revoke qualification";
        SubmitApplication = "提交开票申请", "Submit application";
        AcceptApplication = "受理申请", "Accept application";
        CancelApplication = "取消申请", "Cancel application";
        RejectApplication = "驳回申请", "Reject application";
        IssueApplication = "登记开票", "Record issue";
        DeliverApplication = "登记寄送", "Record delivery";
        ReceiveApplication = "登记签收", "Record receipt";
        UndoStep = "撤回一步", "Take a step back";
        BeginRedLetter = "登记红字确认单", "Record red-letter form";
        RedLetterState = "更新红字确认单", "Update red-letter form";
        ReverseApplication = "红冲", "Reverse";
        RequestCorrection = "申请更正", "Request correction";
        ApproveCorrection = "批准更正", "Approve correction";
        RejectCorrection = "驳回更正", "Reject correction";
        RequestStep = "请同事办理", "Ask for a second person";
        WithdrawRequest = "撤回请求", "Withdraw request";
        RefuseRequest = "不予办理", "Decline request";
        RecallInvoices = "撤回交出的发票", "Recall invoices";
        CorrectRate = "更正税率", "Correct tax rate";
        CorrectRefused = "更正被退回的发票", "Correct refused invoice";
        OverruleRefusals = "退回原因不成立", "Overrule refusals";
        DecideReturned = "认定返回的发票", "Decide on returned file";
        DecideIssued = "认定已开发票", "Decide on issued row";
        SetRecurring = "设置定期开票", "Set recurring plan";
        RunRecurring = "定期开票", "Run recurring plans";
        DecideMail = "处理邮件", "Decide on e-mail";
        ReleaseOutbox = "恢复发送邮件", "Release outbox";
        OpenTicket = "提交工单", "Open ticket";
        NoteTicket = "备注工单", "Note on ticket";
        CloseTicket = "关闭工单", "Close ticket";
        ReopenTicket = "重新打开工单", "Reopen ticket";
        DiscardDraft = "丢弃草稿", "Discard draft";
        BulkIssue = "导出批量开票文件", "Write bulk-issue file";
        ImportRefusals = "导入退回清单", "Import refusals";
        ImportTracking = "导入快递清单", "Import tracking";
        ImportReturned = "导入返回的发票", "Import returned invoices";
        ImportIssued = "导入已开发票清单", "Import issued invoices";
        QueueMail = "放入发件箱", "Queue e-mail";
        TryMail = "准备发送邮件", "Try e-mail";
        BeginMail = "开始发送邮件", "Begin e-mail";
        MailSent = "邮件已发送", "E-mail sent";
        MailFailed = "邮件没有发出", "E-mail failed";
        MailUnknown = "邮件结果不明", "E-mail outcome unknown";
        RecoverMail = "恢复中断的邮件", "Recover e-mail";
        AddAccount = "添加客户", "Add customer";
        SetAccountStatus = "更改账号状态", "Set account status";
        AddBill = "添加账单", "Add bill";
        PayBill = "登记付款", "Record payment";
        AddTopUp = "登记充值", "Record top-up";
        AddRefund = "登记退款", "Record refund";
        AddNonInvoiceable = "登记不可开票金额", "Add non-invoiceable amount";
        CorrectBill = "更正账单", "Correct bill";
        RemoveBill = "删除账单", "Remove bill";
        RemoveRefund = "删除退款", "Remove refund";
        RemoveNonInvoiceable = "删除不可开票金额", "Remove non-invoiceable amount";
        SaveAddress = "保存邮寄地址", "Save address";
        RemoveAddress = "删除邮寄地址", "Remove address";
        SetMailPreference = "设置客户的邮件", "Set mail preference";
        Import = "导入", "Import";
        UndoImport = "撤销导入", "Undo import";
        ForgetImportWord = "删除导入用语", "Forget import word";
        ForgetImportColumn = "删除导入列", "Forget import column";
        AddUser = "添加用户", "Add user";
        ChangeUser = "修改用户", "Change user";
        DisableUser = "停用用户", "Disable user";
        EnableUser = "恢复用户", "Enable user";
        SetPassword = "设置密码", "Set password";
        SetSignIn = "设置登录要求", "Set sign-in";
        SetDefaultUser = "设置默认操作人", "Set default user";
        SignIn = "登录", "Sign in";
        BeginSignIn = "开始使用登录", "Begin sign-in";
        RenewPasswordHash = "更新密码的保护", "Renew password hash";
        MakeRecoveryCode = "生成恢复码", "Make recovery code";
        Recover = "用恢复码重设密码", "Reset by recovery code";
        AddIssuer = "添加开票方", "Add issuer";
        ChangeIssuer = "修改开票方", "Change issuer";
        CopyPolicy = "复制开票规则", "Copy policy";
        ChangePolicy = "修改开票规则", "Change policy";
        AddHolidays = "添加节假日", "Add holidays";
        SetMail = "设置发送邮件", "Set mail";
        SetMailTemplate = "设置邮件内容", "Set mail template";
        SetBackupFolder = "设置备份文件夹", "Set backup folder";
        SetBackupEncryption = "设置备份加密", "Set backup encryption";
        ImportTaxCodes = "导入税收分类编码", "Import tax codes";
        SealMonth = "封账", "Seal month";
        Begin = "新建账套", "New store";
        BeginProof = "开始证明数据", "Proved from here on";
        Restore = "从备份恢复", "Restore backup";
    }
}
