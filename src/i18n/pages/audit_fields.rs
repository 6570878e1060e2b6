//! What tables and columns of the store are called where the log tells what a command changed.

use crate::i18n::Text;

/// What the rows of a table are; none where they have no word of their own.
pub fn table(name: &str) -> Option<Text> {
    Some(text!(match name {
        "account" => "客户", "Customer";
        "address" => "邮寄地址", "Mailing address";
        "app_user" => "用户", "User";
        "application" => "开票申请", "Application";
        "application_bill" | "application_line" => "申请的账单", "Bill of the application";
        "bill" => "账单", "Bill";
        "correction" => "更正", "Correction";
        "event" => "办理记录", "Timeline";
        "holiday_year" => "节假日", "Holidays";
        "import_batch" => "导入批次", "Import";
        "invoice" => "发票", "Invoice";
        "invoice_info" => "开票信息", "Invoice info";
        "issuer" => "开票方", "Issuer";
        "non_invoiceable" => "不可开票金额", "Non-invoiceable amount";
        "offset_use" => "抵扣", "Offset";
        "outbox" => "邮件", "E-mail";
        "password" => "密码", "Password";
        "policy" => "开票规则", "Policy";
        "qualification" => "专票资质", "Qualification";
        "recurring_plan" => "定期开票计划", "Recurring plan";
        "red_letter" => "红字确认单", "Red-letter form";
        "refund" => "退款", "Refund";
        "reversal" => "红冲", "Reversal";
        "setting" => "设置", "Setting";
        "signing_key" => "签名密钥", "Signing key";
        "step_request" => "办理请求", "Request to a second person";
        "submission" => "资质提交", "Submission";
        "ticket" => "工单", "Ticket";
        "ticket_note" => "工单备注", "Note of a ticket";
        "top_up" => "充值", "Top-up";
        _ => { return None };
    }))
}

/// What stands in a column; none where it has no word of its own.
pub fn column(name: &str) -> Option<Text> {
    Some(text!(match name {
        "state" | "status" => "状态", "Status";
        "name" => "名称", "Name";
        "code" => "编号", "Code";
        "number" => "编号", "Number";
        "bill_no" => "账单号", "Bill no.";
        "kind" => "类型", "Type";
        "type" => "发票类型", "Invoice type";
        "region" => "地区", "Region";
        "roles" => "角色", "Roles";
        "amount" => "金额", "Amount";
        "refunded" => "已退款", "Refunded";
        "used" => "已开票及占用", "Invoiced and reserved";
        "absorbed" => "抵扣", "Offset";
        "opening" => "期初已开票", "Opening invoiced";
        "gross" => "价税合计", "Gross";
        "net" => "不含税金额", "Net";
        "tax" => "税额", "Tax";
        "billed_on" => "账单日期", "Bill date";
        "due_on" => "期限", "Due on";
        "paid_on" => "付款日期", "Paid on";
        "issued_on" => "开票日期", "Issued on";
        "submitted_on" => "提交日期", "Submitted on";
        "submitted_at" => "提交时间", "Submitted at";
        "submitted_by" => "提交人", "Submitted by";
        "decided_at" | "reviewed_at" => "审核时间", "Decided at";
        "decided_by" | "reviewed_by" | "reviewer_id" => "审核人", "Reviewer";
        "held_by" => "审核中", "Held by";
        "held_at" | "held_until" => "审核开始", "Held since";
        "requested_by" => "提出人", "Requested by";
        "requested_at" => "提出时间", "Requested at";
        "ended_by" => "办结人", "Ended by";
        "ended_at" => "办结时间", "Ended at";
        "also_by" => "另一经办人", "Also by";
        "set_by" => "设置人", "Set by";
        "returned" => "税务局已开具", "Came back";
        "second_person" => "须由他人办理", "Second person needed";
        "step" => "步骤", "Step";
        "user_id" | "by" => "操作人", "User";
        "at" => "时间", "Time";
        "made_at" | "set_at" => "时间", "Time";
        "event" => "事项", "Event";
        "note" => "备注", "Note";
        "remark" => "发票备注", "Remark";
        "reason" | "reasons" => "原因", "Reason";
        "version" => "第几次修改", "Version";
        "tax_id" => "税号", "Tax ID";
        "address" => "地址", "Address";
        "street" => "详细地址", "Street";
        "phone" | "mobile" => "电话", "Phone";
        "bank" => "开户银行", "Bank";
        "bank_account" => "银行账号", "Bank account";
        "contact" => "联系人", "Contact";
        "recipient" => "收件人", "Recipient";
        "postcode" => "邮编", "Postcode";
        "email" => "电子邮箱", "E-mail";
        "carrier" => "快递公司", "Carrier";
        "tracking_no" => "运单号", "Tracking no.";
        "item" => "项目", "Item";
        "policy" => "开票规则", "Policy";
        "policy_version" => "规则版本", "Version of the policy";
        "verified_name" => "实名认证名称", "Verified name";
        "verified_tax_id" => "实名认证税号", "Verified tax ID";
        "account_id" => "客户", "Customer";
        "application_id" => "申请", "Application";
        "bill_id" => "账单", "Bill";
        "issuer_id" => "开票方", "Issuer";
        "uncovered" => "不再足额", "No longer covered";
        "red_number" => "红字发票号码", "Red-letter no.";
        "enabled" => "启用", "Enabled";
        "is_default" => "默认", "Default";
        "disabled_at" => "停用时间", "Disabled at";
        "password_hash" => "密码", "Password";
        "must_change" => "须修改密码", "Has to be changed";
        "value" => "内容", "Value";
        "rule" => "规则", "Rule";
        "file" => "文件", "File";
        _ => { return None };
    }))
}

/// Whether a column holds fen.
pub fn is_money(name: &str) -> bool {
    matches!(
        name,
        "amount" | "refunded" | "used" | "absorbed" | "opening" | "gross" | "net" | "tax" | "uncovered"
    )
}

/// What a state is called that stands in a column; none where it is no state.
pub fn word(column: &str, value: &str) -> Option<Text> {
    if !matches!(column, "state" | "status") {
        return None;
    }
    Some(text!(match value {
        "active" => "正常", "Active";
        "frozen" => "已冻结", "Frozen";
        "submitted" => "待受理", "Submitted";
        "issuing" => "开票中", "Issuing";
        "issued" => "已开票", "Issued";
        "delivered" => "已寄送", "Delivered";
        "received" => "已签收", "Received";
        "cancelled" => "已取消", "Cancelled";
        "rejected" => "已驳回", "Rejected";
        "reversed" => "已红冲", "Reversed";
        "draft" => "未提交", "Draft";
        "pending" => "待审核", "Pending";
        "approved" => "已通过", "Approved";
        "stale" => "需重新审核", "Stale";
        "revoked" => "已撤销", "Revoked";
        "open" => "处理中", "Open";
        "closed" => "已关闭", "Closed";
        "imported" => "已导入", "Imported";
        "undone" => "已撤销", "Undone";
        "begun" => "导入中", "Begun";
        _ => { return None };
    }))
}
