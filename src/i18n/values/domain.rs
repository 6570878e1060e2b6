//! Words for the values of the domain: types, states, steps, roles, fields.

use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::address::AddressField;
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::bureau::Waiver;
use crate::domain::invoice_info::{InfoField, InvoiceType};
use crate::domain::issuer::Taxpayer;
use crate::domain::policy::{AmountBasis, CancelUntil, Delivery};
use crate::domain::qualification::{EvidenceKind, QualificationState, ReviewStep};
use crate::domain::red_letter::FormState;
use crate::domain::refusal::Noun;
use crate::domain::role::Role;
use crate::domain::ticket::{TicketState, TicketStep};
use crate::i18n::Text;

names! {
    invoice_type(InvoiceType) {
        PersonalGeneral = "个人增值税普通发票", "Personal general VAT invoice";
        EnterpriseGeneral = "企业增值税普通发票", "Enterprise general VAT invoice";
        EnterpriseSpecial = "企业增值税专用发票", "Enterprise special VAT invoice";
        OrganisationGeneral = "组织增值税普通发票", "Organisation general VAT invoice";
    }
    invoice_type_short(InvoiceType) {
        PersonalGeneral = "个人普票", "Personal general";
        EnterpriseGeneral = "企业普票", "Enterprise general";
        EnterpriseSpecial = "企业专票", "Enterprise special";
        OrganisationGeneral = "组织普票", "Organisation general";
    }
    account_kind(AccountKind) {
        Individual = "个人", "Individual";
        Enterprise = "企业", "Enterprise";
        Organisation = "组织", "Organisation";
    }
    region(Region) {
        Mainland = "中国大陆", "Mainland China";
        HongKongMacaoTaiwan = "港澳台", "Hong Kong, Macao, Taiwan";
        Overseas = "海外", "Overseas";
    }
    account_status(AccountStatus) {
        Active = "正常", "Active";
        Frozen = "冻结", "Frozen";
    }
    bill_kind(BillKind) {
        PayAsYouGo = "按量计费", "Pay as you go";
        SavingsPlan = "节省计划", "Savings plan";
        Subscription = "包年包月", "Subscription";
        Other = "其他", "Other";
    }
    application_state(ApplicationState) {
        Submitted = "待受理", "Submitted";
        Issuing = "开票中", "Issuing";
        Issued = "已开票", "Issued";
        Delivered = "已寄送", "Delivered";
        Received = "已签收", "Received";
        Cancelled = "已取消", "Cancelled";
        Rejected = "已驳回", "Rejected";
        Reversed = "已红冲", "Reversed";
    }
    step(Step) {
        Accept = "受理", "Accept";
        Cancel = "取消申请", "Cancel application";
        Reject = "驳回", "Reject";
        Issue = "登记开票", "Record issue";
        Deliver = "登记寄送", "Record delivery";
        Receive = "登记签收", "Record receipt";
        Reverse = "红冲", "Reverse";
    }
    reversal_reason(ReversalReason) {
        WrongInvoice = "01 开票有误", "01 Invoicing error";
        GoodsReturned = "02 销货退回", "02 Goods returned";
        ServiceEnded = "03 服务中止", "03 Service discontinued";
        Allowance = "04 销售折让", "04 Sales allowance";
    }
    taxpayer(Taxpayer) {
        General = "一般纳税人", "General taxpayer";
        SmallScale = "小规模纳税人", "Small-scale taxpayer";
    }
    waiver(Waiver) {
        BusinessNeed = "实际经营业务需要", "Business need";
        EarlierInvoices = "红冲或重开以前的 3% 发票", "Reversing or reissuing earlier 3% invoices";
    }
    form_state(FormState) {
        NoConfirmation = "01 无需确认", "01 No confirmation needed";
        AwaitingBuyer = "02 销方录入待购方确认", "02 Initiated by seller, awaiting buyer";
        AwaitingSeller = "03 购方录入待销方确认", "03 Initiated by buyer, awaiting seller";
        Confirmed = "04 购销双方已确认", "04 Confirmed by both parties";
        DeniedByBuyer = "05 作废（销方录入购方否认）", "05 Void: rejected by buyer";
        DeniedBySeller = "06 作废（购方录入销方否认）", "06 Void: rejected by seller";
        Lapsed = "07 作废（超72小时未确认）", "07 Void: not confirmed in 72 hours";
        Withdrawn = "08 作废（发起方撤销）", "08 Void: withdrawn";
        WithdrawnLater = "09 作废（确认后撤销）", "09 Void: withdrawn after confirmation";
        Abnormal = "10 作废（异常凭证）", "10 Void: abnormal invoice";
    }
    ledger_reason(LedgerReason) {
        LegacyPrepaidInvoice = "2022-10-08 前充值时已开票", "Invoiced on top-up before 2022-10-08";
        Other = "其他", "Other";
    }
    qualification_state(QualificationState) {
        Draft = "草稿", "Draft";
        Pending = "审核中", "In review";
        Approved = "已通过", "Approved";
        Rejected = "已驳回", "Rejected";
        Stale = "信息已变更", "Details changed";
        Revoked = "已撤销", "Revoked";
    }
    review_step(ReviewStep) {
        Submit = "提交审核", "Submit for review";
        Approve = "通过", "Approve";
        Reject = "驳回", "Reject";
        Revoke = "撤销", "Revoke";
        Restore = "恢复", "Restore";
    }
    ticket_state(TicketState) {
        Open = "处理中", "Open";
        Closed = "已关闭", "Closed";
    }
    ticket_step(TicketStep) {
        Note = "添加备注", "Add note";
        Close = "关闭工单", "Close ticket";
        Reopen = "重新打开", "Reopen";
    }
    evidence_kind(EvidenceKind) {
        TaxCertificate = "税务登记证", "Tax registration certificate";
        GeneralTaxpayerProof = "一般纳税人证明", "General taxpayer proof";
    }
    role(Role) {
        Clerk = "财务专员", "Finance clerk";
        Reviewer = "审核员", "Reviewer";
        Admin = "管理员", "Administrator";
        Service = "服务账号", "Service";
    }
    delivery(Delivery) {
        Post = "邮寄", "Post";
        Email = "电子邮件", "E-mail";
    }
    amount_basis(AmountBasis) {
        FreeAmount = "按金额开票", "By amount";
        ChosenBills = "按账单开票", "By bill";
    }
    cancel_until(CancelUntil) {
        EndOfSubmissionDay = "提交当日 24:00 前且未开票时",
            "24:00 on the submission day, if not yet issued";
        Issue = "开票前", "Invoice issue";
    }
    info_field(InfoField) {
        Name = "名称", "Name";
        TaxId = "纳税人识别号", "Tax ID";
        Address = "注册地址", "Registered address";
        Phone = "注册电话", "Registered phone";
        Bank = "开户银行", "Bank";
        BankAccount = "银行账号", "Bank account";
    }
    address_field(AddressField) {
        Recipient = "收件人", "Recipient";
        Phone = "联系电话", "Phone";
        Region = "所在地区", "Region";
        Street = "详细地址", "Street";
        Postcode = "邮政编码", "Postcode";
    }
    noun(Noun) {
        User = "用户", "user";
        Issuer = "开票方", "issuer";
        Policy = "开票规则", "policy";
        Account = "客户账号", "account";
        Bill = "账单", "bill";
        Qualification = "专票资质", "qualification";
        Correction = "更正申请", "correction";
        Ticket = "工单", "ticket";
        Address = "邮寄地址", "mailing address";
        InvoiceInfo = "开票信息", "invoice info";
        Application = "开票申请", "application";
        HolidayYear = "年度节假日安排", "holiday year";
        Command = "命令", "command";
        Import = "导入批次", "import";
        Refund = "退款", "refund";
        LedgerEntry = "不可开票金额", "non-invoiceable amount";
        RedLetter = "红字确认单", "red-letter confirmation form";
        AtBureau = "已交税务局的发票（申请、流水号或批次）", "invoice at the tax bureau (application, serial number or batch)";
        Message = "邮件", "e-mail";
        InvoiceFile = "发票文件", "invoice file";
        Draft = "草稿", "draft";
        StepRequest = "办理请求", "request to a second person";
    }
}

/// Where a qualification stands; none: nothing was ever submitted.
pub const fn qualification_standing(value: Option<QualificationState>) -> Text {
    match value {
        None => Text::new("未提交", "Not submitted"),
        Some(state) => qualification_state(state),
    }
}

/// A field of invoice info, where there is little room for its name.
pub const fn info_field_short(value: InfoField) -> Text {
    match value {
        InfoField::Address => Text::new("注册地址", "Reg. address"),
        InfoField::Phone => Text::new("注册电话", "Reg. phone"),
        _ => info_field(value),
    }
}
