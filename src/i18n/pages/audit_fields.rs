//! What tables, columns and values of the store are called where the log tells what a command changed: as the forms call
//! them.

use crate::domain::log_value::{LogWord, Stage};
use crate::domain::red_letter::Side;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Text, application, domain, exchange, mail, mail_settings};

/// What the rows of a table are; none where they have no word of their own.
pub fn table(name: &str) -> Option<Text> {
    Some(text!(match name {
        "account" => "客户", "Customer";
        "amendment" => "更正记录", "Amendment";
        "app_user" => "用户", "User";
        "application" => "开票申请", "Application";
        "application_bill" => "申请的账单", "Bill of the application";
        "audit" => "审计日志", "Audit log";
        "batch_line" => "批量开票文件的一行", "Line of a bulk-issue file";
        "bill" => "账单", "Bill";
        "bill_offset" => "抵扣", "Offset";
        "bureau_form" => "批量开票模板", "Bulk-issue form";
        "bureau_refusal" => "税务局退回原因", "Reason of the tax bureau";
        "correction" => "更正申请", "Correction";
        "event" => "办理记录", "Timeline";
        "evidence" => "资质证明", "Certificate";
        "holiday_year" => "节假日", "Holidays";
        "import_batch" => "导入批次", "Import";
        "import_change" => "导入的改动", "Change by an import";
        "invoice" => "发票", "Invoice";
        "invoice_file" => "发票文件", "Invoice file";
        "invoice_info" => "开票信息", "Invoice info";
        "issue_batch" => "批量开票文件", "Bulk-issue file";
        "issuer" => "开票方", "Issuer";
        "issuer_item" => "发票项目", "Invoice item";
        "issuer_item_rate" => "发票项目的税率", "Tax rate of an item";
        "mail_preference" => "客户的邮件设置", "Mail preference";
        "mail_template" => "邮件模板", "Mail template";
        "mailing_address" => "邮寄地址", "Mailing address";
        "non_invoiceable" => "不可开票金额", "Non-invoiceable amount";
        "outbox" | "outbox_file" => "邮件", "E-mail";
        "password" => "密码", "Password";
        "planned_invoice" => "计划开具的发票", "Planned invoice";
        "policy" | "policy_version" => "开票规则", "Policy";
        "qualification" => "专票资质", "Qualification";
        "recovery_code" => "恢复码", "Recovery code";
        "recurring_plan" => "定期开票计划", "Recurring plan";
        "recurring_run" => "定期开票", "Recurring run";
        "red_letter" | "red_letter_step" => "红字确认单", "Red-letter form";
        "refund" => "退款", "Refund";
        "refusal_list" => "退回清单", "List of refusals";
        "refusal_overruled" => "不成立的退回原因", "Overruled reason";
        "reversal" | "reversed_without_numbers" => "红冲", "Reversal";
        "setting" => "设置", "Setting";
        "signing_key" => "签名密钥", "Signing key";
        "seal" => "封账", "Seal of a month";
        "step_request" => "办理请求", "Request to a second person";
        "submission" => "资质提交", "Submission";
        "tax_code" => "税收分类编码", "Tax classification code";
        "tax_id_seen" => "已核对的税号", "Tax ID that was seen";
        "ticket" => "工单", "Ticket";
        "ticket_note" => "工单备注", "Note of a ticket";
        "top_up" => "充值", "Top-up";
        _ => { return None };
    }))
}

