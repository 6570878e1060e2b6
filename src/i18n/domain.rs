//! Words for the values of the domain: types, states, steps, roles, fields.

use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::address::AddressField;
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::invoice_info::{InfoField, InvoiceType};
use crate::domain::policy::{AmountBasis, CancelUntil, Delivery};
use crate::domain::qualification::{EvidenceKind, QualificationState, ReviewStep};
use crate::domain::refusal::{Noun, Role};
use crate::domain::ticket::{TicketState, TicketStep};
use crate::i18n::Text;

pub const fn invoice_type(value: InvoiceType) -> Text {
    text!(match value {
        InvoiceType::PersonalGeneral => "个人增值税普通发票", "Personal general VAT invoice";
        InvoiceType::EnterpriseGeneral => "企业增值税普通发票", "Enterprise general VAT invoice";
        InvoiceType::EnterpriseSpecial => "企业增值税专用发票", "Enterprise special VAT invoice";
        InvoiceType::OrganisationGeneral => "组织增值税普通发票", "Organisation general VAT invoice";
    })
}

pub const fn invoice_type_short(value: InvoiceType) -> Text {
    match value {
        InvoiceType::PersonalGeneral => Text::new("个人普票", "Personal general"),
        InvoiceType::EnterpriseGeneral => Text::new("企业普票", "Enterprise general"),
        InvoiceType::EnterpriseSpecial => Text::new("企业专票", "Enterprise special"),
        InvoiceType::OrganisationGeneral => Text::new("组织普票", "Organisation general"),
    }
}

pub const fn account_kind(value: AccountKind) -> Text {
    match value {
        AccountKind::Individual => Text::new("个人", "Individual"),
        AccountKind::Enterprise => Text::new("企业", "Enterprise"),
        AccountKind::Organisation => Text::new("组织", "Organisation"),
    }
}

pub const fn region(value: Region) -> Text {
    match value {
        Region::Mainland => Text::new("中国大陆", "Mainland China"),
        Region::HongKongMacaoTaiwan => Text::new("港澳台", "Hong Kong, Macao, Taiwan"),
        Region::Overseas => Text::new("海外", "Overseas"),
    }
}

pub const fn account_status(value: AccountStatus) -> Text {
    match value {
        AccountStatus::Active => Text::new("正常", "Active"),
        AccountStatus::Frozen => Text::new("冻结", "Frozen"),
    }
}

pub const fn bill_kind(value: BillKind) -> Text {
    match value {
        BillKind::PayAsYouGo => Text::new("按量计费", "Pay as you go"),
        BillKind::SavingsPlan => Text::new("节省计划", "Savings plan"),
        BillKind::Subscription => Text::new("包年包月", "Subscription"),
        BillKind::Other => Text::new("其他", "Other"),
    }
}

pub const fn application_state(value: ApplicationState) -> Text {
    match value {
        ApplicationState::Submitted => Text::new("待受理", "Submitted"),
        ApplicationState::Issuing => Text::new("开票中", "Issuing"),
        ApplicationState::Issued => Text::new("已开票", "Issued"),
        ApplicationState::Delivered => Text::new("已寄送", "Delivered"),
        ApplicationState::Received => Text::new("已签收", "Received"),
        ApplicationState::Cancelled => Text::new("已取消", "Cancelled"),
        ApplicationState::Rejected => Text::new("已驳回", "Rejected"),
        ApplicationState::Reversed => Text::new("已红冲", "Reversed"),
    }
}

pub const fn step(value: Step) -> Text {
    match value {
        Step::Accept => Text::new("受理", "Accept"),
        Step::Cancel => Text::new("取消申请", "Cancel application"),
        Step::Reject => Text::new("驳回", "Reject"),
        Step::Issue => Text::new("登记开票", "Record issue"),
        Step::Deliver => Text::new("登记寄送", "Record delivery"),
        Step::Receive => Text::new("登记签收", "Record receipt"),
        Step::Reverse => Text::new("红冲", "Reverse"),
    }
}

pub const fn reversal_reason(value: ReversalReason) -> Text {
    match value {
        ReversalReason::WrongInvoice => Text::new("01 开票有误", "01 Wrong invoice"),
        ReversalReason::GoodsReturned => Text::new("02 销货退回", "02 Goods returned"),
        ReversalReason::ServiceEnded => Text::new("03 服务中止", "03 Service ended"),
        ReversalReason::Allowance => Text::new("04 销售折让", "04 Sales allowance"),
    }
}

pub const fn ledger_reason(value: LedgerReason) -> Text {
    text!(match value {
        LedgerReason::LegacyPrepaidInvoice =>
            "2022-10-08 前充值时已开票", "Invoiced at top-up before 2022-10-08";
        LedgerReason::Other => "其他", "Other";
    })
}

