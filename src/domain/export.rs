//! What lists are made of when they leave the desk: their columns, and everything in them that is said in words.
//! The words are in `i18n::export`.

use super::account::{AccountKind, AccountStatus, Region};
use super::application::ApplicationState;
use super::balance::LedgerReason;
use super::bill::{BillKind, BillStanding};
use super::invoice_info::InvoiceType;
use super::rules::RuleId;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident { $($(#[$column_doc:meta])* $column:ident = $key:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$column_doc])* $column,)*
        }

        impl $name {
            /// Every column, from the left.
            pub const ALL: &[Self] = &[$(Self::$column,)*];

            /// The column's name among the columns of its list.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$column => $key,)* }
            }

            /// The column of this name.
            pub fn named(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|column| column.as_str() == key)
            }
        }
    )*};
}

columns! {
    /// A column of the list of bills.
    BillColumn {
        /// Bill number.
        BillNo = "bill_no",
        /// Customer number.
        Account = "account",
        /// The customer's name.
        AccountName = "account_name",
        /// How it was charged.
        Kind = "kind",
        /// What was billed.
        Item = "item",
        /// Bill date.
        BilledOn = "billed_on",
        /// Due date.
        DueOn = "due_on",
        /// Date of payment.
        PaidOn = "paid_on",
        /// Where it stands.
        Standing = "standing",
        /// Why it cannot be invoiced.
        Rule = "rule",
        /// What was charged.
        Amount = "amount",
        /// What was given back.
        Refunded = "refunded",
        /// What was invoiced before it came to the desk.
        Opening = "opening",
        /// The opening, and what was invoiced, reserved and absorbed here.
        Used = "used",
        /// What of that was absorbed by offsets.
        Offset = "offset",
        /// What remains.
        Remaining = "remaining",
    }
    /// A column of the list of customers.
    AccountColumn {
        /// Customer number.
        Account = "account",
        /// The customer's name.
        Name = "name",
        /// The issuer's name.
        Issuer = "issuer",
        /// Individual, enterprise, organisation.
        Kind = "kind",
        /// Where the customer is registered.
        Region = "region",
        /// The standing set by hand or import.
        Status = "status",
        /// The rule that blocks the account.
        Blocked = "blocked",
        /// The verified name.
        VerifiedName = "verified_name",
        /// The verified tax id.
        VerifiedTaxId = "verified_tax_id",
        /// Who to speak to.
        Contact = "contact",
        /// That person's mobile phone.
        Mobile = "mobile",
        /// Where e-mail goes.
        Email = "email",
        /// How many bills.
        Bills = "bills",
        /// How many applications are still to be issued or delivered.
        OpenApplications = "open_applications",
        /// What can be applied for.
        Invoiceable = "invoiceable",
        /// What must be taken off first.
        NonInvoiceable = "non_invoiceable",
        /// How far below zero the sum is.
        InArrears = "in_arrears",
    }
    /// A column of the list of ledger entries.
    EntryColumn {
        /// Customer number.
        Account = "account",
        /// The customer's name.
        AccountName = "account_name",
        /// How much.
        Amount = "amount",
        /// Why it is not invoiceable.
        Reason = "reason",
        /// The explanation that was given.
        Note = "note",
        /// The day on which it was entered.
        EnteredOn = "entered_on",
        /// Who entered it.
        EnteredBy = "entered_by",
        /// What applications have offset of it.
        Offset = "offset",
    }
    /// A column of the list of applications.
    ApplicationColumn {
        /// Application number.
        Application = "application",
        /// Customer number.
        Account = "account",
        /// The customer's name.
        AccountName = "account_name",
        /// The buyer's name on it.
        BuyerName = "buyer_name",
        /// The type of invoice.
        InvoiceType = "invoice_type",
        /// Where it stands.
        State = "state",
        /// The day of submission.
        SubmittedOn = "submitted_on",
        /// The last day to issue and deliver.
        DueOn = "due_on",
        /// By how many working days it is late.
        WorkingDaysLate = "working_days_late",
        /// The numbers of its invoices.
        Invoices = "invoices",
        /// The amount to be invoiced.
        Amount = "amount",
        /// What is no longer covered by its bills.
        Uncovered = "uncovered",
    }
    /// A column of the list of invoices.
    InvoiceColumn {
        /// Invoice number.
        Number = "number",
        /// The date on it.
        IssuedOn = "issued_on",
        /// Application number.
        Application = "application",
        /// Where that stands.
        State = "state",
        /// Customer number.
        Account = "account",
        /// The customer's name.
        AccountName = "account_name",
        /// The buyer's name on it.
        BuyerName = "buyer_name",
        /// The buyer's tax id on it.
        TaxId = "tax_id",
        /// The type of invoice.
        InvoiceType = "invoice_type",
        /// The printed invoice item.
        Item = "item",
        /// The rate of tax.
        Rate = "rate",
        /// Without tax.
        Net = "net",
        /// The tax.
        Tax = "tax",
        /// With tax.
        Gross = "gross",
        /// The number of the red-letter invoice.
        RedNumber = "red_number",
        /// The remark on it.
        Remark = "remark",
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
}

impl ListName {
    /// Every list.
    pub const ALL: [Self; 5] =
        [Self::Accounts, Self::Bills, Self::NonInvoiceable, Self::Applications, Self::Invoices];
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
