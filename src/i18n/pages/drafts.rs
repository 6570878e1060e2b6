//! The words about drafts: what was typed into a form and not sent.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::application::Step;
use crate::domain::calendar::china_date;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::log::LogOp;
use crate::i18n::{
    Lang, Text, amend, audit, common, corrections, customers, dates, delivery, domain, issuing,
    mail_settings, step_requests, unsaved,
};

texts! {
    ANEW = "重新开始", "Start over";
    BULK_ISSUE = "批量登记开票", "Issue in bulk";
    BULK_DELIVERY = "批量登记寄送", "Deliver in bulk";
    BULK_REJECTION = "批量驳回", "Reject in bulk";
    RED_LETTER = "红字确认单状态", "State of a red-letter form";
    POLICY_COPY = "复制开票规则", "Copy of a policy";
    MAIL = "邮件服务器", "Mail server";
    MAIL_TEMPLATE = "邮件内容", "Text of the e-mail";
    STATUS = "客户状态", "Status of a customer";
}

sentences! {
    today(lang, time: &str) = "今天 {time}", "Today {time}";
    yesterday(lang, time: &str) = "昨天 {time}", "Yesterday {time}";
    of(lang, when: &str) = "草稿 · {when}", "Draft · {when}";
}

/// That a form began with a draft, and when that was typed.
pub fn mark(lang: Lang, at: DateTime<Utc>, on: NaiveDate) -> String {
    let time = dates::time(at);
    let when = match (on - china_date(at)).num_days() {
        0 => today(lang, &time),
        1 => yesterday(lang, &time),
        _ => dates::moment(at),
    };
    of(lang, &when)
}

/// What the form of a draft is called.
pub fn form(form: DraftForm) -> Text {
    use DraftForm as F;
    match form {
        F::Application => common::APPLICATION,
        F::InvoiceInfo => common::INVOICE_INFO,
        F::Address => common::MAILING_ADDRESS,
        F::Rejection => domain::step(Step::Reject),
        F::Issue => domain::step(Step::Issue),
        F::Delivery => domain::step(Step::Deliver),
        F::Reversal => domain::step(Step::Reverse),
        F::RedLetter => RED_LETTER,
        F::CorrectionRequest => corrections::REQUEST,
        F::CorrectionApproval => corrections::APPROVE,
        F::CorrectionRejection => corrections::REJECT,
        F::StepRequest => audit::log_op(LogOp::RequestStep),
        F::RequestRefusal => step_requests::REFUSE,
        F::BulkIssue => BULK_ISSUE,
        F::BulkDelivery => BULK_DELIVERY,
        F::BulkRejection => BULK_REJECTION,
        F::Recall => issuing::RECALL_TITLE,
        F::RefusedCorrection => issuing::AMEND_TITLE,
        F::Overruling => issuing::OVERRULE_TITLE,
        F::ReturnedDecision => issuing::DECIDE_TITLE,
        F::MailDecision => delivery::DECIDE_TITLE,
        F::BillCorrection => amend::CORRECT_BILL,
        F::BillRemoval => amend::REMOVE_BILL,
        F::RefundRemoval => amend::REMOVE_REFUND,
        F::AccountStatus => STATUS,
        F::NonInvoiceable => customers::ADD_ENTRY,
        F::NonInvoiceableRemoval => amend::REMOVE_ENTRY,
        F::TopUp => customers::ADD_TOP_UP,
        F::MailPreference => mail_settings::CUSTOMER,
        F::Recurring => unsaved::PLAN,
        F::QualificationRejection => unsaved::REJECTION,
        F::QualificationRevocation => unsaved::REVOCATION,
        F::Ticket => unsaved::NEW_TICKET,
        F::TicketNote => unsaved::TICKET,
        F::Policy => common::POLICY,
        F::PolicyCopy => POLICY_COPY,
        F::Issuer => common::ISSUER,
        F::User => unsaved::USER,
        F::Mail => MAIL,
        F::MailTemplate => MAIL_TEMPLATE,
    }
}

/// What a draft is: the form, and whom or what it is about.
pub fn named(lang: Lang, key: &DraftKey, account_name: Option<&str>) -> String {
    let DraftKey { form: of, account, object } = key;
    let object = match of {
        // The object of these is a number of ours, which says nothing to anybody.
        DraftForm::Address
        | DraftForm::RedLetter
        | DraftForm::InvoiceInfo
        | DraftForm::QualificationRejection => None,
        _ => object.as_deref(),
    };
    let whose = account_name.or(account.as_deref());
    let parts = [Some(form(*of).get(lang)), whose, object];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