pub const fn qualification_state(value: QualificationState) -> Text {
    match value {
        QualificationState::Draft => Text::new("草稿", "Draft"),
        QualificationState::Pending => Text::new("审核中", "In review"),
        QualificationState::Approved => Text::new("已通过", "Approved"),
        QualificationState::Rejected => Text::new("已驳回", "Rejected"),
        QualificationState::Stale => Text::new("信息已变更", "Info changed"),
        QualificationState::Revoked => Text::new("已撤销", "Revoked"),
    }
}

/// Where a qualification stands; none: nothing was ever submitted.
pub const fn qualification_standing(value: Option<QualificationState>) -> Text {
    match value {
        None => Text::new("未提交", "Not submitted"),
        Some(state) => qualification_state(state),
    }
}

pub const fn review_step(value: ReviewStep) -> Text {
    match value {
        ReviewStep::Submit => Text::new("提交审核", "Submit for review"),
        ReviewStep::Approve => Text::new("通过", "Approve"),
        ReviewStep::Reject => Text::new("驳回", "Reject"),
        ReviewStep::Revoke => Text::new("撤销", "Revoke"),
        ReviewStep::Restore => Text::new("恢复", "Restore"),
    }
}

pub const fn ticket_state(value: TicketState) -> Text {
    match value {
        TicketState::Open => Text::new("处理中", "Open"),
        TicketState::Closed => Text::new("已关闭", "Closed"),
    }
}

pub const fn ticket_step(value: TicketStep) -> Text {
    match value {
        TicketStep::Note => Text::new("添加备注", "Add a note"),
        TicketStep::Close => Text::new("关闭工单", "Close the ticket"),
        TicketStep::Reopen => Text::new("重新打开", "Reopen"),
    }
}

pub const fn evidence_kind(value: EvidenceKind) -> Text {
    match value {
        EvidenceKind::TaxCertificate => Text::new("税务登记证", "Tax certificate"),
        EvidenceKind::GeneralTaxpayerProof => Text::new("一般纳税人证明", "General-taxpayer proof"),
    }
}

pub const fn role(value: Role) -> Text {
    match value {
        Role::Clerk => Text::new("财务专员", "Finance clerk"),
        Role::Reviewer => Text::new("审核员", "Reviewer"),
        Role::Admin => Text::new("管理员", "Administrator"),
    }
}

pub const fn delivery(value: Delivery) -> Text {
    match value {
        Delivery::Post => Text::new("邮寄", "Post"),
        Delivery::Email => Text::new("电子邮件", "E-mail"),
    }
}

pub const fn amount_basis(value: AmountBasis) -> Text {
    match value {
        AmountBasis::FreeAmount => Text::new("按金额开票", "By amount"),
        AmountBasis::ChosenBills => Text::new("按账单开票", "By bills"),
    }
}

pub const fn cancel_until(value: CancelUntil) -> Text {
    text!(match value {
        CancelUntil::EndOfSubmissionDay =>
            "提交当日 24:00 前且未开票时", "until 24:00 of the day of submission, before issue";
        CancelUntil::Issue => "开票前", "until it is issued";
    })
}

pub const fn info_field(value: InfoField) -> Text {
    match value {
        InfoField::Name => Text::new("名称", "Name"),
        InfoField::TaxId => Text::new("纳税人识别号", "Tax ID"),
        InfoField::Address => Text::new("注册地址", "Registered address"),
        InfoField::Phone => Text::new("注册电话", "Registered phone"),
        InfoField::Bank => Text::new("开户银行", "Bank"),
        InfoField::BankAccount => Text::new("银行账号", "Bank account"),
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

pub const fn address_field(value: AddressField) -> Text {
    match value {
        AddressField::Recipient => Text::new("收件人", "Recipient"),
        AddressField::Phone => Text::new("联系电话", "Phone"),
        AddressField::Region => Text::new("所在地区", "Region"),
        AddressField::Street => Text::new("详细地址", "Street"),
        AddressField::Postcode => Text::new("邮政编码", "Postcode"),
    }
}

pub const fn noun(value: Noun) -> Text {
    match value {
        Noun::User => Text::new("用户", "user"),
        Noun::Issuer => Text::new("开票方", "issuer"),
        Noun::Policy => Text::new("开票规则", "policy"),
        Noun::Account => Text::new("客户账号", "account"),
        Noun::Bill => Text::new("账单", "bill"),
        Noun::Qualification => Text::new("专票资质", "qualification"),
        Noun::Correction => Text::new("更正申请", "correction"),
        Noun::Ticket => Text::new("工单", "ticket"),
        Noun::Address => Text::new("邮寄地址", "mailing address"),
        Noun::InvoiceInfo => Text::new("开票信息", "invoice info"),
        Noun::Application => Text::new("开票申请", "application"),
        Noun::HolidayYear => Text::new("年度节假日安排", "holiday year"),
        Noun::Command => Text::new("命令", "command"),
        Noun::Import => Text::new("导入批次", "import"),
        Noun::Refund => Text::new("退款", "refund"),
        Noun::LedgerEntry => Text::new("不可开票金额", "non-invoiceable entry"),
    }
}
