//! Which index bills are found by.

use super::BillStateFilter;
use crate::domain::bill::BillStanding;
use crate::domain::list_columns::BillColumn;

/// How the bills are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Whatever finds them, in no order.
    Whole,
    /// Along the index of this order.
    Along(BillColumn),
    /// By this index of some bills, which has all that the order of these asks for.
    Among(&'static str),
}

impl Way {
    /// Whether the conditions are to read as those of indexes of some bills, so that these are taken.
    pub(super) fn takes_some(self) -> bool {
        matches!(self, Self::Along(BillColumn::BilledOn) | Self::Among(_))
    }
}

/// The index of the bills in a state that are put in order from it, however many these are: they are spread too thinly
/// over other bills to be met with along the index of the order.
pub(super) fn among(state: Option<BillStateFilter>, order: BillColumn) -> Option<&'static str> {
    use BillColumn::{Amount, BillNo, DueOn, Kind, Remaining};
    match (state?, order) {
        (BillStateFilter::TooOld, DueOn | Remaining) => Some("bill_open_by_date"),
        (BillStateFilter::PartlyInvoiced, BillNo | Amount | DueOn | Remaining | Kind) => {
            Some("bill_partly_used")
        }
        (BillStateFilter::Refunded, BillNo | Amount | DueOn | Remaining | Kind) => {
            Some("bill_refunded_by_date")
        }
        _ => None,
    }
}

/// The index along which bills are read by their date.
pub(super) fn by_date(state: Option<BillStateFilter>, standing: Option<BillStanding>) -> &'static str {
    use BillStanding::{Invoiceable, Invoiced, PartlyInvoiced, PartlyRefunded, TooOld};
    match (state, standing) {
        (Some(BillStateFilter::PartlyInvoiced), _) => "bill_partly_used",
        (Some(BillStateFilter::Refunded), _) => "bill_refunded_by_date",
        (Some(BillStateFilter::Eligible | BillStateFilter::TooOld), _)
        | (None, Some(TooOld | PartlyInvoiced | PartlyRefunded | Invoiceable)) => "bill_open_by_date",
        (Some(BillStateFilter::Invoiced), _) | (None, Some(Invoiced)) => "bill_used_by_date",
        _ => "bill_by_date",
    }
}