/// What stands in a column; none where it has no word of its own.
pub fn column(table: &str, name: &str) -> Option<Text> {
    Some(text!(match (table, name) {
        ("account" | "app_user" | "issuer" | "invoice_info", "name") => "名称", "Name";
        ("app_user", "roles") => "角色", "Roles";
        ("account", "address") => "注册地址", "Registered address";
        ("account", "phone") => "注册电话", "Registered phone";
        ("account", "mobile") => "手机", "Mobile";
        ("application", "number") => "申请编号", "Application no.";
        ("application", "due_on") => "办理期限", "Due on";
        ("application", "sent_to") => "寄送到", "Sent to";
        ("submission", "due_on") => "审核期限", "Review due on";
        ("submission", "info") => "提交时的开票信息", "Info submitted";
        ("submission", "reasons") => "驳回原因", "Reasons";
        ("bill", "due_on") => "付款期限", "Due on";
        ("bill", "kind") => "费用类型", "Charge";
        ("bill", "removed_no") => "删除前的账单号", "Bill no. before removal";
        ("bill_offset", "bill_id") => "抵扣在账单", "Offset on bill";
        ("bill_offset", "source_bill_id" | "source_entry_id") => "抵扣来自", "Offset of";
        ("correction", "decision") => "批准或驳回说明", "Decision";
        ("correction", "changes") => "更正内容", "Changes";
        ("correction", "replacement_id") => "更正后的申请", "Replacement";
        ("evidence" | "invoice_file" | "outbox_file" | "bureau_form" | "refusal_list", "name") => "文件", "File";
        ("evidence", "kind") => "证明", "Certificate";
        ("evidence", "media") | ("invoice_file", "format") => "格式", "Format";
        ("import_batch", "kind") => "导入内容", "Imported";
        ("import_batch", "read") => "读取行数", "Rows read";
        ("import_batch", "added") => "新增", "Added";
        ("import_batch", "changed") => "变更", "Changed";
        ("import_batch", "unchanged") => "不变", "Unchanged";
        ("import_batch", "refused") => "拒绝", "Refused";
        ("invoice", "number") => "发票号码", "Invoice no.";
        ("invoice_info", "address") => "注册地址", "Registered address";
        ("invoice_info", "phone") => "注册电话", "Registered phone";
        ("issuer_item", "name") | (_, "item") => "项目", "Item";
        ("issuer_item", "short_name") => "简称", "Short name";
        ("issuer_item_rate", "from_on") => "生效日期", "From";
        ("non_invoiceable", "reason") => "类型", "Type";
        ("non_invoiceable", "removed") => "已删除", "Removed";
        ("outbox", "answer") => "服务器答复", "Answer of the server";
        ("outbox", "why") => "失败原因", "Why it failed";
        ("outbox", "tries") => "发送次数", "Tries";
        ("planned_invoice", "is_replaced") => "已作废", "Replaced";
        ("planned_invoice", "serial") => "流水号", "Serial no.";
        ("red_letter", "begun_by") => "发起方", "Begun by";
        ("refund", "reason") => "退款原因", "Reason";
        ("setting", "value") => "内容", "Value";
        ("ticket", "rule") => "相关规则", "Rule";
        ("recurring_run", "rule") => "跳过原因", "Skipped by";
        ("amendment", "op") => "操作", "Operation";
        ("amendment", "subject") => "对象", "Of";
        ("amendment", "is_open") => "未完成", "Unfinished";
        (_, "state" | "status") => "状态", "Status";
        (_, "again_at") => "重试时间", "Again at";
        (_, "account_id") => "客户", "Customer";
        (_, "address") => "地址", "Address";
        (_, "address_id") => "邮寄地址", "Mailing address";
        (_, "also_by") => "另一经办人", "Also by";
        (_, "amount") => "金额", "Amount";
        (_, "at") => "时间", "Time";
        (_, "application_id") => "申请", "Application";
        (_, "bank") => "开户银行", "Bank";
        (_, "bank_account") => "银行账号", "Bank account";
        (_, "batch_id") => "批次", "Batch";
        (_, "bill_id") => "账单", "Bill";
        (_, "bill_no") => "账单号", "Bill no.";
        (_, "billed_on") => "账单日期", "Bill date";
        (_, "body") => "正文", "Body";
        (_, "buyer_name") => "购买方名称", "Buyer";
        (_, "carrier") => "快递公司", "Carrier";
        (_, "cc") => "抄送", "Copy to";
        (_, "changed_by") => "最后修改人", "Last changed by";
        (_, "class") => "退回类别", "Kind of reason";
        (_, "code") => "编号", "Code";
        (_, "contact") => "联系人", "Contact";
        (_, "copied_from") => "复制自", "Copied from";
        (_, "copied_version") => "复制自第几版", "Copied from version";
        (_, "decided_at") => "决定时间", "Decided at";
        (_, "decided_by") => "决定人", "Decided by";
        (_, "disabled_at") => "停用时间", "Disabled at";
        (_, "email") => "电子邮箱", "E-mail";
        (_, "enabled") => "启用", "Enabled";
        (_, "ended") => "结果", "Outcome";
        (_, "ended_at") => "结果时间", "Ended at";
        (_, "ended_by") => "办结人", "Ended by";
        (_, "entered_at") => "录入时间", "Entered at";
        (_, "entered_by") => "录入人", "Entered by";
        (_, "event") => "事项", "Event";
        (_, "field") => "字段", "Field";
        (_, "file") => "文件", "File";
        (_, "form_id") => "模板", "Form";
        (_, "form_no") => "确认单编号", "Form no.";
        (_, "full_rate_reason") => "按 3% 开专票的原因", "Reason for 3%";
        (_, "gross") => "价税合计", "Gross";
        (_, "happened_at") => "状态时间", "Happened at";
        (_, "held_at") => "开始审核时间", "Held since";
        (_, "held_by") => "正在审核", "Held by";
        (_, "invoice_id") => "发票", "Invoice";
        (_, "invoiced") => "开票金额", "Invoiced";
        (_, "is_open") => "待处理", "Open";
        (_, "is_default") => "默认", "Default";
        (_, "issued_on") => "开票日期", "Issued on";
        (_, "issuer_id") => "开票方", "Issuer";
        (_, "kept_at") => "存入时间", "Kept at";
        (_, "key") => "设置", "Setting";
        (_, "kind") => "类型", "Type";
        (_, "language") => "语言", "Language";
        (_, "letter_id") => "红字确认单", "Red-letter form";
        (_, "line_id") => "文件中的一行", "Line of the file";
        (_, "list_id") => "退回清单", "List of refusals";
        (_, "made_at" | "set_at") => "设置时间", "Set at";
        (_, "made_by") => "修改人", "Made by";
        (_, "max_invoice_amount") => "单张限额", "Maximum of an invoice";
        (_, "month") => "月份", "Month";
        (_, "must_change") => "须修改密码", "Has to be changed";
        (_, "name") => "名称", "Name";
        (_, "net") => "金额（不含税）", "Net";
        (_, "note") => "备注", "Note";
        (_, "number") => "编号", "Number";
        (_, "opened_at") => "提交时间", "Opened at";
        (_, "opened_by") => "提交人", "Opened by";
        (_, "opening") => "期初已开票", "Opening invoiced";
        (_, "outbox_id") => "邮件", "E-mail";
        (_, "outcome") => "结果", "Outcome";
        (_, "paid_on") => "付款日期", "Paid on";
        (_, "password_hash" | "recovery_hash") => "密码", "Password";
        (_, "phone" | "mobile") => "电话", "Phone";
        (_, "planned_id") => "计划开具的发票", "Planned invoice";
        (_, "policy") => "开票规则", "Policy";
        (_, "policy_version") => "规则版本", "Version of the policy";
        (_, "postcode") => "邮编", "Postcode";
        (_, "queued_at") => "放入时间", "Queued at";
        (_, "queued_by") => "放入人", "Queued by";
        (_, "rate") => "税率", "Tax rate";
        (_, "reason" | "reasons") => "原因", "Reason";
        (_, "recipient") => "收件人", "Recipient";
        (_, "recipients") => "收件邮箱", "To";
        (_, "red_number") => "红字发票号码", "Red invoice no.";
        (_, "refunded") => "已退款", "Refunded";
        (_, "refunded_on") => "退款日期", "Refunded on";
        (_, "refusal_id") => "退回原因", "Reason refused";
        (_, "region") => "所在地区", "Region";
        (_, "remark") => "发票备注", "Remark";
        (_, "requested_at") => "申请时间", "Requested at";
        (_, "requested_by") => "申请人", "Requested by";
        (_, "requested_on") => "申请日期", "Requested on";
        (_, "reversed_on") => "红冲日期", "Reversed on";
        (_, "reviewed_at") => "审核时间", "Reviewed at";
        (_, "reviewed_by") => "审核人", "Reviewer";
        (_, "returned") => "税务局已开具", "Came back";
        (_, "row") => "行", "Row";
        (_, "rule") => "规则", "Rule";
        (_, "saved_at") => "保存时间", "Saved at";
        (_, "saved_by") => "保存人", "Saved by";
        (_, "seen_at") => "核对时间", "Seen at";
        (_, "seen_by") => "核对人", "Seen by";
        (_, "sender") => "发件邮箱", "From";
        (_, "sender_name") => "发件人", "Sender";
        (_, "second_person") => "须由他人办理", "Second person needed";
        (_, "set_by") => "设置人", "Set by";
        (_, "sheet") => "工作表", "Sheet";
        (_, "since") => "开始日期", "Since";
        (_, "size") => "大小（字节）", "Size in bytes";
        (_, "step") => "步骤", "Step";
        (_, "street") => "详细地址", "Street";
        (_, "subject") => "主题", "Subject";
        (_, "submission_id") => "资质提交", "Submission";
        (_, "submitted_at") => "提交时间", "Submitted at";
        (_, "submitted_by") => "提交人", "Submitted by";
        (_, "submitted_on") => "提交日期", "Submitted on";
        (_, "tax") => "税额", "Tax";
        (_, "tax_code") => "税收分类编码", "Tax classification code";
        (_, "tax_id") => "纳税人识别号", "Tax ID";
        (_, "taxpayer") => "纳税人类型", "Taxpayer";
        (_, "ticket_id") => "工单", "Ticket";
        (_, "tracking_no") => "运单号", "Tracking no.";
        (_, "tried_at") => "发送时间", "Tried at";
        (_, "type") => "发票类型", "Invoice type";
        (_, "uncovered") => "不再足额", "No longer covered";
        (_, "undone_at") => "撤销时间", "Undone at";
        (_, "undone_by") => "撤销人", "Undone by";
        (_, "used") => "已开票及占用", "Invoiced and reserved";
        (_, "user_id") => "用户", "User";
        (_, "verified_name") => "实名认证名称", "Verified name";
        (_, "verified_tax_id") => "实名认证税号", "Verified tax ID";
        (_, "why") => "原因", "Why";
        (_, "year") => "年份", "Year";
        _ => { return None };
    }))
}

