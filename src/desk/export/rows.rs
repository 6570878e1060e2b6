//! The values of rows, column by column.

use super::Say;
use crate::desk::lists::applications;
use crate::desk::lists::{bills, customers, invoices};
use crate::domain::calendar::china_date;
use crate::domain::export::{
    AccountColumn, ApplicationColumn, BillColumn, EntryColumn, InvoiceColumn, Phrase,
};
use crate::exchange::export::Value;
use crate::store::ledger::list::ListedEntry;

pub(super) fn bill_value(listed: &bills::Listed, column: BillColumn, say: Say<'_>) -> Value {
    let row = &listed.row;
    let bill = &row.bill;
    match column {
        BillColumn::BillNo => bill.bill_no.as_str().into(),
        BillColumn::Account => row.account.as_str().into(),
        BillColumn::AccountName => row.account_name.as_str().into(),
        BillColumn::Kind => say(Phrase::BillKind(bill.kind)).into(),
        BillColumn::Item => row.item.as_deref().into(),
        BillColumn::BilledOn => bill.billed_on.into(),
        BillColumn::DueOn => bill.due_on.into(),
        BillColumn::PaidOn => bill.paid_on.into(),
        BillColumn::Standing => say(Phrase::Standing(listed.standing)).into(),
        BillColumn::Rule => listed.refused_by.map(|rule| say(Phrase::Rule(rule))).into(),
        BillColumn::Amount => bill.amount.into(),
        BillColumn::Refunded => bill.refunded.into(),
        BillColumn::Opening => bill.opening.into(),
        BillColumn::Used => bill.used.into(),
        BillColumn::Offset => row.absorbed.into(),
        BillColumn::Remaining => listed.remaining.into(),
    }
}

pub(super) fn entry_value(row: &ListedEntry, column: EntryColumn, say: Say<'_>) -> Value {
    let entry = &row.entry;
    match column {
        EntryColumn::Account => row.account.as_str().into(),
        EntryColumn::AccountName => row.account_name.as_str().into(),
        EntryColumn::Amount => entry.amount.into(),
        EntryColumn::Reason => say(Phrase::LedgerReason(entry.reason)).into(),
        EntryColumn::Note => entry.note.as_deref().into(),
        EntryColumn::EnteredOn => china_date(entry.entered_at).into(),
        EntryColumn::EnteredBy => entry.entered_by.as_str().into(),
        EntryColumn::Offset => row.offset.into(),
    }
}

pub(super) fn account_value(listed: &customers::Listed, column: AccountColumn, say: Say<'_>) -> Value {
    let (account, profile) = (&listed.row.account, &listed.row.profile);
    match column {
        AccountColumn::Account => account.code.as_str().into(),
        AccountColumn::Name => account.name.as_str().into(),
        AccountColumn::Issuer => listed.issuer.as_str().into(),
        AccountColumn::Kind => say(Phrase::AccountKind(account.kind)).into(),
        AccountColumn::Region => say(Phrase::Region(account.region)).into(),
        AccountColumn::Status => say(Phrase::Status(account.status)).into(),
        AccountColumn::Blocked => listed.blocked.map(|rule| say(Phrase::Rule(rule))).into(),
        AccountColumn::VerifiedName => account.verified_name.as_deref().into(),
        AccountColumn::VerifiedTaxId => account.verified_tax_id.as_ref().map(|id| id.as_str()).into(),
        AccountColumn::Contact => profile.contact.as_deref().into(),
        AccountColumn::Mobile => profile.mobile.as_deref().into(),
        AccountColumn::Email => profile.email.as_deref().into(),
        AccountColumn::Bills => count(listed.bills),
        AccountColumn::OpenApplications => count(listed.open_applications),
        AccountColumn::Invoiceable => listed.invoiceable.into(),
        AccountColumn::NonInvoiceable => listed.non_invoiceable.into(),
        AccountColumn::InArrears => listed.in_arrears.into(),
    }
}

pub(super) fn application_value(
    listed: &applications::Listed,
    column: ApplicationColumn,
    say: Say<'_>,
) -> Value {
    let row = &listed.row;
    match column {
        ApplicationColumn::Application => row.number.as_str().into(),
        ApplicationColumn::Account => row.account.as_str().into(),
        ApplicationColumn::AccountName => row.account_name.as_str().into(),
        ApplicationColumn::BuyerName => row.buyer_name.as_str().into(),
        ApplicationColumn::InvoiceType => say(Phrase::InvoiceType(row.invoice_type)).into(),
        ApplicationColumn::State => say(Phrase::State(row.state)).into(),
        ApplicationColumn::SubmittedOn => row.submitted_on.into(),
        ApplicationColumn::DueOn => row.due_on.into(),
        ApplicationColumn::WorkingDaysLate => listed.working_days_late.into(),
        ApplicationColumn::Invoices => row.invoices.as_deref().into(),
        ApplicationColumn::Amount => row.amount.into(),
        ApplicationColumn::Uncovered => row.uncovered.into(),
    }
}

pub(super) fn invoice_value(row: &invoices::ListedInvoice, column: InvoiceColumn, say: Say<'_>) -> Value {
    let info = &row.snapshot.info;
    match column {
        InvoiceColumn::Number => row.number.as_str().into(),
        InvoiceColumn::IssuedOn => row.issued_on.into(),
        InvoiceColumn::Application => row.application.as_str().into(),
        InvoiceColumn::State => say(Phrase::State(row.state)).into(),
        InvoiceColumn::Account => row.account.as_str().into(),
        InvoiceColumn::AccountName => row.account_name.as_str().into(),
        InvoiceColumn::BuyerName => info.name.as_str().into(),
        InvoiceColumn::TaxId => info.tax_id.as_deref().into(),
        InvoiceColumn::InvoiceType => say(Phrase::InvoiceType(row.invoice_type)).into(),
        InvoiceColumn::Item => row.snapshot.item.as_str().into(),
        InvoiceColumn::Rate => row.rate.to_string().into(),
        InvoiceColumn::Net => row.net.into(),
        InvoiceColumn::Tax => row.tax.into(),
        InvoiceColumn::Gross => row.gross.into(),
        InvoiceColumn::RedNumber => row.red_number.as_deref().into(),
        InvoiceColumn::Remark => row.snapshot.remark.as_deref().into(),
    }
}

fn count(n: u64) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}
