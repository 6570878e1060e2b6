//! What is found where a whole store is looked over (核对): what is wrong, and what is not and still has to be known.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::log::{LogObject, ObjectKind};
use super::money::Fen;
use super::qualification::ScanFault;

/// One thing that has to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// An older desk reversed an application without the number of each red-letter invoice: it takes them by
    /// `reverse_application`.
    ReversedWithoutNumbers {
        /// The application.
        application: String,
        /// The invoices whose red-letter invoices are not known.
        invoices: Vec<String>,
    },
    /// A backup took the place of the store: the newest entries of both.
    Restored {
        /// The entry that says so.
        entry: i64,
        /// When.
        at: DateTime<Utc>,
        /// The newest entry of the backup.
        backup: Option<i64>,
        /// The newest entry of what it replaced; none where that could not be read.
        replaced: Option<i64>,
    },
    /// What is dated in a sealed month or before was entered since, by entries of the log that say so.
    SealedChanged {
        /// The month.
        month: String,
        /// The entry that tells of its newest seal.
        sealed_in: i64,
        /// The entries, the newest first.
        changed_in: Vec<i64>,
    },
    /// A machine signed for the first time, beside the one on which the store was begun to be proved.
    MachineSigned {
        /// The first entry that it signed.
        entry: i64,
        /// When.
        at: DateTime<Utc>,
        /// What the machine says it is called.
        machine: Option<String>,
    },
    /// An entry is older than the one before it: the clock of a machine was put back.
    ClockWentBack {
        /// The entry.
        entry: i64,
        /// The time of the one before it.
        from: DateTime<Utc>,
        /// Its own.
        to: DateTime<Utc>,
    },
}

impl Notice {
    /// What it is about.
    pub fn about(&self) -> About {
        match self {
            Self::ReversedWithoutNumbers { application, .. } => {
                About::Object(LogObject { kind: ObjectKind::Application, number: application.clone() })
            }
            Self::SealedChanged { sealed_in, changed_in, .. } => {
                About::Entry(changed_in.first().copied().unwrap_or(*sealed_in))
            }
            Self::Restored { entry, .. }
            | Self::MachineSigned { entry, .. }
            | Self::ClockWentBack { entry, .. } => About::Entry(*entry),
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "law", rename_all = "snake_case")]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub enum Violation {
    /// SQLite finds the file damaged, or a row that points at nothing.
    File { detail: String },
    /// A part of the schema, a trigger above all, is missing or not as the program makes it.
    Schema {
        /// `table`, `index`, `trigger` or `view`.
        kind: String,
        name: String,
    },
    /// A row breaks a law that the store keeps.
    Row {
        broken: Law,
        /// The number of the bill, entry or application.
        subject: String,
    },
    /// The audit log was changed: this entry does not follow from the ones before it.
    Audit {
        /// Its place in the log.
        entry: i64,
    },
    /// Rows of a table were added, removed or changed otherwise than by a command.
    Table {
        table: String,
        /// How many rows are proved; none: nothing is, of this table.
        proved: Option<i64>,
        found: i64,
    },
    /// What is kept of the tables is not what the newest entry proves: entries are missing at the end, or it was changed.
    Digests { entry: i64 },
    /// The schema was changed since the newest entry, though it may be as before now: triggers were taken away.
    SchemaTouched { entry: i64 },
    /// The version of the schema was put back.
    SchemaVersion { version: i64 },
    /// An entry is not signed by the key that it names.
    Signature { entry: i64 },
    /// An entry names a key that the store does not know.
    UnknownKey { entry: i64 },
    /// An entry is signed with a key of somebody else than in whose name it stands, or with one that nobody made known
    /// who may.
    SignedByAnother { entry: i64 },
    /// An entry proves nothing, though one before it does.
    Unproved { entry: i64 },
    /// The proof was begun anew, or does not begin with its beginning.
    BegunAnew { entry: i64 },
    /// When this entry was written, something was not as proved.
    NotAsProved { entry: i64, found: Found },
    /// No entry proves anything.
    NoProof,
    /// The store is not of the kind that it was made as.
    Sandbox {
        /// Whether it was made as a sandbox.
        is_one: bool,
    },
    /// The store has the identity of another one.
    Identity,
    /// This machine saw an entry that is gone, or another now: the store was put back to an earlier state, or its log was
    /// written anew.
    HeadLost { entry: i64, seen_at: DateTime<Utc> },
    /// RULES.md section 4: Σ remaining − non_invoiceable = Σ net − Σ opening − Σ invoiced and reserved − Σ ledger
    /// entries, of paid bills.
    Balance {
        account: String,
        /// The left side: what the balance says.
        says: Fen,
        /// The right side: what the bills, invoices and entries say.
        should_say: Fen,
    },
    /// A version of a policy cannot be read, says that it is another, or contradicts itself.
    Policy { policy: String, version: u32 },
    /// A scan that was submitted is gone, or was changed on the disk.
    Scan(LostScan),
    /// An issuer works under a policy that is not there.
    Issuer { issuer: String },
    /// An invoice item of an issuer's own has a rate that the law does not have.
    Item { issuer: String, item: String },
    /// Nobody is an admin.
    NoAdmin,
    /// What an account is said to have to invoice, or to owe, does not follow from its balance.
    Invoiceable {
        account: String,
        /// What is said to be invoiceable.
        invoiceable: Fen,
        /// What is said to be owed.
        in_arrears: Fen,
        /// What remains less what is not invoiceable.
        sum: Fen,
    },
}

/// What something that is found is about, to be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The entry of the log at this place.
    Entry(i64),
    /// Something of this number.
    Object(LogObject),
    /// What has this number, whatever it is.
    Numbered(String),
}

