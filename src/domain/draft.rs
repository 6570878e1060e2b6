//! Drafts (草稿): what was typed into a form and not sent.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// A form whose content is kept while it is filled in, by the command that it makes or the page that it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DraftForm {
    /// 申请开票: the wizard. Of an account.
    Application,
    /// 开票信息. Of an account; the object is the invoice type.
    InvoiceInfo,
    /// 邮寄地址. Of an account; the object is the address that is changed, or nothing.
    Address,
    /// 驳回申请. The object of this and of all forms of an application is its number.
    Rejection,
    /// 登记开票.
    Issue,
    /// 登记寄送.
    Delivery,
    /// 红冲.
    Reversal,
    /// 红字确认单的状态. The object is the form's number in the store.
    RedLetter,
    /// 申请更正.
    CorrectionRequest,
    /// 批准更正.
    CorrectionApproval,
    /// 驳回更正.
    CorrectionRejection,
    /// 请同事办理. The object is the application.
    StepRequest,
    /// 不予办理. The object is the application.
    RequestRefusal,
    /// 批量登记开票.
    BulkIssue,
    /// 批量登记寄送.
    BulkDelivery,
    /// 批量驳回.
    BulkRejection,
    /// 撤回发票. The object of this and of the next two is the serial number.
    Recall,
    /// 按退回原因更正.
    RefusedCorrection,
    /// 推翻退回原因.
    Overruling,
    /// 认定返回的发票. The object is the invoice's number.
    ReturnedDecision,
    /// 处理邮件. The object is the application.
    MailDecision,
    /// 更正账单. The object of this and of the next two is the bill.
    BillCorrection,
    /// 删除账单.
    BillRemoval,
    /// 删除退款.
    RefundRemoval,
    /// 冻结、解冻. This and the next four are of an account.
    AccountStatus,
    /// 不可开票金额.
    NonInvoiceable,
    /// 删除不可开票金额.
    NonInvoiceableRemoval,
    /// 充值.
    TopUp,
    /// 客户的邮件语言和抄送.
    MailPreference,
    /// 定期开票. Of an account.
    Recurring,
    /// 资质驳回. Of an account; the object is the submission.
    QualificationRejection,
    /// 资质撤销. Of an account.
    QualificationRevocation,
    /// 新工单. Of an account.
    Ticket,
    /// 工单备注. The object is the ticket.
    TicketNote,
    /// 开票规则. The object is the policy that is copied or changed.
    Policy,
    /// 复制开票规则.
    PolicyCopy,
    /// 开票方. The object is the issuer that is changed, or nothing.
    Issuer,
    /// 用户. The object is the user who is changed, or nothing.
    User,
    /// 邮件服务器.
    Mail,
    /// 邮件内容. The object is the issuer and the language.
    MailTemplate,
}

listed!(DraftForm);
named!(DraftForm);

/// What a draft is known by; a user has one of each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DraftKey {
    /// The form.
    pub form: DraftForm,
    /// The number of the account that it is filled in for, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// What of it: the number of an application, a bill, an address; none where there is only one such form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
}

impl DraftKey {
    /// The draft of a form of which there is one.
    pub const fn new(form: DraftForm) -> Self {
        Self { form, account: None, object: None }
    }

    /// The same for an account.
    pub fn of_account(self, account: impl Into<String>) -> Self {
        Self { account: Some(account.into()), ..self }
    }

    /// The same about an object; an empty name is none.
    pub fn about(self, object: impl Into<String>) -> Self {
        Self { object: Some(object.into()).filter(|object| !object.is_empty()), ..self }
    }
}
