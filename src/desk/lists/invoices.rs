//! The list of issued invoices. Errors of every call: see [`super`].

use chrono::NaiveDate;

use super::{CellValue, Each, Exported, ListQuery, ListRow, Page, named_account};
use crate::desk::clock::Moment;
use crate::domain::list_columns::{InvoiceColumn, ListColumn, ListName, Phrase};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
pub use crate::store::invoice::list::{InvoiceTotals, ListedInvoice};

use crate::store::invoice::list::{self, InvoiceFilter};

/// Which invoices are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct InvoiceQuery {
    /// Of the customer of this number.
    pub account: Option<String>,
    /// Issued on this day or later.
    pub from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number or application number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: InvoiceColumn,
    /// Late days and large numbers first.
    pub descending: bool,
}

impl ListRow for ListedInvoice {
    type Column = InvoiceColumn;
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn value(&self, column: InvoiceColumn) -> CellValue<'_> {
        let info = &self.snapshot.info;
        match column {
            InvoiceColumn::Number => self.number.as_str().into(),
            InvoiceColumn::IssuedOn => self.issued_on.into(),
            InvoiceColumn::Application => self.application.as_str().into(),
            InvoiceColumn::State => Phrase::State(self.state).into(),
            InvoiceColumn::Account => self.account.as_str().into(),
            InvoiceColumn::AccountName => self.account_name.as_str().into(),
            InvoiceColumn::BuyerName => info.name.as_str().into(),
            InvoiceColumn::TaxId => info.tax_id.as_deref().into(),
            InvoiceColumn::InvoiceType => Phrase::InvoiceType(self.invoice_type).into(),
            InvoiceColumn::Item => self.snapshot.item.as_str().into(),
            InvoiceColumn::Rate => self.rate.to_string().into(),
            InvoiceColumn::Net => self.net.into(),
            InvoiceColumn::Tax => self.tax.into(),
            InvoiceColumn::Gross => self.gross.into(),
            InvoiceColumn::RedNumber => self.red_number.as_deref().into(),
            InvoiceColumn::Remark => self.snapshot.remark.as_deref().into(),
        }
    }
}

impl ListQuery for InvoiceQuery {
    type Row = ListedInvoice;
    type Summary = InvoiceTotals;

    fn page(&self, db: &Db, _: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        list::page(db, &self.filter(db)?, self.order, self.descending, after, limit)
    }

    fn summary(&self, db: &Db, _: &Moment) -> Result<InvoiceTotals, Refusal> {
        list::totals(db, &self.filter(db)?)
    }
}

impl Exported for InvoiceQuery {
    type Row = ListedInvoice;
    const NAME: ListName = ListName::Invoices;

    fn all() -> Self {
        Self { descending: InvoiceColumn::DESCENDING, ..Self::default() }
    }

    fn count(&self, db: &Db, moment: &Moment) -> Result<u64, Refusal> {
        Ok(self.summary(db, moment)?.count)
    }

    fn each(&self, db: &Db, _: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal> {
        list::each(db, &self.filter(db)?, self.order, self.descending, each)
    }
}

impl InvoiceQuery {
    fn filter(&self, db: &Db) -> Result<InvoiceFilter, Refusal> {
        Ok(InvoiceFilter {
            account: named_account(db, self.account.as_deref())?,
            from: self.from,
            to: self.to,
            text: self.text.clone(),
        })
    }
}