impl Violation {
    /// What it is about; none where that is the store as a whole.
    pub fn about(&self) -> Option<About> {
        let object = |kind, number: &str| Some(About::Object(LogObject { kind, number: number.to_owned() }));
        match self {
            Self::Audit { entry }
            | Self::Digests { entry }
            | Self::SchemaTouched { entry }
            | Self::Signature { entry }
            | Self::UnknownKey { entry }
            | Self::SignedByAnother { entry }
            | Self::Unproved { entry }
            | Self::BegunAnew { entry }
            | Self::NotAsProved { entry, .. } => Some(About::Entry(*entry)),
            Self::Row { subject, .. } => Some(About::Numbered(subject.clone())),
            Self::Balance { account, .. } | Self::Invoiceable { account, .. } => {
                object(ObjectKind::Account, account)
            }
            Self::Scan(scan) => object(ObjectKind::Account, &scan.account),
            Self::Policy { policy, .. } => object(ObjectKind::Policy, policy),
            Self::Issuer { issuer } | Self::Item { issuer, .. } => object(ObjectKind::Issuer, issuer),
            Self::File { .. }
            | Self::Schema { .. }
            | Self::Table { .. }
            | Self::SchemaVersion { .. }
            | Self::NoProof
            | Self::Sandbox { .. }
            | Self::Identity
            // The entry is not there any more.
            | Self::HeadLost { .. }
            | Self::NoAdmin => None,
        }
    }

    /// Whether it is found by holding the store against its log.
    pub fn is_of_proof(&self) -> bool {
        matches!(
            self,
            Self::Table { .. }
                | Self::Digests { .. }
                | Self::SchemaTouched { .. }
                | Self::Signature { .. }
                | Self::UnknownKey { .. }
                | Self::SignedByAnother { .. }
                | Self::Unproved { .. }
                | Self::BegunAnew { .. }
                | Self::NotAsProved { .. }
                | Self::NoProof
                | Self::Sandbox { .. }
                | Self::Identity
                | Self::HeadLost { .. }
        )
    }
}

