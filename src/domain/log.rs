//! What the audit log (审计日志) tells: what was done, in which field of work, and what it was about.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What an entry of the log is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ObjectKind {
    /// 开票申请, by its number.
    Application,
    /// 账单, by its number.
    Bill,
    /// 工单, by its number.
    Ticket,
    /// 导入批次, by its number.
    Batch,
    /// 批量开票文件, by its number.
    BureauBatch,
    /// 客户账号, by its code.
    Account,
    /// 用户, by the name.
    User,
    /// 开票规则, by its code.
    Policy,
    /// 开票方, by its code.
    Issuer,
    /// 已封账的月份, as `2026-10`: the entry that sealed it, and each that is dated in it or before and was entered since.
    Month,
}

listed!(ObjectKind);

/// Something that an entry of the log is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LogObject {
    /// What it is.
    pub kind: ObjectKind,
    /// Its number, code or name.
    pub number: String,
}

/// The fields of work that the log is narrowed to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LogArea {
    /// 资质: invoice info, qualifications and their reviews.
    Qualification,
    /// 申请: applications, what is made of them, mail, tickets, plans.
    Application,
    /// 账单: what was charged, customers, imports.
    Bill,
    /// 管理: users, issuers, policies, settings, the store itself.
    Manage,
}

listed!(LogArea);

/// Why an attempt is in the log that was refused; no other refusal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Attempt {
    /// A second person has to do it.
    FourEyes,
    /// The user may not do it.
    NotPermitted,
    /// Nobody was let in.
    SignInFailed,
}

impl Attempt {
    /// What a refusal with this id is; none where the log does not keep it.
    pub fn named(id: &str) -> Option<Self> {
        id.parse().ok()
    }

    /// The id of the refusal.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

macro_rules! ops {
    ($($area:ident { $($op:ident)* })*) => {
        /// Everything that an entry of the log can tell. The names are those of the entries; the commands among them are
        /// called as in AUTOMATION.md.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[allow(missing_docs, reason = "their words are in `i18n::audit`")]
        pub enum LogOp {
            $($($op,)*)*
        }

        impl LogOp {
            /// The field of work that it belongs to.
            pub const fn area(self) -> LogArea {
                match self {
                    $($(Self::$op)|* => LogArea::$area,)*
                }
            }
        }
    };
}

ops! {
    Qualification {
        SaveInvoiceInfo SubmitQualification HoldQualification ReleaseQualification ApproveQualification
        RejectQualification RevokeQualification
    }
    Application {
        SubmitApplication AcceptApplication CancelApplication RejectApplication IssueApplication DeliverApplication
        ReceiveApplication UndoStep BeginRedLetter RedLetterState ReverseApplication RequestCorrection
        ApproveCorrection RejectCorrection RequestStep WithdrawRequest RefuseRequest RecallInvoices CorrectRate CorrectRefused OverruleRefusals DecideReturned
        DecideIssued SetRecurring RunRecurring DecideMail ReleaseOutbox OpenTicket NoteTicket CloseTicket ReopenTicket
        DiscardDraft BulkIssue ImportRefusals ImportTracking ImportReturned ImportIssued QueueMail TryMail BeginMail
        MailSent MailFailed MailUnknown RecoverMail
    }
    Bill {
        AddAccount SetAccountStatus AddBill PayBill AddTopUp AddRefund AddNonInvoiceable CorrectBill RemoveBill
        RemoveRefund RemoveNonInvoiceable SaveAddress RemoveAddress SetMailPreference Import UndoImport
        ForgetImportWord ForgetImportColumn
    }
    Manage {
        AddUser ChangeUser DisableUser EnableUser SetPassword SetSignIn SetDefaultUser SignIn BeginSignIn
        RenewPasswordHash MakeRecoveryCode Recover AddIssuer ChangeIssuer CopyPolicy ChangePolicy AddHolidays SetMail
        SetMailTemplate SetBackupFolder SetBackupEncryption ImportTaxCodes SealMonth Begin BeginProof Restore
    }
}

listed!(LogOp);

impl LogOp {
    /// What an entry tells; none where a newer program wrote it.
    pub fn named(op: &str) -> Option<Self> {
        op.parse().ok()
    }

    /// What entries call it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
