//! What a word of a table can mean, where the desk does not know the word and a person says so.

use strum::IntoStaticStr;

use super::field::{Field, ImportKind};
use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::bill::BillKind;

/// How far a bill is, as tables tell it in a word (RULES.md, section 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum BillState {
    /// Paid.
    Paid,
    /// Not paid.
    Unpaid,
    /// Paid, and all of it given back.
    Refunded,
    /// Paid, and a part of it given back: how much must be said elsewhere.
    PartlyRefunded,
    /// Called off: there is no such bill any more.
    Void,
    /// Invoiced in full, before it came to the desk.
    Invoiced,
    /// Invoiced in part: how much must be said elsewhere.
    PartlyInvoiced,
    /// Not invoiced, which says nothing of payment.
    NotInvoiced,
    /// The desk's own word for a bill of which nothing was used and nothing remains: it was given back.
    NothingLeft,
}

/// What a word of a state, a kind or a region means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A state of a bill.
    State(BillState),
    /// How a bill was charged.
    BillKind(BillKind),
    /// What an account is.
    AccountKind(AccountKind),
    /// Where it is.
    Region(Region),
    /// Whether it is frozen.
    Status(AccountStatus),
}

const OF_BILLS: [Meaning; 12] = [
    Meaning::State(BillState::Paid),
    Meaning::State(BillState::Unpaid),
    Meaning::State(BillState::Refunded),
    Meaning::State(BillState::PartlyRefunded),
    Meaning::State(BillState::Void),
    Meaning::State(BillState::Invoiced),
    Meaning::State(BillState::PartlyInvoiced),
    Meaning::State(BillState::NotInvoiced),
    Meaning::BillKind(BillKind::PayAsYouGo),
    Meaning::BillKind(BillKind::SavingsPlan),
    Meaning::BillKind(BillKind::Subscription),
    Meaning::BillKind(BillKind::Other),
];

/// Whether a refund in a list of refunds took place.
const OF_REFUNDS: [Meaning; 2] = [Meaning::State(BillState::Refunded), Meaning::State(BillState::Void)];

const OF_ACCOUNTS: [Meaning; 8] = [
    Meaning::AccountKind(AccountKind::Individual),
    Meaning::AccountKind(AccountKind::Enterprise),
    Meaning::AccountKind(AccountKind::Organisation),
    Meaning::Region(Region::Mainland),
    Meaning::Region(Region::HongKongMacaoTaiwan),
    Meaning::Region(Region::Overseas),
    Meaning::Status(AccountStatus::Active),
    Meaning::Status(AccountStatus::Frozen),
];

impl Meaning {
    /// Everything that words in a table of `kind` can mean.
    pub const fn all(kind: ImportKind) -> &'static [Self] {
        match kind {
            ImportKind::Bills => &OF_BILLS,
            ImportKind::Accounts => &OF_ACCOUNTS,
            ImportKind::Refunds => &OF_REFUNDS,
            ImportKind::NonInvoiceable => &[],
        }
    }

    /// What a word in the column of `field` can mean, if its words mean anything.
    pub fn of_field(kind: ImportKind, field: Field) -> impl Iterator<Item = Self> {
        Self::all(kind).iter().copied().filter(move |meaning| meaning.fits(field))
    }

    /// The meaning of this name in a table of `kind`, as in `--value MEANING=WORD`.
    pub fn named(kind: ImportKind, id: &str) -> Option<Self> {
        let id = id.trim().to_ascii_lowercase().replace('-', "_");
        Self::all(kind).iter().copied().find(|meaning| meaning.id() == id)
    }

    /// Whether a word in the column of `field` can mean this.
    pub fn fits(self, field: Field) -> bool {
        match self {
            // Of a refund, that there was none, that it took place, or that it was called off or failed.
            Self::State(
                BillState::Paid | BillState::Refunded | BillState::PartlyRefunded | BillState::Void,
            ) => matches!(field, Field::Status | Field::InvoiceState | Field::RefundState),
            Self::State(_) => matches!(field, Field::Status | Field::InvoiceState),
            Self::BillKind(_) | Self::AccountKind(_) => field == Field::Kind,
            Self::Region(_) => field == Field::Region,
            Self::Status(_) => field == Field::Status,
        }
    }

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::State(state) => state.into(),
            Self::BillKind(kind) => kind.into(),
            Self::AccountKind(kind) => kind.into(),
            Self::Region(region) => region.into(),
            Self::Status(status) => status.into(),
        }
    }
}

/// A word of a file that the desk does not know, to be asked about once for all of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The field whose column it stands in.
    pub field: Field,
    /// The header of that column.
    pub column: String,
    /// The word as it stands in the file.
    pub word: String,
    /// In how many rows.
    pub rows: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_is_found_by_its_name_among_those_of_the_table() {
        for kind in ImportKind::ALL {
            for meaning in Meaning::all(kind) {
                assert_eq!(Meaning::named(kind, meaning.id()), Some(*meaning));
            }
        }
        assert_eq!(Meaning::named(ImportKind::Bills, " Partly-Refunded "), Some(OF_BILLS[3]));
        assert_eq!(Meaning::named(ImportKind::Bills, "overseas"), None);
        assert_eq!(Meaning::named(ImportKind::Bills, "nothing_left"), None, "a word of the desk's own");
    }

    #[test]
    fn a_column_has_words_of_its_own() {
        let of_kind: Vec<_> = Meaning::of_field(ImportKind::Accounts, Field::Kind).collect();
        assert_eq!(of_kind, OF_ACCOUNTS[..3]);
        assert_eq!(Meaning::of_field(ImportKind::Bills, Field::InvoiceState).count(), 8);
        assert_eq!(Meaning::of_field(ImportKind::Bills, Field::Item).count(), 0);
    }
}