/// What was not as the entry before it proved, when an entry was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Found {
    /// What is kept of the tables was not what the entry before says.
    Digests,
    /// A store with digests or keys has no entry that proves anything: its log was emptied.
    Emptied,
    /// Rows of a table were not those that were proved.
    Table {
        /// Its name.
        table: String,
    },
    /// The schema was touched.
    Schema,
    /// Anything else that was wrong.
    Log,
}

/// A scan that was submitted and is not there any more, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LostScan {
    /// The account that it was submitted for.
    pub account: String,
    /// The name of the file that was submitted.
    pub name: String,
    /// Where it should be.
    pub place: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub fault: ScanFault,
}

/// A law that every store keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Law {
    /// What a bill counts as refunded is the sum of its refunds.
    RefundsAddUp,
    /// What a bill counts as used is its opening, what live applications invoiced from it and absorbed on it.
    UsedAddsUp,
    /// A cancelled, rejected or reversed application absorbs nothing.
    EndedHoldNothing,
    /// No more is offset of a source than it holds.
    OffsetsWithinSources,
    /// What an application takes from its bills is its amount.
    LinesAddUp,
    /// The invoices of an issued application add up to its amount, and net and tax to gross.
    InvoicesAddUp,
    /// An application takes, absorbs and offsets what is its own account's.
    OwnAccountOnly,
    /// A bill was paid when an application took it that was not cancelled or rejected: section 5, `bill-not-paid`.
    TakenWhenPaid,
    /// An application is of the day in China at which it was made; it is due, and invoiced, on that day or later.
    DatedInOrder,
    /// Only what was issued has invoices, and only what was reversed a red-letter invoice.
    InvoicedOnceIssued,
    /// A reversed application has a red-letter invoice for each of its invoices: section 8.
    ReversedByNumber,
    /// An invoice number is used once in the store, the red ones among them.
    NumbersUsedOnce,
    /// What was delivered was posted with carrier and tracking number, or e-mailed.
    SentSomehow,
    /// Where a qualification stands is what the review of its newest submission came to.
    StandsOnItsReview,
    /// Neither who submitted a qualification nor who last changed the info under review reviews it: section 7.
    ReviewedByAnother,
    /// Where a second person had to record an issue, it was not who applied; and to reverse, nor who recorded an issue.
    SecondPersonTookStep,
    /// An approved correction reversed its application and opened another in its place.
    CorrectedAndReplaced,
    /// A removed bill or ledger entry is a record of ended applications: nothing is used, refunded or offset of it.
    RemovedHoldNothing,
    /// An import brought no more than it says, what it brought lies between its first and last rows, and an import that
    /// was undone brought nothing; no import, correction or removal is half done.
    BatchesAddUp,
    /// The invoices that an application is planned as add up to it, each with the serial number of its place, and an
    /// invoice that one became is of the same application and amount.
    PlannedAddUp,
    /// What is out at the tax bureau is being issued by the issuer it went out for, and is not issued yet; only what
    /// was refused or recalled has reasons for that.
    OutWhileIssuing,
    /// What was e-mailed is delivered, with files of its own invoices.
    MailedIsDelivered,
    /// A red-letter form stands where its history led, was confirmed or denied within 72 hours and lapsed after them, and
    /// no invoice is reversed while the other side has still to confirm.
    RedLettersInOrder,
    /// Net and tax of an invoice are its gross split at its rate: section 2.
    TaxIsOfItsRate,
    /// The rate of an invoice is one that the law has: section 3.
    RateIsLegal,
    /// What an application was made with can be read, and is of the buyer whom it names.
    SnapshotIsKept,
    /// A credit code that fails its check was seen by somebody on the certificate: section 10.
    FailingCodesSeen,
    /// What is kept of the bills of an account by month is what they come to.
    MonthsAddUp,
    /// The timeline of an application leads, step by step, to the state in which it is: section 8.
    TimelineLeadsToState,
}
