//! The columns of every list, each said once: what it is called in files, what it holds, how wide it is in the window,
//! what sorts, and what is hidden at first. Store, window and export read it here; the words are in `i18n::lists`.

use super::account::{AccountKind, AccountStatus, Region};
use super::application::ApplicationState;
use super::balance::LedgerReason;
use super::bill::{BillKind, BillStanding};
use super::import::ImportKind;
use super::invoice_info::InvoiceType;
use super::log::{Attempt, LogOp};
use super::origin::Origin;
use super::qualification::QualificationState;
use super::rule_id::RuleId;
use super::ticket::TicketState;

/// A column of a list. Its default is what the list is sorted by at first.
pub trait ListColumn: Copy + Default + Eq + std::fmt::Debug + Send + 'static {
    /// Every column, from the left.
    const ALL: &'static [Self];

    /// Whether the list begins with its large end.
    const DESCENDING: bool;

    /// The column's name among the columns of its list.
    fn as_str(self) -> &'static str;

    /// What it holds, and how it looks.
    fn shape(self) -> ColumnShape;

    /// Its header.
    fn header(self) -> Phrase;

    /// The column of this name.
    fn named(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.as_str() == key)
    }
}

/// What a column holds, and how it looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnShape {
    /// What it holds.
    pub kind: ColumnKind,
    /// Its width in the window in points, in Chinese and in English; nothing where the window does not show it.
    pub width: [f32; 2],
    /// The list can be sorted by it.
    pub sorts: bool,
    /// It takes the room that the others leave.
    pub grows: bool,
    /// It is shown only when asked for.
    pub hidden: bool,
    /// It is never cut, as numbers, days and statuses are: it is as wide as what is in it needs.
    pub whole: bool,
}

