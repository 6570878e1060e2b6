//! Identities of rows. Rows of a table are known by these, never by their place on screen.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A user of the desk.
    UserId;
    /// An issuer (开票方).
    IssuerId;
    /// A customer account.
    AccountId;
    /// A bill.
    BillId;
    /// An entry of an account's non-invoiceable ledger.
    EntryId;
    /// An application.
    ApplicationId;
    /// An offset: a part of a non-invoiceable source that an application absorbed on a bill.
    OffsetId;
    /// A saved mailing address.
    AddressId;
    /// A submission for qualification review.
    SubmissionId;
    /// A request for a correction.
    CorrectionId;
    /// A request that a second person take a step.
    StepRequestId;
    /// A support ticket.
    TicketId;
    /// What came of a month of a plan of recurring invoicing.
    RunId;
    /// A red-letter confirmation form.
    RedLetterId;
    /// Saved invoice info.
    InfoId;
    /// An import (批次).
    BatchId;
    /// A bulk-issue form of the tax bureau's that was seen.
    FormId;
    /// An invoice that an application is planned as.
    PlannedId;
    /// What went out to the tax bureau together.
    IssueBatchId;
    /// A planned invoice in a file that went out.
    LineId;
    /// A list of refusals that came back.
    RefusalListId;
    /// A reason for which the tax bureau refused a line.
    RefusalId;
    /// What was typed into a form and not sent.
    DraftId;
    /// A message of the outbox.
    MessageId;
    /// A key that entries of the log are signed with.
    KeyId;
}