/// What a setting is about; none where it has no word of its own.
pub fn setting(key: &str) -> Option<Text> {
    let kind = key.split('/').next().unwrap_or(key);
    Some(text!(match kind {
        "default_user" => "默认操作人", "Default user";
        "sign_in" => "须用密码登录", "Sign-in";
        "backup_folder" => "备份文件夹", "Backup folder";
        "mail" => "发送邮件", "Mail";
        "mail_held" => "暂停发送邮件", "Mail is held";
        "import_mapping" => "导入的列", "Columns of imports";
        "import_words" => "导入用语", "Words of imports";
        _ => { return None };
    }))
}

/// A value in words.
pub fn word(word: LogWord) -> Text {
    match word {
        LogWord::AccountKind(kind) => domain::account_kind(kind),
        LogWord::AccountStatus(status) => domain::account_status(status),
        LogWord::Region(region) => domain::region(region),
        LogWord::State(state) => domain::application_state(state),
        LogWord::ReversalReason(reason) => domain::reversal_reason(reason),
        LogWord::LedgerReason(reason) => domain::ledger_reason(reason),
        LogWord::BillKind(kind) => domain::bill_kind(kind),
        LogWord::Waiver(waiver) => domain::waiver(waiver),
        LogWord::ImportKind(kind) => exchange::import_kind(kind),
        LogWord::InvoiceType(invoice_type) => domain::invoice_type(invoice_type),
        LogWord::Taxpayer(taxpayer) => domain::taxpayer(taxpayer),
        LogWord::Language(language) => mail_settings::language(language),
        LogWord::Message(state) => mail::state(state),
        LogWord::Evidence(kind) => domain::evidence_kind(kind),
        LogWord::Qualification(state) => domain::qualification_state(state),
        LogWord::Form(state) => domain::form_state(state),
        LogWord::Side(side) => self::side(side),
        LogWord::Role(role) => domain::role(role),
        LogWord::Rule(rule) => rule_text(rule).title,
        LogWord::Ticket(state) => domain::ticket_state(state),
        LogWord::Event(event) => application::event(event),
        LogWord::Flag(true) => Text::new("是", "Yes"),
        LogWord::Flag(false) => Text::new("否", "No"),
        LogWord::Stage(stage) => self::stage(stage),
    }
}

names! {
    side(Side) {
        Seller = "销方", "Seller";
        Buyer = "购方", "Buyer";
    }
    stage(Stage) {
        Begun = "导入中", "Being imported";
        Imported = "已导入", "Imported";
        Undone = "已撤销", "Undone";
        Requested = "待批准", "Requested";
        Approved = "已批准", "Approved";
        Rejected = "已驳回", "Rejected";
        Applied = "已申请", "Applied";
        Skipped = "已跳过", "Skipped";
        Refused = "已退回", "Refused";
        Recalled = "已撤回", "Recalled";
        Waiting = "等待办理", "Waiting";
        Done = "已办理", "Done";
        Withdrawn = "已收回", "Withdrawn";
        Lapsed = "已失效", "Lapsed";
        Returned = "已开具", "Issued";
        Required = "须登录", "Required";
        Free = "不须登录", "Not required";
    }
}