impl ColumnShape {
    const fn new(kind: ColumnKind, widths: &[f32]) -> Self {
        let width = match widths {
            [zh, en, ..] => [*zh, *en],
            [both] => [*both, *both],
            [] => [0.0, 0.0],
        };
        let whole = !matches!(kind, ColumnKind::Text);
        Self { kind, width, sorts: false, grows: false, hidden: false, whole }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text or a phrase; ids are text too, whatever digits they have.
    Text,
    /// An amount, summed up in files.
    Money,
    /// A day.
    Date,
    /// A number of things.
    Count,
    /// An instant.
    Moment,
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident as $header:ident, first $first:ident, descending $descending:literal {
        $($(#[$column_doc:meta])* $column:ident $key:literal $kind:ident $($width:literal)* $(: $($mark:ident)+)?;)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "its header in `i18n::lists` says what most columns hold")]
        pub enum $name {
            $($(#[$column_doc])* $column,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self::$first
            }
        }

        impl ListColumn for $name {
            const ALL: &'static [Self] = &[$(Self::$column,)*];
            const DESCENDING: bool = $descending;

            fn as_str(self) -> &'static str {
                match self { $(Self::$column => $key,)* }
            }

            fn shape(self) -> ColumnShape {
                match self { $(Self::$column => ColumnShape {
                    $($($mark: true,)+)?
                    ..ColumnShape::new(ColumnKind::$kind, &[$($width,)*])
                },)* }
            }

            fn header(self) -> Phrase {
                Phrase::$header(self)
            }
        }
    )*};
}

columns! {
    /// A column of the list of bills.
    BillColumn as OfBills, first BilledOn, descending true {
        BillNo "bill_no" Text 132.0: sorts whole;
        Account "account" Text 110.0: hidden whole;
        AccountName "account_name" Text 150.0: grows sorts;
        Kind "kind" Text 92.0 124.0: sorts;
        Item "item" Text 150.0: hidden;
        BilledOn "billed_on" Date 108.0: sorts;
        DueOn "due_on" Date 108.0: sorts hidden;
        PaidOn "paid_on" Date 104.0: hidden;
        Standing "standing" Text 138.0 146.0: sorts whole;
        Rule "rule" Text 160.0: hidden;
        Amount "amount" Money 116.0: sorts;
        Refunded "refunded" Money 116.0: hidden;
        /// What was invoiced before it came to the desk.
        Opening "opening" Money 116.0: hidden;
        /// The opening, and what was invoiced, reserved and absorbed here.
        Used "used" Money 116.0: hidden;
        /// What of that was absorbed by offsets.
        Offset "offset" Money 116.0: hidden;
        /// A payment that is dated ahead counts as there in what is sorted by.
        Remaining "remaining" Money 116.0: sorts;
    }
    /// A column of the list of customers.
    AccountColumn as OfAccounts, first Account, descending false {
        Account "account" Text 104.0 116.0: sorts whole;
        Name "name" Text 170.0: grows sorts;
        Issuer "issuer" Text 180.0: hidden;
        Kind "kind" Text 76.0 110.0: whole;
        Region "region" Text 96.0: hidden;
        /// The standing set by hand or import.
        Status "status" Text 96.0: hidden whole;
        /// The rule that blocks the account.
        Blocked "blocked" Text 140.0 160.0: whole;
        VerifiedName "verified_name" Text 180.0: hidden;
        VerifiedTaxId "verified_tax_id" Text 180.0: hidden;
        Contact "contact" Text 116.0: hidden;
        Mobile "mobile" Text 116.0: hidden;
        Email "email" Text 180.0: hidden;
        Bills "bills" Count 76.0 64.0;
        /// How many are still to be issued or delivered.
        OpenApplications "open_applications" Count 100.0 96.0;
        Invoiceable "invoiceable" Money 120.0;
        /// What must be taken off first.
        NonInvoiceable "non_invoiceable" Money 120.0;
        /// How far below zero the sum is.
        InArrears "in_arrears" Money 120.0: hidden;
    }
    /// A column of the list of ledger entries.
    EntryColumn as OfEntries, first Account, descending false {
        Account "account" Text;
        AccountName "account_name" Text;
        Amount "amount" Money;
        Reason "reason" Text;
        Note "note" Text;
        EnteredOn "entered_on" Date;
        EnteredBy "entered_by" Text;
        /// What applications have offset of it.
        Offset "offset" Money;
    }
    /// A column of the list of applications.
    ApplicationColumn as OfApplications, first SubmittedOn, descending true {
        Application "application" Text 144.0: whole;
        Account "account" Text;
        AccountName "account_name" Text 180.0: grows;
        BuyerName "buyer_name" Text 180.0: hidden;
        InvoiceType "invoice_type" Text 90.0 162.0: whole;
        State "state" Text 110.0 120.0: whole;
        SubmittedOn "submitted_on" Date 116.0: sorts;
        /// The last day to issue and deliver.
        DueOn "due_on" Date 150.0 168.0: sorts;
        WorkingDaysLate "working_days_late" Count;
        Invoices "invoices" Text 200.0: hidden;
        Amount "amount" Money 120.0: sorts;
        /// What is no longer covered by its bills.
        Uncovered "uncovered" Money;
    }
    /// A column of the list of invoices.
    InvoiceColumn as OfInvoices, first IssuedOn, descending true {
        Number "number" Text: sorts;
        /// The date printed on it.
        IssuedOn "issued_on" Date: sorts;
        Application "application" Text;
        /// Where the application stands.
        State "state" Text;
        Account "account" Text;
        AccountName "account_name" Text;
        BuyerName "buyer_name" Text;
        /// The buyer's.
        TaxId "tax_id" Text;
        InvoiceType "invoice_type" Text;
        Item "item" Text;
        Rate "rate" Text;
        Net "net" Money;
        Tax "tax" Money;
        Gross "gross" Money;
        /// The number of the invoice that reversed it.
        RedNumber "red_number" Text;
        Remark "remark" Text;
    }
    /// A column of the list of tickets.
    TicketColumn as OfTickets, first Number, descending true {
        Number "number" Text 64.0: whole;
        AccountName "account_name" Text 150.0: grows;
        /// The rule from whose refusal it was opened.
        Rule "rule" Text 122.0 160.0: whole;
        Application "application" Text 150.0: whole;
        LastNote "last_note" Text 170.0;
        OpenedAt "opened_at" Moment 140.0;
        OpenedBy "opened_by" Text 84.0;
        State "state" Text 96.0: whole;
    }
    /// A column of the list of decided qualification reviews.
    ReviewColumn as OfReviews, first ReviewedAt, descending true {
        AccountName "account_name" Text 120.0: grows;
        Account "account" Text 110.0: hidden whole;
        State "state" Text 92.0 104.0: whole;
        ReviewedAt "reviewed_at" Moment 132.0 120.0;
        ReviewedBy "reviewed_by" Text 84.0: hidden;
        SubmittedBy "submitted_by" Text 84.0: hidden;
        SubmittedOn "submitted_on" Date 108.0: hidden;
        Reasons "reasons" Text 170.0: hidden;
    }
    /// A column of the list of imports.
    ImportColumn as OfImports, first When, descending true {
        Number "number" Text 60.0: whole;
        When "when" Moment 150.0: sorts;
        Who "who" Text 84.0: sorts;
        Kind "kind" Text 84.0 108.0: whole;
        File "file" Text 150.0: grows sorts;
        /// The fingerprint of the file.
        Sha256 "sha256" Text;
        Issuer "issuer" Text 72.0;
        Added "added" Count 64.0 76.0: sorts;
        Changed "changed" Count 64.0 76.0;
        Refused "refused" Count 64.0 76.0;
        Amount "amount" Money 148.0: sorts;
        Refunded "refunded" Money 140.0: hidden;
        Opening "opening" Money 140.0 160.0: hidden;
        State "state" Text 92.0 112.0: whole;
    }
    /// A column of the audit log.
    AuditColumn as OfAudit, first When, descending true {
        /// The place in the log.
        Number "number" Count 76.0: hidden;
        When "when" Moment 150.0;
        Who "who" Text 84.0 96.0;
        What "what" Text 130.0;
        /// What it is about.
        Object "object" Text 110.0: grows;
        /// Where from.
        From "from" Text 120.0 140.0;
        SystemUser "system_user" Text 96.0: hidden;
        Machine "machine" Text 96.0: hidden;
        /// The rule that refused it.
        Refused "refused" Text 120.0 150.0;
        /// The hash over the entry and all before it.
        Hash "hash" Text;
    }
}

/// A list that can leave the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListName {
    /// Customers.
    Accounts,
    /// Bills.
    Bills,
    /// Entries of the non-invoiceable ledger.
    NonInvoiceable,
    /// Applications.
    Applications,
    /// Invoices.
    Invoices,
    /// The audit log.
    Audit,
}

impl ListName {
    /// Every list.
    pub const ALL: [Self; 6] =
        [Self::Accounts, Self::Bills, Self::NonInvoiceable, Self::Applications, Self::Invoices, Self::Audit];
}

/// Something in a list that is said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phrase {
    /// The name of the list.
    Title(ListName),
    /// What stands before the sums.
    Total,
    /// The header of a column of bills.
    OfBills(BillColumn),
    /// The header of a column of ledger entries.
    OfEntries(EntryColumn),
    /// Why an amount is not invoiceable.
    LedgerReason(LedgerReason),
    /// The header of a column of customers.
    OfAccounts(AccountColumn),
    /// The header of a column of applications.
    OfApplications(ApplicationColumn),
    /// The header of a column of invoices.
    OfInvoices(InvoiceColumn),
    /// The header of a column of tickets.
    OfTickets(TicketColumn),
    /// The header of a column of decided reviews.
    OfReviews(ReviewColumn),
    /// The header of a column of imports.
    OfImports(ImportColumn),
    /// How a bill was charged.
    BillKind(BillKind),
    /// Where a bill stands.
    Standing(BillStanding),
    /// A rule, by its title.
    Rule(RuleId),
    /// The kind of an account.
    AccountKind(AccountKind),
    /// Where an account is registered.
    Region(Region),
    /// The standing of an account.
    Status(AccountStatus),
    /// Where an application stands.
    State(ApplicationState),
    /// A type of invoice.
    InvoiceType(InvoiceType),
    /// Where a ticket stands.
    TicketState(TicketState),
    /// Where a qualification stands.
    Qualification(QualificationState),
    /// What an imported file held.
    ImportKind(ImportKind),
    /// Whether an import was undone.
    IsUndone(bool),
    /// The header of a column of the audit log.
    OfAudit(AuditColumn),
    /// What an entry of the audit log tells.
    LogOp(LogOp),
    /// Where from something was done.
    Origin(Origin),
    /// Why an attempt was refused.
    Attempt(Attempt),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_name() {
        assert_eq!(BillColumn::named("due_on"), Some(BillColumn::DueOn));
        assert_eq!(InvoiceColumn::named("due_on"), None);
    }
}
